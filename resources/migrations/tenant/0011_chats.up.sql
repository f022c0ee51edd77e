-- Chats of every type: direct, group and channel; roles with permissions, members, and the log of what
-- happened in a chat. Direct chats keep user_a and user_b; the others have members.

ALTER TABLE tacet.chats DROP CONSTRAINT chats_chat_type_check;
ALTER TABLE tacet.chats ADD CONSTRAINT chats_chat_type_check CHECK (chat_type IN ('direct', 'group', 'channel'));
ALTER TABLE tacet.chats
    ALTER COLUMN user_a DROP NOT NULL,
    ALTER COLUMN user_b DROP NOT NULL,
    ALTER COLUMN a_accepted DROP NOT NULL,
    ALTER COLUMN b_accepted DROP NOT NULL,
    ALTER COLUMN created_by DROP NOT NULL,
    ADD COLUMN visibility text NOT NULL DEFAULT 'private' CHECK (visibility IN ('public', 'private', 'secret')),
    ADD COLUMN encrypted_name bytea CHECK (octet_length(encrypted_name) BETWEEN 1 AND 1024),
    ADD COLUMN encrypted_description bytea CHECK (octet_length(encrypted_description) BETWEEN 1 AND 4096),
    ADD COLUMN name text CHECK (char_length(name) BETWEEN 1 AND 100 AND name !~ '[[:cntrl:]]'),
    ADD COLUMN description text CHECK (char_length(description) <= 500),
    ADD COLUMN avatar uuid,
    ADD COLUMN owner_id uuid REFERENCES tacet.users (id) ON DELETE SET NULL,
    ADD COLUMN max_members integer CHECK (max_members BETWEEN 1 AND 1000000),
    ADD COLUMN member_count integer NOT NULL DEFAULT 0 CHECK (member_count >= 0),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN deleted_at timestamptz,
    -- Not generated columns: adding those writes the table anew, and who looks meanwhile finds it empty.
    ADD COLUMN is_public boolean NOT NULL DEFAULT false,
    ADD COLUMN search_vector tsvector;
ALTER TABLE tacet.chats
    DROP CONSTRAINT chats_pair,
    ADD CONSTRAINT chats_direct_shape CHECK (CASE WHEN chat_type = 'direct'
        THEN user_a IS NOT NULL AND user_b IS NOT NULL AND user_a < user_b
             AND a_accepted IS NOT NULL AND b_accepted IS NOT NULL AND visibility = 'private'
             AND name IS NULL AND encrypted_name IS NULL AND owner_id IS NULL AND max_members IS NULL
        ELSE user_a IS NULL AND user_b IS NULL AND a_accepted IS NULL AND b_accepted IS NULL
             AND max_members IS NOT NULL END),
    -- What everybody may find has a name that everybody may read; all else is read by members alone.
    ADD CONSTRAINT chats_named CHECK (chat_type = 'direct' OR deleted_at IS NOT NULL
        OR CASE WHEN visibility = 'public' THEN name IS NOT NULL
                ELSE encrypted_name IS NOT NULL AND name IS NULL AND description IS NULL END),
    ADD CONSTRAINT chats_size CHECK (max_members IS NULL OR member_count <= max_members);
CREATE FUNCTION s.derive_chat() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    NEW.is_public := NEW.visibility = 'public';
    NEW.search_vector := CASE WHEN NEW.is_public THEN
        pg_catalog.setweight(pg_catalog.to_tsvector('simple'::pg_catalog.regconfig, COALESCE(NEW.name, '')), 'A')
        || pg_catalog.setweight(pg_catalog.to_tsvector('simple'::pg_catalog.regconfig, COALESCE(NEW.description, '')), 'B') END;
    RETURN NEW;
END $$;
CREATE TRIGGER chats_derived BEFORE INSERT OR UPDATE OF visibility, name, description, is_public, search_vector
    ON tacet.chats FOR EACH ROW EXECUTE FUNCTION s.derive_chat();
CREATE INDEX chats_search ON tacet.chats USING gin (search_vector) WHERE visibility = 'public' AND deleted_at IS NULL;
CREATE INDEX chats_public_name ON tacet.chats (lower(name) COLLATE "C", id) WHERE visibility = 'public' AND deleted_at IS NULL;
CREATE INDEX chats_owner ON tacet.chats (owner_id) WHERE owner_id IS NOT NULL;
CREATE TRIGGER chats_updated BEFORE UPDATE OF visibility, encrypted_name, encrypted_description, name, description, avatar,
    owner_id, max_members, deleted_at ON tacet.chats
    FOR EACH ROW EXECUTE FUNCTION s.update_updated_at_column();

CREATE FUNCTION s.all_permissions() RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
    SELECT '["manage_chat", "manage_members", "manage_roles", "send_messages", "delete_messages", "pin_messages",
             "post_threads", "upload_media"]'::pg_catalog.jsonb
$$;

-- built_in: the three that every chat has. Others have a name: a plain one in public chats only.
CREATE TABLE tacet.chat_roles (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    built_in text CHECK (built_in IN ('owner', 'admin', 'member')),
    name text CHECK (char_length(name) BETWEEN 1 AND 64 AND name !~ '[[:cntrl:]]'),
    encrypted_name bytea CHECK (octet_length(encrypted_name) BETWEEN 1 AND 1024),
    color text CHECK (color ~ '^#[0-9a-f]{6}$'),
    permissions jsonb NOT NULL CHECK (jsonb_typeof(permissions) = 'array' AND permissions <@
        '["manage_chat", "manage_members", "manage_roles", "send_messages", "delete_messages", "pin_messages",
          "post_threads", "upload_media"]'::jsonb),
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, id),
    CHECK (num_nonnulls(built_in, name, encrypted_name) = 1)
);
CREATE UNIQUE INDEX chat_roles_built_in ON tacet.chat_roles (chat_id, built_in) WHERE built_in IS NOT NULL;
CREATE UNIQUE INDEX chat_roles_default ON tacet.chat_roles (chat_id) WHERE is_default;

CREATE TABLE tacet.chat_members (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES tacet.users (id),
    role_id uuid NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    muted_until timestamptz,
    invited_by uuid,
    PRIMARY KEY (chat_id, user_id),
    FOREIGN KEY (chat_id, role_id) REFERENCES tacet.chat_roles (chat_id, id)
);
CREATE INDEX chat_members_user ON tacet.chat_members (user_id, chat_id) WHERE left_at IS NULL;
CREATE INDEX chat_members_role ON tacet.chat_members (chat_id, role_id) WHERE left_at IS NULL;

-- What happened, to which row. Append-only; read by snapshot (docs/schema.md): xid is the writing transaction.
CREATE TABLE tacet.chat_log (
    id uuid NOT NULL PRIMARY KEY,
    chat_id uuid NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind text NOT NULL CHECK (kind IN ('message', 'message_edited', 'message_deleted', 'reaction', 'pin', 'receipt',
        'thread', 'thread_edited', 'thread_deleted', 'reply', 'reply_edited', 'reply_deleted',
        'operation', 'epoch', 'keys', 'chat', 'media', 'media_deleted', 'call')),
    subject uuid NOT NULL
) PARTITION BY RANGE (id);
CREATE INDEX chat_log_cursor ON tacet.chat_log (chat_id, xid, id);

SELECT s.seal('tacet.chat_roles'), s.seal('tacet.chat_members'), s.seal('tacet.chat_log');
INSERT INTO tacet.partitioned_tables (name, position) VALUES ('chat_log', 10);
SELECT s.ensure_partitions();

CREATE FUNCTION s.log_event(chat uuid, kind text, subject uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO tacet.chat_log (id, chat_id, kind, subject) VALUES (s.new_id(), chat, log_event.kind, log_event.subject);
END $$;

-- How the account takes part in a chat of any type; refuses (SR001) who does not, and chats that are gone.
-- permissions: of the role; in direct chats what both sides may. While muted nothing can be posted.
CREATE FUNCTION s.participation(account uuid, chat uuid, OUT chat_type text, OUT built_in_role text,
                                OUT permissions jsonb, OUT is_muted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT c.chat_type, r.built_in,
           CASE WHEN c.chat_type = 'direct' THEN '["send_messages", "pin_messages", "upload_media"]'::pg_catalog.jsonb
                ELSE r.permissions END,
           COALESCE(m.muted_until > pg_catalog.now(), false)
      INTO chat_type, built_in_role, permissions, is_muted
      FROM tacet.chats c
      LEFT JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
      LEFT JOIN tacet.chat_roles r ON r.chat_id = c.id AND r.id = m.role_id
     WHERE c.id = chat AND c.deleted_at IS NULL
       AND (c.user_a = account OR c.user_b = account OR m.user_id IS NOT NULL);
    IF chat_type IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- One answer for no such chat, no member and no permission.
CREATE FUNCTION s.demand_permission(account uuid, chat uuid, permission text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    part CONSTANT pg_catalog.record := s.participation(account, chat);
BEGIN
    IF NOT part.permissions ? permission
       OR (part.is_muted AND permission IN ('send_messages', 'post_threads', 'upload_media')) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- For what direct chats have not: roles, epochs, threads.
CREATE FUNCTION s.demand_group_permission(account uuid, chat uuid, permission text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF (s.participation(account, chat)).chat_type = 'direct' THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand_permission(account, chat, permission);
END $$;
