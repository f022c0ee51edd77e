-- What is written in chats: posts of groups and channels, edits, deletions, reactions, read marks, settings, pins,
-- disappearing messages, threads and replies; and how a device learns of all of it.
--
-- In calls the nil UUID and an empty bytea mean "none"; NULL is refused.

-- In the order in which those who write take them, so that nobody waits in a circle.
LOCK TABLE tacet.chats, tacet.chat_settings, tacet.messages IN ACCESS EXCLUSIVE MODE;

INSERT INTO tacet.policy_defaults (key, value, lowest, highest) VALUES
    ('edit_window_hours', '48', 0, 87600), ('delete_window_hours', '48', 0, 87600),
    ('edits_per_message', '100', 0, 10000), ('reactions_per_message', '20', 0, 1000),
    ('pins_per_chat', '50', 0, 500), ('wake_members', '256', 0, 2000),
    ('reaction_burst', '500', 0, 1e15), ('reaction_per_second', '5', 0, 1e15),
    ('mark_burst', '1000', 0, 1e15), ('mark_per_second', '20', 0, 1e15);

-- distribution_id: the Megolm session of a live message. signature: of the author's device over the associated
-- data and the ciphertext of an epoch post, whose other fields are epoch, author_sequence and parent_hash.
-- The body never changes, because what lies in mailboxes is bound to its hash; edits are rows of their own.
ALTER TABLE tacet.messages
    ADD COLUMN epoch bigint,
    ADD COLUMN distribution_id uuid,
    ADD COLUMN author_sequence bigint,
    ADD COLUMN parent_hash bytea,
    ADD COLUMN signature bytea,
    ADD COLUMN reply_to_id uuid,
    ADD COLUMN edit_number integer NOT NULL DEFAULT 0,
    ADD COLUMN edited_at timestamptz,
    ADD COLUMN deleted_by uuid,
    ADD COLUMN expires_at timestamptz,
    ADD CONSTRAINT messages_seal CHECK (epoch IS NULL OR (epoch >= 0 AND author_sequence >= 1
        AND num_nonnulls(distribution_id, signature) = 1 AND coalesce(octet_length(signature), 64) = 64
        AND coalesce(octet_length(parent_hash), 32) = 32)),
    ADD CONSTRAINT messages_timestamp_order CHECK (coalesce(edited_at >= stored_at, true)
        AND coalesce(deleted_at >= stored_at, true) AND coalesce(expires_at >= stored_at, true)),
    ADD CONSTRAINT messages_edited CHECK (edit_number >= 0 AND (edit_number > 0) = (edited_at IS NOT NULL)),
    ADD CONSTRAINT messages_tombstone CHECK (deleted_at IS NULL OR encrypted_content IS NULL);
CREATE INDEX messages_sender ON tacet.messages (sender_user, id);
CREATE INDEX messages_expiry ON tacet.messages (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;

-- Later versions of a message, the newest included; the first one stays in messages.
CREATE TABLE tacet.message_edits (
    message_id uuid NOT NULL,
    edit_number integer NOT NULL CHECK (edit_number >= 1),
    device_id uuid NOT NULL,
    epoch bigint CHECK (epoch >= 0),
    distribution_id uuid,
    author_sequence bigint CHECK (author_sequence >= 1),
    parent_hash bytea CHECK (octet_length(parent_hash) = 32),
    signature bytea CHECK (octet_length(signature) = 64),
    encrypted_content bytea NOT NULL CHECK (octet_length(encrypted_content) BETWEEN 1 AND 1048576),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    edited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (message_id, edit_number)
) PARTITION BY RANGE (message_id);
ALTER TABLE tacet.message_edits ALTER COLUMN encrypted_content SET STORAGE EXTERNAL;

-- tag: the emoji under a key of the message, the same for the same emoji, so that it counts once per person.
CREATE TABLE tacet.message_reactions (
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tag bytea NOT NULL CHECK (octet_length(tag) = 32),
    device_id uuid NOT NULL,
    encrypted_emoji bytea NOT NULL CHECK (octet_length(encrypted_emoji) BETWEEN 1 AND 256),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (message_id, user_id, tag)
) PARTITION BY RANGE (message_id);
CREATE INDEX message_reactions_user ON tacet.message_reactions (user_id);

-- Deleted for oneself: for the account, and for nobody else.
CREATE TABLE tacet.message_hides (
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    hidden_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, message_id)
) PARTITION BY RANGE (message_id);

CREATE TABLE tacet.pinned_messages (
    chat_id uuid NOT NULL,
    message_id uuid NOT NULL,
    pinned_by uuid,
    pinned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX pinned_messages_user ON tacet.pinned_messages (pinned_by) WHERE pinned_by IS NOT NULL;

-- replies_left: of a deleted thread with more replies than one call takes away.
CREATE TABLE tacet.threads (
    id uuid PRIMARY KEY,
    chat_id uuid NOT NULL,
    author_user uuid,
    author_device uuid NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 0),
    author_sequence bigint NOT NULL CHECK (author_sequence >= 1),
    parent_hash bytea CHECK (octet_length(parent_hash) = 32),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    encrypted_title bytea CHECK (octet_length(encrypted_title) BETWEEN 1 AND 1280),
    encrypted_body bytea CHECK (octet_length(encrypted_body) BETWEEN 1 AND 65536),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_activity_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    edit_number integer NOT NULL DEFAULT 0 CHECK (edit_number >= 0),
    edited_at timestamptz CHECK (edited_at >= created_at),
    deleted_at timestamptz CHECK (deleted_at >= created_at),
    deleted_by uuid,
    replies_left boolean NOT NULL DEFAULT false,
    CHECK ((deleted_at IS NULL) = (encrypted_title IS NOT NULL) AND (deleted_at IS NULL) = (encrypted_body IS NOT NULL))
);
CREATE INDEX threads_activity ON tacet.threads (chat_id, last_activity_at, id);
CREATE INDEX threads_author ON tacet.threads (author_user) WHERE author_user IS NOT NULL;
CREATE INDEX threads_emptying ON tacet.threads (id) WHERE replies_left;

CREATE TABLE tacet.replies (
    id uuid NOT NULL PRIMARY KEY,
    thread_id uuid NOT NULL,
    parent_reply_id uuid,
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 32 AND (level = 1) = (parent_reply_id IS NULL)),
    author_user uuid,
    author_device uuid NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 0),
    author_sequence bigint NOT NULL CHECK (author_sequence >= 1),
    parent_hash bytea CHECK (octet_length(parent_hash) = 32),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    encrypted_body bytea CHECK (octet_length(encrypted_body) BETWEEN 1 AND 65536),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    edit_number integer NOT NULL DEFAULT 0 CHECK (edit_number >= 0),
    edited_at timestamptz CHECK (edited_at >= created_at),
    deleted_at timestamptz CHECK (deleted_at >= created_at),
    deleted_by uuid,
    CHECK ((deleted_at IS NULL) = (encrypted_body IS NOT NULL))
) PARTITION BY RANGE (id);
CREATE INDEX replies_thread ON tacet.replies (thread_id, id);
CREATE INDEX replies_author ON tacet.replies (author_user) WHERE author_user IS NOT NULL;

-- Work that one call does not finish: accounts that are gone and still stand as authors, dissolved chats whose
-- messages are taken away, up to which one that is done.
CREATE TABLE tacet.departed_authors (
    user_id uuid PRIMARY KEY,
    departed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE tacet.dissolved_chats (
    chat_id uuid PRIMARY KEY,
    emptied_to uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);
SELECT s.seal('tacet.message_edits'), s.seal('tacet.message_reactions'), s.seal('tacet.message_hides'),
       s.seal('tacet.pinned_messages'), s.seal('tacet.threads'), s.seal('tacet.replies'), s.seal('tacet.departed_authors'),
       s.seal('tacet.dissolved_chats');

-- What the own account keeps about a chat: nobody else sees it, the read mark excepted where the policy keeps marks.
ALTER TABLE tacet.chat_settings
    ADD COLUMN is_muted boolean NOT NULL DEFAULT false,
    ADD COLUMN muted_until timestamptz,
    ADD COLUMN is_pinned boolean NOT NULL DEFAULT false,
    ADD COLUMN is_archived boolean NOT NULL DEFAULT false,
    ADD COLUMN notifications text NOT NULL DEFAULT 'all',
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD CONSTRAINT chat_settings_mute CHECK (muted_until IS NULL OR is_muted),
    ADD CONSTRAINT chat_settings_notifications CHECK (notifications IN ('all', 'mentions', 'none'));
CREATE INDEX chat_settings_user ON tacet.chat_settings (user_id, chat_id);
CREATE INDEX chat_settings_pinned ON tacet.chat_settings (user_id, chat_id) WHERE is_pinned;
CREATE INDEX chat_settings_archived ON tacet.chat_settings (user_id, chat_id) WHERE is_archived;
CREATE INDEX chat_settings_marks ON tacet.chat_settings (chat_id, last_read_message_id)
    WHERE last_read_message_id IS NOT NULL;
CREATE TRIGGER chat_settings_updated BEFORE UPDATE OF is_muted, muted_until, is_pinned, is_archived, notifications
    ON tacet.chat_settings FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

-- Seconds after which what is written here disappears; NULL: never.
ALTER TABLE tacet.chats ADD COLUMN message_timer integer,
    ADD CONSTRAINT chats_timer CHECK (message_timer BETWEEN 5 AND 31536000);

INSERT INTO tacet.partitioned_tables (name, position) VALUES ('message_edits', 140), ('message_reactions', 141),
    ('message_hides', 142), ('replies', 143);
SELECT s.ensure_partitions();

-- Messages may be older than what ensure_partitions() looks at; what hangs on them needs the same months.
CREATE FUNCTION s.follow_messages() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    month pg_catalog.record;
    parent pg_catalog.text;
    child pg_catalog.text;
BEGIN
    FOR month IN
        SELECT pg_catalog.right(c.relname, 8) AS suffix, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bounds
          FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'tacet.messages'::pg_catalog.regclass
    LOOP
        FOREACH parent IN ARRAY ARRAY['message_edits', 'message_reactions', 'message_hides'] LOOP
            child := parent || month.suffix;
            CONTINUE WHEN pg_catalog.to_regclass('tacet.' || child) IS NOT NULL;
            EXECUTE pg_catalog.format('CREATE TABLE tacet.%I (LIKE tacet.%I INCLUDING ALL)', child, parent);
            PERFORM s.seal(('tacet.' || child)::pg_catalog.regclass);
            EXECUTE pg_catalog.format('ALTER TABLE tacet.%I ATTACH PARTITION tacet.%I %s', parent, child, month.bounds);
        END LOOP;
    END LOOP;
END $$;
SELECT s.follow_messages();
DROP FUNCTION s.follow_messages();

-- Whether the account takes part in the chat now.
CREATE FUNCTION s.takes_part(account uuid, chat uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM tacet.chats c WHERE c.id = chat AND c.deleted_at IS NULL
           AND (c.user_a = account OR c.user_b = account
                OR EXISTS (SELECT FROM tacet.chat_members m
                            WHERE m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL)));
END $$;

-- Where a message is and what the account may do there; refuses (SR001) what is in no chat of the account.
CREATE FUNCTION s.reach_message(account uuid, message uuid, OUT chat uuid, OUT chat_type text, OUT permissions jsonb,
                                OUT is_muted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT m.chat_id INTO chat FROM tacet.messages m WHERE m.id = message;
    SELECT p.chat_type, p.permissions, p.is_muted INTO chat_type, permissions, is_muted
      FROM s.participation(account, chat) p;
END $$;

-- Nothing more is written in a direct chat while one side blocks the other.
CREATE FUNCTION s.demand_unblocked(account uuid, chat uuid, chat_type text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF chat_type = 'direct' AND s.is_blocked(account, (s.peer_in(account, chat)).peer) THEN
        PERFORM s.refuse('SR008');
    END IF;
END $$;

CREATE FUNCTION s.demand_window(since timestamptz, policy text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF since < pg_catalog.now() - pg_catalog.make_interval(hours => s.policy_number(policy)::integer) THEN
        PERFORM s.refuse('SR011');
    END IF;
END $$;

-- Fields of a group's ciphertext: exactly one of Megolm session and signature.
CREATE FUNCTION s.seal_is_sound(epoch bigint, distribution_id uuid, author_sequence bigint, parent_hash bytea,
                                signature bytea) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE(epoch >= 0 AND author_sequence >= 1 AND pg_catalog.octet_length(parent_hash) IN (0, 32)
        AND pg_catalog.octet_length(signature) IN (0, 64)
        AND (distribution_id = '00000000-0000-0000-0000-000000000000') = (pg_catalog.octet_length(signature) = 64), false);
END $$;

-- From when on the account may read what is in a chat.
CREATE FUNCTION s.reading_start(account uuid, chat uuid) RETURNS timestamptz
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    first CONSTANT pg_catalog.uuid := s.history_start(account, chat);
BEGIN
    -- A minute: who wrote as the account came in has begun before.
    RETURN CASE WHEN first IS NULL OR first = '00000000-0000-0000-0000-000000000000' THEN '-infinity'
                ELSE s.uuid7_time(first) - interval '1 minute' END;
END $$;

-- Posts -------------------------------------------------------------------------------------------------------

-- A live message (Megolm) or an epoch post. The same post again is a repeat, whatever has become of it.
CREATE FUNCTION api.post(message_id uuid, chat_id uuid, epoch bigint, distribution_id uuid, author_sequence bigint,
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

-- Several posts in one call, in order, all or none.
CREATE FUNCTION api.post_batch(message_ids uuid[], chat_ids uuid[], epochs bigint[], distribution_ids uuid[],
        author_sequences bigint[], parent_hashes bytea[], signatures bytea[], contents bytea[], content_hashes bytea[],
        reply_to_ids uuid[])
    RETURNS TABLE (state text, stored_at timestamptz, expires_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    size CONSTANT integer := pg_catalog.cardinality(message_ids);
BEGIN
    PERFORM s.caller();
    PERFORM s.demand(size BETWEEN 1 AND 128 AND pg_catalog.cardinality(chat_ids) = size
        AND pg_catalog.cardinality(epochs) = size AND pg_catalog.cardinality(distribution_ids) = size
        AND pg_catalog.cardinality(author_sequences) = size AND pg_catalog.cardinality(parent_hashes) = size
        AND pg_catalog.cardinality(signatures) = size AND pg_catalog.cardinality(contents) = size
        AND pg_catalog.cardinality(content_hashes) = size AND pg_catalog.cardinality(reply_to_ids) = size);
    FOR i IN 1..size LOOP
        RETURN QUERY SELECT r.state, r.stored_at, r.expires_at
            FROM api.post(message_ids[i], chat_ids[i], epochs[i], distribution_ids[i], author_sequences[i],
                parent_hashes[i], signatures[i], contents[i], content_hashes[i], reply_to_ids[i]) r;
    END LOOP;
END $$;

-- Reading -----------------------------------------------------------------------------------------------------

-- Newest versions in the order of `ids`; about 8 MiB at most, but always at least one row. Nothing of chats that
-- are not the account's, of what was before it came to them, nor the body of what it has hidden or what is over.
CREATE FUNCTION s.read_messages(account uuid, ids uuid[])
    RETURNS TABLE (id uuid, chat_id uuid, sender_user uuid, sender_device uuid, epoch bigint, distribution_id uuid,
                   author_sequence bigint, parent_hash bytea, signature bytea, encrypted_content bytea,
                   content_hash bytea, reply_to_id uuid, stored_at timestamptz, edit_number integer,
                   edited_at timestamptz, deleted_at timestamptz, deleted_by uuid, expires_at timestamptz, is_hidden boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    chats pg_catalog.uuid[];
    starts pg_catalog.timestamptz[];
BEGIN
    SELECT pg_catalog.array_agg(c.chat), pg_catalog.array_agg(s.reading_start(account, c.chat)) INTO chats, starts
      FROM (SELECT DISTINCT m.chat_id AS chat FROM pg_catalog.unnest(ids) x
              CROSS JOIN LATERAL (SELECT g.chat_id FROM tacet.messages g WHERE g.id = x OFFSET 0) m) c
     WHERE s.takes_part(account, c.chat);
    RETURN QUERY
    SELECT w.id, w.chat_id, w.sender_user, w.device, w.v_epoch, w.v_distribution, w.v_sequence, w.v_parent, w.v_signature,
           w.body, w.v_hash, w.reply_to_id, w.stored_at, w.edit_number, w.edited_at, w.deleted_at, w.deleted_by,
           w.expires_at, w.hidden
      FROM (SELECT v.*, COALESCE(pg_catalog.sum(pg_catalog.octet_length(v.body)) OVER (ORDER BY v.place
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
              FROM (SELECT x.place, m.id, m.chat_id, m.sender_user, m.reply_to_id, m.stored_at, m.edit_number, m.edited_at,
                           m.deleted_at, m.deleted_by, m.expires_at, h.hidden,
                           CASE WHEN e.device_id IS NULL THEN m.sender_device ELSE e.device_id END AS device,
                           CASE WHEN e.device_id IS NULL THEN m.epoch ELSE e.epoch END AS v_epoch,
                           CASE WHEN e.device_id IS NULL THEN m.distribution_id ELSE e.distribution_id END AS v_distribution,
                           CASE WHEN e.device_id IS NULL THEN m.author_sequence ELSE e.author_sequence END AS v_sequence,
                           CASE WHEN e.device_id IS NULL THEN m.parent_hash ELSE e.parent_hash END AS v_parent,
                           CASE WHEN e.device_id IS NULL THEN m.signature ELSE e.signature END AS v_signature,
                           CASE WHEN e.device_id IS NULL THEN m.content_hash ELSE e.content_hash END AS v_hash,
                           CASE WHEN h.hidden OR m.expires_at <= pg_catalog.now() THEN NULL
                                WHEN e.device_id IS NULL THEN m.encrypted_content ELSE e.encrypted_content END AS body
                      FROM pg_catalog.unnest(ids) WITH ORDINALITY x(id, place)
                      CROSS JOIN LATERAL (SELECT g.* FROM tacet.messages g WHERE g.id = x.id OFFSET 0) m
                      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM tacet.message_hides k
                            WHERE k.user_id = account AND k.message_id = x.id) AS hidden) h
                      LEFT JOIN LATERAL (SELECT k.* FROM tacet.message_edits k
                            WHERE k.message_id = x.id AND k.edit_number = m.edit_number OFFSET 0) e ON m.edit_number > 0
                     WHERE m.stored_at >= starts[pg_catalog.array_position(chats, m.chat_id)]) v) w
     WHERE w.bytes_before < 8388608
     ORDER BY w.place;
END $$;

-- What an event of api.sync() names. Fewer rows than asked for: not the account's, or the page was full; ask again
-- for the rest.
CREATE FUNCTION api.messages_by_ids(message_ids uuid[])
    RETURNS TABLE (id uuid, chat_id uuid, sender_user uuid, sender_device uuid, epoch bigint, distribution_id uuid,
                   author_sequence bigint, parent_hash bytea, signature bytea, encrypted_content bytea,
                   content_hash bytea, reply_to_id uuid, stored_at timestamptz, edit_number integer,
                   edited_at timestamptz, deleted_at timestamptz, deleted_by uuid, expires_at timestamptz, is_hidden boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(message_ids) <= 512);
    RETURN QUERY SELECT r.* FROM s.read_messages(me.account, message_ids) r;
END $$;

-- The past of one chat, newest first, below an id (ffffffff-… for all). For a new device, a new member, and after
-- a restore of the database.
CREATE FUNCTION api.backfill(chat_id uuid, before uuid, max_rows integer)
    RETURNS TABLE (id uuid, sender_user uuid, sender_device uuid, epoch bigint, distribution_id uuid,
                   author_sequence bigint, parent_hash bytea, signature bytea, encrypted_content bytea,
                   content_hash bytea, reply_to_id uuid, stored_at timestamptz, edit_number integer,
                   edited_at timestamptz, deleted_at timestamptz, deleted_by uuid, expires_at timestamptz, is_hidden boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    start pg_catalog.timestamptz;
    lowest pg_catalog.uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
    PERFORM s.demand(before IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.participation(me.account, chat_id);
    start := s.reading_start(me.account, chat_id);
    IF start > '-infinity' THEN
        -- Ids are 35 days older than the row at most.
        lowest := s.uuid7_floor(start - interval '36 days');
    END IF;
    RETURN QUERY
    SELECT r.id, r.sender_user, r.sender_device, r.epoch, r.distribution_id, r.author_sequence, r.parent_hash, r.signature,
           r.encrypted_content, r.content_hash, r.reply_to_id, r.stored_at, r.edit_number, r.edited_at, r.deleted_at,
           r.deleted_by, r.expires_at, r.is_hidden
      FROM s.read_messages(me.account, ARRAY(
            SELECT m.id FROM tacet.messages m
             WHERE m.chat_id = backfill.chat_id AND m.id < before AND m.id >= lowest AND m.stored_at >= start
             ORDER BY m.id DESC LIMIT max_rows)) r;
END $$;

-- Sync --------------------------------------------------------------------------------------------------------

-- Where a device stands in the logs of all its chats: incarnation, time and snapshot of the database, in one text.
CREATE FUNCTION api.sync_cursor() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.caller();
    -- A snapshot does not tell what its own transaction will still write.
    PERFORM s.demand(pg_catalog.pg_current_xact_id_if_assigned() IS NULL);
    RETURN (SELECT t.incarnation FROM tacet.tenant t) || ' '
        || pg_catalog.floor(pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()))::bigint || ' '
        || pg_catalog.pg_current_snapshot();
END $$;

-- SR006: the cursor is of a database that is no more (restored, gone back): the device takes a new cursor, and
-- then lists its chats and reads them again with api.backfill() and what else lists.
CREATE FUNCTION s.open_cursor(cursor text, OUT snapshot pg_snapshot, OUT taken_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(cursor) <= 32768 AND cursor ~ '^[0-9a-f-]{36} [0-9]{1,11} [0-9:,]+$'
        AND pg_catalog.pg_input_is_valid(pg_catalog.split_part(cursor, ' ', 3), 'pg_catalog.pg_snapshot'));
    snapshot := pg_catalog.split_part(cursor, ' ', 3);
    taken_at := pg_catalog.to_timestamp(pg_catalog.split_part(cursor, ' ', 2)::double precision);
    IF pg_catalog.split_part(cursor, ' ', 1) <> (SELECT t.incarnation::pg_catalog.text FROM tacet.tenant t)
       OR pg_catalog.pg_snapshot_xmax(snapshot) > pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()) THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

-- What happened in the caller's chats between two cursors, each event once, whoever else has a transaction open.
-- Pages go by (chat, xid, id), so that a page costs what is on it; `to_cursor` stays the same from page to page and
-- is the next round's `from_cursor` once a page is short. Of a chat that the account comes to, events may begin
-- anywhere near that moment: a device that learns of a new chat reads it with api.backfill().
CREATE FUNCTION api.sync(from_cursor text, to_cursor text, after_chat uuid, after_xid bigint, after_id uuid, max_rows integer)
    RETURNS TABLE (chat_id uuid, xid bigint, id uuid, kind text, subject uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    old pg_catalog.record;
    new pg_catalog.record;
    low pg_catalog.xid8;
    high pg_catalog.xid8;
    bottom pg_catalog.uuid;
    chats pg_catalog.uuid[];
    bottoms pg_catalog.uuid[];
    joined pg_catalog.timestamptz;
    xid_above pg_catalog.xid8;
    id_above pg_catalog.uuid := after_id;
    rows_left integer := max_rows;
    got integer;
BEGIN
    PERFORM s.demand(after_chat IS NOT NULL AND after_xid >= 0 AND after_id IS NOT NULL AND max_rows BETWEEN 1 AND 500
        AND pg_catalog.pg_current_xact_id_if_assigned() IS NULL);
    old := s.open_cursor(from_cursor);
    new := s.open_cursor(to_cursor);
    -- Of a month whose log retention has taken away: as after a restore.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = 'tacet.chat_log'::pg_catalog.regclass
            AND i.inhrelid = pg_catalog.to_regclass('tacet.' || s.partition_name('chat_log', old.taken_at))) THEN
        PERFORM s.refuse('SR006');
    END IF;
    low := pg_catalog.pg_snapshot_xmin(old.snapshot);
    high := pg_catalog.pg_snapshot_xmax(new.snapshot);
    -- Ids of the log are made by this server as its transactions write. What `old` does not show was written by a
    -- transaction that was open then or began later: its id is no older than the oldest transaction open then, and
    -- those of devices end within seconds. A week also covers what an operator holds open and a clock set back, and
    -- costs one month's partition more at most.
    bottom := s.uuid7_floor(old.taken_at - interval '7 days');
    xid_above := after_xid::pg_catalog.text;
    IF xid_above < low THEN
        xid_above := low;
        id_above := '00000000-0000-0000-0000-000000000000';
    END IF;
    -- The chat in which the page before ended goes on first: while it fills pages, no other is asked about.
    SELECT z.since INTO joined FROM (
        (SELECT m.joined_at AS since FROM tacet.chat_members m
          WHERE m.chat_id = after_chat AND m.user_id = me.account AND m.left_at IS NULL)
        UNION ALL
        (SELECT c.created_at FROM tacet.chats c
          WHERE c.id = after_chat AND (c.user_a = me.account OR c.user_b = me.account))) z;
    IF FOUND THEN
        RETURN QUERY
        SELECT l.chat_id, l.xid::pg_catalog.text::bigint, l.id, l.kind, l.subject FROM tacet.chat_log l
         WHERE l.chat_id = after_chat AND (l.xid, l.id) > (xid_above, id_above) AND l.xid < high
           AND l.id >= CASE WHEN joined > old.taken_at THEN GREATEST(bottom, s.uuid7_floor(joined - interval '1 day'))
                            ELSE bottom END
           AND NOT pg_catalog.pg_visible_in_snapshot(l.xid, old.snapshot)
           AND pg_catalog.pg_visible_in_snapshot(l.xid, new.snapshot)
         ORDER BY l.xid, l.id LIMIT rows_left;
        GET DIAGNOSTICS got = ROW_COUNT;
        rows_left := rows_left - got;
        IF rows_left <= 0 THEN
            RETURN;
        END IF;
    END IF;
    -- Then which others have anything, in one statement, and those one by one until the page is full: a long absence
    -- is read in pages of equal cost.
    SELECT pg_catalog.array_agg(own.id ORDER BY own.id), pg_catalog.array_agg(own.lowest ORDER BY own.id)
      INTO chats, bottoms
      FROM (SELECT z.id, CASE WHEN z.since > old.taken_at THEN GREATEST(bottom, s.uuid7_floor(z.since - interval '1 day'))
                              ELSE bottom END AS lowest
              FROM ((SELECT m.chat_id AS id, m.joined_at AS since FROM tacet.chat_members m
                      WHERE m.user_id = me.account AND m.left_at IS NULL AND m.chat_id > after_chat)
                    UNION ALL
                    (SELECT c.id, NULL FROM tacet.chats c WHERE c.user_a = me.account AND c.id > after_chat)
                    UNION ALL
                    (SELECT c.id, NULL FROM tacet.chats c WHERE c.user_b = me.account AND c.id > after_chat)) z) own
     CROSS JOIN LATERAL (
           SELECT l.id FROM tacet.chat_log l
            WHERE l.chat_id = own.id AND l.xid >= low AND l.xid < high AND l.id >= bottom
              AND NOT pg_catalog.pg_visible_in_snapshot(l.xid, old.snapshot)
              AND pg_catalog.pg_visible_in_snapshot(l.xid, new.snapshot)
            LIMIT 1) news;
    FOR i IN 1..COALESCE(pg_catalog.cardinality(chats), 0) LOOP
        RETURN QUERY
        SELECT l.chat_id, l.xid::pg_catalog.text::bigint, l.id, l.kind, l.subject FROM tacet.chat_log l
         WHERE l.chat_id = chats[i] AND (l.xid, l.id) > (low, '00000000-0000-0000-0000-000000000000') AND l.xid < high
           AND l.id >= bottoms[i]
           AND NOT pg_catalog.pg_visible_in_snapshot(l.xid, old.snapshot)
           AND pg_catalog.pg_visible_in_snapshot(l.xid, new.snapshot)
         ORDER BY l.xid, l.id LIMIT rows_left;
        GET DIAGNOSTICS got = ROW_COUNT;
        rows_left := rows_left - got;
        EXIT WHEN rows_left <= 0;
    END LOOP;
END $$;

-- Edits, deletions, reactions -----------------------------------------------------------------------------------

-- By any device of the author. Edits are numbered from 1; the same edit again is a repeat.
CREATE FUNCTION api.edit_message(message_id uuid, edit_number integer, epoch bigint, distribution_id uuid,
        author_sequence bigint, parent_hash bytea, signature bytea, encrypted_content bytea, content_hash bytea,
        OUT state text, OUT edited_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(message_id IS NOT NULL AND edit_number >= 1
        AND pg_catalog.octet_length(encrypted_content) BETWEEN 1 AND 1048576
        AND content_hash = pg_catalog.sha256(encrypted_content)
        AND pg_catalog.num_nulls(epoch, distribution_id, author_sequence, parent_hash, signature) = 0);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    place := s.reach_message(me.account, message_id);
    PERFORM s.demand(CASE WHEN place.chat_type = 'direct'
        THEN epoch = 0 AND author_sequence = 0 AND parent_hash = '' AND signature = ''
             AND distribution_id = '00000000-0000-0000-0000-000000000000'
        ELSE s.seal_is_sound(epoch, distribution_id, author_sequence, parent_hash, signature) END);
    SELECT m.edit_number, m.stored_at INTO known FROM tacet.messages m
     WHERE m.id = edit_message.message_id AND m.sender_user = me.account AND m.deleted_at IS NULL FOR NO KEY UPDATE;
    IF known IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    state := 'repeat';
    SELECT e.edited_at INTO edited_at FROM tacet.message_edits e
     WHERE e.message_id = edit_message.message_id AND e.edit_number = edit_message.edit_number
       AND e.device_id = me.device AND e.content_hash = edit_message.content_hash;
    IF FOUND THEN
        RETURN;
    END IF;
    state := 'stored';
    IF place.is_muted OR NOT place.permissions ? 'send_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_unblocked(me.account, place.chat, place.chat_type);
    PERFORM s.demand_window(known.stored_at, 'edit_window_hours');
    IF edit_number <> known.edit_number + 1 THEN
        PERFORM s.refuse('SR006');
    END IF;
    IF edit_number > s.policy_number('edits_per_message') THEN
        PERFORM s.refuse('SR004');
    END IF;
    IF place.chat_type <> 'direct' THEN
        PERFORM s.demand_epoch(place.chat, epoch);
    END IF;
    edited_at := pg_catalog.clock_timestamp();
    INSERT INTO tacet.message_edits (message_id, edit_number, device_id, epoch, distribution_id, author_sequence,
                                     parent_hash, signature, encrypted_content, content_hash, edited_at)
    VALUES (edit_message.message_id, edit_message.edit_number, me.device,
            CASE WHEN place.chat_type <> 'direct' THEN edit_message.epoch END,
            NULLIF(edit_message.distribution_id, '00000000-0000-0000-0000-000000000000'),
            NULLIF(edit_message.author_sequence, 0), NULLIF(edit_message.parent_hash, ''), NULLIF(edit_message.signature, ''),
            edit_message.encrypted_content, edit_message.content_hash, edit_message.edited_at);
    UPDATE tacet.messages m SET edit_number = edit_message.edit_number, edited_at = edit_message.edited_at
     WHERE m.id = edit_message.message_id;
    PERFORM s.log_event(place.chat, 'message_edited', message_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- What a message was: the first version (0) and its edits, for everyone who may read it.
CREATE FUNCTION api.message_versions(message_id uuid, after_edit_number integer, max_rows integer)
    RETURNS TABLE (edit_number integer, device_id uuid, epoch bigint, distribution_id uuid, author_sequence bigint,
                   parent_hash bytea, signature bytea, encrypted_content bytea, content_hash bytea, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(after_edit_number >= -1 AND max_rows BETWEEN 1 AND 500);
    SELECT r.deleted_at IS NULL AND r.encrypted_content IS NOT NULL AS readable INTO known
      FROM s.read_messages(me.account, ARRAY[message_id]) r;
    IF known IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY
    SELECT v.edit_number, v.device_id, v.epoch, v.distribution_id, v.author_sequence, v.parent_hash, v.signature,
           v.encrypted_content, v.content_hash, v.created_at
      FROM (SELECT w.*, COALESCE(pg_catalog.sum(pg_catalog.octet_length(w.encrypted_content)) OVER (ORDER BY w.edit_number
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
              FROM ((SELECT 0 AS edit_number, m.sender_device AS device_id, m.epoch, m.distribution_id, m.author_sequence,
                            m.parent_hash, m.signature, m.encrypted_content, m.content_hash, m.stored_at AS created_at
                       FROM tacet.messages m
                      WHERE m.id = message_versions.message_id AND after_edit_number < 0)
                    UNION ALL
                    (SELECT e.edit_number, e.device_id, e.epoch, e.distribution_id, e.author_sequence, e.parent_hash,
                            e.signature, e.encrypted_content, e.content_hash, e.edited_at FROM tacet.message_edits e
                      WHERE e.message_id = message_versions.message_id AND e.edit_number > after_edit_number
                      ORDER BY e.edit_number LIMIT max_rows)) w
             ORDER BY w.edit_number LIMIT max_rows) v
     WHERE known.readable AND v.bytes_before < 8388608
     ORDER BY v.edit_number;
END $$;

-- Leaves a tombstone. The caller has locked the row (FOR UPDATE) and knows that it may. Recipients in order, as
-- api.ack_mailbox() and api.mark_read() go.
CREATE FUNCTION s.erase_message(message uuid, by_user uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    device pg_catalog.uuid;
    chat pg_catalog.uuid;
BEGIN
    FOR device IN SELECT r.device_id FROM tacet.message_recipients r WHERE r.message_id = message ORDER BY r.device_id LOOP
        -- What is locked is being acknowledged: it goes without this, and is not waited for.
        DELETE FROM tacet.mailbox b WHERE b.device_id = device AND b.id = ANY (ARRAY(
            SELECT x.id FROM tacet.mailbox x WHERE x.device_id = device AND x.source_id = message AND x.kind = 0
               FOR UPDATE SKIP LOCKED));
    END LOOP;
    PERFORM FROM tacet.message_recipients r WHERE r.message_id = message ORDER BY r.device_id FOR UPDATE;
    DELETE FROM tacet.message_recipients r WHERE r.message_id = message;
    DELETE FROM tacet.message_reactions r WHERE r.message_id = message;
    DELETE FROM tacet.message_edits e WHERE e.message_id = message;
    UPDATE tacet.messages m
       SET encrypted_content = NULL, deleted_at = pg_catalog.clock_timestamp(), deleted_by = by_user
     WHERE m.id = message RETURNING m.chat_id INTO chat;
    DELETE FROM tacet.pinned_messages p WHERE p.chat_id = chat AND p.message_id = message;
    PERFORM s.run_hooks('message_deleted', message);
END $$;

-- For everyone: the author for as long as the policy says, and who may delete messages. Again: no error.
CREATE FUNCTION api.delete_message(message_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(message_id IS NOT NULL);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    place := s.reach_message(me.account, message_id);
    SELECT m.sender_user, m.stored_at, m.deleted_at INTO known FROM tacet.messages m
     WHERE m.id = delete_message.message_id AND (m.sender_user = me.account OR place.permissions ? 'delete_messages')
       FOR UPDATE;
    IF known IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.deleted_at IS NOT NULL THEN
        RETURN;
    END IF;
    IF NOT place.permissions ? 'delete_messages' THEN
        PERFORM s.demand_window(known.stored_at, 'delete_window_hours');
    END IF;
    PERFORM s.erase_message(message_id, me.account);
    PERFORM s.log_event(place.chat, 'message_deleted', message_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- For oneself. Ids that are in no chat of the caller do nothing.
CREATE FUNCTION api.hide_messages(message_ids uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(message_ids) <= 512);
    INSERT INTO tacet.message_hides (message_id, user_id)
    SELECT r.id, me.account FROM (
        SELECT DISTINCT m.id, m.chat_id FROM pg_catalog.unnest(message_ids) x
          CROSS JOIN LATERAL (SELECT g.id, g.chat_id FROM tacet.messages g WHERE g.id = x OFFSET 0) m) r
     WHERE s.takes_part(me.account, r.chat_id)
     ORDER BY r.id
    ON CONFLICT DO NOTHING;
    PERFORM s.take(me.device, 'mark', 1);
END $$;

CREATE FUNCTION api.hidden_messages(after uuid, max_rows integer) RETURNS TABLE (message_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT h.message_id FROM tacet.message_hides h WHERE h.user_id = me.account AND h.message_id > after
     ORDER BY h.message_id LIMIT max_rows;
END $$;

-- Everyone in the chat who is not muted, in channels too. The lock holds off a deletion, nobody else.
CREATE FUNCTION api.react(message_id uuid, tag bytea, encrypted_emoji bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
BEGIN
    PERFORM s.demand(message_id IS NOT NULL AND pg_catalog.octet_length(tag) = 32
        AND pg_catalog.octet_length(encrypted_emoji) BETWEEN 1 AND 256);
    place := s.reach_message(me.account, message_id);
    PERFORM FROM tacet.messages m WHERE m.id = react.message_id AND m.deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND OR place.is_muted THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_unblocked(me.account, place.chat, place.chat_type);
    -- Two devices of the account count one after the other.
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    INSERT INTO tacet.message_reactions (message_id, user_id, tag, device_id, encrypted_emoji)
    VALUES (react.message_id, me.account, react.tag, me.device, react.encrypted_emoji) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.message_reactions r
         WHERE r.message_id = react.message_id AND r.user_id = me.account) > s.policy_number('reactions_per_message') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM s.log_event(place.chat, 'reaction', message_id);
    PERFORM s.take(me.device, 'reaction', 1);
END $$;

CREATE FUNCTION api.unreact(message_id uuid, tag bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
BEGIN
    PERFORM s.demand(message_id IS NOT NULL AND pg_catalog.octet_length(tag) = 32);
    place := s.reach_message(me.account, message_id);
    -- Before the row, as react() goes: an erasing delete holds the message and then takes the reactions.
    PERFORM FROM tacet.messages m WHERE m.id = unreact.message_id FOR KEY SHARE;
    DELETE FROM tacet.message_reactions r
     WHERE r.message_id = unreact.message_id AND r.user_id = me.account AND r.tag = unreact.tag;
    IF FOUND THEN
        PERFORM s.log_event(place.chat, 'reaction', message_id);
        PERFORM s.take(me.device, 'reaction', 1);
    END IF;
END $$;

CREATE FUNCTION api.reactions(message_id uuid, after_user uuid, after_tag bytea, max_rows integer)
    RETURNS TABLE (user_id uuid, tag bytea, device_id uuid, encrypted_emoji bytea, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after_user IS NOT NULL AND pg_catalog.octet_length(after_tag) <= 32 AND max_rows BETWEEN 1 AND 500);
    PERFORM s.reach_message(me.account, message_id);
    RETURN QUERY
    SELECT r.user_id, r.tag, r.device_id, r.encrypted_emoji, r.created_at FROM tacet.message_reactions r
     WHERE r.message_id = reactions.message_id AND (r.user_id, r.tag) > (after_user, after_tag)
     ORDER BY r.user_id, r.tag LIMIT max_rows;
END $$;

-- The first 50 of each message; where there are 50, api.reactions() goes on.
CREATE FUNCTION api.reactions_of(message_ids uuid[])
    RETURNS TABLE (message_id uuid, user_id uuid, tag bytea, device_id uuid, encrypted_emoji bytea, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    chats pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(message_ids) <= 100);
    chats := ARRAY(SELECT c.chat FROM (SELECT DISTINCT m.chat_id AS chat FROM pg_catalog.unnest(message_ids) x
        CROSS JOIN LATERAL (SELECT g.chat_id FROM tacet.messages g WHERE g.id = x OFFSET 0) m) c
        WHERE s.takes_part(me.account, c.chat));
    RETURN QUERY
    SELECT m.id, r.user_id, r.tag, r.device_id, r.encrypted_emoji, r.created_at
      FROM (SELECT DISTINCT x AS id FROM pg_catalog.unnest(message_ids) x) w
      CROSS JOIN LATERAL (SELECT g.id FROM tacet.messages g WHERE g.id = w.id AND g.chat_id = ANY (chats) OFFSET 0) m
      CROSS JOIN LATERAL (SELECT k.* FROM tacet.message_reactions k WHERE k.message_id = m.id
                           ORDER BY k.user_id, k.tag LIMIT 50) r
     ORDER BY m.id, r.user_id, r.tag;
END $$;

-- Marks, settings, pins -----------------------------------------------------------------------------------------

-- Kept only where the policy keeps read marks. Direct chats: also the state of each message. A mark never goes back.
CREATE OR REPLACE FUNCTION api.mark_read(chat_id uuid, up_to uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
    before pg_catalog.uuid;
BEGIN
    PERFORM s.demand(up_to IS NOT NULL AND up_to < s.uuid7_floor(pg_catalog.now() + interval '1 day'));
    part := s.participation(me.account, chat_id);
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
    IF part.chat_type = 'direct' THEN
        WITH seen AS MATERIALIZED (
            SELECT r.message_id, r.device_id
              FROM tacet.messages m JOIN tacet.message_recipients r ON r.message_id = m.id AND r.user_id = me.account
             WHERE m.chat_id = mark_read.chat_id AND m.id <= up_to AND (before IS NULL OR m.id > before)
               AND m.sender_user <> me.account
             ORDER BY r.message_id, r.device_id FOR UPDATE OF r)
        UPDATE tacet.message_recipients r SET status = 'read' FROM seen
         WHERE r.message_id = seen.message_id AND r.device_id = seen.device_id;
    END IF;
END $$;

-- Where read marks are kept: what came after the mark, 1,000 at most. Else for direct chats: what none of the own
-- devices has fetched; for others NULL, because nobody but the client knows.
CREATE OR REPLACE FUNCTION api.get_unread_count(chat_id uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part CONSTANT pg_catalog.record := s.participation(me.account, chat_id);
    marks CONSTANT boolean := s.policy('delivery_status') = '"read"'::pg_catalog.jsonb;
    mark pg_catalog.uuid;
    start pg_catalog.timestamptz := '-infinity';
    answer bigint;
BEGIN
    IF marks THEN
        SELECT c.last_read_message_id INTO mark FROM tacet.chat_settings c
         WHERE c.chat_id = get_unread_count.chat_id AND c.user_id = me.account;
        IF mark IS NULL AND part.chat_type <> 'direct' THEN
            SELECT m.joined_at INTO start FROM tacet.chat_members m
             WHERE m.chat_id = get_unread_count.chat_id AND m.user_id = me.account AND m.left_at IS NULL;
            mark := s.uuid7_floor(start - interval '36 days');
        END IF;
        SELECT pg_catalog.count(*) INTO answer FROM (
            SELECT FROM tacet.messages m
             WHERE m.chat_id = get_unread_count.chat_id AND m.sender_user IS DISTINCT FROM me.account
               AND m.deleted_at IS NULL AND m.stored_at >= start AND (mark IS NULL OR m.id > mark)
               AND NOT EXISTS (SELECT FROM tacet.message_hides h WHERE h.user_id = me.account AND h.message_id = m.id)
             LIMIT 1000) x;
        RETURN answer;
    END IF;
    IF part.chat_type <> 'direct' THEN
        RETURN NULL;
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

-- The furthest state of the peer's devices, for own messages. Posts of groups have no state per device: read once
-- one other member's mark has passed. What is deleted has none.
CREATE OR REPLACE FUNCTION api.delivery_status(message_ids uuid[]) RETURNS TABLE (message_id uuid, status text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    marks boolean;
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(message_ids) <= 512);
    marks := s.policy('delivery_status') = '"read"'::pg_catalog.jsonb;
    RETURN QUERY
    SELECT w.id, CASE WHEN m.epoch IS NULL THEN COALESCE(r.status, 'pending_sync')
                      WHEN marks AND EXISTS (SELECT FROM tacet.chat_settings c WHERE c.chat_id = m.chat_id
                               AND c.last_read_message_id >= w.id AND c.user_id <> me.account) THEN 'read'
                      ELSE 'pending_sync' END
      FROM (SELECT DISTINCT x AS id FROM pg_catalog.unnest(message_ids) x) w
      JOIN LATERAL (SELECT g.id, g.chat_id, g.epoch FROM tacet.messages g
                     WHERE g.id = w.id AND g.sender_user = me.account AND g.deleted_at IS NULL OFFSET 0) m ON true
      LEFT JOIN LATERAL (
            SELECT q.status FROM tacet.message_recipients q WHERE q.message_id = w.id AND q.user_id <> me.account
             ORDER BY CASE q.status WHEN 'read' THEN 0 WHEN 'synced' THEN 1 ELSE 2 END LIMIT 1) r ON m.epoch IS NULL;
END $$;

-- How far the members have read, where the policy keeps read marks; else nothing.
CREATE FUNCTION api.read_marks(chat_id uuid, after_user uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, last_read_message_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after_user IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.participation(me.account, chat_id);
    IF s.policy('delivery_status') <> '"read"'::pg_catalog.jsonb THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT c.user_id, c.last_read_message_id FROM tacet.chat_settings c
     WHERE c.chat_id = read_marks.chat_id AND c.user_id > after_user AND c.last_read_message_id IS NOT NULL
     ORDER BY c.user_id LIMIT max_rows;
END $$;

-- which: all, pinned or archived.
CREATE FUNCTION api.chat_settings(which text, after uuid, max_rows integer)
    RETURNS TABLE (chat_id uuid, is_muted boolean, muted_until timestamptz, is_pinned boolean, is_archived boolean,
                   notifications text, last_read_message_id uuid, message_timer integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(which IN ('all', 'pinned', 'archived') AND after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT p.chat_id, p.is_muted AND COALESCE(p.muted_until > pg_catalog.now(), true), p.muted_until, p.is_pinned,
           p.is_archived, p.notifications, p.last_read_message_id, c.message_timer
      FROM ((SELECT x.* FROM tacet.chat_settings x WHERE which = 'all' AND x.user_id = me.account AND x.chat_id > after
              ORDER BY x.chat_id LIMIT max_rows)
            UNION ALL
            (SELECT x.* FROM tacet.chat_settings x WHERE which = 'pinned' AND x.user_id = me.account AND x.is_pinned
                AND x.chat_id > after ORDER BY x.chat_id LIMIT max_rows)
            UNION ALL
            (SELECT x.* FROM tacet.chat_settings x WHERE which = 'archived' AND x.user_id = me.account AND x.is_archived
                AND x.chat_id > after ORDER BY x.chat_id LIMIT max_rows)) p
      JOIN tacet.chats c ON c.id = p.chat_id
     ORDER BY p.chat_id;
END $$;

-- All of them at once; muted_until NULL: until it is switched off.
CREATE FUNCTION api.set_chat_settings(chat_id uuid, is_muted boolean, muted_until timestamptz, is_pinned boolean,
                                      is_archived boolean, notifications text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.num_nulls(is_muted, is_pinned, is_archived) = 0 AND notifications IN ('all', 'mentions', 'none')
        AND (muted_until IS NULL OR is_muted AND muted_until < pg_catalog.now() + interval '100 years'));
    PERFORM s.participation(me.account, chat_id);
    INSERT INTO tacet.chat_settings AS c (chat_id, user_id, is_muted, muted_until, is_pinned, is_archived, notifications)
    VALUES (set_chat_settings.chat_id, me.account, set_chat_settings.is_muted, set_chat_settings.muted_until,
            set_chat_settings.is_pinned, set_chat_settings.is_archived, set_chat_settings.notifications)
    ON CONFLICT ON CONSTRAINT chat_settings_pkey DO UPDATE
       SET is_muted = EXCLUDED.is_muted, muted_until = EXCLUDED.muted_until, is_pinned = EXCLUDED.is_pinned,
           is_archived = EXCLUDED.is_archived, notifications = EXCLUDED.notifications;
    PERFORM s.take(me.device, 'mark', 1);
END $$;

-- Holds for what is written from now on; 0: nothing disappears. Groups: who may manage them; direct chats: both.
CREATE FUNCTION api.set_message_timer(chat_id uuid, seconds integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
BEGIN
    PERFORM s.demand(seconds = 0 OR seconds BETWEEN 5 AND 31536000);
    part := s.participation(me.account, chat_id);
    IF part.chat_type <> 'direct' AND NOT part.permissions ? 'manage_chat' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_unblocked(me.account, chat_id, part.chat_type);
    UPDATE tacet.chats c SET message_timer = NULLIF(seconds, 0)
     WHERE c.id = set_message_timer.chat_id AND c.message_timer IS DISTINCT FROM NULLIF(seconds, 0);
    IF FOUND THEN
        PERFORM s.log_event(chat_id, 'chat', chat_id);
        PERFORM s.take(me.device, 'mark', 1);
    END IF;
END $$;

CREATE FUNCTION api.pin_message(message_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place CONSTANT pg_catalog.record := s.reach_message(me.account, message_id);
BEGIN
    IF NOT place.permissions ? 'pin_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_unblocked(me.account, place.chat, place.chat_type);
    -- The message first, as a deletion goes; the chat, so that pins are counted one after the other.
    PERFORM FROM tacet.messages m WHERE m.id = pin_message.message_id AND m.deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM FROM tacet.chats c WHERE c.id = place.chat FOR NO KEY UPDATE;
    INSERT INTO tacet.pinned_messages (chat_id, message_id, pinned_by)
    VALUES (place.chat, pin_message.message_id, me.account) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.pinned_messages p WHERE p.chat_id = place.chat) > s.policy_number('pins_per_chat') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM s.log_event(place.chat, 'pin', message_id);
    PERFORM s.take(me.device, 'mark', 1);
END $$;

CREATE FUNCTION api.unpin_message(message_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place CONSTANT pg_catalog.record := s.reach_message(me.account, message_id);
BEGIN
    IF NOT place.permissions ? 'pin_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_unblocked(me.account, place.chat, place.chat_type);
    DELETE FROM tacet.pinned_messages p WHERE p.chat_id = place.chat AND p.message_id = unpin_message.message_id;
    IF FOUND THEN
        PERFORM s.log_event(place.chat, 'pin', message_id);
        PERFORM s.take(me.device, 'mark', 1);
    END IF;
END $$;

-- At most as many as the policy lets a chat have.
CREATE FUNCTION api.pinned_messages(chat_id uuid) RETURNS TABLE (message_id uuid, pinned_by uuid, pinned_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.participation(me.account, chat_id);
    RETURN QUERY
    SELECT p.message_id, p.pinned_by, p.pinned_at FROM tacet.pinned_messages p WHERE p.chat_id = pinned_messages.chat_id
     ORDER BY p.pinned_at DESC, p.message_id LIMIT 500;
END $$;

-- Threads and replies -------------------------------------------------------------------------------------------

CREATE FUNCTION s.writing_is_sound(epoch bigint, author_sequence bigint, parent_hash bytea, signature bytea, body bytea)
    RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN COALESCE(epoch >= 0 AND author_sequence >= 1 AND pg_catalog.octet_length(parent_hash) IN (0, 32)
        AND pg_catalog.octet_length(signature) = 64 AND pg_catalog.octet_length(body) BETWEEN 1 AND 65536, false);
END $$;

-- Refuses (SR001) threads that are deleted, of other people's chats, or from before the account came.
CREATE FUNCTION s.reach_thread(account uuid, thread uuid, OUT chat uuid, OUT permissions jsonb, OUT is_muted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    made pg_catalog.timestamptz;
BEGIN
    SELECT t.chat_id, t.created_at INTO chat, made FROM tacet.threads t WHERE t.id = thread AND t.deleted_at IS NULL;
    SELECT p.permissions, p.is_muted INTO permissions, is_muted FROM s.participation(account, chat) p;
    IF made < s.reading_start(account, chat) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.create_thread(thread_id uuid, chat_id uuid, epoch bigint, author_sequence bigint, parent_hash bytea,
        signature bytea, encrypted_title bytea, encrypted_body bytea, OUT state text, OUT created_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(s.is_current_id(thread_id) AND pg_catalog.octet_length(encrypted_title) BETWEEN 1 AND 1280
        AND s.writing_is_sound(epoch, author_sequence, parent_hash, signature, encrypted_body));
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    PERFORM s.demand_group_permission(me.account, chat_id, 'post_threads');
    sum := pg_catalog.sha256(pg_catalog.sha256(encrypted_title) || pg_catalog.sha256(encrypted_body));
    state := 'stored';
    INSERT INTO tacet.threads AS t (id, chat_id, author_user, author_device, epoch, author_sequence, parent_hash, signature,
                                    encrypted_title, encrypted_body, digest)
    VALUES (create_thread.thread_id, create_thread.chat_id, me.account, me.device, create_thread.epoch,
            create_thread.author_sequence, NULLIF(create_thread.parent_hash, ''), create_thread.signature,
            create_thread.encrypted_title, create_thread.encrypted_body, sum)
    ON CONFLICT DO NOTHING RETURNING t.created_at INTO created_at;
    IF NOT FOUND THEN
        state := 'repeat';
        SELECT t.created_at INTO created_at FROM tacet.threads t
         WHERE t.id = create_thread.thread_id AND t.author_device = me.device AND t.chat_id = create_thread.chat_id
           AND t.digest = sum;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    PERFORM s.demand_epoch(chat_id, epoch);
    PERFORM s.log_event(chat_id, 'thread', thread_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- parent_reply_id: nil for an answer to the thread itself. The thread's place in the list moves unless another
-- reply is moving it at this moment: nobody waits for anybody.
CREATE FUNCTION api.reply(reply_id uuid, thread_id uuid, parent_reply_id uuid, epoch bigint, author_sequence bigint,
        parent_hash bytea, signature bytea, encrypted_body bytea, OUT state text, OUT created_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    depth integer := 0;
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(s.is_current_id(reply_id) AND parent_reply_id IS NOT NULL
        AND s.writing_is_sound(epoch, author_sequence, parent_hash, signature, encrypted_body));
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    place := s.reach_thread(me.account, thread_id);
    IF place.is_muted OR NOT place.permissions ? 'post_threads' THEN
        PERFORM s.refuse('SR001');
    END IF;
    -- Holds off the thread's deletion, nobody else.
    PERFORM FROM tacet.threads t WHERE t.id = reply.thread_id AND t.deleted_at IS NULL FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF parent_reply_id <> '00000000-0000-0000-0000-000000000000' THEN
        SELECT r.level INTO depth FROM tacet.replies r
         WHERE r.id = reply.parent_reply_id AND r.thread_id = reply.thread_id;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR001');
        END IF;
        PERFORM s.demand(depth < 32);
    END IF;
    sum := pg_catalog.sha256(pg_catalog.uuid_send(parent_reply_id) || pg_catalog.sha256(encrypted_body));
    state := 'stored';
    INSERT INTO tacet.replies AS r (id, thread_id, parent_reply_id, level, author_user, author_device, epoch,
                                    author_sequence, parent_hash, signature, encrypted_body, digest)
    VALUES (reply.reply_id, reply.thread_id, NULLIF(reply.parent_reply_id, '00000000-0000-0000-0000-000000000000'),
            depth + 1, me.account, me.device, reply.epoch, reply.author_sequence, NULLIF(reply.parent_hash, ''),
            reply.signature, reply.encrypted_body, sum)
    ON CONFLICT DO NOTHING RETURNING r.created_at INTO created_at;
    IF NOT FOUND THEN
        state := 'repeat';
        SELECT r.created_at INTO created_at FROM tacet.replies r
         WHERE r.id = reply.reply_id AND r.author_device = me.device AND r.thread_id = reply.thread_id AND r.digest = sum;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    PERFORM s.demand_epoch(place.chat, epoch);
    UPDATE tacet.threads t SET last_activity_at = reply.created_at
      FROM (SELECT x.id FROM tacet.threads x WHERE x.id = reply.thread_id FOR NO KEY UPDATE SKIP LOCKED) free
     WHERE t.id = free.id AND t.last_activity_at < reply.created_at;
    PERFORM s.log_event(place.chat, 'reply', reply_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- By any device of the author, for as long as messages may be edited; edits are numbered from 1.
CREATE FUNCTION api.edit_thread(thread_id uuid, edit_number integer, epoch bigint, author_sequence bigint,
        parent_hash bytea, signature bytea, encrypted_title bytea, encrypted_body bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    known pg_catalog.record;
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(edit_number >= 1 AND pg_catalog.octet_length(encrypted_title) BETWEEN 1 AND 1280
        AND s.writing_is_sound(epoch, author_sequence, parent_hash, signature, encrypted_body));
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    place := s.reach_thread(me.account, thread_id);
    sum := pg_catalog.sha256(pg_catalog.sha256(encrypted_title) || pg_catalog.sha256(encrypted_body));
    SELECT t.edit_number, t.created_at, t.digest INTO known FROM tacet.threads t
     WHERE t.id = edit_thread.thread_id AND t.author_user = me.account AND t.deleted_at IS NULL FOR NO KEY UPDATE;
    IF known IS NULL OR place.is_muted OR NOT place.permissions ? 'post_threads' THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.edit_number = edit_number AND known.digest = sum THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_window(known.created_at, 'edit_window_hours');
    IF known.edit_number + 1 <> edit_number THEN
        PERFORM s.refuse('SR006');
    END IF;
    PERFORM s.demand_epoch(place.chat, epoch);
    UPDATE tacet.threads t
       SET author_device = me.device, epoch = edit_thread.epoch, author_sequence = edit_thread.author_sequence,
           parent_hash = NULLIF(edit_thread.parent_hash, ''), signature = edit_thread.signature,
           encrypted_title = edit_thread.encrypted_title, encrypted_body = edit_thread.encrypted_body, digest = sum,
           edit_number = edit_thread.edit_number, edited_at = pg_catalog.clock_timestamp()
     WHERE t.id = edit_thread.thread_id;
    PERFORM s.log_event(place.chat, 'thread_edited', thread_id);
    PERFORM s.take(me.device, 'send', 1);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.edit_reply(reply_id uuid, edit_number integer, epoch bigint, author_sequence bigint,
        parent_hash bytea, signature bytea, encrypted_body bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    known pg_catalog.record;
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(edit_number >= 1
        AND s.writing_is_sound(epoch, author_sequence, parent_hash, signature, encrypted_body));
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    place := s.reach_thread(me.account, (SELECT r.thread_id FROM tacet.replies r WHERE r.id = edit_reply.reply_id));
    SELECT r.edit_number, r.created_at, r.digest, r.parent_reply_id INTO known FROM tacet.replies r
     WHERE r.id = edit_reply.reply_id AND r.author_user = me.account AND r.deleted_at IS NULL FOR NO KEY UPDATE;
    IF known.edit_number IS NULL OR place.is_muted OR NOT place.permissions ? 'post_threads' THEN
        PERFORM s.refuse('SR001');
    END IF;
    sum := pg_catalog.sha256(pg_catalog.uuid_send(COALESCE(known.parent_reply_id, '00000000-0000-0000-0000-000000000000'))
        || pg_catalog.sha256(encrypted_body));
    IF known.edit_number = edit_number AND known.digest = sum THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_window(known.created_at, 'edit_window_hours');
    IF known.edit_number + 1 <> edit_number THEN
        PERFORM s.refuse('SR006');
    END IF;
    PERFORM s.demand_epoch(place.chat, epoch);
    UPDATE tacet.replies r
       SET author_device = me.device, epoch = edit_reply.epoch, author_sequence = edit_reply.author_sequence,
           parent_hash = NULLIF(edit_reply.parent_hash, ''), signature = edit_reply.signature,
           encrypted_body = edit_reply.encrypted_body, digest = sum, edit_number = edit_reply.edit_number,
           edited_at = pg_catalog.clock_timestamp()
     WHERE r.id = edit_reply.reply_id;
    PERFORM s.log_event(place.chat, 'reply_edited', reply_id);
    PERFORM s.take(me.device, 'send', 1);
    RETURN 'stored';
END $$;

-- Takes the replies of a deleted thread away, as many as one call should; the rest is done by maintenance.
CREATE FUNCTION s.empty_thread(thread uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.replies r
     WHERE r.id = ANY (ARRAY(SELECT x.id FROM tacet.replies x WHERE x.thread_id = thread ORDER BY x.id LIMIT 5000));
    UPDATE tacet.threads t SET replies_left = EXISTS (SELECT FROM tacet.replies r WHERE r.thread_id = thread)
     WHERE t.id = thread;
END $$;

-- The thread with its replies. The author for as long as messages may be deleted, and who may delete messages.
CREATE FUNCTION api.delete_thread(thread_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(thread_id IS NOT NULL);
    SELECT t.chat_id, t.author_user, t.created_at, t.deleted_at INTO known FROM tacet.threads t
     WHERE t.id = delete_thread.thread_id;
    part := s.participation(me.account, known.chat_id);
    IF known.author_user IS DISTINCT FROM me.account AND NOT part.permissions ? 'delete_messages' THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.deleted_at IS NULL AND NOT part.permissions ? 'delete_messages' THEN
        PERFORM s.demand_window(known.created_at, 'delete_window_hours');
    END IF;
    PERFORM FROM tacet.threads t WHERE t.id = delete_thread.thread_id AND t.deleted_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    UPDATE tacet.threads t SET encrypted_title = NULL, encrypted_body = NULL, deleted_at = pg_catalog.clock_timestamp(),
           deleted_by = me.account WHERE t.id = delete_thread.thread_id;
    PERFORM s.empty_thread(thread_id);
    PERFORM s.log_event(known.chat_id, 'thread_deleted', thread_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- A tombstone stays, so that what hangs below it keeps its place.
CREATE FUNCTION api.delete_reply(reply_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    place pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(reply_id IS NOT NULL);
    place := s.reach_thread(me.account, (SELECT r.thread_id FROM tacet.replies r WHERE r.id = delete_reply.reply_id));
    SELECT r.author_user, r.created_at, r.deleted_at INTO known FROM tacet.replies r
     WHERE r.id = delete_reply.reply_id AND (r.author_user = me.account OR place.permissions ? 'delete_messages')
       FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.deleted_at IS NOT NULL THEN
        RETURN;
    END IF;
    IF NOT place.permissions ? 'delete_messages' THEN
        PERFORM s.demand_window(known.created_at, 'delete_window_hours');
    END IF;
    UPDATE tacet.replies r SET encrypted_body = NULL, deleted_at = pg_catalog.clock_timestamp(), deleted_by = me.account
     WHERE r.id = delete_reply.reply_id;
    PERFORM s.log_event(place.chat, 'reply_deleted', reply_id);
    PERFORM s.take(me.device, 'send', 1);
END $$;

-- Newest activity first, below (before_activity, before_id). Replies are counted up to 200 here.
CREATE FUNCTION api.threads(chat_id uuid, before_activity timestamptz, before_id uuid, max_rows integer)
    RETURNS TABLE (id uuid, author_user uuid, author_device uuid, epoch bigint, author_sequence bigint, parent_hash bytea,
                   signature bytea, encrypted_title bytea, encrypted_body bytea, created_at timestamptz,
                   last_activity_at timestamptz, edit_number integer, edited_at timestamptz, reply_count bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    start pg_catalog.timestamptz;
BEGIN
    PERFORM s.demand(before_activity IS NOT NULL AND before_id IS NOT NULL AND max_rows BETWEEN 1 AND 100);
    PERFORM s.participation(me.account, chat_id);
    start := s.reading_start(me.account, chat_id);
    RETURN QUERY
    SELECT t.id, t.author_user, t.author_device, t.epoch, t.author_sequence, t.parent_hash, t.signature, t.encrypted_title,
           t.encrypted_body, t.created_at, t.last_activity_at, t.edit_number, t.edited_at,
           (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.replies r WHERE r.thread_id = t.id AND r.deleted_at IS NULL
                                              LIMIT 200) x)
      FROM (SELECT y.* FROM tacet.threads y
             WHERE y.chat_id = threads.chat_id AND (y.last_activity_at, y.id) < (before_activity, before_id)
               AND y.deleted_at IS NULL AND y.created_at >= start
             ORDER BY y.last_activity_at DESC, y.id DESC LIMIT max_rows) t
     ORDER BY t.last_activity_at DESC, t.id DESC;
END $$;

-- What events name, tombstones too. Replies are counted up to 1,000.
CREATE FUNCTION api.threads_by_ids(thread_ids uuid[])
    RETURNS TABLE (id uuid, chat_id uuid, author_user uuid, author_device uuid, epoch bigint, author_sequence bigint,
                   parent_hash bytea, signature bytea, encrypted_title bytea, encrypted_body bytea, created_at timestamptz,
                   last_activity_at timestamptz, edit_number integer, edited_at timestamptz, deleted_at timestamptz,
                   deleted_by uuid, reply_count bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(thread_ids) <= 100);
    RETURN QUERY
    SELECT t.id, t.chat_id, t.author_user, t.author_device, t.epoch, t.author_sequence, t.parent_hash, t.signature,
           t.encrypted_title, t.encrypted_body, t.created_at, t.last_activity_at, t.edit_number, t.edited_at, t.deleted_at,
           t.deleted_by, (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.replies r WHERE r.thread_id = t.id
                              AND r.deleted_at IS NULL LIMIT 1000) x)
      FROM tacet.threads t
      JOIN (SELECT c.chat, s.reading_start(me.account, c.chat) AS start
              FROM (SELECT DISTINCT y.chat_id AS chat FROM tacet.threads y WHERE y.id = ANY (thread_ids)) c
             WHERE s.takes_part(me.account, c.chat)) mine ON mine.chat = t.chat_id AND t.created_at >= mine.start
     WHERE t.id = ANY (thread_ids)
     ORDER BY t.id;
END $$;

-- In the order of ids, which is that of writing; tombstones too. About 8 MiB at most, at least one row.
CREATE FUNCTION s.read_replies(ids uuid[])
    RETURNS TABLE (id uuid, thread_id uuid, parent_reply_id uuid, level smallint, author_user uuid, author_device uuid,
                   epoch bigint, author_sequence bigint, parent_hash bytea, signature bytea, encrypted_body bytea,
                   created_at timestamptz, edit_number integer, edited_at timestamptz, deleted_at timestamptz, deleted_by uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT w.id, w.thread_id, w.parent_reply_id, w.level, w.author_user, w.author_device, w.epoch, w.author_sequence,
           w.parent_hash, w.signature, w.encrypted_body, w.created_at, w.edit_number, w.edited_at, w.deleted_at, w.deleted_by
      FROM (SELECT r.*, COALESCE(pg_catalog.sum(pg_catalog.octet_length(r.encrypted_body)) OVER (ORDER BY r.id
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
              FROM (SELECT DISTINCT u AS id FROM pg_catalog.unnest(ids) u) x
              CROSS JOIN LATERAL (SELECT k.* FROM tacet.replies k WHERE k.id = x.id OFFSET 0) r) w
     WHERE w.bytes_before < 8388608
     ORDER BY w.id;
END $$;

CREATE FUNCTION api.replies(thread_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, thread uuid, parent_reply_id uuid, level smallint, author_user uuid, author_device uuid,
                   epoch bigint, author_sequence bigint, parent_hash bytea, signature bytea, encrypted_body bytea,
                   created_at timestamptz, edit_number integer, edited_at timestamptz, deleted_at timestamptz, deleted_by uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.reach_thread(me.account, thread_id);
    RETURN QUERY SELECT r.* FROM s.read_replies(ARRAY(
        SELECT x.id FROM tacet.replies x WHERE x.thread_id = replies.thread_id AND x.id > after
         ORDER BY x.id LIMIT max_rows)) r;
END $$;

CREATE FUNCTION api.replies_by_ids(reply_ids uuid[])
    RETURNS TABLE (id uuid, thread_id uuid, parent_reply_id uuid, level smallint, author_user uuid, author_device uuid,
                   epoch bigint, author_sequence bigint, parent_hash bytea, signature bytea, encrypted_body bytea,
                   created_at timestamptz, edit_number integer, edited_at timestamptz, deleted_at timestamptz, deleted_by uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(reply_ids) <= 512);
    RETURN QUERY
    SELECT r.* FROM s.read_replies(ARRAY(
        SELECT k.id FROM (SELECT DISTINCT u AS id FROM pg_catalog.unnest(reply_ids) u) x
          CROSS JOIN LATERAL (SELECT y.id, y.thread_id FROM tacet.replies y WHERE y.id = x.id OFFSET 0) k
          JOIN tacet.threads t ON t.id = k.thread_id AND t.deleted_at IS NULL
          JOIN (SELECT c.chat, s.reading_start(me.account, c.chat) AS start
                  FROM (SELECT DISTINCT p.chat_id AS chat FROM pg_catalog.unnest(reply_ids) v
                          CROSS JOIN LATERAL (SELECT y.thread_id FROM tacet.replies y WHERE y.id = v OFFSET 0) q
                          CROSS JOIN LATERAL (SELECT z.chat_id FROM tacet.threads z WHERE z.id = q.thread_id OFFSET 0) p) c
                 WHERE s.takes_part(me.account, c.chat)) mine ON mine.chat = t.chat_id AND t.created_at >= mine.start)) r;
END $$;

-- Waking and sending ----------------------------------------------------------------------------------------------

-- Best effort, after the commit: a transaction that has written anything is refused, so that no store
-- ever waits in the notification queue. Of a group 64 devices at random, of those that listen themselves;
-- nobody of a large one: they poll, or have a gateway.
CREATE OR REPLACE FUNCTION api.wake(chat_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
    other pg_catalog.uuid;
    target pg_catalog.text;
BEGIN
    PERFORM s.demand(pg_catalog.pg_current_xact_id_if_assigned() IS NULL);
    -- The bucket's tokens are all that is written: nobody waits for the disk to wake somebody.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    part := s.participation(me.account, chat_id);
    IF part.chat_type <> 'direct' THEN
        IF part.is_muted
           OR (SELECT c.member_count FROM tacet.chats c WHERE c.id = wake.chat_id) > s.policy_number('wake_members')
           OR NOT s.try_take(me.device, 'wake', 4) THEN
            RETURN;
        END IF;
        FOR target IN
            SELECT w.channel FROM tacet.chat_members m
              JOIN tacet.devices d ON d.user_id = m.user_id AND d.active AND d.id <> me.device
              JOIN tacet.wake_channels w ON w.device_id = d.id AND w.rotated_at > pg_catalog.now() - interval '2 days'
             WHERE m.chat_id = wake.chat_id AND m.left_at IS NULL
             ORDER BY pg_catalog.random() LIMIT 64
        LOOP
            EXECUTE pg_catalog.format('NOTIFY %I', target);
        END LOOP;
        RETURN;
    END IF;
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

-- As before, and messages disappear where the chat has a timer.
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
    INSERT INTO tacet.messages AS m (id, chat_id, sender_user, sender_device, encrypted_content, content_hash,
                                     expires_at)
    VALUES (send_direct.message_id, send_direct.chat_id, me.account, me.device, send_direct.encrypted_content,
            send_direct.content_hash,
            (SELECT pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => c.message_timer)
               FROM tacet.chats c WHERE c.id = send_direct.chat_id))
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

-- What happens by itself ------------------------------------------------------------------------------------------

-- Takes the author's name from as many rows as one call should; true when none is left.
CREATE FUNCTION s.forget_author_rows(gone uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    touched bigint;
    total bigint := 0;
BEGIN
    UPDATE tacet.messages m SET sender_user = NULL
     WHERE m.id = ANY (ARRAY(SELECT x.id FROM tacet.messages x WHERE x.sender_user = gone ORDER BY x.id LIMIT 10000));
    GET DIAGNOSTICS total = ROW_COUNT;
    UPDATE tacet.replies r SET author_user = NULL
     WHERE r.id = ANY (ARRAY(SELECT x.id FROM tacet.replies x WHERE x.author_user = gone LIMIT 10000));
    GET DIAGNOSTICS touched = ROW_COUNT;
    total := GREATEST(total, touched);
    UPDATE tacet.threads t SET author_user = NULL
     WHERE t.id = ANY (ARRAY(SELECT x.id FROM tacet.threads x WHERE x.author_user = gone LIMIT 10000));
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN GREATEST(total, touched) < 10000;
END $$;

-- user_deleted: what others received stays, without an author; what was the account's own goes.
CREATE FUNCTION s.forget_author(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.chat_settings c WHERE c.user_id = gone;
    DELETE FROM tacet.message_hides h WHERE h.user_id = gone;
    DELETE FROM tacet.message_reactions r WHERE r.user_id = gone;
    UPDATE tacet.pinned_messages p SET pinned_by = NULL WHERE p.pinned_by = gone;
    IF NOT s.forget_author_rows(gone) THEN
        INSERT INTO tacet.departed_authors (user_id) VALUES (gone) ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- member_left: settings and read mark are the member's own.
CREATE FUNCTION s.forget_chat_settings(chat uuid, gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.chat_settings c WHERE c.chat_id = chat AND c.user_id = gone;
END $$;

-- chat_deleted: nobody can read it any more; bodies go with the next maintenance.
CREATE FUNCTION s.dissolve_posts(chat uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM tacet.pinned_messages p WHERE p.chat_id = chat;
    DELETE FROM tacet.chat_settings c WHERE c.chat_id = chat;
    INSERT INTO tacet.dissolved_chats (chat_id) VALUES (chat) ON CONFLICT DO NOTHING;
END $$;

-- maintain: each does one bounded piece of work.
CREATE FUNCTION s.forget_departed_authors() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    gone pg_catalog.uuid;
BEGIN
    FOR gone IN SELECT d.user_id FROM tacet.departed_authors d ORDER BY d.departed_at LIMIT 5 FOR UPDATE SKIP LOCKED LOOP
        IF s.forget_author_rows(gone) THEN
            DELETE FROM tacet.departed_authors d WHERE d.user_id = gone;
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION s.expire_messages() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    message pg_catalog.uuid;
    answer bigint := 0;
BEGIN
    FOR message IN SELECT due.id FROM (
                        SELECT m.id FROM tacet.messages m
                         WHERE m.expires_at <= pg_catalog.now() AND m.expires_at IS NOT NULL AND m.deleted_at IS NULL
                         ORDER BY m.expires_at LIMIT 2000 FOR UPDATE SKIP LOCKED) due
                    ORDER BY due.id LOOP
        PERFORM s.erase_message(message, NULL);
        answer := answer + 1;
    END LOOP;
    RETURN answer;
END $$;

CREATE FUNCTION s.empty_dissolved_chats() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    chat pg_catalog.record;
    row_id pg_catalog.uuid;
    done integer;
BEGIN
    FOR chat IN SELECT d.chat_id, d.emptied_to FROM tacet.dissolved_chats d ORDER BY d.chat_id LIMIT 5 FOR UPDATE SKIP LOCKED LOOP
        done := 0;
        FOR row_id IN SELECT m.id FROM tacet.messages m WHERE m.chat_id = chat.chat_id AND m.id > chat.emptied_to
                       ORDER BY m.id LIMIT 2000 LOOP
            PERFORM s.erase_message(row_id, NULL);
            UPDATE tacet.dissolved_chats d SET emptied_to = row_id WHERE d.chat_id = chat.chat_id;
            done := done + 1;
        END LOOP;
        UPDATE tacet.threads t SET encrypted_title = NULL, encrypted_body = NULL, deleted_at = pg_catalog.clock_timestamp(),
               replies_left = true
         WHERE t.id = ANY (ARRAY(SELECT x.id FROM tacet.threads x WHERE x.chat_id = chat.chat_id AND x.deleted_at IS NULL
                                  LIMIT 2000));
        IF done < 2000 AND NOT FOUND THEN
            DELETE FROM tacet.dissolved_chats d WHERE d.chat_id = chat.chat_id;
        END IF;
    END LOOP;
    FOR row_id IN SELECT t.id FROM tacet.threads t WHERE t.replies_left ORDER BY t.id LIMIT 20 LOOP
        PERFORM s.empty_thread(row_id);
    END LOOP;
END $$;

INSERT INTO tacet.hooks (event, function_name) VALUES ('user_deleted', 'forget_author'),
    ('member_left', 'forget_chat_settings'), ('chat_deleted', 'dissolve_posts'), ('maintain', 'forget_departed_authors'),
    ('maintain', 'expire_messages'), ('maintain', 'empty_dissolved_chats');

GRANT EXECUTE ON FUNCTION
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
    api.replies_by_ids(uuid[]) TO @user@;
