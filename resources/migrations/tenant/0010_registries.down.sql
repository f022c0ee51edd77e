-- The functions as they were.
DROP FUNCTION s.new_id(), s.run_hooks(text, uuid, uuid), admin.reset_policy(text), admin.policies();

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
        ELSE 'refused'
    END;
END $$;

CREATE OR REPLACE FUNCTION s.policy_default() RETURNS jsonb
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

CREATE OR REPLACE FUNCTION s.policy(key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT t.policy -> key FROM tacet.tenant t), s.policy_default() -> key);
END $$;

CREATE OR REPLACE FUNCTION s.policy_number(key text) RETURNS double precision
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE((SELECT t.policy ->> key FROM tacet.tenant t), s.policy_default() ->> key);
END $$;

CREATE OR REPLACE FUNCTION admin.set_policy(changes jsonb) RETURNS void
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
    FOREACH parent IN ARRAY ARRAY['messages', 'message_recipients', 'send_ledger'] LOOP
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
    SELECT pg_catalog.to_regclass('tacet.' || s.partition_name('send_ledger', pg_catalog.now() + interval '35 days')) IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION admin.maintain() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.cleanup_expired_sessions();
    DELETE FROM tacet.enrollment_tokens t
     WHERE t.expires_at < pg_catalog.now() - interval '24 hours'
       AND (t.used_at IS NULL OR t.dismissed_at < pg_catalog.now() - interval '24 hours');
    RETURN s.ensure_partitions();
END $$;

DROP FUNCTION s.cleanup_enrolment_tokens();
DROP TABLE tacet.hooks, tacet.partitioned_tables, tacet.policy_defaults;
