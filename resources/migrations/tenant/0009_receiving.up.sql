-- Receiving: fetch and acknowledge, delivery state, lists of chats, waking, removing a device.

-- Oldest first; about 8 MiB at most, but always at least one row.
CREATE FUNCTION api.fetch_mailbox(max_rows integer)
    RETURNS TABLE (mailbox_id bigint, kind smallint, source_id uuid, chat_id uuid, sender_user uuid, sender_device uuid,
                   header text, ciphertext bytea, handshake bytea, stored_at timestamptz, encrypted_content bytea,
                   content_hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT w.id, w.kind, w.source_id, w.chat_id, w.sender_user, w.sender_device, w.header::pg_catalog.text, w.ciphertext,
           w.handshake, w.stored_at, w.encrypted_content, w.content_hash
      FROM (SELECT b.*, m.encrypted_content, m.content_hash,
                   pg_catalog.sum(pg_catalog.octet_length(b.ciphertext) + pg_catalog.octet_length(b.handshake)
                       + COALESCE(pg_catalog.octet_length(m.encrypted_content), 0)) OVER (ORDER BY b.id)
                   - pg_catalog.octet_length(b.ciphertext) - pg_catalog.octet_length(b.handshake)
                   - COALESCE(pg_catalog.octet_length(m.encrypted_content), 0) AS bytes_before
              FROM (SELECT x.* FROM tacet.mailbox x WHERE x.device_id = me.device ORDER BY x.id LIMIT max_rows) b
              LEFT JOIN LATERAL (SELECT g.encrypted_content, g.content_hash FROM tacet.messages g
                                  WHERE g.id = b.source_id OFFSET 0) m ON b.kind = 0) w
     WHERE w.bytes_before < 8388608
     ORDER BY w.id;
END $$;

CREATE FUNCTION api.ack_mailbox(mailbox_ids bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    messages pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(mailbox_ids) <= 512);
    -- What a crash forgets of this is fetched again, and the client knows it.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    WITH gone AS (
        DELETE FROM tacet.mailbox b WHERE b.device_id = me.device AND b.id = ANY (mailbox_ids)
        RETURNING b.source_id, b.kind)
    SELECT pg_catalog.array_agg(g.source_id) INTO messages FROM gone g WHERE g.kind = 0;
    IF messages IS NOT NULL AND s.policy('delivery_status') <> '"none"'::pg_catalog.jsonb THEN
        UPDATE tacet.message_recipients r SET status = 'synced'
         WHERE r.message_id = ANY (messages) AND r.device_id = me.device AND r.status = 'pending_sync';
    END IF;
END $$;

-- The furthest state of the peer's devices, for own messages.
CREATE FUNCTION api.delivery_status(message_ids uuid[]) RETURNS TABLE (message_id uuid, status text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(message_ids) <= 512);
    RETURN QUERY
    SELECT w.id, COALESCE(r.status, 'pending_sync')
      FROM (SELECT DISTINCT x AS id FROM pg_catalog.unnest(message_ids) x) w
      JOIN LATERAL (SELECT g.id FROM tacet.messages g
                     WHERE g.id = w.id AND g.sender_user = me.account OFFSET 0) m ON true
      LEFT JOIN LATERAL (
            SELECT q.status FROM tacet.message_recipients q WHERE q.message_id = w.id AND q.user_id <> me.account
             ORDER BY CASE q.status WHEN 'read' THEN 0 WHEN 'synced' THEN 1 ELSE 2 END LIMIT 1) r ON true;
END $$;

CREATE FUNCTION api.mark_read(chat_id uuid, up_to uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    before pg_catalog.uuid;
BEGIN
    PERFORM s.demand(up_to IS NOT NULL AND up_to < s.uuid7_floor(pg_catalog.now() + interval '1 day'));
    PERFORM s.peer_in(me.account, chat_id);
    IF s.policy('delivery_status') <> '"read"'::pg_catalog.jsonb THEN
        RETURN;
    END IF;
    INSERT INTO tacet.chat_settings (chat_id, user_id) VALUES (mark_read.chat_id, me.account) ON CONFLICT DO NOTHING;
    SELECT c.last_read_message_id INTO before FROM tacet.chat_settings c
     WHERE c.chat_id = mark_read.chat_id AND c.user_id = me.account FOR NO KEY UPDATE;
    IF before IS NOT NULL AND before >= up_to THEN
        RETURN;
    END IF;
    UPDATE tacet.chat_settings c SET last_read_message_id = up_to
     WHERE c.chat_id = mark_read.chat_id AND c.user_id = me.account;
    UPDATE tacet.message_recipients r SET status = 'read'
      FROM tacet.messages m
     WHERE m.chat_id = mark_read.chat_id AND m.id <= up_to AND (before IS NULL OR m.id > before)
       AND r.message_id = m.id AND r.user_id = me.account AND m.sender_user <> me.account;
END $$;

-- Where read marks are kept: what came after the mark. Else: what none of the own devices has fetched.
CREATE FUNCTION api.get_unread_count(chat_id uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    marks CONSTANT boolean := s.policy('delivery_status') = '"read"'::pg_catalog.jsonb;
    mark pg_catalog.uuid;
    answer bigint;
BEGIN
    PERFORM s.peer_in(me.account, chat_id);
    IF marks THEN
        SELECT c.last_read_message_id INTO mark FROM tacet.chat_settings c
         WHERE c.chat_id = get_unread_count.chat_id AND c.user_id = me.account;
        SELECT pg_catalog.count(*) INTO answer FROM (
            SELECT FROM tacet.messages m
             WHERE m.chat_id = get_unread_count.chat_id AND m.sender_user <> me.account AND m.deleted_at IS NULL
               AND (mark IS NULL OR m.id > mark) LIMIT 1000) x;
        RETURN answer;
    END IF;
    SELECT pg_catalog.count(*) INTO answer FROM (
        SELECT DISTINCT r.message_id FROM tacet.message_recipients r
          JOIN LATERAL (SELECT m.sender_user FROM tacet.messages m WHERE m.id = r.message_id OFFSET 0) m
            ON m.sender_user IS DISTINCT FROM me.account
         WHERE r.user_id = me.account AND r.chat_id = get_unread_count.chat_id AND r.status = 'pending_sync'
           AND NOT EXISTS (SELECT FROM tacet.message_recipients o WHERE o.message_id = r.message_id
                   AND o.user_id = me.account AND o.status <> 'pending_sync')
         LIMIT 1000) x;
    RETURN answer;
END $$;

CREATE FUNCTION api.chats(after uuid, max_rows integer)
    RETURNS TABLE (id uuid, peer uuid, created_at timestamptz, last_message_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT c.id, c.peer, c.created_at, l.id
      FROM (SELECT z.* FROM (
               (SELECT x.id, x.user_b AS peer, x.created_at FROM tacet.chats x
                 WHERE x.user_a = me.account AND x.id > after ORDER BY x.id LIMIT max_rows)
               UNION ALL
               (SELECT x.id, x.user_a, x.created_at FROM tacet.chats x
                 WHERE x.user_b = me.account AND x.id > after ORDER BY x.id LIMIT max_rows)) z
             ORDER BY z.id LIMIT max_rows) c
      LEFT JOIN LATERAL (SELECT m.id FROM tacet.messages m WHERE m.chat_id = c.id ORDER BY m.id DESC LIMIT 1) l ON true
     ORDER BY c.id;
END $$;

CREATE FUNCTION api.chat(chat_id uuid, OUT id uuid, OUT peer uuid, OUT created_at timestamptz, OUT last_message_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    peer := (s.peer_in(me.account, chat_id)).peer;
    SELECT c.id, c.created_at INTO id, created_at FROM tacet.chats c WHERE c.id = chat.chat_id;
    SELECT m.id INTO last_message_id FROM tacet.messages m WHERE m.chat_id = chat.chat_id ORDER BY m.id DESC LIMIT 1;
END $$;

-- Random, the device's own, another one after a day. Nothing is ever told in a notification.
CREATE FUNCTION api.my_wake_channel() RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    answer pg_catalog.text;
BEGIN
    INSERT INTO tacet.wake_channels AS w (device_id, channel)
    VALUES (me.device, 'w_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', ''))
    ON CONFLICT ON CONSTRAINT wake_channels_pkey DO UPDATE SET channel = EXCLUDED.channel, rotated_at = pg_catalog.now()
     WHERE w.rotated_at < pg_catalog.now() - interval '24 hours';
    SELECT w.channel INTO answer FROM tacet.wake_channels w WHERE w.device_id = me.device;
    RETURN answer;
END $$;

-- Best effort, after the commit: a transaction that has written anything is refused, so that no store
-- ever waits in the notification queue.
CREATE FUNCTION api.wake(chat_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.uuid;
    target pg_catalog.text;
BEGIN
    PERFORM s.demand(pg_catalog.pg_current_xact_id_if_assigned() IS NULL);
    -- The bucket's tokens are all that is written: nobody waits for the disk to wake somebody.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    other := (s.peer_in(me.account, chat_id)).peer;
    IF s.is_blocked(me.account, other) OR NOT s.try_take(me.device, 'wake', 1) THEN
        RETURN;
    END IF;
    FOR target IN
        SELECT w.channel FROM tacet.devices d JOIN tacet.wake_channels w ON w.device_id = d.id
         WHERE d.user_id IN (me.account, other) AND d.active AND d.id <> me.device
           AND EXISTS (SELECT FROM tacet.mailbox b WHERE b.device_id = d.id)
         ORDER BY d.id LIMIT 64
    LOOP
        EXECUTE pg_catalog.format('NOTIFY %I', target);
    END LOOP;
END $$;

-- Takes a device's login away. Called again after the commit it ends what connected in between.
CREATE FUNCTION api.remove_device(device_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    gone pg_catalog.record;
BEGIN
    SELECT d.id, d.db_role, d.active INTO gone FROM tacet.devices d
     WHERE d.id = remove_device.device_id AND d.user_id = me.account FOR NO KEY UPDATE;
    IF gone.id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF gone.active THEN
        UPDATE tacet.devices d SET active = false, revoked_at = pg_catalog.now(), push_token = NULL WHERE d.id = gone.id;
        DELETE FROM tacet.one_time_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.kem_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.signed_prekeys k WHERE k.device_id = gone.id;
        DELETE FROM tacet.mailbox b WHERE b.device_id = gone.id;
        DELETE FROM tacet.wake_channels w WHERE w.device_id = gone.id;
        PERFORM s.drop_login(gone.db_role);
    END IF;
    PERFORM s.end_connections(gone.db_role);
END $$;

GRANT EXECUTE ON FUNCTION api.fetch_mailbox(integer), api.ack_mailbox(bigint[]), api.delivery_status(uuid[]),
    api.mark_read(uuid, uuid), api.get_unread_count(uuid), api.chats(uuid, integer), api.chat(uuid),
    api.my_wake_channel(), api.wake(uuid), api.remove_device(uuid) TO @user@;
