-- What PgBouncer needs (pgbouncer.ini beside this file). As a superuser in the database postgres; afterwards set the
-- password: \password tacet_pooler
CREATE ROLE tacet_pooler LOGIN CONNECTION LIMIT 5;
GRANT CONNECT ON DATABASE postgres TO tacet_pooler;
CREATE SCHEMA tacet_pooler;
GRANT USAGE ON SCHEMA tacet_pooler TO tacet_pooler;

CREATE TABLE tacet_pooler.secret (word bytea NOT NULL);
INSERT INTO tacet_pooler.secret
    SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- The verifier of one login of a workspace. For everybody else, operators and names that nobody has, one that no password
-- fits, the same at every question: PgBouncer would tell strangers that there is no such login.
CREATE FUNCTION tacet_pooler.verifier(login text) RETURNS TABLE (name text, verifier text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT login, COALESCE(
        (SELECT a.rolpassword FROM pg_catalog.pg_authid a
          WHERE a.rolname = login AND a.rolcanlogin AND NOT a.rolsuper
            AND a.rolname ~ '^([ad]_[0-9a-f]{32}|t[0-9a-f]{16}_enrol)$'),
        (SELECT pg_catalog.concat('SCRAM-SHA-256$4096:',
                pg_catalog.encode(pg_catalog.substr(pg_catalog.sha256(s.word || l.bytes || 'salt'), 1, 16), 'base64'), '$',
                pg_catalog.encode(pg_catalog.sha256(s.word || l.bytes || 'stored'), 'base64'), ':',
                pg_catalog.encode(pg_catalog.sha256(s.word || l.bytes || 'server'), 'base64'))
           FROM tacet_pooler.secret s, pg_catalog.convert_to(login, 'UTF8') l(bytes)))
$$;
REVOKE ALL ON FUNCTION tacet_pooler.verifier(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tacet_pooler.verifier(text) TO tacet_pooler;
