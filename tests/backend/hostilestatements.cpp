#include "tests/backend/hostilestatements.h"

#include <array>

namespace tacet::hostile {

namespace {

constexpr std::array kOnRelation{
    "SELECT * FROM %t",
    "SELECT 1 FROM %t LIMIT 0",
    "SELECT ctid, xmin, tableoid FROM %t",
    "SELECT count(*) FROM %t",
    "SELECT max(%c::text), min(%c::text), string_agg(%c::text, ',') FROM %t",
    "SELECT to_jsonb(x) FROM %t x",
    "SELECT x::text FROM ONLY %t x",
    "SELECT * FROM %t TABLESAMPLE SYSTEM (100)",
    "SELECT * FROM %t WHERE ctid = '(0,1)'",
    "SELECT (SELECT %c FROM %t LIMIT 1)",
    "SELECT EXISTS (SELECT FROM %t)",
    "WITH w AS (SELECT * FROM %t) SELECT * FROM w",
    "WITH RECURSIVE w AS (SELECT %c FROM %t UNION SELECT %c FROM w) SELECT * FROM w",
    "SELECT * FROM generate_series(1, 1), LATERAL (SELECT * FROM %t) x",
    "SELECT 1 ORDER BY (SELECT %c FROM %t LIMIT 1)",
    "VALUES ((SELECT %c FROM %t LIMIT 1))",
    "TABLE %t",
    "SELECT x FROM %t x FOR UPDATE",
    "SELECT x FROM %t x FOR NO KEY UPDATE",
    "SELECT x FROM %t x FOR SHARE SKIP LOCKED",
    "SELECT x FROM %t x FOR KEY SHARE NOWAIT",
    "EXPLAIN SELECT * FROM %t",
    "EXPLAIN (ANALYZE, BUFFERS, VERBOSE) SELECT * FROM %t",
    "EXPLAIN (GENERIC_PLAN) SELECT * FROM %t",
    "COPY %t TO STDOUT",
    "COPY (SELECT * FROM %t) TO STDOUT (FORMAT binary)",
    "COPY %t FROM STDIN",
    "COPY %t TO PROGRAM 'cat'",
    "COPY %t TO '/tmp/attack'",
    "INSERT INTO %t DEFAULT VALUES",
    "INSERT INTO %t SELECT * FROM %t",
    "INSERT INTO %t (%c) VALUES (DEFAULT) ON CONFLICT DO NOTHING",
    "INSERT INTO %t (%c) VALUES (DEFAULT) RETURNING *",
    "UPDATE %t SET %c = NULL",
    "UPDATE %t SET %c = %c WHERE false",
    "DELETE FROM %t",
    "DELETE FROM %t RETURNING *",
    "MERGE INTO %t a USING (SELECT 1) b ON true WHEN MATCHED THEN DELETE",
    "MERGE INTO %t a USING (SELECT 1) b ON true WHEN MATCHED THEN DO NOTHING RETURNING a.*",
    "WITH gone AS (DELETE FROM %t RETURNING *) SELECT * FROM gone",
    "TRUNCATE %t",
    "TRUNCATE %t CASCADE",
    "BEGIN; LOCK TABLE %t IN ACCESS SHARE MODE",
    "BEGIN; LOCK TABLE %t IN ROW SHARE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN ROW EXCLUSIVE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN SHARE UPDATE EXCLUSIVE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN SHARE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN SHARE ROW EXCLUSIVE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN EXCLUSIVE MODE NOWAIT",
    "BEGIN; LOCK TABLE %t IN ACCESS EXCLUSIVE MODE NOWAIT",
    "BEGIN; DECLARE c CURSOR FOR SELECT * FROM %t",
    "DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT * FROM %t",
    "PREPARE p AS SELECT * FROM %t",
    "SELECT * INTO stolen FROM %t",
    "CREATE TABLE stolen AS TABLE %t",
    "CREATE TEMP TABLE stolen AS TABLE %t",
    "CREATE TABLE stolen (LIKE %t INCLUDING ALL)",
    "CREATE TABLE stolen () INHERITS (%t)",
    "CREATE TABLE stolen (x uuid REFERENCES %t)",
    "CREATE VIEW stolen AS SELECT * FROM %t",
    "CREATE MATERIALIZED VIEW stolen AS SELECT * FROM %t",
    "CREATE INDEX ON %t (%c)",
    "CREATE STATISTICS stolen ON %c, ctid FROM %t",
    "CREATE RULE stolen AS ON SELECT TO %t DO INSTEAD SELECT 1",
    "CREATE RULE stolen AS ON INSERT TO %t DO ALSO SELECT 1",
    "CREATE TRIGGER stolen BEFORE INSERT ON %t EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE POLICY stolen ON %t USING (true)",
    "CREATE PUBLICATION stolen FOR TABLE %t",
    "ALTER TABLE %t DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE %t NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE %t OWNER TO CURRENT_USER",
    "ALTER TABLE %t ADD COLUMN stolen text",
    "ALTER TABLE %t ALTER COLUMN %c SET STATISTICS 1000",
    "ALTER TABLE %t RENAME TO stolen",
    "ALTER TABLE %t SET (autovacuum_enabled = off)",
    "DROP POLICY owner_only ON %t",
    "ALTER POLICY owner_only ON %t USING (true)",
    "DROP TABLE %t",
    "DROP VIEW %t",
    "GRANT SELECT ON %t TO PUBLIC",
    "GRANT ALL ON %t TO CURRENT_USER",
    "COMMENT ON TABLE %t IS 'x'",
    "CLUSTER %t",
    "REINDEX TABLE %t",
    "REFRESH MATERIALIZED VIEW %t",
    "SECURITY LABEL ON TABLE %t IS 'x'",
    "SELECT nextval('%t')",
    "SELECT setval('%t', 1)",
    "SELECT pg_relation_size('%t')",
    "SELECT pg_total_relation_size('%t')",
    "SELECT table_to_xml('%t', true, true, '')",
    "SELECT pg_truncate_visibility_map('%t')",
    "SELECT * FROM pgstattuple('%t')",
    "SELECT currtid2('%t', '(0,1)')",
    "SELECT row_security_active('%t')",
};

constexpr std::array kLeaks{
    "SELECT 1 / (CASE WHEN %c::text > 'm' THEN 0 ELSE 1 END) FROM %t",
    "SELECT %c::text::int FROM %t",
    "SELECT (%c::text || 'x')::uuid FROM %t",
    "SELECT %c::text::bytea::text::xml FROM %t",
    "SELECT * FROM %t WHERE %c::text ~ '('",
    "SELECT * FROM %t WHERE regexp_like(%c::text, '.*') AND 1 / 0 = 1",
    "SELECT set_config('attack.value', %c::text, false) FROM %t",
    "SELECT %c FROM %t GROUP BY %c HAVING 1 / (count(*) - 1) > 0",
    "SELECT date(%c::text) FROM %t",
    "SELECT json(%c::text) FROM %t",
};

constexpr std::array kOnCatalogs{
    "SELECT * FROM pg_stats",
    "SELECT * FROM pg_stats_ext",
    "SELECT * FROM pg_stats_ext_exprs",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_statistic_ext_data",
    "SELECT * FROM pg_largeobject",
    "SELECT * FROM pg_largeobject_metadata",
    "SELECT * FROM pg_stat_activity",
    "SELECT * FROM pg_stat_get_activity(NULL)",
    "SELECT * FROM pg_stat_replication",
    "SELECT * FROM pg_stat_ssl",
    "SELECT * FROM pg_stat_gssapi",
    "SELECT * FROM pg_stat_all_tables",
    "SELECT * FROM pg_stat_all_indexes",
    "SELECT * FROM pg_statio_all_tables",
    "SELECT * FROM pg_stat_xact_all_tables",
    "SELECT * FROM pg_stat_user_functions",
    "SELECT * FROM pg_stat_progress_copy",
    "SELECT * FROM pg_locks",
    "SELECT * FROM pg_prepared_statements",
    "SELECT * FROM pg_prepared_xacts",
    "SELECT * FROM pg_cursors",
    "SELECT * FROM pg_settings",
    "SELECT * FROM pg_file_settings",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_user_mapping",
    "SELECT * FROM pg_user_mappings",
    "SELECT * FROM pg_roles",
    "SELECT * FROM pg_auth_members",
    "SELECT * FROM pg_db_role_setting",
    "SELECT * FROM pg_database",
    "SELECT * FROM pg_shdescription",
    "SELECT * FROM pg_description",
    "SELECT * FROM pg_class",
    "SELECT * FROM pg_index",
    "SELECT * FROM pg_attribute",
    "SELECT * FROM pg_attrdef",
    "SELECT * FROM pg_constraint",
    "SELECT * FROM pg_trigger",
    "SELECT * FROM pg_policy",
    "SELECT * FROM pg_policies",
    "SELECT * FROM pg_views",
    "SELECT * FROM pg_rules",
    "SELECT * FROM pg_proc",
    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE prokind = 'f'",
    "SELECT * FROM pg_sequences",
    "SELECT * FROM pg_sequence",
    "SELECT * FROM pg_partitioned_table",
    "SELECT * FROM pg_depend",
    "SELECT * FROM pg_replication_slots",
    "SELECT * FROM pg_subscription",
    "SELECT * FROM pg_publication_tables",
    "SELECT * FROM pg_backend_memory_contexts",
    "SELECT * FROM pg_shmem_allocations",
    "SELECT * FROM pg_ls_logdir()",
    "SELECT * FROM pg_ls_waldir()",
    "SELECT pg_current_logfile()",
    "SELECT * FROM pg_notification_queue_usage()",
    "SELECT * FROM pg_listening_channels()",
    "SELECT * FROM pg_get_wait_events()",
    "SELECT * FROM pg_control_system()",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM information_schema.columns",
    "SELECT * FROM information_schema.routines",
    "SELECT * FROM information_schema.role_table_grants",
    "SELECT * FROM information_schema.check_constraints",
    "SHOW ALL",
    "SELECT current_setting('is_superuser'), session_user, current_user",
};

constexpr std::array kOnServer{
    "CREATE TEMP TABLE uuid (x int)",
    "CREATE TABLE public.t (x int)",
    "CREATE TABLE tacet.t (x int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION api.f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'",
    "CREATE OR REPLACE FUNCTION s.me() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
    "CREATE PROCEDURE public.f() LANGUAGE sql AS 'SELECT 1'",
    "CREATE AGGREGATE public.a(int) (SFUNC = int4pl, STYPE = int)",
    "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_ne)",
    "CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT",
    "CREATE TYPE public.t AS (x int)",
    "CREATE DOMAIN public.d AS text",
    "CREATE COLLATION public.c FROM \"C\"",
    "CREATE CONVERSION public.c FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
    "CREATE TEXT SEARCH CONFIGURATION public.t (COPY = simple)",
    "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pg_event_trigger_ddl_commands()",
    "CREATE ACCESS METHOD m TYPE TABLE HANDLER heap_tableam_handler",
    "CREATE FOREIGN DATA WRAPPER w",
    "CREATE SERVER w FOREIGN DATA WRAPPER w",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION pgcrypto SCHEMA public",
    "CREATE PUBLICATION p",
    "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
    "CREATE DATABASE mine",
    "CREATE TABLESPACE mine LOCATION '/tmp'",
    "DO $$ BEGIN END $$",
    "DO LANGUAGE plpgsql $$ BEGIN PERFORM 1; END $$",
    "LOAD 'plpgsql'",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "ALTER SCHEMA tacet OWNER TO CURRENT_USER",
    "GRANT USAGE ON SCHEMA tacet TO CURRENT_USER",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA tacet GRANT ALL ON TABLES TO PUBLIC",
    "REASSIGN OWNED BY CURRENT_USER TO postgres",
    "SET session_replication_role = replica",
    "SET temp_file_limit = -1",
    "SET log_statement = 'all'",
    "SET ROLE pg_read_all_data",
    "SET ROLE pg_write_all_data",
    "SET ROLE pg_execute_server_program",
    "SET ROLE pg_signal_backend",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/attack')",
    "SELECT lo_get(1)",
    "SELECT pg_logical_emit_message(false, 'x', 'y')",
    "SELECT pg_create_logical_replication_slot('x', 'pgoutput')",
    "SELECT pg_create_restore_point('x')",
    "SELECT pg_switch_wal()",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_try_advisory_lock(1)",
    "SELECT pg_advisory_xact_lock_shared(1, 2)",
    "SELECT pg_advisory_unlock_all()",
    "SELECT pg_sleep(1)",
    "SELECT pg_notify('x', 'y')",
    "SELECT pg_export_snapshot()",
    "SELECT query_to_xml('SELECT 1', true, true, '')",
    "SELECT schema_to_xml('tacet', true, true, '')",
    "SELECT database_to_xml(true, true, '')",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_read_binary_file('global/pg_control')",
    "SELECT pg_stat_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_reload_conf()",
    "SELECT pg_rotate_logfile()",
    "SELECT pg_promote()",
    "SELECT pg_stat_reset()",
    "SELECT pg_stat_reset_shared('io')",
    "SELECT pg_log_backend_memory_contexts(pg_backend_pid())",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS DISTINCT FROM current_user",
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename IS DISTINCT FROM current_user",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY (SELECT 1) TO '/tmp/attack'",
    "PREPARE TRANSACTION 'x'",
    "BEGIN; PREPARE TRANSACTION 'x'",
    "CHECKPOINT",
};

constexpr std::array kOnRole{
    "SET ROLE %r",
    "SET SESSION AUTHORIZATION %r",
    "SELECT set_config('role', '%n', false)",
    "SELECT set_config('session_authorization', '%n', false)",
    "GRANT %r TO CURRENT_USER",
    "GRANT %r TO %o WITH ADMIN OPTION",
    "ALTER ROLE %r PASSWORD 'x'",
    "ALTER ROLE %r SUPERUSER",
    "ALTER ROLE %r SET search_path = mine",
    "DROP ROLE %r",
    "DROP OWNED BY %r",
    "REASSIGN OWNED BY %r TO CURRENT_USER",
    "ALTER ROLE %r RENAME TO mine",
};

// On oneself; a password and settings of one's own are one's own business.
constexpr std::array kOnSelf{
    "ALTER ROLE %o SUPERUSER",
    "ALTER ROLE %o CREATEROLE",
    "ALTER ROLE %o CREATEDB",
    "ALTER ROLE %o BYPASSRLS",
    "ALTER ROLE %o REPLICATION",
    "ALTER ROLE %o CONNECTION LIMIT -1",
    "ALTER ROLE %o VALID UNTIL 'today'",
    "ALTER ROLE %o RENAME TO mine",
    "ALTER ROLE %o SET temp_file_limit = -1",
    "ALTER ROLE %o NOLOGIN",
    "GRANT pg_read_all_data TO %o",
    "CREATE ROLE mine",
    "CREATE ROLE mine IN ROLE %o",
    "SET ROLE postgres",
    "ALTER DATABASE postgres SET jit = on",
};

QByteArray withRoles(const char *pattern, const QByteArray &other, const QByteArray &own)
{
    return QByteArray(pattern).replace("%r", '"' + other + '"').replace("%n", other).replace("%o", '"' + own + '"');
}

} // namespace

QByteArrayList onRelation(const AttackCatalog::Relation &relation)
{
    QByteArrayList statements;
    for (const char *pattern : kOnRelation)
        statements += QByteArray(pattern).replace("%t", relation.name).replace("%c", relation.columns.first());
    return statements;
}

QByteArrayList leaks(const AttackCatalog::Relation &relation)
{
    QByteArrayList statements;
    for (const char *pattern : kLeaks) {
        for (const QByteArray &column : relation.columns)
            statements += QByteArray(pattern).replace("%t", relation.name).replace("%c", column);
    }
    return statements;
}

QByteArrayList onCatalogs(const AttackCatalog &catalog)
{
    QByteArrayList statements(kOnCatalogs.begin(), kOnCatalogs.end());
    for (const AttackCatalog::Relation &relation : catalog.relations) {
        statements += "SELECT * FROM pg_stats WHERE format('%I.%I', schemaname, tablename) = '" + relation.name + '\'';
        statements += "VACUUM " + relation.name;
        statements += "ANALYZE VERBOSE " + relation.name;
    }
    return statements;
}

QByteArrayList onServer(const QByteArray &ownRole, const QByteArrayList &otherRoles)
{
    QByteArrayList statements(kOnServer.begin(), kOnServer.end());
    for (const QByteArray &other : otherRoles) {
        for (const char *pattern : kOnRole)
            statements += withRoles(pattern, other, ownRole);
    }
    for (const char *pattern : kOnSelf)
        statements += withRoles(pattern, {}, ownRole);
    return statements;
}

} // namespace tacet::hostile
