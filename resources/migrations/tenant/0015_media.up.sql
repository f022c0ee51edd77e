-- Media in chunks with quotas, sticker packs, stories, calls.

-- No medium lasts longer than 35 days from its first byte to its last one, whatever a tenant chooses: months are
-- dropped after 36 at the earliest.
INSERT INTO tacet.policy_defaults (key, value, lowest, highest) VALUES
    ('media_max_bytes', '524288000', 1, 2147483648),
    ('media_days', '7', 0.001, 28),
    ('media_unfinished_hours', '24', 0.001, 168),
    ('media_parallel_uploads', '3', 1, 100),
    ('media_of_strangers', '3', 0, 1000),
    ('media_bytes_of_strangers', '16777216', 0, 1e15),
    ('media_bytes_of_account', '53687091200', 0, 1e15),
    ('avatar_max_bytes', '1048576', 1, 1048576),
    ('sticker_max_bytes', '524288', 1, 1048576),
    ('story_max_bytes', '52428800', 1, 2147483648),
    ('quota_bytes', '10737418240', 0, 1e15),
    ('quota_files', '100', 0, 100000),
    ('quota_direct_bytes', '1073741824', 0, 1e15),
    ('quota_account_bytes', '1073741824', 0, 1e15),
    ('quota_pack_bytes', '104857600', 0, 1e15),
    ('quota_member_percent', '50', 1, 100),
    ('quota_warning_percent', '80', 1, 100),
    ('sticker_packs_of_author', '50', 0, 10000),
    ('sticker_packs_installed', '200', 0, 512),
    ('sticker_packs_opened', '2000', 0, 100000),
    ('stickers_in_pack', '200', 0, 200),
    ('story_hours', '24', 0.001, 336),
    ('stories_of_author', '100', 0, 10000),
    ('story_recipients', '5000', 0, 100000),
    ('call_ring_seconds', '60', 1, 3600),
    ('call_participants', '8', 2, 1000),
    ('call_hours', '4', 0.001, 720),
    ('call_history_days', '365', 1, 36500),
    ('upload_burst', '200', 0, 1e15), ('upload_per_second', '0.05', 0, 1e15),
    ('chunk_burst', '2000', 0, 1e15), ('chunk_per_second', '50', 0, 1e15),
    ('download_burst', '4000', 0, 1e15), ('download_per_second', '100', 0, 1e15),
    ('sticker_burst', '1000', 0, 1e15), ('sticker_per_second', '0.5', 0, 1e15),
    ('story_burst', '100', 0, 1e15), ('story_per_second', '0.05', 0, 1e15),
    ('call_burst', '200', 0, 1e15), ('call_per_second', '0.5', 0, 1e15);
INSERT INTO tacet.policy_defaults (key, value) VALUES ('media_downloads_shown', 'false'), ('story_views_shown', 'true'),
    ('media_on_s3', 'false'), ('calls_in_livekit_rooms', 'false');

-- Where a medium lies decides who reads it and whose quota it uses: a chat, an account or a sticker pack. The
-- holder stands first in the key, so an id tells nothing to those outside. The rows are few, some stay for years,
-- and quotas count them: this table is not cut by month. Its bytes are, in media_chunks, by the server's blob_id.
-- message_id: the message, thread or reply that carries it. Until an upload is finished, expires_at is the end of the
-- patience with it.
CREATE TABLE tacet.media (
    area text NOT NULL,
    holder_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    blob_id uuid NOT NULL,
    author_id uuid,
    device_id uuid,
    message_id uuid,
    state text NOT NULL DEFAULT 'uploading' CHECK (state IN ('uploading', 'complete')),
    size_bytes bigint NOT NULL CHECK (size_bytes BETWEEN 1 AND 2147483648),
    chunk_count integer NOT NULL CHECK (chunk_count = (size_bytes + 1048575) / 1048576),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    encrypted_metadata bytea NOT NULL CHECK (octet_length(encrypted_metadata) BETWEEN 1 AND 4096),
    thumbnail bytea CHECK (octet_length(thumbnail) BETWEEN 1 AND 65536),
    storage text NOT NULL CHECK (storage IN ('database', 's3')),
    storage_key text CHECK (storage_key ~ '^media/[0-9a-f]{32}$'),
    charged_bytes bigint NOT NULL CHECK (charged_bytes >= size_bytes),
    created_at timestamptz NOT NULL DEFAULT now(),
    uploaded_at timestamptz,
    expires_at timestamptz,
    PRIMARY KEY (area, holder_id, id),
    CHECK ((area, kind) IN (('chat', 'file'), ('chat', 'avatar'), ('account', 'avatar'), ('account', 'story'),
                            ('pack', 'sticker'))),
    CHECK ((storage = 's3') = (storage_key IS NOT NULL)),
    CHECK ((state = 'complete') = (uploaded_at IS NOT NULL)),
    CHECK (expires_at IS NOT NULL OR (state = 'complete' AND kind IN ('avatar', 'sticker')))
);
ALTER TABLE tacet.media ALTER COLUMN thumbnail SET STORAGE EXTERNAL;
CREATE INDEX media_expires ON tacet.media (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX media_author ON tacet.media (author_id) INCLUDE (charged_bytes) WHERE author_id IS NOT NULL;
CREATE INDEX media_uploads ON tacet.media (device_id) WHERE state = 'uploading';
CREATE INDEX media_message ON tacet.media (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX media_kept ON tacet.media (uploaded_at) WHERE expires_at IS NULL;

-- Every chunk but the last has 1 MiB.
CREATE TABLE tacet.media_chunks (
    blob_id uuid NOT NULL,
    chunk_index integer NOT NULL CHECK (chunk_index >= 0),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (blob_id, chunk_index)
) PARTITION BY RANGE (blob_id);
ALTER TABLE tacet.media_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What does not expire would keep the partitions of its month: avatars and stickers lie here.
CREATE TABLE tacet.kept_chunks (
    blob_id uuid NOT NULL,
    chunk_index integer NOT NULL CHECK (chunk_index >= 0),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (blob_id, chunk_index)
);
ALTER TABLE tacet.kept_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE tacet.media_downloads (
    blob_id uuid NOT NULL,
    user_id uuid NOT NULL,
    downloaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (blob_id, user_id)
) PARTITION BY RANGE (blob_id);
CREATE INDEX media_downloads_user ON tacet.media_downloads (user_id);

-- Objects of a store outside whose row is gone: whoever has its keys removes them there.
CREATE TABLE tacet.media_garbage (
    storage_key text PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);

-- A limit that is NULL is the tenant's policy. Rows come with the first upload.
CREATE TABLE tacet.group_quotas (
    area text NOT NULL CHECK (area IN ('chat', 'account', 'pack')),
    holder_id uuid NOT NULL,
    total_bytes bigint NOT NULL DEFAULT 0 CHECK (total_bytes >= 0),
    media_count integer NOT NULL DEFAULT 0 CHECK (media_count >= 0),
    max_bytes bigint CHECK (max_bytes >= 0),
    max_media_count integer CHECK (max_media_count BETWEEN 0 AND 100000),
    member_percent integer CHECK (member_percent BETWEEN 1 AND 100),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (area, holder_id)
) WITH (fillfactor = 70);
CREATE TRIGGER group_quotas_updated BEFORE UPDATE ON tacet.group_quotas
    FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

-- Packs are of the workspace. Their stickers are sealed under a key that travels in messages, and with it a token
-- that opens the pack: only its hash is here. A default pack is made by an administrator and open: its name, its
-- emojis and its key are for everybody. The server gives the id.
CREATE TABLE tacet.sticker_packs (
    id uuid PRIMARY KEY,
    author_id uuid REFERENCES tacet.users (id) ON DELETE SET NULL,
    request_id uuid NOT NULL,
    is_default boolean NOT NULL,
    is_animated boolean NOT NULL DEFAULT false,
    name text CHECK (char_length(name) BETWEEN 1 AND 64 AND name !~ '[[:cntrl:]]'),
    pack_key bytea CHECK (octet_length(pack_key) = 32),
    encrypted_name bytea CHECK (octet_length(encrypted_name) BETWEEN 1 AND 1024),
    access_hash bytea CHECK (octet_length(access_hash) = 32),
    thumbnail_id uuid,
    sticker_count integer NOT NULL DEFAULT 0 CHECK (sticker_count BETWEEN 0 AND 200),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, is_default),
    CHECK (CASE WHEN is_default THEN name IS NOT NULL AND pack_key IS NOT NULL AND num_nonnulls(encrypted_name, access_hash) = 0
                ELSE name IS NULL AND pack_key IS NULL AND num_nonnulls(encrypted_name, access_hash) = 2 END)
);
CREATE UNIQUE INDEX sticker_packs_author ON tacet.sticker_packs (author_id, request_id) WHERE author_id IS NOT NULL;
CREATE INDEX sticker_packs_default ON tacet.sticker_packs (id) WHERE is_default;
CREATE TRIGGER sticker_packs_updated BEFORE UPDATE ON tacet.sticker_packs
    FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

CREATE TABLE tacet.stickers (
    pack_id uuid NOT NULL,
    id uuid NOT NULL,
    is_default boolean NOT NULL,
    media_id uuid NOT NULL,
    emoji text CHECK (char_length(emoji) BETWEEN 1 AND 16 AND emoji !~ '[[:cntrl:]]'),
    encrypted_emoji bytea CHECK (octet_length(encrypted_emoji) BETWEEN 1 AND 256),
    order_index integer NOT NULL CHECK (order_index >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pack_id, id),
    UNIQUE (pack_id, media_id),
    FOREIGN KEY (pack_id, is_default) REFERENCES tacet.sticker_packs (id, is_default) ON DELETE CASCADE,
    CHECK (CASE WHEN is_default THEN emoji IS NOT NULL AND encrypted_emoji IS NULL
                ELSE emoji IS NULL AND encrypted_emoji IS NOT NULL END)
);
CREATE INDEX stickers_order ON tacet.stickers (pack_id, order_index, id);

-- order_index NULL: opened, so it can be read, but not installed.
CREATE TABLE tacet.user_sticker_packs (
    user_id uuid NOT NULL REFERENCES tacet.users (id) ON DELETE CASCADE,
    pack_id uuid NOT NULL REFERENCES tacet.sticker_packs (id) ON DELETE CASCADE,
    order_index integer CHECK (order_index >= 0),
    installed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, pack_id)
);
CREATE INDEX user_sticker_packs_order ON tacet.user_sticker_packs (user_id, order_index, pack_id);
CREATE INDEX user_sticker_packs_pack ON tacet.user_sticker_packs (pack_id);

CREATE TABLE tacet.stories (
    user_id uuid NOT NULL REFERENCES tacet.users (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    media_type text NOT NULL CHECK (media_type IN ('image', 'video', 'text')),
    media_id uuid,
    caption_encrypted bytea CHECK (octet_length(caption_encrypted) BETWEEN 1 AND 20480),
    background_color text CHECK (background_color ~ '^#[0-9a-f]{6}$'),
    duration_seconds integer CHECK (duration_seconds BETWEEN 1 AND 300),
    privacy text NOT NULL CHECK (privacy IN ('all', 'contacts', 'selected')),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, id),
    CHECK (CASE WHEN media_type = 'text' THEN media_id IS NULL AND caption_encrypted IS NOT NULL
                ELSE media_id IS NOT NULL END)
);
CREATE INDEX stories_expires ON tacet.stories (expires_at);
CREATE INDEX stories_open ON tacet.stories (id, user_id) WHERE privacy = 'all';
CREATE INDEX stories_media ON tacet.stories (user_id, media_id) WHERE media_id IS NOT NULL;

-- Whom a story of privacy contacts or selected was made for: a list that is asked from the viewer's side.
CREATE TABLE tacet.story_privacy_lists (
    user_id uuid NOT NULL,
    story_id uuid NOT NULL,
    allowed_user_id uuid NOT NULL,
    PRIMARY KEY (user_id, story_id, allowed_user_id),
    FOREIGN KEY (user_id, story_id) REFERENCES tacet.stories (user_id, id) ON DELETE CASCADE,
    CHECK (allowed_user_id <> user_id)
);
CREATE INDEX story_privacy_lists_viewer ON tacet.story_privacy_lists (allowed_user_id, story_id, user_id);

CREATE TABLE tacet.story_views (
    user_id uuid NOT NULL,
    story_id uuid NOT NULL,
    viewer_id uuid NOT NULL,
    viewed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, story_id, viewer_id),
    FOREIGN KEY (user_id, story_id) REFERENCES tacet.stories (user_id, id) ON DELETE CASCADE,
    CHECK (viewer_id <> user_id)
);
CREATE INDEX story_views_viewer ON tacet.story_views (viewer_id);

-- What is said lies in control messages and in the media streams; here stands that somebody called.
CREATE TABLE tacet.calls (
    chat_id uuid NOT NULL,
    id uuid NOT NULL,
    initiator_id uuid REFERENCES tacet.users (id) ON DELETE SET NULL,
    type text NOT NULL CHECK (type IN ('audio', 'video')),
    status text NOT NULL DEFAULT 'initiated' CHECK (status IN ('initiated', 'ringing', 'connected', 'ended', 'missed',
                                                               'rejected', 'failed')),
    end_reason text CHECK (end_reason IN ('normal', 'timeout', 'declined', 'busy', 'failed', 'cancelled', 'network_error',
                                          'no_answer')),
    started_at timestamptz NOT NULL DEFAULT now(),
    connected_at timestamptz,
    ended_at timestamptz,
    duration_seconds integer GENERATED ALWAYS AS (date_part('epoch', ended_at - connected_at)::integer) STORED,
    livekit_room_name text CHECK (livekit_room_name ~ '^room_[0-9a-f]{32}$'),
    PRIMARY KEY (chat_id, id),
    CHECK ((status IN ('ended', 'missed', 'rejected', 'failed')) = (ended_at IS NOT NULL)),
    CHECK ((end_reason IS NULL) = (ended_at IS NULL)),
    CHECK (status <> 'connected' OR connected_at IS NOT NULL),
    CHECK (status NOT IN ('missed', 'rejected') OR connected_at IS NULL)
);
CREATE UNIQUE INDEX calls_active ON tacet.calls (chat_id) WHERE ended_at IS NULL;
CREATE INDEX calls_open ON tacet.calls (started_at) WHERE ended_at IS NULL;
CREATE INDEX calls_ended ON tacet.calls (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX calls_initiator ON tacet.calls (initiator_id) WHERE initiator_id IS NOT NULL;

CREATE TABLE tacet.call_participants (
    chat_id uuid NOT NULL,
    call_id uuid NOT NULL,
    user_id uuid NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    is_video_enabled boolean NOT NULL,
    is_audio_enabled boolean NOT NULL,
    PRIMARY KEY (chat_id, call_id, user_id),
    FOREIGN KEY (chat_id, call_id) REFERENCES tacet.calls (chat_id, id) ON DELETE CASCADE
);
CREATE INDEX call_participants_user ON tacet.call_participants (user_id);

SELECT s.seal('tacet.media'), s.seal('tacet.media_chunks'), s.seal('tacet.kept_chunks'), s.seal('tacet.media_downloads'),
       s.seal('tacet.media_garbage'), s.seal('tacet.group_quotas'), s.seal('tacet.sticker_packs'), s.seal('tacet.stickers'),
       s.seal('tacet.user_sticker_packs'), s.seal('tacet.stories'), s.seal('tacet.story_privacy_lists'),
       s.seal('tacet.story_views'), s.seal('tacet.calls'), s.seal('tacet.call_participants');
INSERT INTO tacet.partitioned_tables (name, position) VALUES ('media_chunks', 151), ('media_downloads', 152);
SELECT s.ensure_partitions();

-- Locks are taken in one order everywhere: the own account, packs and calls, buckets, media by their keys, quotas by
-- theirs.

-- Quotas.

CREATE FUNCTION s.quota_limits(area text, holder uuid, OUT max_bytes bigint, OUT max_files integer, OUT member_bytes bigint,
                               OUT member_files integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    own pg_catalog.record;
    percent double precision;
BEGIN
    SELECT q.max_bytes, q.max_media_count, q.member_percent INTO own
      FROM tacet.group_quotas q WHERE q.area = quota_limits.area AND q.holder_id = holder;
    max_bytes := COALESCE(own.max_bytes, s.policy_number(CASE
        WHEN area = 'account' THEN 'quota_account_bytes'
        WHEN area = 'pack' THEN 'quota_pack_bytes'
        WHEN EXISTS (SELECT FROM tacet.chats c WHERE c.id = holder AND c.chat_type = 'direct') THEN 'quota_direct_bytes'
        ELSE 'quota_bytes' END)::bigint);
    max_files := COALESCE(own.max_media_count,
        s.policy_number(CASE area WHEN 'pack' THEN 'stickers_in_pack' ELSE 'quota_files' END)::integer);
    percent := CASE area WHEN 'chat' THEN COALESCE(own.member_percent, s.policy_number('quota_member_percent')) ELSE 100 END;
    member_bytes := pg_catalog.floor(max_bytes * percent / 100);
    member_files := pg_catalog.ceil(max_files * percent / 100);
END $$;

CREATE FUNCTION s.quota_share(account uuid, area text, holder uuid, OUT bytes bigint, OUT files integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT COALESCE(pg_catalog.sum(m.charged_bytes), 0), pg_catalog.count(*) INTO bytes, files
      FROM tacet.media m WHERE m.area = quota_share.area AND m.holder_id = holder AND m.author_id = account;
END $$;

-- After the row of the medium has been written. The quota's row stays locked until the end.
CREATE FUNCTION s.charge_quota(account uuid, area text, holder uuid, bytes bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    used pg_catalog.record;
    allowed pg_catalog.record;
    mine pg_catalog.record;
    stranger boolean;
BEGIN
    INSERT INTO tacet.group_quotas AS q (area, holder_id, total_bytes, media_count)
    VALUES (charge_quota.area, holder, bytes, 1)
    ON CONFLICT ON CONSTRAINT group_quotas_pkey DO UPDATE
       SET total_bytes = q.total_bytes + EXCLUDED.total_bytes, media_count = q.media_count + 1
    RETURNING q.total_bytes, q.media_count INTO used;
    allowed := s.quota_limits(area, holder);
    mine := s.quota_share(account, area, holder);
    IF used.total_bytes > allowed.max_bytes OR used.media_count > allowed.max_files
       OR mine.bytes > allowed.member_bytes OR mine.files > allowed.member_files THEN
        PERFORM s.refuse('SR004');
    END IF;
    SELECT CASE WHEN c.user_a = account THEN NOT c.b_accepted ELSE NOT c.a_accepted END INTO stranger
      FROM tacet.chats c WHERE area = 'chat' AND c.id = holder AND c.chat_type = 'direct';
    IF stranger AND (mine.files > s.policy_number('media_of_strangers')
                     OR mine.bytes > s.policy_number('media_bytes_of_strangers')) THEN
        PERFORM s.refuse('SR003');
    END IF;
    -- All that one account has lying around: many chats are no way past the quota of one.
    IF (SELECT pg_catalog.sum(m.charged_bytes) FROM tacet.media m WHERE m.author_id = account)
       > s.policy_number('media_bytes_of_account') THEN
        PERFORM s.refuse('SR004');
    END IF;
END $$;

-- Removes media with all that belongs to them and gives their quota back; answers how many there were.
CREATE FUNCTION s.discard_media(areas text[], holders uuid[], ids uuid[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
    gone pg_catalog.record;
    gone_areas pg_catalog.text[] := '{}';
    gone_holders pg_catalog.uuid[] := '{}';
    gone_bytes bigint[] := '{}';
BEGIN
    FOR entry IN
        SELECT u.a, u.h, u.i FROM ROWS FROM (pg_catalog.unnest(areas), pg_catalog.unnest(holders), pg_catalog.unnest(ids))
            AS u(a, h, i) ORDER BY u.a, u.h, u.i
    LOOP
        DELETE FROM tacet.media m WHERE m.area = entry.a AND m.holder_id = entry.h AND m.id = entry.i
        RETURNING m.blob_id, m.charged_bytes, m.storage_key INTO gone;
        CONTINUE WHEN NOT FOUND;
        DELETE FROM tacet.media_chunks c WHERE c.blob_id = gone.blob_id;
        DELETE FROM tacet.kept_chunks c WHERE c.blob_id = gone.blob_id;
        DELETE FROM tacet.media_downloads d WHERE d.blob_id = gone.blob_id;
        IF gone.storage_key IS NOT NULL THEN
            INSERT INTO tacet.media_garbage (storage_key) VALUES (gone.storage_key) ON CONFLICT DO NOTHING;
        END IF;
        gone_areas := gone_areas || entry.a;
        gone_holders := gone_holders || entry.h;
        gone_bytes := gone_bytes || gone.charged_bytes;
    END LOOP;
    FOR entry IN
        SELECT u.a, u.h, pg_catalog.sum(u.b) AS bytes, pg_catalog.count(*) AS files
          FROM ROWS FROM (pg_catalog.unnest(gone_areas), pg_catalog.unnest(gone_holders), pg_catalog.unnest(gone_bytes))
            AS u(a, h, b) GROUP BY u.a, u.h ORDER BY u.a, u.h
    LOOP
        UPDATE tacet.group_quotas q SET total_bytes = q.total_bytes - entry.bytes, media_count = q.media_count - entry.files
         WHERE q.area = entry.a AND q.holder_id = entry.h;
    END LOOP;
    RETURN pg_catalog.cardinality(gone_areas);
END $$;

-- What has expired, of one holder or of all; what somebody else is removing just now is left to them.
CREATE FUNCTION s.discard_expired(of_area text, of_holder uuid, max_rows integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    areas pg_catalog.text[];
    holders pg_catalog.uuid[];
    ids pg_catalog.uuid[];
BEGIN
    IF of_holder IS NULL THEN
        SELECT pg_catalog.array_agg(x.area), pg_catalog.array_agg(x.holder_id), pg_catalog.array_agg(x.id)
          INTO areas, holders, ids
          FROM (SELECT m.area, m.holder_id, m.id FROM tacet.media m WHERE m.expires_at <= pg_catalog.now()
                 ORDER BY m.expires_at LIMIT max_rows FOR UPDATE SKIP LOCKED) x;
    ELSE
        SELECT pg_catalog.array_agg(x.area), pg_catalog.array_agg(x.holder_id), pg_catalog.array_agg(x.id)
          INTO areas, holders, ids
          FROM (SELECT m.area, m.holder_id, m.id FROM tacet.media m
                 WHERE m.area = of_area AND m.holder_id = of_holder AND m.expires_at <= pg_catalog.now()
                 LIMIT max_rows FOR UPDATE SKIP LOCKED) x;
    END IF;
    RETURN CASE WHEN ids IS NULL THEN 0 ELSE s.discard_media(areas, holders, ids) END;
END $$;

-- Media: who may put something there, and who reads it.

CREATE FUNCTION s.demand_uploader(account uuid, area text, holder uuid, kind text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    other pg_catalog.uuid;
BEGIN
    IF area = 'chat' AND kind = 'avatar' THEN
        PERFORM s.demand_group_permission(account, holder, 'manage_chat');
    ELSIF area = 'chat' THEN
        PERFORM s.demand_permission(account, holder, 'upload_media');
        SELECT CASE WHEN c.user_a = account THEN c.user_b ELSE c.user_a END INTO other
          FROM tacet.chats c WHERE c.id = holder AND c.chat_type = 'direct';
        IF other IS NOT NULL AND s.is_blocked(account, other) THEN
            PERFORM s.refuse('SR008');
        END IF;
    ELSIF area = 'account' THEN
        IF holder <> account THEN
            PERFORM s.refuse('SR001');
        END IF;
    ELSIF NOT EXISTS (SELECT FROM tacet.sticker_packs p WHERE p.id = holder AND p.author_id = account) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- All, the author's contacts or chosen people; nobody where one has blocked the other; no longer than it lasts.
CREATE FUNCTION s.sees_story(viewer uuid, author uuid, story uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM tacet.stories x JOIN tacet.users u ON u.id = x.user_id AND u.deleted_at IS NULL
         WHERE x.user_id = author AND x.id = story AND x.expires_at > pg_catalog.now()
           AND (author = viewer OR (
                (x.privacy = 'all' OR EXISTS (SELECT FROM tacet.story_privacy_lists l
                    WHERE l.user_id = author AND l.story_id = story AND l.allowed_user_id = viewer))
                AND (x.privacy <> 'contacts' OR EXISTS (SELECT FROM tacet.contacts c
                    WHERE c.user_id = author AND c.contact_id = viewer))
                AND NOT s.is_blocked(viewer, author))));
END $$;

-- Default packs, own ones, and those that were opened.
CREATE FUNCTION s.reads_pack(account uuid, pack uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM tacet.sticker_packs p WHERE p.id = pack AND (p.is_default OR p.author_id = account
        OR EXISTS (SELECT FROM tacet.user_sticker_packs x WHERE x.user_id = account AND x.pack_id = pack)));
END $$;

-- The medium, if it is finished and not expired and the account may read it; one answer (SR001) for all else.
CREATE FUNCTION s.readable_medium(account uuid, area text, holder uuid, media_id uuid) RETURNS tacet.media
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    answer tacet.media;
    allowed boolean;
BEGIN
    SELECT m.* INTO answer FROM tacet.media m
     WHERE m.area = readable_medium.area AND m.holder_id = holder AND m.id = media_id AND m.state = 'complete'
       AND (m.expires_at IS NULL OR m.expires_at > pg_catalog.now());
    IF area = 'chat' THEN
        allowed := answer.kind = 'avatar' AND EXISTS (SELECT FROM tacet.chats c
            WHERE c.id = holder AND c.visibility = 'public' AND c.deleted_at IS NULL);
        IF allowed IS NOT TRUE THEN
            PERFORM s.participation(account, holder);
            allowed := true;
        END IF;
    ELSIF area = 'account' THEN
        allowed := CASE answer.kind
            WHEN 'avatar' THEN EXISTS (SELECT FROM tacet.users u WHERE u.id = holder AND u.deleted_at IS NULL)
            ELSE holder = account OR EXISTS (SELECT FROM tacet.stories x WHERE x.user_id = holder AND x.media_id = answer.id
                    AND s.sees_story(account, holder, x.id)) END;
    ELSE
        allowed := area = 'pack' AND s.reads_pack(account, holder);
    END IF;
    IF answer.id IS NULL OR allowed IS NOT TRUE THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN answer;
END $$;

-- Media: uploading.

CREATE FUNCTION api.begin_media(area text, holder uuid, media_id uuid, kind text, size_bytes bigint, chunk_count integer,
        content_hash bytea, encrypted_metadata bytea, thumbnail bytea, message_id uuid, storage text,
        OUT state text, OUT expires_at timestamptz, OUT storage_key text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    charged bigint;
    blob CONSTANT pg_catalog.uuid := s.new_id();
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(holder IS NOT NULL AND s.is_current_id(media_id)
        AND (area, kind) IN (('chat', 'file'), ('chat', 'avatar'), ('account', 'avatar'), ('account', 'story'),
                             ('pack', 'sticker'))
        AND size_bytes BETWEEN 1 AND 2147483648 AND chunk_count = (LEAST(size_bytes, 2147483648) + 1048575) / 1048576
        AND pg_catalog.octet_length(content_hash) = 32
        AND pg_catalog.octet_length(encrypted_metadata) BETWEEN 1 AND 4096
        AND (thumbnail IS NULL OR pg_catalog.octet_length(thumbnail) BETWEEN 1 AND 65536)
        AND (message_id IS NULL OR (s.is_current_id(message_id) AND area = 'chat' AND kind = 'file'))
        AND (storage = 'database' OR (storage = 's3' AND kind IN ('file', 'story')
                                      AND s.policy('media_on_s3') = 'true'::pg_catalog.jsonb)));
    charged := size_bytes + pg_catalog.octet_length(encrypted_metadata) + COALESCE(pg_catalog.octet_length(thumbnail), 0);
    PERFORM s.demand_uploader(me.account, area, holder, kind);
    IF size_bytes > s.policy_number(CASE kind WHEN 'file' THEN 'media' ELSE kind END || '_max_bytes') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    -- Two uploads that the same account begins at once follow each other.
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    expires_at := pg_catalog.now() + s.policy_number('media_unfinished_hours') * interval '1 hour';
    storage_key := CASE storage WHEN 's3' THEN 'media/' || pg_catalog.replace(blob::pg_catalog.text, '-', '') END;
    state := 'begun';
    INSERT INTO tacet.media AS m (area, holder_id, id, kind, blob_id, author_id, device_id, message_id, size_bytes, chunk_count,
        content_hash, encrypted_metadata, thumbnail, storage, storage_key, charged_bytes, expires_at)
    VALUES (begin_media.area, holder, media_id, begin_media.kind, blob, me.account, me.device, begin_media.message_id,
        begin_media.size_bytes, begin_media.chunk_count, begin_media.content_hash, begin_media.encrypted_metadata,
        begin_media.thumbnail, begin_media.storage, begin_media.storage_key, charged, begin_media.expires_at)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        SELECT m.state, m.expires_at, m.storage_key INTO known
          FROM tacet.media m WHERE m.area = begin_media.area AND m.holder_id = holder AND m.id = media_id
           AND m.device_id = me.device AND m.kind = begin_media.kind AND m.size_bytes = begin_media.size_bytes
           AND m.content_hash = begin_media.content_hash AND m.encrypted_metadata = begin_media.encrypted_metadata
           AND m.thumbnail IS NOT DISTINCT FROM begin_media.thumbnail AND m.storage = begin_media.storage
           AND m.message_id IS NOT DISTINCT FROM begin_media.message_id;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        state := CASE known.state WHEN 'complete' THEN 'complete' ELSE 'repeat' END;
        expires_at := known.expires_at;
        storage_key := known.storage_key;
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'upload', 1);
    IF (SELECT pg_catalog.count(*) FROM tacet.media m WHERE m.device_id = me.device AND m.state = 'uploading'
            AND m.expires_at > pg_catalog.now()) > s.policy_number('media_parallel_uploads') THEN
        PERFORM s.refuse('SR003');
    END IF;
    PERFORM s.discard_expired(area, holder, 100);
    PERFORM s.charge_quota(me.account, area, holder, charged);
END $$;

-- The device's upload; it cannot be removed before the transaction ends.
CREATE FUNCTION s.own_upload(device uuid, account uuid, area text, holder uuid, media_id uuid, OUT blob_id uuid, OUT kind text,
        OUT state text, OUT size_bytes bigint, OUT chunk_count integer, OUT storage text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT m.blob_id, m.kind, m.state, m.size_bytes, m.chunk_count, m.storage
      INTO blob_id, kind, state, size_bytes, chunk_count, storage
      FROM tacet.media m
     WHERE m.area = own_upload.area AND m.holder_id = holder AND m.id = media_id AND m.device_id = device
       AND (m.expires_at IS NULL OR m.expires_at > pg_catalog.now()) FOR KEY SHARE;
    IF blob_id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_uploader(account, area, holder, kind);
END $$;

CREATE FUNCTION api.put_chunk(area text, holder uuid, media_id uuid, chunk_index integer, bytes bytea, content_hash bytea,
                              OUT state text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    upload pg_catalog.record;
    stored pg_catalog.bytea;
BEGIN
    PERFORM s.demand(area IS NOT NULL AND holder IS NOT NULL AND media_id IS NOT NULL AND chunk_index >= 0
        AND pg_catalog.octet_length(bytes) BETWEEN 1 AND 1048576
        AND content_hash = pg_catalog.sha256(bytes));
    -- What a crash forgets is missing when the upload is finished, and comes again.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    upload := s.own_upload(me.device, me.account, area, holder, media_id);
    PERFORM s.demand(upload.storage = 'database' AND chunk_index < upload.chunk_count
        AND pg_catalog.octet_length(bytes) = CASE WHEN chunk_index < upload.chunk_count - 1 THEN 1048576
            ELSE upload.size_bytes - 1048576::bigint * (upload.chunk_count - 1) END);
    PERFORM s.take(me.device, 'chunk', 1);
    state := 'stored';
    IF upload.kind IN ('avatar', 'sticker') THEN
        INSERT INTO tacet.kept_chunks AS c (blob_id, chunk_index, content_hash, bytes)
        VALUES (upload.blob_id, put_chunk.chunk_index, put_chunk.content_hash, put_chunk.bytes) ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO tacet.media_chunks AS c (blob_id, chunk_index, content_hash, bytes)
        VALUES (upload.blob_id, put_chunk.chunk_index, put_chunk.content_hash, put_chunk.bytes) ON CONFLICT DO NOTHING;
    END IF;
    IF FOUND THEN
        RETURN;
    END IF;
    state := 'repeat';
    SELECT c.content_hash INTO stored FROM tacet.media_chunks c
     WHERE c.blob_id = upload.blob_id AND c.chunk_index = put_chunk.chunk_index;
    IF stored IS NULL THEN
        SELECT c.content_hash INTO stored FROM tacet.kept_chunks c
         WHERE c.blob_id = upload.blob_id AND c.chunk_index = put_chunk.chunk_index;
    END IF;
    IF stored IS DISTINCT FROM content_hash THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

CREATE FUNCTION s.stored_chunks(blob uuid) RETURNS TABLE (chunk_index integer, bytes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT c.chunk_index, pg_catalog.octet_length(c.bytes)::bigint FROM tacet.media_chunks c WHERE c.blob_id = blob
    UNION ALL
    SELECT c.chunk_index, pg_catalog.octet_length(c.bytes)::bigint FROM tacet.kept_chunks c WHERE c.blob_id = blob;
END $$;

CREATE FUNCTION api.media_missing_chunks(area text, holder uuid, media_id uuid) RETURNS TABLE (missing integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    upload pg_catalog.record;
BEGIN
    upload := s.own_upload(me.device, me.account, area, holder, media_id);
    RETURN QUERY
    SELECT g FROM pg_catalog.generate_series(0, upload.chunk_count - 1) g WHERE upload.storage = 'database'
    EXCEPT SELECT c.chunk_index FROM s.stored_chunks(upload.blob_id) c ORDER BY 1;
END $$;

CREATE FUNCTION api.finish_media(area text, holder uuid, media_id uuid, OUT state text, OUT expires_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    upload pg_catalog.record;
    stored pg_catalog.record;
BEGIN
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    PERFORM FROM tacet.media m WHERE m.area = finish_media.area AND m.holder_id = holder AND m.id = media_id
        AND m.device_id = me.device FOR NO KEY UPDATE;
    upload := s.own_upload(me.device, me.account, area, holder, media_id);
    state := 'repeat';
    IF upload.state = 'uploading' THEN
        SELECT pg_catalog.count(*) AS chunks, pg_catalog.sum(c.bytes) AS bytes INTO stored
          FROM s.stored_chunks(upload.blob_id) c;
        IF upload.storage = 'database' AND (stored.chunks <> upload.chunk_count
                OR stored.bytes IS DISTINCT FROM upload.size_bytes) THEN
            PERFORM s.refuse('SR006');
        END IF;
        state := 'finished';
        UPDATE tacet.media m SET state = 'complete', uploaded_at = pg_catalog.now(),
               expires_at = CASE upload.kind
                   WHEN 'file' THEN pg_catalog.now() + s.policy_number('media_days') * interval '1 day'
                   WHEN 'story' THEN pg_catalog.now() + s.policy_number('story_hours') * interval '1 hour' END
         WHERE m.area = finish_media.area AND m.holder_id = holder AND m.id = media_id;
        IF upload.kind = 'file' THEN
            PERFORM s.log_event(holder, 'media', media_id);
        END IF;
    END IF;
    SELECT m.expires_at INTO expires_at FROM tacet.media m
     WHERE m.area = finish_media.area AND m.holder_id = holder AND m.id = media_id;
END $$;

-- Ends an upload of the own account, from any of its devices, even after leaving the chat.
CREATE FUNCTION api.cancel_media(area text, holder uuid, media_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM FROM tacet.media m WHERE m.area = cancel_media.area AND m.holder_id = holder AND m.id = media_id
        AND m.author_id = me.account AND m.state = 'uploading' FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.discard_media(ARRAY[area], ARRAY[holder], ARRAY[media_id]);
END $$;

-- By the author, and by those who may delete what others write there.
CREATE FUNCTION api.delete_media(area text, holder uuid, media_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    gone pg_catalog.record;
BEGIN
    PERFORM s.demand(area IN ('chat', 'account', 'pack') AND holder IS NOT NULL AND media_id IS NOT NULL);
    IF area = 'chat' THEN
        PERFORM s.participation(me.account, holder);
    END IF;
    SELECT m.author_id, m.kind INTO gone FROM tacet.media m
     WHERE m.area = delete_media.area AND m.holder_id = holder AND m.id = media_id AND m.state = 'complete' FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF gone.author_id IS DISTINCT FROM me.account THEN
        IF area <> 'chat' THEN
            PERFORM s.refuse('SR001');
        END IF;
        PERFORM s.demand_permission(me.account, holder,
            CASE gone.kind WHEN 'avatar' THEN 'manage_chat' ELSE 'delete_messages' END);
    END IF;
    IF gone.kind = 'sticker' THEN
        -- The pack comes before its media in the order of locks, and counts its stickers.
        PERFORM s.demand(NOT EXISTS (SELECT FROM tacet.stickers x
            WHERE x.pack_id = holder AND x.media_id = delete_media.media_id));
    END IF;
    PERFORM s.discard_media(ARRAY[area], ARRAY[holder], ARRAY[media_id]);
    IF gone.kind = 'file' THEN
        PERFORM s.log_event(holder, 'media_deleted', media_id);
    END IF;
END $$;

-- Media: reading.

CREATE FUNCTION api.media(area text, holder uuid, media_id uuid, OUT kind text, OUT author_id uuid, OUT message_id uuid,
        OUT size_bytes bigint, OUT chunk_count integer, OUT content_hash bytea, OUT encrypted_metadata bytea,
        OUT thumbnail bytea, OUT storage_key text, OUT uploaded_at timestamptz, OUT expires_at timestamptz,
        OUT downloaded boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    found_row CONSTANT tacet.media := s.readable_medium(me.account, area, holder, media_id);
BEGIN
    kind := found_row.kind;
    author_id := found_row.author_id;
    message_id := found_row.message_id;
    size_bytes := found_row.size_bytes;
    chunk_count := found_row.chunk_count;
    content_hash := found_row.content_hash;
    encrypted_metadata := found_row.encrypted_metadata;
    thumbnail := found_row.thumbnail;
    storage_key := found_row.storage_key;
    uploaded_at := found_row.uploaded_at;
    expires_at := found_row.expires_at;
    downloaded := EXISTS (SELECT FROM tacet.media_downloads d
        WHERE d.blob_id = found_row.blob_id AND d.user_id = me.account);
END $$;

CREATE FUNCTION api.read_chunk(area text, holder uuid, media_id uuid, chunk_index integer) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    medium tacet.media;
    answer pg_catalog.bytea;
BEGIN
    PERFORM s.demand(chunk_index BETWEEN 0 AND 2047);
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    medium := s.readable_medium(me.account, area, holder, media_id);
    PERFORM s.take(me.device, 'download', 1);
    IF medium.kind IN ('avatar', 'sticker') THEN
        SELECT c.bytes INTO answer FROM tacet.kept_chunks c
         WHERE c.blob_id = medium.blob_id AND c.chunk_index = read_chunk.chunk_index;
    ELSE
        SELECT c.bytes INTO answer FROM tacet.media_chunks c
         WHERE c.blob_id = medium.blob_id AND c.chunk_index = read_chunk.chunk_index;
    END IF;
    IF answer IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN answer;
END $$;

-- What can be read there, oldest id first; thumbnails come with api.media.
CREATE FUNCTION api.media_of(area text, holder uuid, after uuid, max_rows integer)
    RETURNS TABLE (media_id uuid, kind text, author_id uuid, message_id uuid, size_bytes bigint, chunk_count integer,
                   content_hash bytea, encrypted_metadata bytea, has_thumbnail boolean, storage_key text,
                   uploaded_at timestamptz, expires_at timestamptz, downloaded boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(area IN ('chat', 'account') AND holder IS NOT NULL AND after IS NOT NULL
        AND max_rows BETWEEN 1 AND 500);
    IF area = 'chat' THEN
        PERFORM s.participation(me.account, holder);
    ELSIF holder <> me.account THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY
    SELECT m.id, m.kind, m.author_id, m.message_id, m.size_bytes, m.chunk_count, m.content_hash, m.encrypted_metadata,
           m.thumbnail IS NOT NULL, m.storage_key, m.uploaded_at, m.expires_at,
           EXISTS (SELECT FROM tacet.media_downloads d WHERE d.blob_id = m.blob_id AND d.user_id = me.account)
      FROM tacet.media m
     WHERE m.area = media_of.area AND m.holder_id = holder AND m.id > after AND m.state = 'complete'
       AND (m.expires_at IS NULL OR m.expires_at > pg_catalog.now())
     ORDER BY m.id LIMIT max_rows;
END $$;

CREATE FUNCTION api.note_download(area text, holder uuid, media_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    medium CONSTANT tacet.media := s.readable_medium(me.account, area, holder, media_id);
BEGIN
    -- Rows of what is being removed would stay.
    PERFORM FROM tacet.media m WHERE m.area = note_download.area AND m.holder_id = holder AND m.id = media_id FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF medium.kind IN ('file', 'story') THEN
        INSERT INTO tacet.media_downloads (blob_id, user_id) VALUES (medium.blob_id, me.account) ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- For the author, where the workspace shows it.
CREATE FUNCTION api.downloads_of(area text, holder uuid, media_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, downloaded_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    medium CONSTANT tacet.media := s.readable_medium(me.account, area, holder, media_id);
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    IF medium.author_id IS DISTINCT FROM me.account THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY
    SELECT d.user_id, d.downloaded_at FROM tacet.media_downloads d
     WHERE d.blob_id = medium.blob_id AND d.user_id > after
       AND s.policy('media_downloads_shown') = 'true'::pg_catalog.jsonb
     ORDER BY d.user_id LIMIT max_rows;
END $$;

CREATE FUNCTION api.quota(area text, holder uuid, OUT used_bytes bigint, OUT used_files integer, OUT max_bytes bigint,
        OUT max_files integer, OUT own_bytes bigint, OUT own_files integer, OUT member_bytes bigint, OUT member_files integer,
        OUT state text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    warning CONSTANT double precision := s.policy_number('quota_warning_percent') / 100;
BEGIN
    PERFORM s.demand(area IN ('chat', 'account', 'pack') AND holder IS NOT NULL);
    IF area = 'chat' THEN
        PERFORM s.participation(me.account, holder);
    ELSE
        PERFORM s.demand_uploader(me.account, area, holder, NULL);
    END IF;
    SELECT q.total_bytes, q.media_count INTO used_bytes, used_files
      FROM tacet.group_quotas q WHERE q.area = quota.area AND q.holder_id = holder;
    used_bytes := COALESCE(used_bytes, 0);
    used_files := COALESCE(used_files, 0);
    SELECT l.max_bytes, l.max_files, l.member_bytes, l.member_files INTO max_bytes, max_files, member_bytes, member_files
      FROM s.quota_limits(area, holder) l;
    SELECT x.bytes, x.files INTO own_bytes, own_files FROM s.quota_share(me.account, area, holder) x;
    state := CASE WHEN used_bytes >= max_bytes OR used_files >= max_files THEN 'full'
                  WHEN used_bytes >= max_bytes * warning OR used_files >= max_files * warning THEN 'warning'
                  ELSE 'ok' END;
END $$;

-- Rule 18: one member may use half of a group's quota, unless who manages the group says otherwise. NULL: the standard.
CREATE FUNCTION api.set_member_share(chat_id uuid, percent integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(percent IS NULL OR percent BETWEEN 1 AND 100);
    PERFORM s.demand_group_permission(me.account, chat_id, 'manage_chat');
    INSERT INTO tacet.group_quotas AS q (area, holder_id, member_percent) VALUES ('chat', chat_id, percent)
    ON CONFLICT ON CONSTRAINT group_quotas_pkey DO UPDATE SET member_percent = EXCLUDED.member_percent;
END $$;

-- Media: operators.

-- NULL: back to the tenant's policy.
CREATE FUNCTION admin.set_quota(area text, holder uuid, max_bytes bigint, max_files integer, member_percent integer)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(area IN ('chat', 'account', 'pack') AND holder IS NOT NULL
        AND (max_bytes IS NULL OR max_bytes BETWEEN 0 AND 1000000000000000)
        AND (max_files IS NULL OR max_files BETWEEN 0 AND 100000)
        AND (member_percent IS NULL OR member_percent BETWEEN 1 AND 100));
    IF NOT (CASE area WHEN 'chat' THEN EXISTS (SELECT FROM tacet.chats c WHERE c.id = holder AND c.deleted_at IS NULL)
                      WHEN 'account' THEN EXISTS (SELECT FROM tacet.users u WHERE u.id = holder AND u.deleted_at IS NULL)
                      ELSE EXISTS (SELECT FROM tacet.sticker_packs p WHERE p.id = holder) END) THEN
        PERFORM s.refuse('SR001');
    END IF;
    INSERT INTO tacet.group_quotas AS q (area, holder_id, max_bytes, max_media_count, member_percent)
    VALUES (set_quota.area, holder, set_quota.max_bytes, max_files, set_quota.member_percent)
    ON CONFLICT ON CONSTRAINT group_quotas_pkey DO UPDATE SET max_bytes = EXCLUDED.max_bytes,
        max_media_count = EXCLUDED.max_media_count, member_percent = EXCLUDED.member_percent;
END $$;

CREATE FUNCTION admin.quotas(after_area text, after_holder uuid, max_rows integer)
    RETURNS TABLE (area text, holder uuid, used_bytes bigint, used_files integer, max_bytes bigint, max_files integer,
                   member_bytes bigint, member_files integer, updated_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after_area IS NOT NULL AND after_holder IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT q.area, q.holder_id, q.total_bytes, q.media_count, l.max_bytes, l.max_files, l.member_bytes, l.member_files,
           q.updated_at
      FROM (SELECT x.* FROM tacet.group_quotas x WHERE (x.area, x.holder_id) > (after_area, after_holder)
             ORDER BY x.area, x.holder_id LIMIT max_rows) q, s.quota_limits(q.area, q.holder_id) l
     ORDER BY q.area, q.holder_id;
END $$;

-- Where a quota's row says something else than its media; no rows if all is well.
CREATE FUNCTION admin.check_quotas()
    RETURNS TABLE (area text, holder uuid, recorded_bytes bigint, actual_bytes bigint, recorded_files integer,
                   actual_files integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT COALESCE(q.area, m.area), COALESCE(q.holder_id, m.holder_id), COALESCE(q.total_bytes, 0), COALESCE(m.bytes, 0),
           COALESCE(q.media_count, 0), COALESCE(m.files, 0)
      FROM tacet.group_quotas q
      FULL JOIN (SELECT x.area, x.holder_id, pg_catalog.sum(x.charged_bytes)::bigint AS bytes,
                        pg_catalog.count(*)::integer AS files FROM tacet.media x GROUP BY x.area, x.holder_id) m
        ON m.area = q.area AND m.holder_id = q.holder_id
     WHERE COALESCE(q.total_bytes, 0) <> COALESCE(m.bytes, 0) OR COALESCE(q.media_count, 0) <> COALESCE(m.files, 0)
     ORDER BY 1, 2 LIMIT 500;
END $$;

CREATE FUNCTION admin.recalculate_quota(area text, holder uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM tacet.group_quotas q WHERE q.area = recalculate_quota.area AND q.holder_id = holder FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.group_quotas q SET total_bytes = x.bytes, media_count = x.files
      FROM (SELECT COALESCE(pg_catalog.sum(m.charged_bytes), 0) AS bytes, pg_catalog.count(*) AS files FROM tacet.media m
             WHERE m.area = recalculate_quota.area AND m.holder_id = holder) x
     WHERE q.area = recalculate_quota.area AND q.holder_id = holder;
END $$;

CREATE FUNCTION admin.media_garbage(after text, max_rows integer) RETURNS TABLE (storage_key text, since timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY SELECT g.storage_key, g.since FROM tacet.media_garbage g WHERE g.storage_key > after
        ORDER BY g.storage_key LIMIT max_rows;
END $$;

CREATE FUNCTION admin.forget_media_garbage(storage_keys text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(storage_keys) <= 512);
    DELETE FROM tacet.media_garbage g WHERE g.storage_key = ANY (storage_keys);
END $$;

-- Sticker packs. The row of the pack is locked before its media.

CREATE FUNCTION s.own_pack(account uuid, pack uuid, OUT is_default boolean, OUT sticker_count integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT p.is_default, p.sticker_count INTO is_default, sticker_count
      FROM tacet.sticker_packs p WHERE p.id = pack AND p.author_id = account FOR NO KEY UPDATE;
    IF is_default IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Sealed (encrypted_name, access_hash), or open (name, pack_key), which administrators make for all.
CREATE FUNCTION api.create_sticker_pack(request_id uuid, is_animated boolean, encrypted_name bytea, access_hash bytea,
                                        name text, pack_key bytea, OUT pack_id uuid, OUT state text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    author pg_catalog.record;
BEGIN
    PERFORM s.demand(request_id IS NOT NULL AND is_animated IS NOT NULL
        AND CASE WHEN encrypted_name IS NOT NULL
                 THEN pg_catalog.octet_length(encrypted_name) BETWEEN 1 AND 1024
                      AND pg_catalog.octet_length(access_hash) = 32 AND name IS NULL AND pack_key IS NULL
                 ELSE access_hash IS NULL AND pg_catalog.char_length(name) BETWEEN 1 AND 64 AND name !~ '[[:cntrl:]]'
                      AND pg_catalog.octet_length(pack_key) = 32 END);
    SELECT u.workspace_role INTO author FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    IF name IS NOT NULL AND author.workspace_role NOT IN ('admin', 'owner') THEN
        PERFORM s.refuse('SR001');
    END IF;
    state := 'repeat';
    SELECT p.id INTO pack_id FROM tacet.sticker_packs p
     WHERE p.author_id = me.account AND p.request_id = create_sticker_pack.request_id;
    IF pack_id IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'sticker', 1);
    IF (SELECT pg_catalog.count(*) FROM tacet.sticker_packs p WHERE p.author_id = me.account)
       >= s.policy_number('sticker_packs_of_author') THEN
        PERFORM s.refuse('SR004');
    END IF;
    state := 'created';
    pack_id := s.new_id();
    INSERT INTO tacet.sticker_packs (id, author_id, request_id, is_default, is_animated, name, pack_key, encrypted_name,
                                     access_hash)
    VALUES (create_sticker_pack.pack_id, me.account, create_sticker_pack.request_id, create_sticker_pack.name IS NOT NULL,
            create_sticker_pack.is_animated, create_sticker_pack.name, create_sticker_pack.pack_key,
            create_sticker_pack.encrypted_name, create_sticker_pack.access_hash);
END $$;

-- media_id: a finished sticker of the pack. The emoji is open in default packs and sealed in the others.
CREATE FUNCTION api.add_sticker(pack_id uuid, sticker_id uuid, media_id uuid, emoji text, encrypted_emoji bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    pack pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(s.is_current_id(sticker_id) AND media_id IS NOT NULL AND pg_catalog.num_nonnulls(emoji, encrypted_emoji) = 1
        AND COALESCE(pg_catalog.char_length(emoji) BETWEEN 1 AND 16 AND emoji !~ '[[:cntrl:]]',
                     pg_catalog.octet_length(encrypted_emoji) BETWEEN 1 AND 256));
    pack := s.own_pack(me.account, pack_id);
    PERFORM s.demand(pack.is_default = (emoji IS NOT NULL));
    SELECT x.media_id, x.emoji, x.encrypted_emoji INTO known
      FROM tacet.stickers x WHERE x.pack_id = add_sticker.pack_id AND x.id = sticker_id;
    IF FOUND THEN
        IF (known.media_id, known.emoji, known.encrypted_emoji) IS DISTINCT FROM (media_id, emoji, encrypted_emoji) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN 'repeat';
    END IF;
    PERFORM s.take(me.device, 'sticker', 1);
    IF pack.sticker_count >= s.policy_number('stickers_in_pack') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM FROM tacet.media m WHERE m.area = 'pack' AND m.holder_id = pack_id AND m.id = media_id AND m.state = 'complete'
        FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    INSERT INTO tacet.stickers (pack_id, id, is_default, media_id, emoji, encrypted_emoji, order_index)
    SELECT add_sticker.pack_id, sticker_id, pack.is_default, add_sticker.media_id, add_sticker.emoji,
           add_sticker.encrypted_emoji, COALESCE(pg_catalog.max(x.order_index) + 1, 0)
      FROM tacet.stickers x WHERE x.pack_id = add_sticker.pack_id
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.sticker_packs p SET sticker_count = p.sticker_count + 1 WHERE p.id = add_sticker.pack_id;
    RETURN 'added';
END $$;

CREATE FUNCTION api.remove_sticker(pack_id uuid, sticker_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    media pg_catalog.uuid;
BEGIN
    PERFORM s.own_pack(me.account, pack_id);
    DELETE FROM tacet.stickers x WHERE x.pack_id = remove_sticker.pack_id AND x.id = sticker_id RETURNING x.media_id INTO media;
    IF media IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.sticker_packs p SET sticker_count = p.sticker_count - 1,
           thumbnail_id = CASE WHEN p.thumbnail_id IS DISTINCT FROM media THEN p.thumbnail_id END
     WHERE p.id = remove_sticker.pack_id;
    PERFORM s.discard_media(ARRAY['pack'], ARRAY[pack_id], ARRAY[media]);
END $$;

-- All of the pack's stickers in their new order.
CREATE FUNCTION api.order_stickers(pack_id uuid, sticker_ids uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    pack pg_catalog.record;
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(sticker_ids) <= 200);
    pack := s.own_pack(me.account, pack_id);
    IF pg_catalog.cardinality(sticker_ids) <> pack.sticker_count
       OR EXISTS (SELECT FROM tacet.stickers x WHERE x.pack_id = order_stickers.pack_id
                  AND (x.id = ANY (sticker_ids)) IS NOT TRUE) THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.stickers x SET order_index = u.position - 1
      FROM pg_catalog.unnest(sticker_ids) WITH ORDINALITY AS u(id, position)
     WHERE x.pack_id = order_stickers.pack_id AND x.id = u.id;
END $$;

-- The pack's name, in its own form, and the medium of the sticker that stands for it (or NULL).
CREATE FUNCTION api.edit_sticker_pack(pack_id uuid, encrypted_name bytea, name text, thumbnail_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    pack pg_catalog.record;
BEGIN
    PERFORM s.demand(pg_catalog.num_nonnulls(encrypted_name, name) = 1
        AND COALESCE(pg_catalog.char_length(name) BETWEEN 1 AND 64 AND name !~ '[[:cntrl:]]',
                     pg_catalog.octet_length(encrypted_name) BETWEEN 1 AND 1024));
    pack := s.own_pack(me.account, pack_id);
    PERFORM s.demand(pack.is_default = (name IS NOT NULL));
    IF thumbnail_id IS NOT NULL AND NOT EXISTS (SELECT FROM tacet.stickers x
            WHERE x.pack_id = edit_sticker_pack.pack_id AND x.media_id = edit_sticker_pack.thumbnail_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.sticker_packs p SET encrypted_name = edit_sticker_pack.encrypted_name, name = edit_sticker_pack.name,
           thumbnail_id = edit_sticker_pack.thumbnail_id WHERE p.id = edit_sticker_pack.pack_id;
END $$;

CREATE FUNCTION s.discard_pack(pack uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ids pg_catalog.uuid[];
BEGIN
    ids := ARRAY(SELECT m.id FROM tacet.media m WHERE m.area = 'pack' AND m.holder_id = pack);
    PERFORM s.discard_media(pg_catalog.array_fill('pack'::pg_catalog.text, ARRAY[pg_catalog.cardinality(ids)]),
        pg_catalog.array_fill(pack, ARRAY[pg_catalog.cardinality(ids)]), ids);
    DELETE FROM tacet.group_quotas q WHERE q.area = 'pack' AND q.holder_id = pack AND q.media_count = 0;
    DELETE FROM tacet.sticker_packs p WHERE p.id = pack;
END $$;

-- By its author; default packs by any administrator.
CREATE FUNCTION api.delete_sticker_pack(pack_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM FROM tacet.sticker_packs p
      WHERE p.id = delete_sticker_pack.pack_id AND (p.author_id = me.account OR (p.is_default
            AND EXISTS (SELECT FROM tacet.users u WHERE u.id = me.account AND u.workspace_role IN ('admin', 'owner'))))
        FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.discard_pack(pack_id);
END $$;

-- With the token that came with the key. An open pack can be read and installed.
CREATE FUNCTION api.open_sticker_pack(pack_id uuid, access_token bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(pack_id IS NOT NULL AND pg_catalog.octet_length(access_token) = 32);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    PERFORM FROM tacet.sticker_packs p WHERE p.id = open_sticker_pack.pack_id
        AND p.access_hash = pg_catalog.sha256(access_token) FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.take(me.device, 'sticker', 1);
    IF (SELECT pg_catalog.count(*) FROM tacet.user_sticker_packs x WHERE x.user_id = me.account)
       >= s.policy_number('sticker_packs_opened') THEN
        PERFORM s.refuse('SR004');
    END IF;
    INSERT INTO tacet.user_sticker_packs (user_id, pack_id) VALUES (me.account, open_sticker_pack.pack_id)
    ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION api.install_sticker_pack(pack_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    position integer;
BEGIN
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    PERFORM FROM tacet.sticker_packs p WHERE p.id = install_sticker_pack.pack_id FOR KEY SHARE;
    IF NOT s.reads_pack(me.account, pack_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF EXISTS (SELECT FROM tacet.user_sticker_packs x WHERE x.user_id = me.account
                AND x.pack_id = install_sticker_pack.pack_id AND x.order_index IS NOT NULL) THEN
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'sticker', 1);
    IF (SELECT pg_catalog.count(x.order_index) FROM tacet.user_sticker_packs x WHERE x.user_id = me.account)
       >= s.policy_number('sticker_packs_installed') THEN
        PERFORM s.refuse('SR004');
    END IF;
    position := COALESCE((SELECT pg_catalog.max(x.order_index) + 1 FROM tacet.user_sticker_packs x
        WHERE x.user_id = me.account), 0);
    INSERT INTO tacet.user_sticker_packs AS x (user_id, pack_id, order_index)
    VALUES (me.account, install_sticker_pack.pack_id, position)
    ON CONFLICT ON CONSTRAINT user_sticker_packs_pkey DO UPDATE
       SET order_index = EXCLUDED.order_index, installed_at = pg_catalog.now();
END $$;

-- It stays open: what was received with it can still be shown.
CREATE FUNCTION api.uninstall_sticker_pack(pack_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    UPDATE tacet.user_sticker_packs x SET order_index = NULL
     WHERE x.user_id = me.account AND x.pack_id = uninstall_sticker_pack.pack_id AND x.order_index IS NOT NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- All installed packs in their new order.
CREATE FUNCTION api.order_sticker_packs(pack_ids uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    installed pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(pg_catalog.cardinality(pack_ids) <= 512);
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    installed := ARRAY(SELECT x.pack_id FROM tacet.user_sticker_packs x
        WHERE x.user_id = me.account AND x.order_index IS NOT NULL);
    IF pg_catalog.cardinality(pack_ids) <> pg_catalog.cardinality(installed)
       OR (installed OPERATOR(pg_catalog.<@) pack_ids) IS NOT TRUE THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.user_sticker_packs x SET order_index = u.position - 1
      FROM pg_catalog.unnest(pack_ids) WITH ORDINALITY AS u(id, position)
     WHERE x.user_id = me.account AND x.pack_id = u.id;
END $$;

CREATE FUNCTION s.pack_entry(viewer uuid, shown uuid, OUT pack_id uuid, OUT author_id uuid, OUT is_default boolean,
        OUT is_animated boolean, OUT name text, OUT pack_key bytea, OUT encrypted_name bytea, OUT thumbnail_id uuid,
        OUT sticker_count integer, OUT installed boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT p.id, p.author_id, p.is_default, p.is_animated, p.name, p.pack_key, p.encrypted_name, p.thumbnail_id,
           p.sticker_count, EXISTS (SELECT FROM tacet.user_sticker_packs x
               WHERE x.user_id = viewer AND x.pack_id = p.id AND x.order_index IS NOT NULL)
      FROM tacet.sticker_packs p WHERE p.id = shown
$$;

CREATE FUNCTION api.sticker_pack(pack_id uuid, OUT author_id uuid, OUT is_default boolean, OUT is_animated boolean,
        OUT name text, OUT pack_key bytea, OUT encrypted_name bytea, OUT thumbnail_id uuid, OUT sticker_count integer,
        OUT installed boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT s.reads_pack(me.account, pack_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    SELECT e.author_id, e.is_default, e.is_animated, e.name, e.pack_key, e.encrypted_name, e.thumbnail_id, e.sticker_count,
           e.installed
      INTO author_id, is_default, is_animated, name, pack_key, encrypted_name, thumbnail_id, sticker_count, installed
      FROM s.pack_entry(me.account, sticker_pack.pack_id) e;
END $$;

CREATE FUNCTION api.stickers(pack_id uuid)
    RETURNS TABLE (sticker_id uuid, media_id uuid, emoji text, encrypted_emoji bytea, order_index integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT s.reads_pack(me.account, pack_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY SELECT x.id, x.media_id, x.emoji, x.encrypted_emoji, x.order_index FROM tacet.stickers x
        WHERE x.pack_id = stickers.pack_id ORDER BY x.order_index, x.id LIMIT 200;
END $$;

-- which: default (open to all), own, or installed (in their order; these are all of them).
CREATE FUNCTION api.sticker_packs(which text, after uuid, max_rows integer)
    RETURNS TABLE (pack_id uuid, author_id uuid, is_default boolean, is_animated boolean, name text, pack_key bytea,
                   encrypted_name bytea, thumbnail_id uuid, sticker_count integer, installed boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(which IN ('default', 'own', 'installed') AND after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    IF which = 'installed' THEN
        RETURN QUERY SELECT e.* FROM tacet.user_sticker_packs x, s.pack_entry(me.account, x.pack_id) e
            WHERE x.user_id = me.account AND x.order_index IS NOT NULL ORDER BY x.order_index, x.pack_id LIMIT 512;
    ELSIF which = 'default' THEN
        RETURN QUERY SELECT e.* FROM (SELECT p.id FROM tacet.sticker_packs p WHERE p.is_default AND p.id > after
            ORDER BY p.id LIMIT max_rows) x, s.pack_entry(me.account, x.id) e ORDER BY x.id;
    ELSE
        RETURN QUERY SELECT e.* FROM (SELECT p.id FROM tacet.sticker_packs p WHERE p.author_id = me.account AND p.id > after
            ORDER BY p.id LIMIT max_rows) x, s.pack_entry(me.account, x.id) e ORDER BY x.id;
    END IF;
END $$;

-- Stories.

-- media_id: a finished medium of kind story of the own account; it lasts as long as the story. allowed: whom a
-- selected one is for; contacts are taken as they are now, and asked again when somebody looks.
CREATE FUNCTION api.post_story(story_id uuid, media_type text, media_id uuid, caption_encrypted bytea, background_color text,
        duration_seconds integer, privacy text, allowed uuid[], OUT state text, OUT expires_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(s.is_current_id(story_id) AND media_type IN ('image', 'video', 'text')
        AND (media_type = 'text') = (media_id IS NULL) AND (media_type <> 'text' OR caption_encrypted IS NOT NULL)
        AND (caption_encrypted IS NULL OR pg_catalog.octet_length(caption_encrypted) BETWEEN 1 AND 20480)
        AND (background_color IS NULL OR background_color ~ '^#[0-9a-f]{6}$')
        AND (duration_seconds IS NULL OR duration_seconds BETWEEN 1 AND 300)
        AND privacy IN ('all', 'contacts', 'selected')
        AND pg_catalog.cardinality(allowed) <= 512
        AND (SELECT pg_catalog.count(a) = pg_catalog.count(*) FROM pg_catalog.unnest(allowed) a)
        AND (privacy = 'selected') = (pg_catalog.cardinality(allowed) > 0));
    PERFORM FROM tacet.users u WHERE u.id = me.account FOR NO KEY UPDATE;
    state := 'posted';
    expires_at := pg_catalog.now() + s.policy_number('story_hours') * interval '1 hour';
    INSERT INTO tacet.stories AS x (user_id, id, media_type, media_id, caption_encrypted, background_color, duration_seconds,
        privacy, expires_at)
    VALUES (me.account, story_id, post_story.media_type, post_story.media_id, post_story.caption_encrypted,
        post_story.background_color, post_story.duration_seconds, post_story.privacy, post_story.expires_at)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        SELECT x.expires_at INTO expires_at FROM tacet.stories x
         WHERE x.user_id = me.account AND x.id = story_id AND x.media_type = post_story.media_type
           AND x.media_id IS NOT DISTINCT FROM post_story.media_id
           AND x.caption_encrypted IS NOT DISTINCT FROM post_story.caption_encrypted AND x.privacy = post_story.privacy;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'story', 1);
    IF (SELECT pg_catalog.count(*) FROM tacet.stories x WHERE x.user_id = me.account) > s.policy_number('stories_of_author') THEN
        PERFORM s.refuse('SR004');
    END IF;
    IF media_id IS NOT NULL THEN
        UPDATE tacet.media m SET expires_at = post_story.expires_at
         WHERE m.area = 'account' AND m.holder_id = me.account AND m.id = post_story.media_id AND m.kind = 'story'
           AND m.state = 'complete' AND m.expires_at > pg_catalog.now();
        IF NOT FOUND THEN
            PERFORM s.refuse('SR001');
        END IF;
    END IF;
    IF privacy = 'selected' THEN
        INSERT INTO tacet.story_privacy_lists (user_id, story_id, allowed_user_id)
        SELECT DISTINCT me.account, post_story.story_id, u.id FROM pg_catalog.unnest(allowed) a
          JOIN tacet.users u ON u.id = a AND u.deleted_at IS NULL AND u.id <> me.account;
    ELSIF privacy = 'contacts' THEN
        IF (SELECT pg_catalog.count(*) FROM tacet.contacts c WHERE c.user_id = me.account)
           > s.policy_number('story_recipients') THEN
            PERFORM s.refuse('SR004');
        END IF;
        INSERT INTO tacet.story_privacy_lists (user_id, story_id, allowed_user_id)
        SELECT me.account, post_story.story_id, c.contact_id FROM tacet.contacts c WHERE c.user_id = me.account;
    END IF;
END $$;

CREATE FUNCTION s.story_entry(viewer uuid, author uuid, story uuid, OUT author_id uuid, OUT story_id uuid, OUT media_type text,
        OUT media_id uuid, OUT caption_encrypted bytea, OUT background_color text, OUT duration_seconds integer,
        OUT privacy text, OUT created_at timestamptz, OUT expires_at timestamptz, OUT viewed boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT x.user_id, x.id, x.media_type, x.media_id, x.caption_encrypted, x.background_color, x.duration_seconds,
           CASE WHEN x.user_id = viewer THEN x.privacy END, x.created_at, x.expires_at,
           EXISTS (SELECT FROM tacet.story_views v WHERE v.user_id = author AND v.story_id = story AND v.viewer_id = viewer)
      FROM tacet.stories x WHERE x.user_id = author AND x.id = story
$$;

-- What the caller may see, by (story_id, author_id): own ones, those for all, and those addressed to the caller.
-- Each of the three is read from an index of its own; who else lives in the workspace does not matter.
CREATE FUNCTION api.stories(after_story uuid, after_author uuid, max_rows integer)
    RETURNS TABLE (author_id uuid, story_id uuid, media_type text, media_id uuid, caption_encrypted bytea,
                   background_color text, duration_seconds integer, privacy text, created_at timestamptz,
                   expires_at timestamptz, viewed boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after_story IS NOT NULL AND after_author IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT e.* FROM (
        SELECT w.user_id, w.id FROM (
            (SELECT x.user_id, x.id FROM tacet.stories x
              WHERE x.user_id = me.account AND x.id >= after_story AND (x.id, x.user_id) > (after_story, after_author)
                AND x.expires_at > pg_catalog.now() ORDER BY x.id LIMIT max_rows)
            UNION ALL
            (SELECT x.user_id, x.id FROM tacet.stories x
              WHERE x.privacy = 'all' AND (x.id, x.user_id) > (after_story, after_author) AND x.user_id <> me.account
                AND s.sees_story(me.account, x.user_id, x.id) ORDER BY x.id, x.user_id LIMIT max_rows)
            UNION ALL
            (SELECT l.user_id, l.story_id FROM tacet.story_privacy_lists l
              WHERE l.allowed_user_id = me.account AND (l.story_id, l.user_id) > (after_story, after_author)
                AND s.sees_story(me.account, l.user_id, l.story_id) ORDER BY l.story_id, l.user_id LIMIT max_rows)) w
         ORDER BY w.id, w.user_id LIMIT max_rows) p, s.story_entry(me.account, p.user_id, p.id) e
     ORDER BY e.story_id, e.author_id;
END $$;

CREATE FUNCTION api.story(author uuid, story_id uuid, OUT media_type text, OUT media_id uuid, OUT caption_encrypted bytea,
        OUT background_color text, OUT duration_seconds integer, OUT privacy text, OUT created_at timestamptz,
        OUT expires_at timestamptz, OUT viewed boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    IF NOT s.sees_story(me.account, author, story_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    SELECT e.media_type, e.media_id, e.caption_encrypted, e.background_color, e.duration_seconds, e.privacy, e.created_at,
           e.expires_at, e.viewed
      INTO media_type, media_id, caption_encrypted, background_color, duration_seconds, privacy, created_at, expires_at, viewed
      FROM s.story_entry(me.account, author, story.story_id) e;
END $$;

CREATE FUNCTION api.view_story(author uuid, story_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM FROM tacet.stories x WHERE x.user_id = author AND x.id = view_story.story_id FOR KEY SHARE;
    IF NOT s.sees_story(me.account, author, story_id) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF author <> me.account AND s.policy('story_views_shown') = 'true'::pg_catalog.jsonb THEN
        INSERT INTO tacet.story_views (user_id, story_id, viewer_id) VALUES (author, view_story.story_id, me.account)
        ON CONFLICT DO NOTHING;
    END IF;
END $$;

CREATE FUNCTION api.story_viewers(story_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (viewer_id uuid, viewed_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    IF NOT EXISTS (SELECT FROM tacet.stories x WHERE x.user_id = me.account AND x.id = story_viewers.story_id
            AND x.expires_at > pg_catalog.now()) THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN QUERY
    SELECT v.viewer_id, v.viewed_at FROM tacet.story_views v
     WHERE v.user_id = me.account AND v.story_id = story_viewers.story_id AND v.viewer_id > after
       AND s.policy('story_views_shown') = 'true'::pg_catalog.jsonb
     ORDER BY v.viewer_id LIMIT max_rows;
END $$;

CREATE FUNCTION api.delete_story(story_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    gone pg_catalog.record;
BEGIN
    DELETE FROM tacet.stories x WHERE x.user_id = me.account AND x.id = delete_story.story_id
    RETURNING x.media_id INTO gone;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF gone.media_id IS NOT NULL AND NOT EXISTS (SELECT FROM tacet.stories x
            WHERE x.user_id = me.account AND x.media_id = gone.media_id) THEN
        PERFORM s.discard_media(ARRAY['account'], ARRAY[me.account], ARRAY[gone.media_id]);
    END IF;
END $$;

-- Views and lists go with their story; its medium expires at the same moment.
CREATE FUNCTION s.cleanup_expired_stories() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.stories x WHERE x.expires_at <= pg_catalog.now() RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

-- Calls. The row of the call is locked before its participants.

CREATE FUNCTION s.call_moves_forward() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NEW.status <> OLD.status AND NOT (CASE OLD.status
            WHEN 'initiated' THEN true
            WHEN 'ringing' THEN NEW.status <> 'initiated'
            WHEN 'connected' THEN NEW.status IN ('ended', 'failed')
            ELSE false END) THEN
        PERFORM s.refuse('SR006');
    END IF;
    NEW.connected_at := CASE WHEN NEW.status = 'connected' THEN COALESCE(OLD.connected_at, pg_catalog.now())
                             ELSE OLD.connected_at END;
    NEW.ended_at := CASE WHEN NEW.status IN ('ended', 'missed', 'rejected', 'failed')
                         THEN COALESCE(OLD.ended_at, pg_catalog.now()) END;
    RETURN NEW;
END $$;
CREATE TRIGGER call_moves_forward BEFORE UPDATE OF status, connected_at, ended_at ON tacet.calls
    FOR EACH ROW EXECUTE FUNCTION s.call_moves_forward();

CREATE FUNCTION s.close_call(chat uuid, call uuid, new_status text, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.calls c SET status = new_status, end_reason = reason WHERE c.chat_id = chat AND c.id = call;
    UPDATE tacet.call_participants p SET left_at = pg_catalog.now()
     WHERE p.chat_id = chat AND p.call_id = call AND p.left_at IS NULL;
    PERFORM s.log_event(chat, 'call', call);
END $$;

-- Whether nobody answered in time, or it was never hung up.
CREATE FUNCTION s.call_is_over(status text, started_at timestamptz) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN started_at <= pg_catalog.now() - CASE
        WHEN status IN ('initiated', 'ringing') THEN s.policy_number('call_ring_seconds') * interval '1 second'
        ELSE s.policy_number('call_hours') * interval '1 hour' END;
END $$;

-- Closes what is over, in one chat or everywhere.
CREATE FUNCTION s.settle_calls(of_chat uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
    closed bigint := 0;
BEGIN
    FOR entry IN
        SELECT c.chat_id, c.id, c.status FROM tacet.calls c
         WHERE c.ended_at IS NULL AND s.call_is_over(c.status, c.started_at) AND (of_chat IS NULL OR c.chat_id = of_chat)
         ORDER BY c.chat_id LIMIT 1000 FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM s.close_call(entry.chat_id, entry.id, CASE entry.status WHEN 'connected' THEN 'ended' ELSE 'missed' END,
            CASE entry.status WHEN 'connected' THEN 'timeout' ELSE 'no_answer' END);
        closed := closed + 1;
    END LOOP;
    RETURN closed;
END $$;

CREATE FUNCTION s.cleanup_missed_calls() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT s.settle_calls(NULL) $$;

CREATE FUNCTION s.cleanup_old_calls() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (DELETE FROM tacet.calls c USING (
        SELECT x.chat_id, x.id FROM tacet.calls x
         WHERE x.ended_at < pg_catalog.now() - s.policy_number('call_history_days') * interval '1 day'
         ORDER BY x.ended_at LIMIT 10000) o
        WHERE c.chat_id = o.chat_id AND c.id = o.id RETURNING 1)
    SELECT pg_catalog.count(*) FROM gone
$$;

CREATE FUNCTION api.start_call(chat_id uuid, call_id uuid, call_type text, video boolean, audio boolean,
                               OUT state text, OUT livekit_room_name text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    other pg_catalog.record;
    kind_of_chat pg_catalog.text;
BEGIN
    PERFORM s.demand(s.is_current_id(call_id) AND call_type IN ('audio', 'video') AND video IS NOT NULL AND audio IS NOT NULL);
    PERFORM s.demand_permission(me.account, chat_id, 'send_messages');
    SELECT c.chat_type INTO kind_of_chat FROM tacet.chats c WHERE c.id = start_call.chat_id;
    IF kind_of_chat = 'channel' THEN
        PERFORM s.refuse('SR001');
    ELSIF kind_of_chat = 'direct' THEN
        other := s.peer_in(me.account, chat_id);
        IF s.is_blocked(me.account, other.peer) THEN
            PERFORM s.refuse('SR008');
        ELSIF NOT other.peer_accepted THEN
            PERFORM s.refuse('SR003');
        END IF;
    END IF;
    PERFORM s.settle_calls(chat_id);
    state := 'started';
    livekit_room_name := CASE WHEN s.policy('calls_in_livekit_rooms') = 'true'::pg_catalog.jsonb
        THEN 'room_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', '') END;
    INSERT INTO tacet.calls AS c (chat_id, id, initiator_id, type, livekit_room_name)
    VALUES (start_call.chat_id, call_id, me.account, call_type, start_call.livekit_room_name)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        SELECT c.livekit_room_name INTO livekit_room_name FROM tacet.calls c
         WHERE c.chat_id = start_call.chat_id AND c.id = call_id AND c.initiator_id = me.account AND c.type = call_type;
        IF NOT FOUND THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'call', 1);
    INSERT INTO tacet.call_participants (chat_id, call_id, user_id, is_video_enabled, is_audio_enabled)
    VALUES (start_call.chat_id, start_call.call_id, me.account, video, audio);
    PERFORM s.log_event(chat_id, 'call', call_id);
END $$;

-- The call, locked. SR011 if it is over.
CREATE FUNCTION s.live_call(account uuid, chat uuid, call uuid, OUT chat_type text, OUT initiator uuid, OUT status text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    began pg_catalog.timestamptz;
    ended pg_catalog.timestamptz;
BEGIN
    chat_type := (s.participation(account, chat)).chat_type;
    SELECT c.initiator_id, c.status, c.started_at, c.ended_at INTO initiator, status, began, ended
      FROM tacet.calls c WHERE c.chat_id = chat AND c.id = call FOR NO KEY UPDATE;
    IF status IS NULL THEN
        PERFORM s.refuse('SR001');
    ELSIF ended IS NOT NULL OR s.call_is_over(status, began) THEN
        PERFORM s.refuse('SR011');
    END IF;
END $$;

-- A device of somebody who was called rings.
CREATE FUNCTION api.ring_call(chat_id uuid, call_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    live CONSTANT pg_catalog.record := s.live_call(me.account, chat_id, call_id);
BEGIN
    PERFORM s.demand(live.initiator IS DISTINCT FROM me.account);
    IF live.status = 'initiated' THEN
        UPDATE tacet.calls c SET status = 'ringing' WHERE c.chat_id = ring_call.chat_id AND c.id = call_id;
        PERFORM s.log_event(chat_id, 'call', call_id);
    END IF;
END $$;

-- The first who comes connects the call.
CREATE FUNCTION api.join_call(chat_id uuid, call_id uuid, video boolean, audio boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    live pg_catalog.record;
BEGIN
    PERFORM s.demand(video IS NOT NULL AND audio IS NOT NULL);
    live := s.live_call(me.account, chat_id, call_id);
    IF (SELECT pg_catalog.count(*) FROM tacet.call_participants p WHERE p.chat_id = join_call.chat_id
            AND p.call_id = join_call.call_id AND p.left_at IS NULL AND p.user_id <> me.account)
       >= s.policy_number('call_participants') THEN
        PERFORM s.refuse('SR004');
    END IF;
    PERFORM s.take(me.device, 'call', 1);
    INSERT INTO tacet.call_participants AS p (chat_id, call_id, user_id, is_video_enabled, is_audio_enabled)
    VALUES (join_call.chat_id, join_call.call_id, me.account, video, audio)
    ON CONFLICT ON CONSTRAINT call_participants_pkey DO UPDATE
       SET joined_at = CASE WHEN p.left_at IS NULL THEN p.joined_at ELSE EXCLUDED.joined_at END, left_at = NULL,
           is_video_enabled = EXCLUDED.is_video_enabled, is_audio_enabled = EXCLUDED.is_audio_enabled;
    IF live.status <> 'connected' AND live.initiator IS DISTINCT FROM me.account THEN
        UPDATE tacet.calls c SET status = 'connected' WHERE c.chat_id = join_call.chat_id AND c.id = call_id;
        PERFORM s.log_event(chat_id, 'call', call_id);
    END IF;
END $$;

-- The last who goes ends the call; in a direct chat the first.
CREATE FUNCTION s.leave_call(account uuid, chat uuid, call uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known pg_catalog.record;
BEGIN
    SELECT c.status, c.ended_at INTO known FROM tacet.calls c WHERE c.chat_id = chat AND c.id = call FOR NO KEY UPDATE;
    IF known.status IS NULL OR known.ended_at IS NOT NULL THEN
        RETURN;
    END IF;
    UPDATE tacet.call_participants p SET left_at = pg_catalog.now()
     WHERE p.chat_id = chat AND p.call_id = call AND p.user_id = account AND p.left_at IS NULL;
    IF FOUND AND (NOT EXISTS (SELECT FROM tacet.call_participants p WHERE p.chat_id = chat AND p.call_id = call
                                 AND p.left_at IS NULL)
                  OR EXISTS (SELECT FROM tacet.chats c WHERE c.id = chat AND c.chat_type = 'direct')) THEN
        PERFORM s.close_call(chat, call, 'ended', CASE known.status WHEN 'connected' THEN 'normal' ELSE 'cancelled' END);
    END IF;
END $$;

CREATE FUNCTION api.leave_call(chat_id uuid, call_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.participation(me.account, chat_id);
    IF NOT EXISTS (SELECT FROM tacet.call_participants p WHERE p.chat_id = leave_call.chat_id
            AND p.call_id = leave_call.call_id AND p.user_id = me.account) THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.leave_call(me.account, chat_id, call_id);
END $$;

-- In a group the others ring on.
CREATE FUNCTION api.reject_call(chat_id uuid, call_id uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    live pg_catalog.record;
BEGIN
    PERFORM s.demand(reason IN ('declined', 'busy'));
    live := s.live_call(me.account, chat_id, call_id);
    PERFORM s.demand(live.initiator IS DISTINCT FROM me.account);
    IF live.chat_type = 'direct' THEN
        PERFORM s.close_call(chat_id, call_id, 'rejected', reason);
    END IF;
END $$;

-- For all: by who called, by both sides of a direct chat, by who manages the group.
CREATE FUNCTION api.end_call(chat_id uuid, call_id uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
    known pg_catalog.record;
BEGIN
    PERFORM s.demand(reason IN ('normal', 'cancelled', 'failed', 'network_error'));
    part := s.participation(me.account, chat_id);
    SELECT c.initiator_id, c.status, c.ended_at INTO known
      FROM tacet.calls c WHERE c.chat_id = end_call.chat_id AND c.id = call_id FOR NO KEY UPDATE;
    IF known.status IS NULL OR NOT (part.chat_type = 'direct' OR known.initiator_id IS NOT DISTINCT FROM me.account
            OR part.permissions OPERATOR(pg_catalog.?) 'manage_chat') THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF known.ended_at IS NULL THEN
        PERFORM s.close_call(chat_id, call_id, CASE WHEN reason IN ('failed', 'network_error') THEN 'failed' ELSE 'ended' END,
            CASE WHEN reason IN ('failed', 'network_error') THEN reason
                 WHEN known.status = 'connected' THEN 'normal' ELSE 'cancelled' END);
    END IF;
END $$;

CREATE FUNCTION api.set_call_media(chat_id uuid, call_id uuid, video boolean, audio boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(video IS NOT NULL AND audio IS NOT NULL);
    PERFORM s.live_call(me.account, chat_id, call_id);
    UPDATE tacet.call_participants p SET is_video_enabled = video, is_audio_enabled = audio
     WHERE p.chat_id = set_call_media.chat_id AND p.call_id = set_call_media.call_id AND p.user_id = me.account
       AND p.left_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Newest first. What is over and has not been settled yet is shown as it will be.
CREATE FUNCTION api.calls(chat_id uuid, before uuid, max_rows integer)
    RETURNS TABLE (call_id uuid, initiator_id uuid, call_type text, status text, end_reason text, started_at timestamptz,
                   connected_at timestamptz, ended_at timestamptz, duration_seconds integer, livekit_room_name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(before IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.participation(me.account, chat_id);
    RETURN QUERY
    SELECT c.id, c.initiator_id, c.type,
           CASE WHEN NOT x.over THEN c.status WHEN c.status = 'connected' THEN 'ended' ELSE 'missed' END,
           CASE WHEN NOT x.over THEN c.end_reason WHEN c.status = 'connected' THEN 'timeout' ELSE 'no_answer' END,
           c.started_at, c.connected_at, c.ended_at, c.duration_seconds,
           CASE WHEN c.ended_at IS NULL AND NOT x.over THEN c.livekit_room_name END
      FROM tacet.calls c, LATERAL (SELECT c.ended_at IS NULL AND s.call_is_over(c.status, c.started_at) AS over) x
     WHERE c.chat_id = calls.chat_id AND c.id < before ORDER BY c.id DESC LIMIT max_rows;
END $$;

-- No row if nobody is calling.
CREATE FUNCTION api.active_call(chat_id uuid)
    RETURNS TABLE (call_id uuid, initiator_id uuid, call_type text, status text, started_at timestamptz,
                   connected_at timestamptz, livekit_room_name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.participation(me.account, chat_id);
    RETURN QUERY
    SELECT c.id, c.initiator_id, c.type, c.status, c.started_at, c.connected_at, c.livekit_room_name FROM tacet.calls c
     WHERE c.chat_id = active_call.chat_id AND c.ended_at IS NULL AND NOT s.call_is_over(c.status, c.started_at);
END $$;

CREATE FUNCTION api.call_participants(chat_id uuid, call_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, joined_at timestamptz, left_at timestamptz, is_video_enabled boolean,
                   is_audio_enabled boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.participation(me.account, chat_id);
    RETURN QUERY
    SELECT p.user_id, p.joined_at, p.left_at, p.is_video_enabled, p.is_audio_enabled FROM tacet.call_participants p
     WHERE p.chat_id = call_participants.chat_id AND p.call_id = call_participants.call_id AND p.user_id > after
     ORDER BY p.user_id LIMIT max_rows;
END $$;

-- What happens elsewhere, and maintenance.

CREATE FUNCTION s.discard_media_of_message(message uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
BEGIN
    SELECT pg_catalog.array_agg(m.area) AS areas, pg_catalog.array_agg(m.holder_id) AS holders,
           pg_catalog.array_agg(m.id) AS ids INTO entry
      FROM tacet.media m WHERE m.message_id = message;
    IF entry.ids IS NOT NULL THEN
        PERFORM s.discard_media(entry.areas, entry.holders, entry.ids);
    END IF;
END $$;

CREATE FUNCTION s.discard_media_of_chat(chat uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ids CONSTANT pg_catalog.uuid[] := ARRAY(SELECT m.id FROM tacet.media m WHERE m.area = 'chat' AND m.holder_id = chat);
BEGIN
    DELETE FROM tacet.calls c WHERE c.chat_id = chat;
    PERFORM s.discard_media(pg_catalog.array_fill('chat'::pg_catalog.text, ARRAY[pg_catalog.cardinality(ids)]),
        pg_catalog.array_fill(chat, ARRAY[pg_catalog.cardinality(ids)]), ids);
    DELETE FROM tacet.group_quotas q WHERE q.area = 'chat' AND q.holder_id = chat AND q.media_count = 0;
END $$;

CREATE FUNCTION s.end_media_of_member(chat uuid, account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ids pg_catalog.uuid[];
BEGIN
    PERFORM s.leave_call(account, chat, c.id) FROM tacet.calls c WHERE c.chat_id = chat AND c.ended_at IS NULL;
    ids := ARRAY(SELECT m.id FROM tacet.media m
        WHERE m.area = 'chat' AND m.holder_id = chat AND m.author_id = account AND m.state = 'uploading');
    PERFORM s.discard_media(pg_catalog.array_fill('chat'::pg_catalog.text, ARRAY[pg_catalog.cardinality(ids)]),
        pg_catalog.array_fill(chat, ARRAY[pg_catalog.cardinality(ids)]), ids);
END $$;

CREATE FUNCTION s.end_media_of_device(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
BEGIN
    SELECT pg_catalog.array_agg(m.area) AS areas, pg_catalog.array_agg(m.holder_id) AS holders,
           pg_catalog.array_agg(m.id) AS ids INTO entry
      FROM tacet.media m WHERE m.device_id = device AND m.state = 'uploading';
    IF entry.ids IS NOT NULL THEN
        PERFORM s.discard_media(entry.areas, entry.holders, entry.ids);
    END IF;
END $$;

-- What others received stays, without an author; what was the account's own goes.
CREATE FUNCTION s.forget_media_of_user(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
BEGIN
    FOR entry IN SELECT p.chat_id, p.call_id FROM tacet.call_participants p JOIN tacet.calls c
                     ON c.chat_id = p.chat_id AND c.id = p.call_id AND c.ended_at IS NULL
                  WHERE p.user_id = account ORDER BY p.chat_id LOOP
        PERFORM s.leave_call(account, entry.chat_id, entry.call_id);
    END LOOP;
    UPDATE tacet.calls c SET initiator_id = NULL WHERE c.initiator_id = account;
    DELETE FROM tacet.call_participants p WHERE p.user_id = account;
    DELETE FROM tacet.stories x WHERE x.user_id = account;
    DELETE FROM tacet.story_privacy_lists l WHERE l.allowed_user_id = account;
    DELETE FROM tacet.story_views v WHERE v.viewer_id = account;
    DELETE FROM tacet.user_sticker_packs x WHERE x.user_id = account;
    UPDATE tacet.sticker_packs p SET author_id = NULL WHERE p.author_id = account;
    SELECT pg_catalog.array_agg(m.area) AS areas, pg_catalog.array_agg(m.holder_id) AS holders,
           pg_catalog.array_agg(m.id) AS ids INTO entry
      FROM tacet.media m WHERE m.author_id = account AND (m.area = 'account' OR m.state = 'uploading');
    PERFORM FROM tacet.media m WHERE m.author_id = account ORDER BY m.area, m.holder_id, m.id FOR UPDATE;
    UPDATE tacet.media m SET author_id = NULL, device_id = NULL
     WHERE m.author_id = account AND m.area <> 'account' AND m.state = 'complete';
    IF entry.ids IS NOT NULL THEN
        PERFORM s.discard_media(entry.areas, entry.holders, entry.ids);
    END IF;
    DELETE FROM tacet.media_downloads d WHERE d.user_id = account;
    DELETE FROM tacet.group_quotas q WHERE q.area = 'account' AND q.holder_id = account AND q.media_count = 0;
END $$;

-- Expired media and uploads nobody finished; avatars and stickers that nothing shows for a day; empty quotas.
CREATE FUNCTION s.cleanup_expired_media() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
    batch bigint;
    removed bigint := 0;
BEGIN
    FOR round IN 1..20 LOOP
        batch := s.discard_expired(NULL, NULL, 500);
        removed := removed + batch;
        EXIT WHEN batch < 500;
    END LOOP;
    SELECT pg_catalog.array_agg(x.area) AS areas, pg_catalog.array_agg(x.holder_id) AS holders,
           pg_catalog.array_agg(x.id) AS ids INTO entry
      FROM (SELECT m.area, m.holder_id, m.id FROM tacet.media m
             WHERE m.expires_at IS NULL AND m.uploaded_at < pg_catalog.now() - interval '24 hours'
               AND NOT EXISTS (SELECT FROM tacet.users u WHERE m.area = 'account' AND u.id = m.holder_id AND u.avatar = m.id)
               AND NOT EXISTS (SELECT FROM tacet.chats c WHERE m.area = 'chat' AND c.id = m.holder_id AND c.avatar = m.id)
               AND NOT EXISTS (SELECT FROM tacet.stickers x WHERE m.area = 'pack' AND x.pack_id = m.holder_id
                   AND x.media_id = m.id)
             LIMIT 1000 FOR UPDATE SKIP LOCKED) x;
    IF entry.ids IS NOT NULL THEN
        removed := removed + s.discard_media(entry.areas, entry.holders, entry.ids);
    END IF;
    DELETE FROM tacet.group_quotas q WHERE q.media_count = 0 AND q.max_bytes IS NULL AND q.max_media_count IS NULL
        AND q.member_percent IS NULL;
    RETURN removed;
END $$;

-- Gives the space of past months back as soon as nothing is left in them, and their partitions when no id can
-- name them any more. Whoever holds a lock is not waited for: the next run does it.
CREATE FUNCTION s.free_media_space() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    entry pg_catalog.record;
    filled boolean;
    freed bigint := 0;
BEGIN
    FOR entry IN
        SELECT p.relname AS parent, c.relname AS child, pg_catalog.pg_total_relation_size(c.oid) AS bytes,
               c.relname < s.partition_name(p.relname, pg_catalog.now() - interval '35 days') COLLATE "C" AS is_past
          FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
          JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
         WHERE i.inhparent IN ('tacet.media_chunks'::pg_catalog.regclass, 'tacet.media_downloads'::pg_catalog.regclass)
           AND c.relkind = 'r' AND c.relname < s.partition_name(p.relname, pg_catalog.now()) COLLATE "C"
         ORDER BY c.relname
    LOOP
        CONTINUE WHEN entry.bytes < 131072 AND NOT entry.is_past;
        BEGIN
            EXECUTE pg_catalog.format('SELECT EXISTS (SELECT FROM tacet.%I)', entry.child) INTO filled;
            CONTINUE WHEN filled;
            IF entry.is_past THEN
                EXECUTE pg_catalog.format('LOCK TABLE tacet.%I IN ACCESS EXCLUSIVE MODE NOWAIT', entry.parent);
            END IF;
            EXECUTE pg_catalog.format('LOCK TABLE tacet.%I IN ACCESS EXCLUSIVE MODE NOWAIT', entry.child);
            EXECUTE pg_catalog.format('SELECT EXISTS (SELECT FROM tacet.%I)', entry.child) INTO filled;
            CONTINUE WHEN filled;
            EXECUTE pg_catalog.format(CASE WHEN entry.is_past THEN 'DROP TABLE tacet.%I' ELSE 'TRUNCATE tacet.%I' END,
                entry.child);
            freed := freed + entry.bytes;
        EXCEPTION WHEN lock_not_available THEN
            NULL;
        END;
    END LOOP;
    RETURN freed;
END $$;

INSERT INTO tacet.hooks (event, function_name, position) VALUES
    ('maintain', 'cleanup_expired_stories', 100), ('maintain', 'cleanup_missed_calls', 100),
    ('maintain', 'cleanup_old_calls', 110),
    ('maintain', 'cleanup_expired_media', 200), ('maintain', 'free_media_space', 950),
    ('message_deleted', 'discard_media_of_message', 100), ('chat_deleted', 'discard_media_of_chat', 100),
    ('member_left', 'end_media_of_member', 100), ('device_removed', 'end_media_of_device', 100),
    ('user_deleted', 'forget_media_of_user', 100);

GRANT EXECUTE ON FUNCTION
    api.begin_media(text, uuid, uuid, text, bigint, integer, bytea, bytea, bytea, uuid, text),
    api.put_chunk(text, uuid, uuid, integer, bytea, bytea), api.media_missing_chunks(text, uuid, uuid),
    api.finish_media(text, uuid, uuid), api.cancel_media(text, uuid, uuid), api.delete_media(text, uuid, uuid),
    api.media(text, uuid, uuid), api.read_chunk(text, uuid, uuid, integer), api.media_of(text, uuid, uuid, integer),
    api.note_download(text, uuid, uuid), api.downloads_of(text, uuid, uuid, uuid, integer), api.quota(text, uuid),
    api.set_member_share(uuid, integer),
    api.create_sticker_pack(uuid, boolean, bytea, bytea, text, bytea), api.add_sticker(uuid, uuid, uuid, text, bytea),
    api.remove_sticker(uuid, uuid), api.order_stickers(uuid, uuid[]), api.edit_sticker_pack(uuid, bytea, text, uuid),
    api.delete_sticker_pack(uuid), api.open_sticker_pack(uuid, bytea), api.install_sticker_pack(uuid),
    api.uninstall_sticker_pack(uuid), api.order_sticker_packs(uuid[]), api.sticker_pack(uuid), api.stickers(uuid), api.sticker_packs(text, uuid, integer),
    api.post_story(uuid, text, uuid, bytea, text, integer, text, uuid[]), api.stories(uuid, uuid, integer),
    api.story(uuid, uuid), api.view_story(uuid, uuid), api.story_viewers(uuid, uuid, integer), api.delete_story(uuid),
    api.start_call(uuid, uuid, text, boolean, boolean), api.ring_call(uuid, uuid),
    api.join_call(uuid, uuid, boolean, boolean), api.leave_call(uuid, uuid), api.reject_call(uuid, uuid, text),
    api.end_call(uuid, uuid, text), api.set_call_media(uuid, uuid, boolean, boolean), api.calls(uuid, uuid, integer),
    api.active_call(uuid), api.call_participants(uuid, uuid, uuid, integer) TO @user@;
GRANT EXECUTE ON FUNCTION admin.set_quota(text, uuid, bigint, integer, integer), admin.quotas(text, uuid, integer),
    admin.check_quotas(), admin.recalculate_quota(text, uuid), admin.media_garbage(text, integer),
    admin.forget_media_garbage(text[]) TO @migrator@;
