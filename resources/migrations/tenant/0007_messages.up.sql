-- Messages, who gets them, the queue of each device, sessions, wake channels; partitions by UUIDv7 month.

CREATE TABLE tacet.messages (
    id uuid NOT NULL PRIMARY KEY,
    chat_id uuid NOT NULL,
    sender_user uuid,
    sender_device uuid,
    encrypted_content bytea CHECK (octet_length(encrypted_content) BETWEEN 1 AND 1048576),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz
) PARTITION BY RANGE (id);
ALTER TABLE tacet.messages ALTER COLUMN encrypted_content SET STORAGE EXTERNAL;
CREATE INDEX messages_chat ON tacet.messages (chat_id, id);

-- Coarse delivery state per device; its row also says that a device was addressed.
CREATE TABLE tacet.message_recipients (
    message_id uuid NOT NULL,
    device_id uuid NOT NULL,
    user_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'pending_sync' CHECK (status IN ('pending_sync', 'synced', 'read')),
    synced_at timestamptz,
    read_at timestamptz,
    PRIMARY KEY (message_id, device_id)
) PARTITION BY RANGE (message_id);
CREATE INDEX message_recipients_waiting ON tacet.message_recipients (user_id, chat_id, message_id)
    WHERE status = 'pending_sync';

CREATE VIEW tacet.message_reads WITH (security_invoker = true) AS
    SELECT r.message_id, r.user_id, min(r.read_at) AS read_at
      FROM tacet.message_recipients r WHERE r.status = 'read' GROUP BY r.message_id, r.user_id;

-- The status only moves forward and stamps its time.
CREATE FUNCTION s.status_moves_forward() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF OLD.status = 'read' OR (OLD.status = 'synced' AND NEW.status = 'pending_sync') THEN
        NEW.status := OLD.status;
    END IF;
    NEW.synced_at := CASE WHEN NEW.status <> 'pending_sync' THEN COALESCE(OLD.synced_at, pg_catalog.clock_timestamp()) END;
    NEW.read_at := CASE WHEN NEW.status = 'read' THEN COALESCE(OLD.read_at, pg_catalog.clock_timestamp()) END;
    RETURN NEW;
END $$;
CREATE TRIGGER status_moves_forward BEFORE UPDATE ON tacet.message_recipients
    FOR EACH ROW EXECUTE FUNCTION s.status_moves_forward();

-- What a device sent that has no row in messages: makes control messages idempotent.
CREATE TABLE tacet.send_ledger (
    device_id uuid NOT NULL,
    id uuid NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    PRIMARY KEY (device_id, id)
) PARTITION BY RANGE (id);

-- A queue per device, emptied by acknowledgement. No foreign keys on this hot path.
CREATE TABLE tacet.mailbox (
    device_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    kind smallint NOT NULL CHECK (kind >= 0),
    source_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    sender_user uuid NOT NULL,
    sender_device uuid NOT NULL,
    header jsonb NOT NULL,
    ciphertext bytea NOT NULL CHECK (octet_length(ciphertext) BETWEEN 1 AND 65536),
    handshake bytea NOT NULL CHECK (octet_length(handshake) <= 16384),
    stranger boolean NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (device_id, id)
);
ALTER TABLE tacet.mailbox ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
ALTER TABLE tacet.mailbox ALTER COLUMN handshake SET STORAGE EXTERNAL;
ALTER TABLE tacet.mailbox SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);
CREATE INDEX mailbox_strangers ON tacet.mailbox (device_id, sender_user) WHERE stranger;

-- Metadata of device pairs, never keys.
CREATE TABLE tacet.pending_sessions (
    session_id bytea NOT NULL CHECK (octet_length(session_id) BETWEEN 1 AND 32),
    initiator_device uuid NOT NULL,
    recipient_device uuid NOT NULL,
    state text NOT NULL DEFAULT 'initiated' CHECK (state IN ('initiated', 'responded', 'completed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, initiator_device, recipient_device)
);
CREATE INDEX pending_sessions_open ON tacet.pending_sessions (recipient_device, initiator_device) WHERE state = 'initiated';
CREATE INDEX pending_sessions_age ON tacet.pending_sessions (updated_at);

CREATE TABLE tacet.ratchet_sessions (
    session_id bytea NOT NULL CHECK (octet_length(session_id) BETWEEN 1 AND 32),
    initiator_device uuid NOT NULL,
    recipient_device uuid NOT NULL,
    established_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, initiator_device, recipient_device)
);
CREATE INDEX ratchet_sessions_initiator ON tacet.ratchet_sessions (initiator_device);
CREATE INDEX ratchet_sessions_recipient ON tacet.ratchet_sessions (recipient_device);

CREATE TABLE tacet.wake_channels (
    device_id uuid PRIMARY KEY REFERENCES tacet.devices (id) ON DELETE CASCADE,
    channel text NOT NULL UNIQUE CHECK (channel ~ '^w_[0-9a-f]{32}$'),
    rotated_at timestamptz NOT NULL DEFAULT now()
);

SELECT s.seal('tacet.messages'), s.seal('tacet.message_recipients'), s.seal('tacet.send_ledger'),
       s.seal('tacet.mailbox'), s.seal('tacet.pending_sessions'), s.seal('tacet.ratchet_sessions'),
       s.seal('tacet.wake_channels');

CREATE FUNCTION s.partition_name(parent text, month timestamptz) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT parent || '_' || pg_catalog.to_char(month AT TIME ZONE 'UTC', 'YYYY_MM')
$$;

-- Every month that a client's id may name, and three ahead. Attaching does not stop those who write.
CREATE FUNCTION s.ensure_partitions() RETURNS integer
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
SELECT s.ensure_partitions();

CREATE FUNCTION s.partitions_are_ready() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT pg_catalog.to_regclass('tacet.' || s.partition_name('send_ledger', pg_catalog.now() + interval '35 days')) IS NOT NULL
$$;

CREATE FUNCTION s.cleanup_expired_sessions() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.pending_sessions p
        WHERE p.updated_at < pg_catalog.now() - interval '30 days' RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

-- What has to be done now and then; answers how many partitions were made.
CREATE FUNCTION admin.maintain() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.cleanup_expired_sessions();
    DELETE FROM tacet.enrollment_tokens t
     WHERE t.expires_at < pg_catalog.now() - interval '24 hours'
       AND (t.used_at IS NULL OR t.dismissed_at < pg_catalog.now() - interval '24 hours');
    RETURN s.ensure_partitions();
END $$;
GRANT EXECUTE ON FUNCTION admin.maintain() TO @migrator@;
