LOCK TABLE tacet.chats, tacet.chat_settings, tacet.messages IN ACCESS EXCLUSIVE MODE;
DELETE FROM tacet.hooks WHERE function_name IN ('forget_author', 'forget_chat_settings', 'dissolve_posts',
    'forget_departed_authors', 'expire_messages', 'empty_dissolved_chats');
DROP FUNCTION
    api.post(uuid, uuid, bigint, uuid, bigint, bytea, bytea, bytea, bytea, uuid),
    api.post_batch(uuid[], uuid[], bigint[], uuid[], bigint[], bytea[], bytea[], bytea[], bytea[], uuid[]),
    api.messages_by_ids(uuid[]), api.backfill(uuid, uuid, integer), api.sync_cursor(),
    api.sync(text, text, uuid, bigint, uuid, integer),
    api.edit_message(uuid, integer, bigint, uuid, bigint, bytea, bytea, bytea, bytea),
    api.message_versions(uuid, integer, integer), api.delete_message(uuid), api.hide_messages(uuid[]),
    api.hidden_messages(uuid, integer), api.react(uuid, bytea, bytea), api.unreact(uuid, bytea),
    api.reactions(uuid, uuid, bytea, integer), api.reactions_of(uuid[]), api.read_marks(uuid, uuid, integer),
    api.chat_settings(text, uuid, integer),
    api.set_chat_settings(uuid, boolean, timestamptz, boolean, boolean, text), api.set_message_timer(uuid, integer),
    api.pin_message(uuid), api.unpin_message(uuid), api.pinned_messages(uuid),
    api.create_thread(uuid, uuid, bigint, bigint, bytea, bytea, bytea, bytea),
    api.reply(uuid, uuid, uuid, bigint, bigint, bytea, bytea, bytea),
    api.edit_thread(uuid, integer, bigint, bigint, bytea, bytea, bytea, bytea),
    api.edit_reply(uuid, integer, bigint, bigint, bytea, bytea, bytea), api.delete_thread(uuid), api.delete_reply(uuid),
    api.threads(uuid, timestamptz, uuid, integer), api.threads_by_ids(uuid[]), api.replies(uuid, uuid, integer),
    api.replies_by_ids(uuid[]);
DROP FUNCTION s.empty_dissolved_chats(), s.expire_messages(), s.forget_departed_authors(), s.dissolve_posts(uuid),
    s.forget_chat_settings(uuid, uuid), s.forget_author(uuid), s.forget_author_rows(uuid), s.read_replies(uuid[]),
    s.empty_thread(uuid), s.reach_thread(uuid, uuid), s.writing_is_sound(bigint, bigint, bytea, bytea, bytea),
    s.erase_message(uuid, uuid), s.open_cursor(text), s.read_messages(uuid, uuid[]), s.reading_start(uuid, uuid),
    s.seal_is_sound(bigint, uuid, bigint, bytea, bytea), s.demand_window(timestamptz, text),
    s.demand_unblocked(uuid, uuid, text), s.reach_message(uuid, uuid), s.takes_part(uuid, uuid);

-- The functions as they were.
CREATE OR REPLACE FUNCTION api.send_direct(message_id uuid, chat_id uuid, encrypted_content bytea, content_hash bytea,
        device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[], ciphertexts bytea[],
        handshakes bytea[], OUT state text, OUT own_manifest bigint, OUT peer_manifest bigint, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.record;
BEGIN
    PERFORM s.demand(s.is_current_id(message_id)
        AND pg_catalog.octet_length(encrypted_content) BETWEEN 1 AND 1048576
        AND content_hash = pg_catalog.sha256(encrypted_content)
        AND s.envelopes_are_sound(device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes));
    -- A client may have switched it off for its session; what is answered as stored has to be stored.
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    other := s.peer_in(me.account, chat_id);
    own_manifest := s.manifest_version(me.account);
    peer_manifest := s.manifest_version(other.peer);
    dropped := '{}';
    state := 'stored';
    INSERT INTO tacet.messages AS m (id, chat_id, sender_user, sender_device, encrypted_content, content_hash)
    VALUES (send_direct.message_id, send_direct.chat_id, me.account, me.device, send_direct.encrypted_content,
            send_direct.content_hash)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        IF NOT EXISTS (SELECT FROM tacet.messages m WHERE m.id = send_direct.message_id
                AND m.sender_device = me.device AND m.chat_id = send_direct.chat_id
                AND m.content_hash = send_direct.content_hash) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    IF s.is_blocked(me.account, other.peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
    PERFORM s.take(me.device, 'send', 1);
    IF NOT other.i_accepted THEN
        PERFORM s.accept(me.account, other.peer);
    END IF;
    dropped := s.deliver(me.device, me.account, other.peer, other.peer_accepted, chat_id, 0::pg_catalog.int2, message_id,
        device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes, '{}');
END $$;

CREATE OR REPLACE FUNCTION api.mark_read(chat_id uuid, up_to uuid) RETURNS void
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

CREATE OR REPLACE FUNCTION api.get_unread_count(chat_id uuid) RETURNS bigint
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

CREATE OR REPLACE FUNCTION api.delivery_status(message_ids uuid[]) RETURNS TABLE (message_id uuid, status text)
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

CREATE OR REPLACE FUNCTION api.wake(chat_id uuid) RETURNS void
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

DELETE FROM tacet.partitioned_tables WHERE name IN ('message_edits', 'message_reactions', 'message_hides', 'replies');
DROP TABLE tacet.dissolved_chats, tacet.departed_authors, tacet.replies, tacet.threads, tacet.pinned_messages,
    tacet.message_hides, tacet.message_reactions, tacet.message_edits;
ALTER TABLE tacet.chats DROP CONSTRAINT chats_timer, DROP COLUMN message_timer;
DROP TRIGGER chat_settings_updated ON tacet.chat_settings;
DROP INDEX tacet.chat_settings_marks, tacet.chat_settings_archived, tacet.chat_settings_pinned, tacet.chat_settings_user;
ALTER TABLE tacet.chat_settings
    DROP CONSTRAINT chat_settings_notifications, DROP CONSTRAINT chat_settings_mute,
    DROP COLUMN updated_at, DROP COLUMN notifications, DROP COLUMN is_archived, DROP COLUMN is_pinned,
    DROP COLUMN muted_until, DROP COLUMN is_muted;
DROP INDEX tacet.messages_expiry, tacet.messages_sender;
ALTER TABLE tacet.messages
    DROP CONSTRAINT messages_tombstone, DROP CONSTRAINT messages_edited, DROP CONSTRAINT messages_timestamp_order,
    DROP CONSTRAINT messages_seal,
    DROP COLUMN expires_at, DROP COLUMN deleted_by, DROP COLUMN edited_at, DROP COLUMN edit_number,
    DROP COLUMN reply_to_id, DROP COLUMN signature, DROP COLUMN parent_hash, DROP COLUMN author_sequence,
    DROP COLUMN distribution_id, DROP COLUMN epoch;
DELETE FROM tacet.policy_defaults WHERE key IN ('edit_window_hours', 'delete_window_hours', 'edits_per_message',
    'reactions_per_message', 'pins_per_chat', 'wake_members', 'reaction_burst', 'reaction_per_second', 'mark_burst',
    'mark_per_second');
