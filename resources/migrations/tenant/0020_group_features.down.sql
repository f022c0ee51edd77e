LOCK TABLE tacet.chats, tacet.chat_members, tacet.threads IN ACCESS EXCLUSIVE MODE;
DELETE FROM tacet.hooks WHERE function_name IN ('forget_thread_marks', 'forget_thread_reader');
DROP FUNCTION api.set_slow_mode(uuid, integer), api.chat_rules(uuid), api.pin_thread(uuid), api.unpin_thread(uuid),
    api.pinned_threads(uuid), api.follow_thread(uuid, boolean), api.mark_thread_read(uuid, uuid),
    api.thread_marks(uuid, uuid, integer), api.member_people(uuid, uuid, integer), api.wrap_keys(uuid, uuid[]);

-- The functions as they were.
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
END $$;

CREATE OR REPLACE FUNCTION s.empty_thread(thread uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.replies r
     WHERE r.id = ANY (ARRAY(SELECT x.id FROM tacet.replies x WHERE x.thread_id = thread ORDER BY x.id LIMIT 5000));
    UPDATE tacet.threads t SET replies_left = EXISTS (SELECT FROM tacet.replies r WHERE r.thread_id = thread)
     WHERE t.id = thread;
END $$;

DROP FUNCTION s.forget_thread_reader(uuid), s.forget_thread_marks(uuid, uuid), s.open_thread_mark(uuid, uuid),
    s.demand_slowness(uuid, uuid, jsonb), s.is_slowed(jsonb);
DROP TABLE tacet.thread_marks;
DROP INDEX tacet.threads_pinner, tacet.threads_pins;
ALTER TABLE tacet.threads DROP CONSTRAINT threads_pinned, DROP COLUMN pinned_by, DROP COLUMN pinned_at;
ALTER TABLE tacet.chat_members DROP COLUMN last_post_at;
ALTER TABLE tacet.chats DROP CONSTRAINT chats_slow_mode, DROP COLUMN slow_mode;
