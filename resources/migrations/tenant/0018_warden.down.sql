GRANT USAGE, CREATE ON SCHEMA s TO @enroller@;
SET LOCAL ROLE @enroller@;
CREATE OR REPLACE FUNCTION s.drop_login(role_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF role_name !~ '^d_[0-9a-f]{32}$' OR role_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'SR002', MESSAGE = 'invalid input';
    END IF;
    EXECUTE pg_catalog.format('ALTER ROLE %I NOLOGIN PASSWORD NULL', role_name);
    EXECUTE pg_catalog.format('REVOKE @user@ FROM %I', role_name);
END $$;
SET LOCAL ROLE @owner@;
REVOKE CREATE, USAGE ON SCHEMA s FROM @enroller@;
