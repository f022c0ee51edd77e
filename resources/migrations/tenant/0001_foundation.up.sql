-- Schemas, the tenant itself and what every function stands on.
-- tacet: tables (nobody but the owner), s: internal functions, api: devices, admin: operators.
-- Runs as @owner@; the migrator must be allowed to SET ROLE @enroller@ and @warden@.

ALTER DEFAULT PRIVILEGES FOR ROLE @owner@ REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA tacet;
CREATE SCHEMA s;
CREATE SCHEMA api;
CREATE SCHEMA admin;
GRANT USAGE ON SCHEMA api TO @user@, @enrol@;
GRANT USAGE ON SCHEMA admin TO @migrator@;

-- Functions on the way of every message are plpgsql, which keeps plans; sql plans again at every call.

-- Refusals. One function per SQLSTATE so that the texts stay uniform.
CREATE FUNCTION s.refuse(code text) RETURNS void
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
        ELSE 'refused'
    END;
END $$;

-- Lets everything through that is true; false and NULL are refused as invalid input.
CREATE FUNCTION s.demand(condition boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF condition IS NOT TRUE THEN
        PERFORM s.refuse('SR002');
    END IF;
END $$;

CREATE FUNCTION s.uuid7_time(id uuid) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.to_timestamp(
        (('x' || pg_catalog.substr(pg_catalog.replace(id::pg_catalog.text, '-', ''), 1, 12))::pg_catalog.bit(48)::pg_catalog.int8)
        / 1000.0)
$$;

-- The lowest UUIDv7-shaped value of a moment: bound of partitions.
CREATE FUNCTION s.uuid7_floor(moment timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
    SELECT (pg_catalog.lpad(pg_catalog.to_hex(
        pg_catalog.floor(pg_catalog.date_part('epoch', moment) * 1000)::pg_catalog.int8), 12, '0')
        || pg_catalog.repeat('0', 20))::pg_catalog.uuid
$$;

-- UUIDv7 of the last 35 days or the next one: a month offline loses nothing, and nobody travels in time.
CREATE FUNCTION s.is_current_id(id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    bits CONSTANT pg_catalog.bytea := pg_catalog.uuid_send(id);
    milliseconds CONSTANT bigint := ('x' || pg_catalog.encode(pg_catalog.substr(bits, 1, 6), 'hex'))::pg_catalog.bit(48)::bigint;
    present CONSTANT bigint := pg_catalog.date_part('epoch', pg_catalog.now()) * 1000;
BEGIN
    RETURN id IS NOT NULL
        AND milliseconds BETWEEN present - 3024000000 AND present + 86400000
        AND pg_catalog.get_byte(bits, 6) / 16 = 7 AND pg_catalog.get_byte(bits, 8) / 64 = 2;
END $$;

CREATE FUNCTION s.update_updated_at_column() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    NEW.updated_at := pg_catalog.now();
    RETURN NEW;
END $$;

-- Closes a table: row security forced, the owner alone passes.
CREATE FUNCTION s.seal(name regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    EXECUTE pg_catalog.format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE pg_catalog.format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
    EXECUTE pg_catalog.format('CREATE POLICY owner_only ON %s TO %s USING (true) WITH CHECK (true)',
        name, pg_catalog.quote_ident(CURRENT_USER));
END $$;

-- One row. policy: numbers and switches that differ from s.policy_default().
CREATE TABLE tacet.tenant (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 64),
    incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
    policy jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(policy) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
SELECT s.seal('tacet.tenant');
CREATE TRIGGER tenant_updated BEFORE UPDATE ON tacet.tenant
    FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

CREATE FUNCTION s.policy_default() RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN '{
        "members_may_invite": true,
        "delivery_status": "synced",
        "devices_per_account": 10,
        "stranger_mailbox_rows": 20,
        "stranger_sessions": 1,
        "send_burst": 10000,       "send_per_second": 200,
        "claim_burst": 200,        "claim_per_second": 0.2,
        "wake_burst": 2000,        "wake_per_second": 50,
        "search_burst": 200,       "search_per_second": 5,
        "invite_burst": 50,        "invite_per_second": 0.05,
        "chat_burst": 200,         "chat_per_second": 0.5,
        "publish_burst": 50,       "publish_per_second": 0.1
    }'::pg_catalog.jsonb;
END $$;

CREATE FUNCTION s.policy(key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT t.policy -> key FROM tacet.tenant t), s.policy_default() -> key);
END $$;

CREATE FUNCTION s.policy_number(key text) RETURNS double precision
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT t.policy ->> key FROM tacet.tenant t), s.policy_default() ->> key);
END $$;

-- Rises with the last migration that changes what a client sees.
CREATE FUNCTION s.schema_version() RETURNS integer
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT 1 $$;

CREATE FUNCTION admin.initialise(tenant_id uuid, name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(tenant_id IS NOT NULL AND pg_catalog.char_length(name) BETWEEN 1 AND 64);
    INSERT INTO tacet.tenant AS t (id, name) VALUES (tenant_id, initialise.name) ON CONFLICT DO NOTHING;
    IF NOT EXISTS (SELECT FROM tacet.tenant t WHERE t.id = tenant_id AND t.name = initialise.name) THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

-- Part of restoring a backup: clients notice, replace their one-time keys and send again what is unreceipted.
CREATE FUNCTION admin.new_incarnation() RETURNS uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE tacet.tenant SET incarnation = pg_catalog.gen_random_uuid() RETURNING incarnation
$$;

CREATE FUNCTION admin.set_policy(changes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
    standard pg_catalog.jsonb;
BEGIN
    PERFORM s.demand(pg_catalog.jsonb_typeof(changes) = 'object');
    FOR entry IN SELECT e.key, e.value FROM pg_catalog.jsonb_each(changes) e LOOP
        standard := s.policy_default() OPERATOR(pg_catalog.->) entry.key;
        PERFORM s.demand(pg_catalog.jsonb_typeof(standard) = pg_catalog.jsonb_typeof(entry.value));
        PERFORM s.demand(pg_catalog.jsonb_typeof(standard) <> 'number' OR entry.value >= '0'::pg_catalog.jsonb);
        PERFORM s.demand(entry.key <> 'delivery_status' OR entry.value IN ('"none"', '"synced"', '"read"'));
    END LOOP;
    UPDATE tacet.tenant SET policy = policy OPERATOR(pg_catalog.||) changes;
END $$;

GRANT EXECUTE ON FUNCTION admin.initialise(uuid, text), admin.new_incarnation(), admin.set_policy(jsonb) TO @migrator@;
