#pragma once

/// What closes tenants to PUBLIC: shared by the library and the cluster keeper, which links no Qt. Plain constants.
namespace tacet::closingsql {

/// As a superuser: the databases of tenants, for kCloseTenant.
inline constexpr auto kTenants = "SELECT d.datname FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles o ON o.oid = "
                                 "d.datdba WHERE o.rolname ~ '^t[0-9a-f]{16}_owner$' AND d.datallowconn";

/// As a superuser in a tenant's database, when it is made and at every start of the server, so that a tenant made by an
/// earlier version is closed as well. What PUBLIC loses (docs/security.md 2.1) is given back by name to the tenant's
/// own roles.
inline constexpr auto kCloseTenant = R"(
DO $$
DECLARE
    tag CONSTANT text := substr((SELECT o.rolname FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba
                                  WHERE d.datname = current_database()), 1, 17);
    owner CONSTANT name := tag || '_owner';
    warden CONSTANT name := tag || '_warden';
    migrator CONSTANT name := tag || '_migrator';
    closed regprocedure;
BEGIN
    IF tag !~ '^t[0-9a-f]{16}$' THEN
        RAISE EXCEPTION 'not a tenant';
    END IF;
    PERFORM pg_advisory_xact_lock(1952539508); -- two programs at once
    IF has_schema_privilege('public', 'public', 'USAGE') THEN
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
    END IF;
    IF has_language_privilege('public', 'plpgsql', 'USAGE') OR has_language_privilege('public', 'sql', 'USAGE') THEN
        REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
        EXECUTE format('GRANT USAGE ON LANGUAGE plpgsql, sql TO %I, %I, %I', owner, tag || '_enroller', warden);
    END IF;
    FOR closed IN
        SELECT p.oid FROM pg_proc p
         WHERE p.pronamespace = 'pg_catalog'::regnamespace
           AND (p.proname ~ '^(lo_|pg_advisory_|pg_try_advisory_|pg_sleep|pg_stat_get_|txid_current|pg_current_xact_id)'
                OR p.proname ~ '_to_xml'
                OR p.proname IN ('loread', 'lowrite', 'pg_logical_emit_message', 'pg_notify', 'pg_export_snapshot',
                    'pg_lock_status', 'pg_blocking_pids', 'pg_relation_size', 'pg_table_size', 'pg_indexes_size',
                    'pg_total_relation_size', 'pg_database_size', 'pg_notification_queue_usage'))
    LOOP
        IF has_function_privilege('public', closed, 'EXECUTE') THEN
            EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', closed);
        END IF;
        -- Reading figures, and the number of its own transaction, is the tenant's own business.
        IF closed::text ~ '^(txid_current|pg_(stat_get|current_xact_id|lock_status|blocking|notification|[a-z_]*size))'
           AND EXISTS (SELECT FROM unnest(ARRAY[owner, warden, migrator]) own
                        WHERE NOT has_function_privilege(own, closed, 'EXECUTE')) THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I, %I, %I', closed, owner, warden, migrator);
        END IF;
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION pg_notify(text, text), pg_advisory_xact_lock(bigint) TO %I', owner);
    EXECUTE format('GRANT EXECUTE ON FUNCTION pg_advisory_xact_lock(bigint) TO %I', migrator);
END $$;
)";

} // namespace tacet::closingsql
