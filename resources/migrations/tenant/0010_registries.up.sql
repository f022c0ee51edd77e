-- What later migrations add rows to instead of rewriting functions: policies, partitioned tables, and what is
-- to be done when something happens.

-- Every policy of a tenant with its standard; tacet.tenant.policy holds what differs. A bucket of api calls
-- is two of them: `x_burst` tokens at most, refilled by `x_per_second`.
CREATE TABLE tacet.policy_defaults (
    key text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]{1,62}$'),
    value jsonb NOT NULL CHECK (jsonb_typeof(value) IN ('number', 'boolean', 'string')),
    allowed jsonb CHECK (jsonb_typeof(allowed) = 'array' AND allowed @> value),
    lowest double precision NOT NULL DEFAULT 0,
    highest double precision NOT NULL DEFAULT 1e15,
    CHECK ((jsonb_typeof(value) = 'string') = (allowed IS NOT NULL))
);

-- Tables cut by the month of a UUIDv7 column. Their order is that of creation.
CREATE TABLE tacet.partitioned_tables (
    name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]{1,40}$'),
    position integer NOT NULL UNIQUE
);

-- s.<function_name>() runs when the event happens, lower positions first. Arguments: none for maintain, the chat
-- and the user for member_left, one id for the others.
CREATE TABLE tacet.hooks (
    event text NOT NULL CHECK (event IN ('maintain', 'user_deleted', 'device_removed', 'chat_deleted', 'member_left',
                                         'message_deleted')),
    function_name text NOT NULL CHECK (function_name ~ '^[a-z][a-z0-9_]{1,62}$'),
    position integer NOT NULL DEFAULT 100,
    PRIMARY KEY (event, function_name)
);
SELECT s.seal('tacet.policy_defaults'), s.seal('tacet.partitioned_tables'), s.seal('tacet.hooks');

INSERT INTO tacet.policy_defaults (key, value, allowed)
SELECT e.key, e.value, CASE e.key WHEN 'delivery_status' THEN '["none", "synced", "read"]'::jsonb END
  FROM jsonb_each(s.policy_default()) e;
INSERT INTO tacet.partitioned_tables (name, position) VALUES ('messages', 1), ('message_recipients', 2), ('send_ledger', 3);
INSERT INTO tacet.hooks (event, function_name) VALUES ('maintain', 'cleanup_expired_sessions'),
    ('maintain', 'cleanup_enrolment_tokens');

CREATE OR REPLACE FUNCTION s.refuse(code text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = CASE code
        WHEN 'SR001' THEN 'not found'
        WHEN 'SR002' THEN 'invalid input'
        WHEN 'SR003' THEN 'rate limited'
        WHEN 'SR004' THEN 'quota exceeded'
        WHEN 'SR005' THEN 'token invalid'
        WHEN 'SR006' THEN 'conflict'
        WHEN 'SR007' THEN 'username taken'
        WHEN 'SR008' THEN 'blocked'
        WHEN 'SR009' THEN 'too many devices'
        WHEN 'SR010' THEN 'sign-in refused'
        WHEN 'SR011' THEN 'too late'
        ELSE 'refused'
    END;
END $$;

CREATE OR REPLACE FUNCTION s.policy_default() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT pg_catalog.jsonb_object_agg(d.key, d.value) FROM tacet.policy_defaults d);
END $$;

CREATE OR REPLACE FUNCTION s.policy(key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT t.policy -> policy.key FROM tacet.tenant t),
        (SELECT d.value FROM tacet.policy_defaults d WHERE d.key = policy.key));
END $$;

CREATE OR REPLACE FUNCTION s.policy_number(key text) RETURNS double precision
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN s.policy(key)::double precision;
END $$;

CREATE OR REPLACE FUNCTION admin.set_policy(changes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.jsonb_typeof(changes) = 'object');
    PERFORM s.demand(pg_catalog.bool_and(COALESCE(pg_catalog.jsonb_typeof(e.value) = pg_catalog.jsonb_typeof(d.value)
            AND CASE pg_catalog.jsonb_typeof(d.value)
                WHEN 'number' THEN e.value::double precision BETWEEN d.lowest AND d.highest
                WHEN 'string' THEN d.allowed @> e.value
                ELSE true END, false)))
       FROM pg_catalog.jsonb_each(changes) e LEFT JOIN tacet.policy_defaults d ON d.key = e.key
      HAVING pg_catalog.count(*) > 0;
    UPDATE tacet.tenant SET policy = policy OPERATOR(pg_catalog.||) changes;
END $$;

-- What there is to tune, what holds now, and its bounds.
CREATE FUNCTION admin.policies() RETURNS TABLE (key text, value jsonb, standard jsonb, allowed jsonb,
        lowest double precision, highest double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT d.key, s.policy(d.key), d.value, d.allowed, d.lowest, d.highest FROM tacet.policy_defaults d ORDER BY d.key;
END $$;

-- Back to the standard.
CREATE FUNCTION admin.reset_policy(key text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(EXISTS (SELECT FROM tacet.policy_defaults d WHERE d.key = reset_policy.key));
    UPDATE tacet.tenant SET policy = policy OPERATOR(pg_catalog.-) reset_policy.key;
END $$;

CREATE FUNCTION s.run_hooks(event text, a uuid DEFAULT NULL, b uuid DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    hook pg_catalog.text;
    arguments CONSTANT pg_catalog.text := CASE event WHEN 'maintain' THEN '' WHEN 'member_left' THEN '$1, $2' ELSE '$1' END;
BEGIN
    FOR hook IN SELECT h.function_name FROM tacet.hooks h WHERE h.event = run_hooks.event
                 ORDER BY h.position, h.function_name LOOP
        EXECUTE pg_catalog.format('SELECT s.%I(%s)', hook, arguments) USING a, b;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION s.ensure_partitions() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    parent pg_catalog.text;
    child pg_catalog.text;
    month pg_catalog.timestamptz;
    made integer := 0;
BEGIN
    -- Two at once would make the same tables.
    LOCK TABLE tacet.tenant IN SHARE ROW EXCLUSIVE MODE;
    FOR parent IN SELECT p.name FROM tacet.partitioned_tables p ORDER BY p.position LOOP
        FOR month IN
            SELECT g AT TIME ZONE 'UTC' FROM pg_catalog.generate_series(
                pg_catalog.date_trunc('month', (pg_catalog.now() - interval '35 days') AT TIME ZONE 'UTC'),
                pg_catalog.date_trunc('month', pg_catalog.now() AT TIME ZONE 'UTC') + interval '3 months',
                interval '1 month') g
        LOOP
            child := s.partition_name(parent, month);
            CONTINUE WHEN pg_catalog.to_regclass('tacet.' || child) IS NOT NULL;
            EXECUTE pg_catalog.format('CREATE TABLE tacet.%I (LIKE tacet.%I INCLUDING ALL)', child, parent);
            PERFORM s.seal(('tacet.' || child)::pg_catalog.regclass);
            EXECUTE pg_catalog.format('ALTER TABLE tacet.%I ATTACH PARTITION tacet.%I FOR VALUES FROM (%L) TO (%L)',
                parent, child, s.uuid7_floor(month),
                s.uuid7_floor((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

CREATE OR REPLACE FUNCTION s.partitions_are_ready() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.bool_and(pg_catalog.to_regclass('tacet.'
        || s.partition_name(p.name, pg_catalog.now() + interval '35 days')) IS NOT NULL) FROM tacet.partitioned_tables p
$$;

CREATE FUNCTION s.cleanup_enrolment_tokens() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.enrollment_tokens t
        WHERE t.expires_at < pg_catalog.now() - interval '24 hours'
          AND (t.used_at IS NULL OR t.dismissed_at < pg_catalog.now() - interval '24 hours') RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

CREATE OR REPLACE FUNCTION admin.maintain() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.run_hooks('maintain');
    RETURN s.ensure_partitions();
END $$;

-- A new id as clients make them: UUIDv7 of this moment.
CREATE FUNCTION s.new_id() RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    bits CONSTANT pg_catalog.bytea := pg_catalog.uuid_send(pg_catalog.gen_random_uuid());
    stamp CONSTANT pg_catalog.bytea := pg_catalog.substr(pg_catalog.int8send(
        (pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) * 1000)::bigint), 3, 6);
BEGIN
    RETURN pg_catalog.encode(stamp || pg_catalog.set_byte(pg_catalog.substr(bits, 7),
        0, 112 + pg_catalog.get_byte(bits, 6) % 16), 'hex')::pg_catalog.uuid;
END $$;

GRANT EXECUTE ON FUNCTION admin.policies(), admin.reset_policy(text) TO @migrator@;
