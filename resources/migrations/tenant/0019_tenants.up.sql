-- What an operator does with a tenant as a whole: look at it, rename it, suspend it.

-- closed_to: who lost CONNECT when the tenant was suspended, and gets it back.
ALTER TABLE tacet.tenant
    ADD COLUMN suspended_at timestamptz,
    ADD COLUMN closed_to name[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT tenant_closed CHECK (suspended_at IS NOT NULL OR closed_to = '{}');

CREATE FUNCTION admin.tenant(OUT id uuid, OUT name text, OUT created_at timestamptz, OUT suspended_at timestamptz,
                             OUT members bigint, OUT devices bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT t.id, t.name, t.created_at, t.suspended_at INTO id, name, created_at, suspended_at FROM tacet.tenant t;
    members := (SELECT pg_catalog.count(*) FROM tacet.users u WHERE u.deleted_at IS NULL);
    devices := (SELECT pg_catalog.count(*) FROM tacet.devices d WHERE d.active);
END $$;

CREATE FUNCTION admin.rename_tenant(name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.char_length(name) BETWEEN 1 AND 64 AND name !~ '[[:cntrl:]]');
    UPDATE tacet.tenant AS t SET name = rename_tenant.name;
END $$;

-- Nobody but the operator enters any more. The caller ends the connections that are open, after the commit.
CREATE FUNCTION admin.suspend_tenant() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    visitor pg_catalog.name;
    closed pg_catalog.name[] := '{}';
BEGIN
    PERFORM FROM tacet.tenant t WHERE t.suspended_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOR visitor IN
        SELECT r.rolname FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a
          JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
         WHERE d.datname = pg_catalog.current_database() AND a.privilege_type = 'CONNECT'
           AND a.grantee <> d.datdba AND r.rolname <> pg_catalog.btrim('@migrator@', '"')
         ORDER BY r.rolname
    LOOP
        EXECUTE pg_catalog.format('REVOKE CONNECT ON DATABASE %I FROM %I', pg_catalog.current_database(), visitor);
        closed := closed || visitor;
    END LOOP;
    UPDATE tacet.tenant SET suspended_at = pg_catalog.now(), closed_to = closed;
END $$;

CREATE FUNCTION admin.resume_tenant() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    visitor pg_catalog.name;
BEGIN
    FOR visitor IN
        SELECT r.rolname FROM tacet.tenant t, pg_catalog.pg_roles r WHERE r.rolname = ANY (t.closed_to)
    LOOP
        EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO %I', pg_catalog.current_database(), visitor);
    END LOOP;
    UPDATE tacet.tenant SET suspended_at = NULL, closed_to = '{}';
END $$;

GRANT EXECUTE ON FUNCTION admin.tenant(), admin.rename_tenant(text), admin.suspend_tenant(), admin.resume_tenant()
    TO @migrator@;
