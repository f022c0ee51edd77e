-- What groups, channels and threads still lacked: slow mode, the rules of a chat in one answer, pinned threads, what an
-- account keeps about threads, members with what one sees of them, and the keys under which wraps are made.

-- In the order in which those who write take them, so that nobody waits in a circle.
LOCK TABLE tacet.chats, tacet.chat_members, tacet.threads IN ACCESS EXCLUSIVE MODE;

-- Least seconds between two posts of who only writes; NULL: any number at once.
ALTER TABLE tacet.chats ADD COLUMN slow_mode integer,
    ADD CONSTRAINT chats_slow_mode CHECK (slow_mode IS NULL OR (slow_mode BETWEEN 1 AND 86400 AND chat_type <> 'direct'));
-- Kept in slow mode only.
ALTER TABLE tacet.chat_members ADD COLUMN last_post_at timestamptz;
ALTER TABLE tacet.threads ADD COLUMN pinned_at timestamptz, ADD COLUMN pinned_by uuid,
    ADD CONSTRAINT threads_pinned CHECK (pinned_at IS NOT NULL OR pinned_by IS NULL);
CREATE INDEX threads_pins ON tacet.threads (chat_id, pinned_at, id) WHERE pinned_at IS NOT NULL;
CREATE INDEX threads_pinner ON tacet.threads (pinned_by) WHERE pinned_by IS NOT NULL;

-- What the own account keeps about a thread: nobody else sees it. read_to: the last reply read, nil for none of them;
-- NULL where the policy keeps no read marks.
CREATE TABLE tacet.thread_marks (
    user_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    is_followed boolean NOT NULL DEFAULT false,
    read_to uuid,
    PRIMARY KEY (user_id, chat_id, thread_id)
);
CREATE INDEX thread_marks_thread ON tacet.thread_marks (thread_id, user_id);
SELECT s.seal('tacet.thread_marks');

-- Slow mode ------------------------------------------------------------------------------------------------------

-- Whether slow mode is for who has these permissions: not for those who look after a chat.
CREATE FUNCTION s.is_slowed(permissions jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT NOT permissions ?| ARRAY['manage_chat', 'manage_members', 'delete_messages']
$$;

-- SR012: too soon after the account's last post. Another device of it that is posting at this moment is not waited for.
CREATE FUNCTION s.demand_slowness(account uuid, chat uuid, permissions jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    seconds integer;
BEGIN
    SELECT c.slow_mode INTO seconds FROM tacet.chats c WHERE c.id = chat;
    IF seconds IS NULL OR NOT s.is_slowed(permissions) THEN
        RETURN;
    END IF;
    PERFORM FROM tacet.chat_members m
      WHERE m.chat_id = chat AND m.user_id = account AND m.left_at IS NULL
        AND (m.last_post_at IS NULL
             OR m.last_post_at <= pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => seconds))
        FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR012');
    END IF;
    UPDATE tacet.chat_members m SET last_post_at = pg_catalog.clock_timestamp()
     WHERE m.chat_id = chat AND m.user_id = account;
END $$;

-- As before, and who only writes waits between two posts where the chat has slow mode.
CREATE OR REPLACE FUNCTION api.post(message_id uuid, chat_id uuid, epoch bigint, distribution_id uuid, author_sequence bigint,
        parent_hash bytea, signature bytea, encrypted_content bytea, content_hash bytea, reply_to_id uuid,
        OUT state text, OUT stored_at timestamptz, OUT expires_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
BEGIN
    PERFORM s.demand(s.is_current_id(message_id) AND reply_to_id IS NOT NULL
        AND pg_catalog.octet_length(encrypted_content) BETWEEN 1 AND 1048576
        AND content_hash = pg_catalog.sha256(encrypted_content)
        AND s.seal_is_sound(epoch, distribution_id, author_sequence, parent_hash, signature));
    -- A client may have switched it off for its session; what is answered as stored has to be stored.
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    part := s.participation(me.account, chat_id);
    IF part.chat_type = 'direct' THEN
        PERFORM s.refuse('SR001');
    END IF;
    state := 'stored';
    INSERT INTO tacet.messages AS m (id, chat_id, sender_user, sender_device, encrypted_content, content_hash, epoch,
                                     distribution_id, author_sequence, parent_hash, signature, reply_to_id, expires_at)
    VALUES (post.message_id, post.chat_id, me.account, me.device, post.encrypted_content, post.content_hash, post.epoch,
            NULLIF(post.distribution_id, '00000000-0000-0000-0000-000000000000'), post.author_sequence,
            NULLIF(post.parent_hash, ''), NULLIF(post.signature, ''),
            NULLIF(post.reply_to_id, '00000000-0000-0000-0000-000000000000'),
            (SELECT pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => c.message_timer)
               FROM tacet.chats c WHERE c.id = post.chat_id))
    ON CONFLICT DO NOTHING
    RETURNING m.stored_at, m.expires_at INTO stored_at, expires_at;
    IF NOT FOUND THEN
        state := 'repeat';
        SELECT m.stored_at, m.expires_at INTO stored_at, expires_at FROM tacet.messages m
         WHERE m.id = post.message_id AND m.sender_device = me.device AND m.chat_id = post.chat_id
           AND m.content_hash = post.content_hash;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    IF part.is_muted OR NOT part.permissions ? 'send_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_epoch(chat_id, epoch);
    PERFORM s.log_event(chat_id, 'message', message_id);
    PERFORM s.take(me.device, 'send', 1);
    PERFORM s.demand_slowness(me.account, chat_id, part.permissions);
END $$;

-- 0: no slow mode.
CREATE FUNCTION api.set_slow_mode(chat_id uuid, seconds integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(seconds BETWEEN 0 AND 86400);
    PERFORM s.demand_group_permission(me.account, chat_id, 'manage_chat');
    UPDATE tacet.chats c SET slow_mode = NULLIF(seconds, 0)
     WHERE c.id = set_slow_mode.chat_id AND c.slow_mode IS DISTINCT FROM NULLIF(seconds, 0);
    IF FOUND THEN
        PERFORM s.log_event(chat_id, 'chat', chat_id);
        PERFORM s.take(me.device, 'mark', 1);
    END IF;
END $$;

-- Of chats of every type, in seconds; 0: none. next_post_at: when slow mode lets the account post again, NULL for now.
CREATE FUNCTION api.chat_rules(chat_id uuid, OUT message_timer integer, OUT slow_mode integer, OUT next_post_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part CONSTANT pg_catalog.record := s.participation(me.account, chat_id);
    posted pg_catalog.timestamptz;
BEGIN
    SELECT COALESCE(c.message_timer, 0), COALESCE(c.slow_mode, 0) INTO message_timer, slow_mode
      FROM tacet.chats c WHERE c.id = chat_rules.chat_id;
    IF slow_mode > 0 AND s.is_slowed(part.permissions) THEN
        SELECT m.last_post_at INTO posted FROM tacet.chat_members m
         WHERE m.chat_id = chat_rules.chat_id AND m.user_id = me.account AND m.left_at IS NULL;
        next_post_at := posted + pg_catalog.make_interval(secs => slow_mode);
        next_post_at := CASE WHEN next_post_at > pg_catalog.clock_timestamp() THEN next_post_at END;
    END IF;
END $$;

-- Threads ----------------------------------------------------------------------------------------------------------

-- As before, and with the replies go the marks.
CREATE OR REPLACE FUNCTION s.empty_thread(thread uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.replies r
     WHERE r.id = ANY (ARRAY(SELECT x.id FROM tacet.replies x WHERE x.thread_id = thread ORDER BY x.id LIMIT 5000));
    DELETE FROM tacet.thread_marks k
     WHERE k.thread_id = thread AND k.user_id = ANY (ARRAY(
        SELECT x.user_id FROM tacet.thread_marks x WHERE x.thread_id = thread ORDER BY x.user_id LIMIT 5000));
    UPDATE tacet.threads t
       SET pinned_at = NULL, pinned_by = NULL,
           replies_left = EXISTS (SELECT FROM tacet.replies r WHERE r.thread_id = thread)
                          OR EXISTS (SELECT FROM tacet.thread_marks k WHERE k.thread_id = thread)
     WHERE t.id = thread;
END $$;

-- Threads are pinned by who may pin messages, as many as messages.
CREATE FUNCTION api.pin_thread(thread_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place CONSTANT pg_catalog.record := s.reach_thread(me.account, thread_id);
BEGIN
    IF NOT place.permissions ? 'pin_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    -- The thread first, as a deletion goes; the chat, so that pins are counted one after the other.
    PERFORM FROM tacet.threads t WHERE t.id = pin_thread.thread_id AND t.deleted_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM FROM tacet.chats c WHERE c.id = place.chat FOR NO KEY UPDATE;
    UPDATE tacet.threads t SET pinned_at = pg_catalog.clock_timestamp(), pinned_by = me.account
     WHERE t.id = pin_thread.thread_id AND t.pinned_at IS NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.threads t WHERE t.chat_id = place.chat AND t.pinned_at IS NOT NULL)
            > s.policy_number('pins_per_chat') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM s.log_event(place.chat, 'pin', thread_id);
    PERFORM s.take(me.device, 'mark', 1);
END $$;

CREATE FUNCTION api.unpin_thread(thread_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place CONSTANT pg_catalog.record := s.reach_thread(me.account, thread_id);
BEGIN
    IF NOT place.permissions ? 'pin_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.threads t SET pinned_at = NULL, pinned_by = NULL
     WHERE t.id = unpin_thread.thread_id AND t.pinned_at IS NOT NULL;
    IF FOUND THEN
        PERFORM s.log_event(place.chat, 'pin', thread_id);
        PERFORM s.take(me.device, 'mark', 1);
    END IF;
END $$;

-- At most as many as the policy lets a chat have.
CREATE FUNCTION api.pinned_threads(chat_id uuid) RETURNS TABLE (thread_id uuid, pinned_by uuid, pinned_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    start pg_catalog.timestamptz;
BEGIN
    PERFORM s.participation(me.account, chat_id);
    start := s.reading_start(me.account, chat_id);
    RETURN QUERY
    SELECT t.id, t.pinned_by, t.pinned_at FROM tacet.threads t
     WHERE t.chat_id = pinned_threads.chat_id AND t.pinned_at IS NOT NULL AND t.deleted_at IS NULL AND t.created_at >= start
     ORDER BY t.pinned_at DESC, t.id LIMIT 500;
END $$;

-- The lock holds off the thread's deletion, nobody else.
CREATE FUNCTION s.open_thread_mark(account uuid, thread uuid, OUT chat uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    chat := (s.reach_thread(account, thread)).chat;
    PERFORM FROM tacet.threads t WHERE t.id = thread AND t.deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    INSERT INTO tacet.thread_marks (user_id, chat_id, thread_id) VALUES (account, chat, thread) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION api.follow_thread(thread_id uuid, follow boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    chat CONSTANT pg_catalog.uuid := s.open_thread_mark(me.account, thread_id);
BEGIN
    PERFORM s.demand(follow IS NOT NULL);
    UPDATE tacet.thread_marks k SET is_followed = follow
     WHERE k.user_id = me.account AND k.chat_id = chat AND k.thread_id = follow_thread.thread_id;
    PERFORM s.take(me.device, 'mark', 1);
END $$;

-- up_to: a reply, nil for the thread itself. Kept only where the policy keeps read marks. A mark never goes back.
CREATE FUNCTION api.mark_thread_read(thread_id uuid, up_to uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    chat pg_catalog.uuid;
BEGIN
    PERFORM s.demand(up_to IS NOT NULL AND up_to < s.uuid7_floor(pg_catalog.now() + interval '1 day'));
    IF s.policy('delivery_status') <> '"read"'::pg_catalog.jsonb THEN
        PERFORM s.reach_thread(me.account, thread_id);
        RETURN;
    END IF;
    chat := s.open_thread_mark(me.account, thread_id);
    UPDATE tacet.thread_marks k SET read_to = up_to
     WHERE k.user_id = me.account AND k.chat_id = chat AND k.thread_id = mark_thread_read.thread_id
       AND (k.read_to IS NULL OR k.read_to < up_to);
    PERFORM s.take(me.device, 'mark', 1);
END $$;

-- Of threads about which the account keeps anything. unread: replies of others after the mark, 50 at most; NULL
-- without a mark.
CREATE FUNCTION api.thread_marks(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (thread_id uuid, is_followed boolean, read_to uuid, unread bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 100);
    PERFORM s.participation(me.account, chat_id);
    RETURN QUERY
    SELECT k.thread_id, k.is_followed, k.read_to,
           CASE WHEN k.read_to IS NOT NULL THEN
               (SELECT pg_catalog.count(*) FROM (
                    SELECT FROM tacet.replies r
                     WHERE r.thread_id = k.thread_id AND r.id > k.read_to AND r.deleted_at IS NULL
                       AND r.author_user IS DISTINCT FROM me.account LIMIT 50) x) END
      FROM (SELECT y.* FROM tacet.thread_marks y
             WHERE y.user_id = me.account AND y.chat_id = thread_marks.chat_id AND y.thread_id > after
             ORDER BY y.thread_id LIMIT max_rows) k
     ORDER BY k.thread_id;
END $$;

-- Members --------------------------------------------------------------------------------------------------------

-- The members that api.members() shows, with what the directory and a profile show of each.
CREATE FUNCTION api.member_people(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, username text, display_name text, master_pubkey bytea, manifest_version bigint,
                   relation text, avatar uuid, status text, last_seen timestamptz, role_id uuid, built_in text,
                   joined_at timestamptz, joined_sequence bigint, muted_until timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    shown CONSTANT boolean := s.policy('presence_visible') = 'true'::pg_catalog.jsonb;
BEGIN
    PERFORM s.demand(max_rows <= 200);
    RETURN QUERY
    SELECT e.id, e.username, e.display_name, e.master_pubkey, e.manifest_version, e.relation, u.avatar,
           CASE WHEN v.visible AND u.last_seen >= pg_catalog.now() - interval '15 minutes' THEN u.status ELSE 'offline' END,
           CASE WHEN v.visible THEN u.last_seen END, m.role_id, m.built_in, m.joined_at, m.joined_sequence, m.muted_until
      FROM api.members(member_people.chat_id, after, max_rows) m
     CROSS JOIN LATERAL (SELECT x.id, x.avatar, x.status, x.last_seen FROM tacet.users x WHERE x.id = m.user_id OFFSET 0) u
     CROSS JOIN LATERAL s.entry(me.account, u.id) e
     CROSS JOIN LATERAL (SELECT shown AND NOT s.is_blocked(me.account, u.id) AS visible) v
     ORDER BY m.user_id;
END $$;

-- Under what a key is wrapped for devices of members: their identities and their last-resort KEM keys, because a wrap for
-- every epoch of every chat would use up the others. Devices that are not active or not of members are left out.
CREATE FUNCTION api.wrap_keys(chat_id uuid, device_ids uuid[])
    RETURNS TABLE (device_id uuid, user_id uuid, identity_pubkey bytea, prekey_pubkey bytea, prekey_signature bytea,
                   certificate bytea, certificate_signature bytea, kem_id bigint, kem_pubkey bytea, kem_signature bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    everybody boolean;
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(device_ids) <= 512);
    PERFORM s.acting(me.account, chat_id, NULL);
    everybody := s.sees_members(me.account, chat_id);
    RETURN QUERY
    SELECT d.id, d.user_id, d.identity_pubkey, d.prekey_pubkey, d.prekey_signature, d.certificate, d.certificate_signature,
           k.key_id, k.pubkey, k.signature
      FROM (SELECT DISTINCT u AS id FROM pg_catalog.unnest(device_ids) u) x
      JOIN tacet.devices d ON d.id = x.id AND d.active
      JOIN tacet.chat_members m ON m.chat_id = wrap_keys.chat_id AND m.user_id = d.user_id AND m.left_at IS NULL
      JOIN tacet.chat_roles r ON r.chat_id = m.chat_id AND r.id = m.role_id
     CROSS JOIN LATERAL (SELECT p.key_id, p.pubkey, p.signature FROM tacet.kem_prekeys p
                          WHERE p.device_id = d.id AND p.last_resort ORDER BY p.key_id DESC LIMIT 1) k
     WHERE everybody OR d.user_id = me.account OR r.built_in IS DISTINCT FROM 'member'
     ORDER BY d.id;
END $$;

-- What happens by itself -----------------------------------------------------------------------------------------

-- member_left: marks are the member's own.
CREATE FUNCTION s.forget_thread_marks(chat uuid, gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.thread_marks k WHERE k.user_id = gone AND k.chat_id = chat;
END $$;

-- user_deleted.
CREATE FUNCTION s.forget_thread_reader(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.thread_marks k WHERE k.user_id = gone;
    UPDATE tacet.threads t SET pinned_by = NULL WHERE t.pinned_by = gone;
END $$;

INSERT INTO tacet.hooks (event, function_name) VALUES ('member_left', 'forget_thread_marks'),
    ('user_deleted', 'forget_thread_reader');

GRANT EXECUTE ON FUNCTION api.set_slow_mode(uuid, integer), api.chat_rules(uuid), api.pin_thread(uuid),
    api.unpin_thread(uuid), api.pinned_threads(uuid), api.follow_thread(uuid, boolean), api.mark_thread_read(uuid, uuid),
    api.thread_marks(uuid, uuid, integer), api.member_people(uuid, uuid, integer), api.wrap_keys(uuid, uuid[]) TO @user@;
