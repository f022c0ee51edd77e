#pragma once

/// What the warden says to a server: shared by the library and the cluster keeper, which links no Qt. Plain
/// constants. Everything runs in the administration database.
namespace tacet::wardensql {

inline constexpr auto kRole = "tacet_warden";
inline constexpr auto kDatabase = "postgres";

/// Milliseconds: a transaction of a device or of the enrolment role; one that waits for its client to take
/// the answer, while the notification queue is nearly empty; a connection of the enrolment role.
inline constexpr long long kTransactionMax = 5'000;
inline constexpr long long kSendingMax = 30'000;
inline constexpr long long kEnrolmentMax = 60'000;
/// How many devices are sealed, and how many logins ended, in one transaction.
inline constexpr int kBatch = 500;

/// $1, $2, $3: the three limits. Ends what is over them and says what it saw, in rows of kind, role, database,
/// reason, number, milliseconds: `ended` (pid, how long), `role` (connections), `connections` (all, allowed),
/// `queue` (filled millionths), `snapshot` (age in transactions of the oldest, age of the oldest transaction).
///
/// Whoever is in a transaction for too long is ended, whatever he does in it: going idle again and again does
/// not help. A listener that stopped reading says "idle" and keeps the queue from being emptied; since when shows
/// nowhere, so the session of the warden remembers who was blocked at the last pass.
inline constexpr auto kPass = R"(
WITH seen AS MATERIALIZED (
    SELECT a.pid, a.usename::text AS role, a.datname::text AS database, a.state, a.backend_start, a.backend_xmin,
           a.backend_xid, a.xact_start, a.usename ~ '^([a-z]_[0-9a-f]{32,61}|t[0-9a-f]{16}_enrol)$' AS watched,
           COALESCE(a.xact_start, a.query_start) AS busy_since,
           COALESCE(a.wait_event = 'ClientWrite', false) AS sending
      FROM pg_stat_activity a WHERE a.backend_type = 'client backend' AND a.usename IS NOT NULL
), queue AS MATERIALIZED (
    SELECT pg_notification_queue_usage() AS share
), blocked AS MATERIALIZED (
    SELECT s.pid, s.role, s.database, k.key,
           COALESCE(to_timestamp((b.before ->> k.key)::float8), clock_timestamp()) AS since
      FROM seen s, concat(s.pid, '@', extract(epoch FROM s.backend_start)) k(key),
           COALESCE(NULLIF(current_setting('tacet_warden.blocked', true), ''), '{}') t(before_text),
           LATERAL (SELECT t.before_text::jsonb AS before) b
     WHERE s.watched AND s.state = 'idle' AND s.sending
), remembered AS MATERIALIZED (
    SELECT set_config('tacet_warden.blocked',
                      COALESCE(jsonb_object_agg(b.key, extract(epoch FROM b.since)), '{}')::text, false) FROM blocked b
), judged AS MATERIALIZED (
    SELECT s.pid, s.role, s.database, s.busy_since AS since,
           CASE WHEN s.sending THEN 'not reading' ELSE s.state END AS reason,
           CASE WHEN s.sending AND s.state = 'active' AND q.share < 0.1 THEN $2::int8 ELSE $1::int8 END AS most
      FROM seen s, queue q WHERE s.watched AND s.state <> 'idle' AND s.busy_since IS NOT NULL
    UNION ALL
    SELECT b.pid, b.role, b.database, b.since, 'deaf', $1::int8 FROM blocked b
    UNION ALL
    SELECT s.pid, s.role, s.database, s.backend_start, 'enrolling', $3::int8
      FROM seen s WHERE s.role ~ '^t[0-9a-f]{16}_enrol$'
    UNION ALL
    SELECT s.pid, s.role, s.database, s.backend_start, 'removed', 0
      FROM seen s JOIN pg_roles r ON r.rolname = s.role WHERE s.watched AND NOT r.rolcanlogin
), ended AS MATERIALIZED (
    SELECT j.*, pg_terminate_backend(j.pid) AS signalled FROM judged j
     WHERE j.since < clock_timestamp() - j.most * interval '1 millisecond'
       AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = j.role AND NOT r.rolsuper)
)
SELECT 'ended' AS kind, e.role, e.database, e.reason, e.pid::int8 AS number,
       (extract(epoch FROM clock_timestamp() - e.since) * 1000)::int8 AS milliseconds
  FROM ended e WHERE e.signalled
UNION ALL
SELECT * FROM (SELECT 'role', s.role, COALESCE(s.database, ''), '', count(*), 0::int8 FROM seen s
                GROUP BY s.role, s.database ORDER BY count(*) DESC, s.role LIMIT 20) roles
UNION ALL
SELECT 'connections', '', '', '', (SELECT count(*) FROM seen), current_setting('max_connections')::int8
UNION ALL
SELECT 'queue', '', '', '', (q.share * 1000000)::int8, 0 FROM queue q, remembered
UNION ALL
SELECT 'snapshot', '', '', '',
       COALESCE((SELECT max(GREATEST(age(s.backend_xmin), age(s.backend_xid))) FROM seen s), 0),
       COALESCE((SELECT max(extract(epoch FROM clock_timestamp() - s.xact_start) * 1000) FROM seen s
                  WHERE s.state <> 'idle'), 0)::int8
)";

/// $1: how many at most. Answers how many devices were sealed: their roles taken from the enroller that made
/// them, who becomes slow with every role that he may administer, and who could otherwise alter them.
inline constexpr auto kSeal = "SELECT tacet_warden.seal_devices($1::int4)";
/// $1: how many at most. Answers how many removed devices were ended: sealed, so that the tenant's functions could
/// only take them out of the group, which already keeps them out of the database.
inline constexpr auto kEndLogins = "SELECT tacet_warden.end_removed_logins($1::int4)";

/// As a superuser, at every start; changes only what is missing. The functions are the two things that only a
/// superuser can do, each takes a number and nothing else.
inline constexpr auto kPrepare = R"(
DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(1952539508); -- two programs at once
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tacet_warden') THEN
        CREATE ROLE tacet_warden LOGIN CONNECTION LIMIT 4;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'tacet_warden') THEN
        CREATE SCHEMA tacet_warden;
    END IF;
    IF EXISTS (SELECT FROM unnest('{pg_signal_backend,pg_read_all_stats,pg_use_reserved_connections}'::name[]) needed
                WHERE NOT pg_has_role('tacet_warden', needed, 'USAGE')) THEN
        GRANT pg_signal_backend, pg_read_all_stats, pg_use_reserved_connections TO tacet_warden;
    END IF;
    IF has_database_privilege('public', 'postgres', 'CONNECT, TEMP') THEN
        REVOKE ALL ON DATABASE postgres FROM PUBLIC;
    END IF;
    IF NOT has_database_privilege('tacet_warden', 'postgres', 'CONNECT') THEN
        GRANT CONNECT ON DATABASE postgres TO tacet_warden;
    END IF;
    IF has_database_privilege('public', 'template1', 'CONNECT, TEMP') THEN
        REVOKE ALL ON DATABASE template1 FROM PUBLIC;
    END IF;
END $$;
GRANT USAGE ON SCHEMA tacet_warden TO tacet_warden;

CREATE OR REPLACE FUNCTION tacet_warden.enrollers() RETURNS SETOF oid
    LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT DISTINCT r.oid FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles o ON o.oid = d.datdba
      JOIN pg_catalog.pg_roles r
        ON r.rolname = pg_catalog.regexp_replace(o.rolname, '^(t[0-9a-f]{16}_)owner$', '\1enroller')::pg_catalog.name
     WHERE o.rolname ~ '^t[0-9a-f]{16}_owner$'
$$;

CREATE OR REPLACE FUNCTION tacet_warden.seal_devices(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    enroller pg_catalog.oid;
    devices pg_catalog.text;
    found_devices integer;
    done integer := 0;
BEGIN
    FOR enroller IN SELECT tacet_warden.enrollers() LOOP
        SELECT pg_catalog.string_agg(x.quoted, ', '), pg_catalog.count(*) INTO devices, found_devices
          FROM (SELECT pg_catalog.quote_ident(r.rolname) AS quoted
                  FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.roleid
                 WHERE m.member = enroller AND r.rolname ~ '^d_[0-9a-f]{32}$'
                 LIMIT LEAST(GREATEST(most, 0), 1000) - done) x;
        CONTINUE WHEN devices IS NULL;
        EXECUTE pg_catalog.format('REVOKE %s FROM %s', devices, enroller::pg_catalog.regrole);
        done := done + found_devices;
    END LOOP;
    RETURN done;
END $$;

CREATE OR REPLACE FUNCTION tacet_warden.end_removed_logins(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    device pg_catalog.name;
    done integer := 0;
BEGIN
    FOR device IN
        SELECT r.rolname FROM pg_catalog.pg_roles r
         WHERE r.rolcanlogin AND r.rolname ~ '^d_[0-9a-f]{32}$'
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid)
         LIMIT LEAST(GREATEST(most, 0), 1000)
    LOOP
        EXECUTE pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', device);
        done := done + 1;
    END LOOP;
    RETURN done;
END $$;
REVOKE ALL ON FUNCTION tacet_warden.enrollers(), tacet_warden.seal_devices(integer),
    tacet_warden.end_removed_logins(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tacet_warden.seal_devices(integer), tacet_warden.end_removed_logins(integer) TO tacet_warden;
)";

} // namespace tacet::wardensql
