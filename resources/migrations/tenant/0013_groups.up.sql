-- Groups and channels: the signed log of operations with the tables that are its index, roles, members,
-- invites, epochs and their wrapped keys, sender keys, search of public chats.
-- Whatever changes a chat first locks its row, and nobody locks two but in the order of their ids.

ALTER TABLE tacet.chats
    -- The last operation of the log; every group payload carries it.
    ADD COLUMN head_sequence bigint NOT NULL DEFAULT 0 CHECK (head_sequence >= 0),
    ADD COLUMN head_hash bytea NOT NULL DEFAULT '' CHECK (octet_length(head_hash) IN (0, 32)),
    ADD COLUMN epoch bigint NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    -- The lowest epoch that posts may still use. Above `epoch` from a removal to the next epoch: until then none.
    ADD COLUMN epoch_floor bigint NOT NULL DEFAULT 0,
    ADD COLUMN epoch_made_at timestamptz,
    -- Since when and why the next epoch is wanted.
    ADD COLUMN epoch_due_at timestamptz,
    ADD COLUMN epoch_due_reason text CHECK (epoch_due_reason IN ('removal', 'left', 'device', 'invite', 'expiry',
        'visibility')),
    ADD COLUMN shares_history boolean NOT NULL DEFAULT false,
    -- The owner's account is gone and the successor has not yet said so in the log.
    ADD COLUMN succession_due boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT chats_epoch_floor CHECK (epoch_floor BETWEEN 0 AND epoch + 1),
    ADD CONSTRAINT chats_epoch_due CHECK ((epoch_due_at IS NULL) = (epoch_due_reason IS NULL)),
    ADD CONSTRAINT chats_head CHECK ((head_sequence = 0) = (head_hash = ''));
CREATE INDEX chats_groups ON tacet.chats (id) WHERE chat_type <> 'direct';
CREATE INDEX chats_dissolved ON tacet.chats (id) WHERE deleted_at IS NOT NULL;

ALTER TABLE tacet.chat_members
    -- Of the operations that let in and out; no sequence where an account was deleted, which nobody signs.
    ADD COLUMN joined_sequence bigint NOT NULL DEFAULT 0,
    ADD COLUMN left_sequence bigint,
    ADD COLUMN joined_epoch bigint NOT NULL DEFAULT 0,
    -- Who was removed comes back only when a manager adds or pardons them.
    ADD COLUMN removed_by uuid,
    ADD CONSTRAINT chat_members_left CHECK (left_at IS NOT NULL OR (removed_by IS NULL AND left_sequence IS NULL));
CREATE INDEX chat_members_present ON tacet.chat_members (chat_id, user_id) WHERE left_at IS NULL;
-- The few who are more than members, in pages.
DROP INDEX tacet.chat_members_role;
CREATE INDEX chat_members_role ON tacet.chat_members (chat_id, role_id, user_id) WHERE left_at IS NULL;
CREATE INDEX chat_members_removed ON tacet.chat_members (chat_id, user_id) WHERE removed_by IS NOT NULL;
CREATE INDEX chat_members_seniority ON tacet.chat_members (chat_id, joined_at, user_id) WHERE left_at IS NULL;

-- Append-only, a hash chain: hash = SHA-256(previous_hash || body). The body is what the device signed and says all of
-- it again, with chat, sequence and previous hash; the columns beside it are for the tables, which are its index.
CREATE TABLE tacet.group_operations (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    sequence bigint NOT NULL CHECK (sequence >= 1),
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('create', 'settings', 'dissolve', 'owner', 'succeed', 'role', 'role_removed',
        'assign', 'add', 'join', 'remove', 'pardon', 'leave', 'mute', 'invite', 'invite_revoked', 'epoch')),
    subject uuid,
    detail uuid,
    actor_user uuid NOT NULL,
    actor_device uuid NOT NULL,
    -- About somebody of the built-in member role only: in channels not everybody's business.
    is_ordinary boolean NOT NULL,
    previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = CASE WHEN sequence = 1 THEN 0 ELSE 32 END),
    hash bytea NOT NULL CHECK (hash = sha256(previous_hash || body)),
    body bytea NOT NULL CHECK (octet_length(body) BETWEEN 1 AND 65536),
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    invite_signature bytea CHECK (octet_length(invite_signature) = 64),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (chat_id, sequence)
);
ALTER TABLE tacet.group_operations ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE FUNCTION s.operations_never_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.refuse('SR006');
    RETURN NULL;
END $$;
CREATE TRIGGER operations_never_change BEFORE UPDATE ON tacet.group_operations
    FOR EACH ROW EXECUTE FUNCTION s.operations_never_change();

-- A code only locates the chat and asks, a manager admits; a link brings a key pair that stands in the log and
-- the epoch key, wrapped. The database has the SHA-256 of the code, or of the id that a link's secret gives.
CREATE TABLE tacet.group_invites (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('code', 'link')),
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    invite_pubkey bytea CHECK (octet_length(invite_pubkey) = 32),
    role_id uuid,
    epoch bigint,
    wrapped_key bytea CHECK (octet_length(wrapped_key) BETWEEN 32 AND 256),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    max_uses integer NOT NULL CHECK (max_uses BETWEEN 1 AND 1000000),
    uses integer NOT NULL DEFAULT 0 CHECK (uses BETWEEN 0 AND max_uses),
    revoked_at timestamptz,
    PRIMARY KEY (chat_id, id),
    CHECK ((kind = 'link') = (invite_pubkey IS NOT NULL) AND (kind = 'link') = (role_id IS NOT NULL)),
    CHECK ((epoch IS NULL) = (wrapped_key IS NULL) AND (wrapped_key IS NULL OR kind = 'link'))
);
-- Not unique: a refusal would tell that another's code exists. The oldest is the one that is found.
CREATE INDEX group_invites_code ON tacet.group_invites (code_hash, created_at);
CREATE INDEX group_invites_expiry ON tacet.group_invites (expires_at);
CREATE INDEX group_invites_creator ON tacet.group_invites (chat_id, created_by) WHERE revoked_at IS NULL;

-- What a device asked for last. Asking and being answered are two transactions, or a guess that is rolled back
-- would cost nothing.
CREATE TABLE tacet.invite_lookups (
    device_id uuid PRIMARY KEY REFERENCES tacet.devices (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    asked_xid xid8 NOT NULL,
    asked_at timestamptz NOT NULL
);

CREATE TABLE tacet.chat_join_requests (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    device_id uuid NOT NULL,
    invite_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, user_id)
);
CREATE INDEX chat_join_requests_user ON tacet.chat_join_requests (user_id, chat_id);
CREATE INDEX chat_join_requests_age ON tacet.chat_join_requests (created_at);

-- open_key: of public chats, which everybody may join and read.
CREATE TABLE tacet.group_key_epochs (
    chat_id uuid NOT NULL REFERENCES tacet.chats (id) ON DELETE CASCADE,
    epoch bigint NOT NULL CHECK (epoch >= 1),
    reason text NOT NULL CHECK (reason IN ('created', 'removal', 'left', 'device', 'invite', 'expiry', 'visibility',
        'age', 'manual')),
    sequence bigint NOT NULL,
    made_by uuid NOT NULL,
    made_by_device uuid NOT NULL,
    open_key bytea CHECK (octet_length(open_key) = 32),
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, epoch)
);

-- One wrap per device and epoch: HPKE with an ML-KEM-1024 shared secret as psk.
CREATE TABLE tacet.group_keys (
    device_id uuid NOT NULL,
    chat_id uuid NOT NULL,
    epoch bigint NOT NULL,
    wrapped_by uuid NOT NULL,
    encapsulation bytea NOT NULL CHECK (octet_length(encapsulation) = 32),
    kem_key_id bigint NOT NULL CHECK (kem_key_id BETWEEN 1 AND 4294967295),
    kem_ciphertext bytea NOT NULL CHECK (octet_length(kem_ciphertext) = 1568),
    ciphertext bytea NOT NULL CHECK (octet_length(ciphertext) BETWEEN 48 AND 256),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device_id, chat_id, epoch)
);
ALTER TABLE tacet.group_keys ALTER COLUMN kem_ciphertext SET STORAGE EXTERNAL;
CREATE INDEX group_keys_chat ON tacet.group_keys (chat_id, epoch);

-- Which Megolm session a device sends with; the session itself goes from device to device.
CREATE TABLE tacet.group_sender_keys (
    chat_id uuid NOT NULL,
    device_id uuid NOT NULL,
    distribution_id uuid NOT NULL,
    epoch bigint NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (chat_id, device_id, distribution_id)
);
CREATE UNIQUE INDEX group_sender_keys_current ON tacet.group_sender_keys (chat_id, device_id) WHERE ended_at IS NULL;
CREATE INDEX group_sender_keys_device ON tacet.group_sender_keys (device_id);

SELECT s.seal('tacet.group_operations'), s.seal('tacet.group_invites'), s.seal('tacet.invite_lookups'),
       s.seal('tacet.chat_join_requests'), s.seal('tacet.group_key_epochs'), s.seal('tacet.group_keys'),
       s.seal('tacet.group_sender_keys');

INSERT INTO tacet.policy_defaults (key, value, lowest, highest) VALUES
    ('group_max_members', '200', 1, 100000),
    ('channel_max_members', '100000', 1, 1000000),
    ('channel_members_listed', 'false', 0, 0),
    ('roles_per_chat', '50', 3, 500),
    ('invites_per_chat', '100', 1, 10000),
    ('requests_per_chat', '500', 1, 10000),
    ('group_invite_seconds', '86400', 60, 2592000),
    ('group_mailbox_rows', '100', 1, 10000),
    ('epoch_days', '7', 1, 365),
    ('epoch_overlap_seconds', '600', 0, 86400),
    ('epoch_grace_hours', '72', 0, 8760),
    ('group_burst', '500', 0, 1e15),      ('group_per_second', '1', 0, 1e15),
    ('redeem_burst', '10', 0, 1e15),      ('redeem_per_second', '0.01', 0, 1e15),
    ('distribute_burst', '50000', 0, 1e15), ('distribute_per_second', '500', 0, 1e15);

-- What a post may be encrypted under: the newest epoch; the one before for as long as a client may not have
-- heard of the new one (epoch_overlap_seconds), but never one from before somebody lost the right to read.
-- After a removal, which a manager's client makes and follows with an epoch, nothing is taken until that epoch
-- is there. Where somebody left, lost a device or an invite ran out, perhaps with no manager awake, posts go on
-- for epoch_grace_hours: else anyone could silence a chat by leaving it.
CREATE FUNCTION s.demand_epoch(chat uuid, epoch bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    state pg_catalog.record;
BEGIN
    -- A snapshot of before a removal must not outlive it.
    PERFORM s.demand(epoch >= 1 AND pg_catalog.current_setting('transaction_isolation') = 'read committed');
    SELECT c.epoch, c.epoch_floor, c.epoch_made_at, c.epoch_due_at INTO state
      FROM tacet.chats c WHERE c.id = chat AND c.chat_type <> 'direct' AND c.deleted_at IS NULL;
    IF state IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF (demand_epoch.epoch >= state.epoch_floor
        AND (demand_epoch.epoch = state.epoch
             OR (demand_epoch.epoch = state.epoch - 1 AND state.epoch_made_at > pg_catalog.now()
                    - pg_catalog.make_interval(secs => s.policy_number('epoch_overlap_seconds'))))
        AND (state.epoch_due_at IS NULL OR state.epoch_due_at > pg_catalog.now()
                    - pg_catalog.make_interval(secs => 3600 * s.policy_number('epoch_grace_hours')))) IS NOT TRUE THEN
        PERFORM s.refuse('SR006');
    END IF;
END $$;

-- Every active device that may hold the keys of a chat.
CREATE FUNCTION s.chat_member_devices(chat uuid) RETURNS TABLE (device_id uuid, user_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
    SELECT d.id, d.user_id
      FROM (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.chats c ON c.id = m.chat_id AND c.deleted_at IS NULL
             WHERE m.chat_id = chat AND m.left_at IS NULL
            UNION ALL SELECT c.user_a FROM tacet.chats c WHERE c.id = chat AND c.chat_type = 'direct'
            UNION ALL SELECT c.user_b FROM tacet.chats c WHERE c.id = chat AND c.chat_type = 'direct') p
      JOIN tacet.devices d ON d.user_id = p.user_id AND d.active;
END $$;

-- Below this id nothing of the chat is for this account: what was before it came, unless the chat shares its past.
CREATE FUNCTION s.history_start(account uuid, chat uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT CASE WHEN c.shares_history OR c.visibility = 'public' OR m.joined_sequence = 1
                        THEN '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid
                        ELSE s.uuid7_floor(m.joined_at) END
              FROM tacet.chats c JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
             WHERE c.id = chat AND c.deleted_at IS NULL);
END $$;

-- Owner above admin above who manages anything above the rest. Nobody changes an equal or a better.
CREATE FUNCTION s.role_rank(built_in text, permissions jsonb) RETURNS integer
    LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT CASE WHEN built_in = 'owner' THEN 3 WHEN built_in = 'admin' THEN 2
                WHEN permissions ?| ARRAY['manage_chat', 'manage_members', 'manage_roles'] THEN 1 ELSE 0 END
$$;

-- A member of a group or channel, with its role; refuses (SR001) others and who has not the permission.
-- permission: one of s.all_permissions(), 'owner', or NULL for any member.
CREATE FUNCTION s.acting(account uuid, chat uuid, permission text, OUT role_id uuid, OUT built_in text,
                         OUT permissions jsonb, OUT rank integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT r.id, r.built_in, r.permissions, s.role_rank(r.built_in, r.permissions)
      INTO role_id, built_in, permissions, rank
      FROM tacet.chats c
      JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
      JOIN tacet.chat_roles r ON r.chat_id = c.id AND r.id = m.role_id
     WHERE c.id = chat AND c.chat_type <> 'direct' AND c.deleted_at IS NULL;
    IF role_id IS NULL OR (permission = 'owner' AND built_in IS DISTINCT FROM 'owner')
       OR (permission <> 'owner' AND NOT permissions ? permission) THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Whether an account sees all members of a chat. In channels where only some may post the readers are nobody's
-- business but the managers', unless the tenant says otherwise.
CREATE FUNCTION s.sees_members(account uuid, chat uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT c.chat_type = 'group' OR s.policy('channel_members_listed') = 'true'::pg_catalog.jsonb
                OR own.permissions ? 'manage_members' OR EXISTS (
                    SELECT FROM tacet.chat_roles r WHERE r.chat_id = c.id AND r.built_in = 'member'
                       AND r.permissions ?| ARRAY['send_messages', 'post_threads'])
              FROM tacet.chats c
              JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = account AND m.left_at IS NULL
              JOIN tacet.chat_roles own ON own.chat_id = c.id AND own.id = m.role_id
             WHERE c.id = chat);
END $$;

-- The one way into the log. Locks the chat, checks the actor under the lock and that the operation is the next
-- one, and appends it; the caller then changes the tables. The same operation of the same device again is a repeat.
CREATE FUNCTION s.operate(device uuid, account uuid, chat uuid, permission text, kind text, subject uuid, detail uuid,
        sequence bigint, previous_hash bytea, body bytea, signature bytea, invite_signature bytea,
        OUT is_repeat boolean, OUT role_id uuid, OUT built_in text, OUT permissions jsonb, OUT rank integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    head pg_catalog.record;
    operation CONSTANT pg_catalog.uuid := s.new_id();
    sum CONSTANT pg_catalog.bytea := pg_catalog.sha256(previous_hash || body);
BEGIN
    PERFORM s.demand(chat IS NOT NULL AND sequence BETWEEN 2 AND 9007199254740991
        AND pg_catalog.octet_length(previous_hash) = 32 AND pg_catalog.octet_length(body) BETWEEN 1 AND 65536
        AND pg_catalog.octet_length(signature) = 64);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    PERFORM s.take(device, 'group', 1);
    FOR attempt IN 1..2 LOOP
        is_repeat := EXISTS (SELECT FROM tacet.group_operations o
            WHERE o.chat_id = chat AND o.sequence = operate.sequence AND o.hash = sum AND o.actor_device = device
              AND o.kind = operate.kind AND o.subject IS NOT DISTINCT FROM operate.subject
              AND o.detail IS NOT DISTINCT FROM operate.detail AND o.signature = operate.signature);
        IF is_repeat THEN
            RETURN;
        END IF;
        -- The first time without the lock: who has no business here neither waits for it nor holds it.
        IF operate.kind <> 'join' THEN
            SELECT a.* INTO role_id, built_in, permissions, rank FROM s.acting(account, chat, permission) a;
        END IF;
        IF attempt = 1 THEN
            SELECT c.head_sequence, c.head_hash INTO head
              FROM tacet.chats c WHERE c.id = chat AND c.chat_type <> 'direct' AND c.deleted_at IS NULL
               FOR NO KEY UPDATE;
            IF NOT FOUND THEN
                PERFORM s.refuse('SR001');
            END IF;
        END IF;
    END LOOP;
    IF operate.sequence <> head.head_sequence + 1 OR operate.previous_hash <> head.head_hash THEN
        PERFORM s.refuse('SR006');
    END IF;
    INSERT INTO tacet.group_operations (chat_id, sequence, id, kind, subject, detail, actor_user, actor_device,
        is_ordinary, previous_hash, hash, body, signature, invite_signature)
    VALUES (chat, operate.sequence, operation, operate.kind, operate.subject, operate.detail, account, device,
        operate.kind IN ('assign', 'add', 'join', 'remove', 'pardon', 'leave', 'mute')
        AND NOT EXISTS (SELECT FROM tacet.chat_roles r WHERE r.chat_id = chat AND r.built_in IS DISTINCT FROM 'member'
            AND (r.id = operate.detail OR r.id = (SELECT m.role_id FROM tacet.chat_members m
                WHERE m.chat_id = chat AND m.user_id = operate.subject AND m.left_at IS NULL))),
        operate.previous_hash, sum, operate.body, operate.signature, operate.invite_signature);
    UPDATE tacet.chats c SET head_sequence = operate.sequence, head_hash = sum WHERE c.id = chat;
    PERFORM s.log_event(chat, 'operation', operation);
END $$;

-- Wants the next epoch. After a removal, a revoked link or a change of visibility nothing is posted before it is there.
CREATE FUNCTION s.want_epoch(chat uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    at_once CONSTANT boolean := reason IN ('removal', 'invite', 'visibility');
BEGIN
    UPDATE tacet.chats c
       SET epoch_floor = CASE WHEN at_once THEN c.epoch + 1 ELSE c.epoch_floor END,
           epoch_due_at = COALESCE(c.epoch_due_at, pg_catalog.now()),
           epoch_due_reason = CASE WHEN at_once THEN reason ELSE COALESCE(c.epoch_due_reason, reason) END
     WHERE c.id = chat AND (c.visibility <> 'public' OR reason = 'visibility');
END $$;

-- Links and codes of who may not invite any more.
CREATE FUNCTION s.void_invites(chat uuid, creator uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.group_invites i SET revoked_at = pg_catalog.now()
     WHERE i.chat_id = chat AND i.created_by = creator AND i.revoked_at IS NULL;
END $$;

-- Lets an account in. The chat is locked, so its size holds.
CREATE FUNCTION s.seat(chat uuid, account uuid, role uuid, sequence bigint, inviter uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    present_epoch bigint;
BEGIN
    IF EXISTS (SELECT FROM tacet.chat_members m WHERE m.chat_id = chat AND m.user_id = account AND m.left_at IS NULL) THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.chats c SET member_count = c.member_count + 1
     WHERE c.id = chat AND c.member_count < c.max_members
    RETURNING GREATEST(c.epoch, c.epoch_floor) INTO present_epoch;
    IF present_epoch IS NULL THEN
        PERFORM s.refuse('SR004');
    END IF;
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id, invited_by, joined_sequence, joined_epoch)
    VALUES (chat, account, role, inviter, seat.sequence, present_epoch)
    ON CONFLICT ON CONSTRAINT chat_members_pkey DO UPDATE
       SET role_id = EXCLUDED.role_id, invited_by = EXCLUDED.invited_by, joined_sequence = EXCLUDED.joined_sequence,
           joined_epoch = EXCLUDED.joined_epoch, joined_at = pg_catalog.now(), left_at = NULL, left_sequence = NULL,
           removed_by = NULL, muted_until = NULL;
    DELETE FROM tacet.chat_join_requests r WHERE r.chat_id = chat AND r.user_id = account;
END $$;

-- Lets an account out, by itself (remover NULL) or not. No sequence: the account is being deleted.
CREATE FUNCTION s.unseat(chat uuid, account uuid, sequence bigint, remover uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chat_members m
       SET left_at = pg_catalog.now(), left_sequence = unseat.sequence, removed_by = remover, muted_until = NULL,
           role_id = (SELECT r.id FROM tacet.chat_roles r WHERE r.chat_id = chat AND r.built_in = 'member')
     WHERE m.chat_id = chat AND m.user_id = account AND m.left_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.chats c SET member_count = c.member_count - 1 WHERE c.id = chat;
    DELETE FROM tacet.group_keys k USING tacet.devices d
     WHERE d.user_id = account AND d.active AND k.device_id = d.id AND k.chat_id = chat;
    DELETE FROM tacet.group_sender_keys k USING tacet.devices d
     WHERE d.user_id = account AND d.active AND k.device_id = d.id AND k.chat_id = chat;
    PERFORM s.void_invites(chat, account);
    PERFORM s.want_epoch(chat, CASE WHEN remover IS NULL THEN 'left' ELSE 'removal' END);
    PERFORM s.run_hooks('member_left', chat, account);
END $$;

-- Members of a chat that is no more. All at once would take longer than a call may where there are very many.
CREATE FUNCTION s.empty_seats(chat uuid, at_most integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chat_members m SET left_at = pg_catalog.now()
     WHERE m.chat_id = chat AND m.user_id = ANY (ARRAY(SELECT x.user_id FROM tacet.chat_members x
        WHERE x.chat_id = chat AND x.left_at IS NULL ORDER BY x.user_id LIMIT at_most));
END $$;

-- The end of a chat. Its log stays; names, members (those of a large one with the next upkeep), invites and requests go.
CREATE FUNCTION s.dissolve(chat uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chats c
       SET deleted_at = pg_catalog.now(), name = NULL, description = NULL, encrypted_name = NULL,
           encrypted_description = NULL, avatar = NULL, owner_id = NULL, member_count = 0
     WHERE c.id = chat;
    PERFORM s.empty_seats(chat, 1000);
    UPDATE tacet.group_invites i SET revoked_at = pg_catalog.now() WHERE i.chat_id = chat AND i.revoked_at IS NULL;
    DELETE FROM tacet.chat_join_requests r WHERE r.chat_id = chat;
    PERFORM s.log_event(chat, 'chat', chat);
    PERFORM s.run_hooks('chat_deleted', chat);
END $$;

-- Somebody of lower rank who is here now.
CREATE FUNCTION s.demand_outranks(rank integer, chat uuid, other uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF (SELECT s.role_rank(r.built_in, r.permissions) < rank
          FROM tacet.chat_members m JOIN tacet.chat_roles r ON r.chat_id = m.chat_id AND r.id = m.role_id
         WHERE m.chat_id = chat AND m.user_id = other AND m.left_at IS NULL) IS NOT TRUE THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Nobody gives a role of his own rank, or with what he has not; only the default role, with which people are let
-- in, may have more than who lets them in. Other roles are given by who manages roles, ownership never.
CREATE FUNCTION s.demand_grantable(rank integer, permissions jsonb, chat uuid, role uuid) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF (SELECT s.role_rank(r.built_in, r.permissions) < rank
               AND (r.is_default OR (r.permissions <@ demand_grantable.permissions
                                     AND demand_grantable.permissions ? 'manage_roles'))
          FROM tacet.chat_roles r WHERE r.chat_id = chat AND r.id = role) IS NOT TRUE THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Names, descriptions and sizes: plain in public chats, else encrypted. Empty where there is none.
CREATE FUNCTION s.demand_chat_text(chat_type text, visibility text, name text, description text, encrypted_name bytea,
                                   encrypted_description bytea, max_members integer) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(chat_type IN ('group', 'channel') AND visibility IN ('public', 'private', 'secret')
        AND max_members BETWEEN 1 AND s.policy_number(chat_type || '_max_members')
        AND CASE WHEN visibility = 'public'
            THEN pg_catalog.char_length(name) BETWEEN 1 AND 100 AND name !~ '[[:cntrl:]]'
                 AND pg_catalog.char_length(description) <= 500 AND encrypted_name = '' AND encrypted_description = ''
            ELSE name = '' AND description = '' AND pg_catalog.octet_length(encrypted_name) BETWEEN 1 AND 1024
                 AND pg_catalog.octet_length(encrypted_description) <= 4096 END);
END $$;

-- Creates a group or channel: its genesis operation, the three built-in roles, the creator as owner, epoch 1.
-- role_ids: owner, admin, member. open_key: of the first epoch of a public chat, else empty.
CREATE FUNCTION api.create_chat(chat_id uuid, chat_type text, visibility text, name text, description text,
        encrypted_name bytea, encrypted_description bytea, avatar uuid, max_members integer, shares_history boolean,
        role_ids uuid[], open_key bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    sum CONSTANT pg_catalog.bytea := pg_catalog.sha256(body);
    operation CONSTANT pg_catalog.uuid := s.new_id();
    posting CONSTANT pg_catalog.jsonb := '["send_messages", "post_threads", "upload_media"]';
BEGIN
    PERFORM s.demand(s.is_current_id(chat_id) AND shares_history IS NOT NULL
        AND pg_catalog.array_ndims(role_ids) = 1 AND pg_catalog.cardinality(role_ids) = 3
        AND pg_catalog.array_position(role_ids, NULL) IS NULL AND pg_catalog.array_lower(role_ids, 1) = 1
        AND role_ids[1] <> role_ids[2] AND role_ids[2] <> role_ids[3] AND role_ids[1] <> role_ids[3]
        AND pg_catalog.octet_length(open_key) = CASE WHEN visibility = 'public' THEN 32 ELSE 0 END
        AND pg_catalog.octet_length(body) BETWEEN 1 AND 65536 AND pg_catalog.octet_length(signature) = 64);
    PERFORM s.demand_chat_text(chat_type, visibility, name, description, encrypted_name, encrypted_description, max_members);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    PERFORM s.take(me.device, 'chat', 5);
    INSERT INTO tacet.chats (id, chat_type, visibility, name, description, encrypted_name, encrypted_description, avatar,
        max_members, shares_history, created_by, owner_id, member_count, head_sequence, head_hash, epoch, epoch_floor,
        epoch_made_at)
    VALUES (create_chat.chat_id, create_chat.chat_type, create_chat.visibility, NULLIF(create_chat.name, ''),
        NULLIF(create_chat.description, ''), NULLIF(create_chat.encrypted_name, ''),
        NULLIF(create_chat.encrypted_description, ''), create_chat.avatar, create_chat.max_members,
        create_chat.shares_history, me.account, me.account, 1, 1, sum, 1, 1, pg_catalog.now())
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        IF NOT EXISTS (SELECT FROM tacet.group_operations o WHERE o.chat_id = create_chat.chat_id AND o.sequence = 1
                AND o.hash = sum AND o.signature = create_chat.signature AND o.actor_device = me.device) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN 'repeat';
    END IF;
    INSERT INTO tacet.chat_roles (chat_id, id, built_in, color, permissions, is_default) VALUES
        (create_chat.chat_id, role_ids[1], 'owner', '#ff0000', s.all_permissions(), false),
        (create_chat.chat_id, role_ids[2], 'admin', '#ffa500',
            '["manage_members", "delete_messages", "pin_messages"]'::pg_catalog.jsonb OPERATOR(pg_catalog.||) posting, false),
        (create_chat.chat_id, role_ids[3], 'member', NULL,
            CASE WHEN create_chat.chat_type = 'group' THEN posting ELSE '[]' END, true);
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id, joined_sequence, joined_epoch)
    VALUES (create_chat.chat_id, me.account, role_ids[1], 1, 1);
    INSERT INTO tacet.group_operations (chat_id, sequence, id, kind, subject, actor_user, actor_device, is_ordinary,
        previous_hash, hash, body, signature)
    VALUES (create_chat.chat_id, 1, operation, 'create', me.account, me.account, me.device, false, '', sum,
        create_chat.body, create_chat.signature);
    INSERT INTO tacet.group_key_epochs (chat_id, epoch, reason, sequence, made_by, made_by_device, open_key)
    VALUES (create_chat.chat_id, 1, 'created', 1, me.account, me.device, NULLIF(create_chat.open_key, ''));
    PERFORM s.log_event(create_chat.chat_id, 'operation', operation);
    RETURN 'stored';
END $$;

-- All settings at once. Between public and not public the keys change hands, so nothing is posted before the next epoch.
CREATE FUNCTION api.change_chat(chat_id uuid, visibility text, name text, description text, encrypted_name bytea,
        encrypted_description bytea, avatar uuid, max_members integer, shares_history boolean,
        sequence bigint, previous_hash bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    before pg_catalog.record;
BEGIN
    PERFORM s.demand(shares_history IS NOT NULL AND max_members >= 1);
    -- Which limit of members holds is known when it is known that the caller may ask.
    PERFORM s.demand_chat_text('channel', visibility, name, description, encrypted_name, encrypted_description,
        LEAST(max_members, s.policy_number('channel_max_members')::integer));
    act := s.operate(me.device, me.account, chat_id, 'manage_chat', 'settings', NULL, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    SELECT c.chat_type, c.visibility, c.member_count INTO before FROM tacet.chats c WHERE c.id = change_chat.chat_id;
    PERFORM s.demand(max_members <= s.policy_number(before.chat_type || '_max_members'));
    IF max_members < before.member_count OR (visibility <> 'public' AND EXISTS (
            SELECT FROM tacet.chat_roles r WHERE r.chat_id = change_chat.chat_id AND r.name IS NOT NULL)) THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.chats c
       SET visibility = change_chat.visibility, name = NULLIF(change_chat.name, ''),
           description = NULLIF(change_chat.description, ''), encrypted_name = NULLIF(change_chat.encrypted_name, ''),
           encrypted_description = NULLIF(change_chat.encrypted_description, ''), avatar = change_chat.avatar,
           max_members = change_chat.max_members, shares_history = change_chat.shares_history
     WHERE c.id = change_chat.chat_id;
    IF (before.visibility = 'public') <> (visibility = 'public') THEN
        PERFORM s.want_epoch(chat_id, 'visibility');
    END IF;
    IF visibility = 'secret' THEN
        UPDATE tacet.group_invites i SET revoked_at = pg_catalog.now()
         WHERE i.chat_id = change_chat.chat_id AND i.kind = 'code' AND i.revoked_at IS NULL;
        DELETE FROM tacet.chat_join_requests r WHERE r.chat_id = change_chat.chat_id;
    END IF;
    PERFORM s.log_event(chat_id, 'chat', chat_id);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.dissolve_chat(chat_id uuid, sequence bigint, previous_hash bytea, body bytea, signature bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    act := s.operate(me.device, me.account, chat_id, 'owner', 'dissolve', NULL, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.dissolve(chat_id);
    RETURN 'stored';
END $$;

CREATE FUNCTION s.built_in_role(chat uuid, built_in text) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN (SELECT r.id FROM tacet.chat_roles r WHERE r.chat_id = chat AND r.built_in = built_in_role.built_in);
END $$;

CREATE FUNCTION s.make_owner(chat uuid, account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE tacet.chat_members m SET role_id = s.built_in_role(chat, 'owner'), muted_until = NULL
     WHERE m.chat_id = chat AND m.user_id = account AND m.left_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    UPDATE tacet.chats c SET owner_id = account WHERE c.id = chat;
END $$;

CREATE FUNCTION api.pass_ownership(chat_id uuid, user_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id <> me.account);
    act := s.operate(me.device, me.account, chat_id, 'owner', 'owner', user_id, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    UPDATE tacet.chat_members m SET role_id = s.built_in_role(pass_ownership.chat_id, 'admin')
     WHERE m.chat_id = pass_ownership.chat_id AND m.user_id = me.account;
    PERFORM s.make_owner(chat_id, user_id);
    -- Who passes it on has taken it.
    UPDATE tacet.chats c SET succession_due = false WHERE c.id = pass_ownership.chat_id;
    RETURN 'stored';
END $$;

-- The successor of an owner whose account was deleted says so in the log.
CREATE FUNCTION api.take_ownership(chat_id uuid, sequence bigint, previous_hash bytea, body bytea, signature bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    act := s.operate(me.device, me.account, chat_id, 'owner', 'succeed', me.account, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    UPDATE tacet.chats c SET succession_due = false WHERE c.id = take_ownership.chat_id AND c.succession_due;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN 'stored';
END $$;

-- Adds or changes a role. Names: encrypted, or plain in public chats; built-in roles have none. color: '' for none.
CREATE FUNCTION api.define_role(chat_id uuid, role_id uuid, name text, encrypted_name bytea, color text, permissions jsonb,
        is_default boolean, sequence bigint, previous_hash bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    before tacet.chat_roles;
BEGIN
    PERFORM s.demand(role_id IS NOT NULL AND is_default IS NOT NULL
        AND pg_catalog.char_length(name) <= 64 AND name !~ '[[:cntrl:]]' AND pg_catalog.octet_length(encrypted_name) <= 1024
        AND (name = '' OR encrypted_name = '') AND color ~ '^(#[0-9a-f]{6})?$'
        AND CASE WHEN pg_catalog.jsonb_typeof(permissions) = 'array' THEN permissions <@ s.all_permissions()
            AND pg_catalog.jsonb_array_length(permissions) = (SELECT pg_catalog.count(DISTINCT p)
                FROM pg_catalog.jsonb_array_elements(permissions) p) END
        AND (NOT is_default OR s.role_rank(NULL, permissions) = 0));
    act := s.operate(me.device, me.account, chat_id, 'manage_roles', 'role', role_id, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    SELECT r.* INTO before FROM tacet.chat_roles r WHERE r.chat_id = define_role.chat_id AND r.id = define_role.role_id;
    -- Neither what he has not given nor what he could not give.
    IF NOT permissions <@ act.permissions OR s.role_rank(before.built_in, permissions) >= act.rank
       OR (before.id IS NOT NULL AND (s.role_rank(before.built_in, before.permissions) >= act.rank
           OR (NOT before.permissions <@ act.permissions AND NOT before.is_default)))
       OR (name <> '' AND (SELECT c.visibility FROM tacet.chats c WHERE c.id = define_role.chat_id) <> 'public') THEN
        PERFORM s.refuse('SR001');
    END IF;
    PERFORM s.demand((before.built_in IS NOT NULL) = (name = '' AND encrypted_name = '')
        AND (is_default OR before.is_default IS NOT TRUE));
    IF before.id IS NULL AND (SELECT pg_catalog.count(*) FROM tacet.chat_roles r WHERE r.chat_id = define_role.chat_id)
            >= s.policy_number('roles_per_chat') THEN
        PERFORM s.refuse('SR004');
    END IF;
    IF is_default THEN
        UPDATE tacet.chat_roles r SET is_default = false
         WHERE r.chat_id = define_role.chat_id AND r.is_default AND r.id <> define_role.role_id;
    END IF;
    INSERT INTO tacet.chat_roles AS r (chat_id, id, built_in, name, encrypted_name, color, permissions, is_default)
    VALUES (define_role.chat_id, define_role.role_id, before.built_in, NULLIF(define_role.name, ''),
        NULLIF(define_role.encrypted_name, ''), NULLIF(define_role.color, ''), define_role.permissions,
        define_role.is_default)
    ON CONFLICT ON CONSTRAINT chat_roles_pkey DO UPDATE
       SET name = EXCLUDED.name, encrypted_name = EXCLUDED.encrypted_name, color = EXCLUDED.color,
           permissions = EXCLUDED.permissions, is_default = EXCLUDED.is_default;
    PERFORM s.log_event(chat_id, 'chat', role_id);
    RETURN 'stored';
END $$;

-- A role that somebody has is not removed; nor are the built-in ones and the default.
CREATE FUNCTION api.remove_role(chat_id uuid, role_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    before tacet.chat_roles;
BEGIN
    PERFORM s.demand(role_id IS NOT NULL);
    act := s.operate(me.device, me.account, chat_id, 'manage_roles', 'role_removed', role_id, NULL, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    SELECT r.* INTO before FROM tacet.chat_roles r WHERE r.chat_id = remove_role.chat_id AND r.id = remove_role.role_id;
    IF (before.built_in IS NULL AND s.role_rank(NULL, before.permissions) < act.rank
        AND before.permissions <@ act.permissions) IS NOT TRUE THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF before.is_default OR EXISTS (SELECT FROM tacet.chat_members m WHERE m.chat_id = remove_role.chat_id
            AND m.role_id = remove_role.role_id AND m.left_at IS NULL) THEN
        PERFORM s.refuse('SR006');
    END IF;
    DELETE FROM tacet.chat_roles r WHERE r.chat_id = remove_role.chat_id AND r.id = remove_role.role_id;
    PERFORM s.log_event(chat_id, 'chat', role_id);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.assign_role(chat_id uuid, user_id uuid, role_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id IS NOT NULL AND role_id IS NOT NULL);
    act := s.operate(me.device, me.account, chat_id, 'manage_roles', 'assign', user_id, role_id, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_outranks(act.rank, chat_id, user_id);
    PERFORM s.demand_grantable(act.rank, act.permissions, chat_id, role_id);
    UPDATE tacet.chat_members m SET role_id = assign_role.role_id
     WHERE m.chat_id = assign_role.chat_id AND m.user_id = assign_role.user_id AND m.left_at IS NULL;
    IF NOT EXISTS (SELECT FROM tacet.chat_roles r WHERE r.chat_id = assign_role.chat_id AND r.id = assign_role.role_id
            AND r.permissions ? 'manage_members') THEN
        PERFORM s.void_invites(chat_id, user_id);
    END IF;
    RETURN 'stored';
END $$;

-- Also answers a request to join. Secret chats are joined by their link alone.
CREATE FUNCTION api.add_member(chat_id uuid, user_id uuid, role_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id <> me.account AND role_id IS NOT NULL);
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'add', user_id, role_id, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    IF (SELECT c.visibility FROM tacet.chats c WHERE c.id = add_member.chat_id) = 'secret'
       OR NOT EXISTS (SELECT FROM tacet.users u WHERE u.id = add_member.user_id AND u.deleted_at IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF s.is_blocked(me.account, user_id) THEN
        PERFORM s.refuse('SR008');
    END IF;
    PERFORM s.demand_grantable(act.rank, act.permissions, chat_id, role_id);
    PERFORM s.seat(chat_id, user_id, role_id, sequence, me.account);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.remove_member(chat_id uuid, user_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id <> me.account);
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'remove', user_id, NULL, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_outranks(act.rank, chat_id, user_id);
    PERFORM s.unseat(chat_id, user_id, sequence, me.account);
    RETURN 'stored';
END $$;

-- Who was removed may come back by an invite, or into a public chat.
CREATE FUNCTION api.pardon_member(chat_id uuid, user_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id IS NOT NULL);
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'pardon', user_id, NULL, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    UPDATE tacet.chat_members m SET removed_by = NULL
     WHERE m.chat_id = pardon_member.chat_id AND m.user_id = pardon_member.user_id AND m.removed_by IS NOT NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
    RETURN 'stored';
END $$;

-- The owner passes ownership first; alone, the chat ends with him.
CREATE FUNCTION api.leave_chat(chat_id uuid, sequence bigint, previous_hash bytea, body bytea, signature bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    act := s.operate(me.device, me.account, chat_id, NULL, 'leave', me.account, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    IF act.built_in = 'owner' THEN
        IF (SELECT c.member_count FROM tacet.chats c WHERE c.id = leave_chat.chat_id) > 1 THEN
            PERFORM s.refuse('SR006');
        END IF;
        PERFORM s.dissolve(chat_id);
    ELSE
        PERFORM s.unseat(chat_id, me.account, sequence, NULL);
    END IF;
    RETURN 'stored';
END $$;

-- until: a time of the past ends it.
CREATE FUNCTION api.mute_member(chat_id uuid, user_id uuid, until timestamptz, sequence bigint, previous_hash bytea,
        body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(user_id <> me.account AND until < pg_catalog.now() + interval '10 years'
        AND until >= '2000-01-01 UTC');
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'mute', user_id, NULL, sequence, previous_hash,
        body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_outranks(act.rank, chat_id, user_id);
    UPDATE tacet.chat_members m SET muted_until = CASE WHEN until > pg_catalog.now() THEN until END
     WHERE m.chat_id = mute_member.chat_id AND m.user_id = mute_member.user_id;
    RETURN 'stored';
END $$;

-- Whoever comes by himself: not after having been removed.
CREATE FUNCTION s.demand_welcome(chat uuid, account uuid, code text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT FROM tacet.chat_members m WHERE m.chat_id = chat AND m.user_id = account AND m.removed_by IS NOT NULL) THEN
        PERFORM s.refuse(code);
    END IF;
END $$;

CREATE FUNCTION api.join_public_chat(chat_id uuid, sequence bigint, previous_hash bytea, body bytea, signature bytea)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    role CONSTANT pg_catalog.uuid := (SELECT r.id FROM tacet.chat_roles r WHERE r.chat_id = join_public_chat.chat_id
        AND r.is_default);
    public boolean;
BEGIN
    FOR attempt IN 1..2 LOOP
        SELECT c.visibility = 'public' INTO public FROM tacet.chats c
         WHERE c.id = join_public_chat.chat_id AND c.deleted_at IS NULL;
        IF public IS NOT TRUE THEN
            PERFORM s.refuse('SR001');
        END IF;
        PERFORM s.demand_welcome(chat_id, me.account, 'SR001');
        IF attempt = 1 THEN
            act := s.operate(me.device, me.account, chat_id, NULL, 'join', me.account, role, sequence, previous_hash, body,
                signature, NULL);
            IF act.is_repeat THEN
                RETURN 'repeat';
            END IF;
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM tacet.chat_roles r WHERE r.chat_id = join_public_chat.chat_id AND r.id = role AND r.is_default) THEN
        PERFORM s.refuse('SR006');
    END IF;
    PERFORM s.seat(chat_id, me.account, role, sequence, NULL);
    RETURN 'stored';
END $$;

-- For changes that are not in the log: the chat locked, the actor checked under the lock.
CREATE FUNCTION s.lock_chat(account uuid, chat uuid, permission text, OUT permissions jsonb, OUT rank integer,
                            OUT chat_type text, OUT visibility text, OUT epoch bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.acting(account, chat, permission);
    SELECT c.chat_type, c.visibility, c.epoch INTO chat_type, visibility, epoch
      FROM tacet.chats c WHERE c.id = chat FOR NO KEY UPDATE;
    SELECT a.permissions, a.rank INTO permissions, rank FROM s.acting(account, chat, permission) a;
END $$;

CREATE FUNCTION s.insert_invite(invite tacet.group_invites) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT FROM tacet.group_invites i WHERE i.chat_id = invite.chat_id AND i.id = invite.id) THEN
        IF NOT EXISTS (SELECT FROM tacet.group_invites i WHERE i.chat_id = invite.chat_id AND i.id = invite.id
                AND i.kind = invite.kind AND i.code_hash = invite.code_hash AND i.created_by = invite.created_by) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN 'repeat';
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.group_invites i WHERE i.chat_id = invite.chat_id
           AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now()) >= s.policy_number('invites_per_chat') THEN
        PERFORM s.refuse('SR004');
    END IF;
    INSERT INTO tacet.group_invites SELECT (invite).*;
    RETURN 'stored';
END $$;

-- lifetime_seconds 0: as long as the tenant's policy says.
CREATE FUNCTION api.create_invite_code(chat_id uuid, invite_id uuid, code_hash bytea, lifetime_seconds bigint,
        max_uses integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    invite tacet.group_invites;
BEGIN
    PERFORM s.demand(s.is_current_id(invite_id) AND pg_catalog.octet_length(code_hash) = 32
        AND lifetime_seconds BETWEEN 0 AND 2592000 AND max_uses BETWEEN 1 AND 1000000);
    PERFORM s.take(me.device, 'group', 1);
    IF (s.lock_chat(me.account, chat_id, 'manage_members')).visibility = 'secret' THEN
        PERFORM s.refuse('SR001');
    END IF;
    invite.chat_id := chat_id;
    invite.id := invite_id;
    invite.kind := 'code';
    invite.code_hash := code_hash;
    invite.created_by := me.account;
    invite.created_at := pg_catalog.now();
    invite.expires_at := pg_catalog.now() + pg_catalog.make_interval(secs => CASE lifetime_seconds
        WHEN 0 THEN s.policy_number('group_invite_seconds') ELSE lifetime_seconds END);
    invite.max_uses := max_uses;
    invite.uses := 0;
    RETURN s.insert_invite(invite);
END $$;

-- invite_pubkey, role, expiry and uses stand in the signed operation too. epoch 0: without the epoch key.
CREATE FUNCTION api.create_invite_link(chat_id uuid, invite_id uuid, lookup_hash bytea, invite_pubkey bytea, role_id uuid,
        expires_at timestamptz, max_uses integer, epoch bigint, wrapped_key bytea,
        sequence bigint, previous_hash bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    invite tacet.group_invites;
BEGIN
    PERFORM s.demand(s.is_current_id(invite_id) AND pg_catalog.octet_length(lookup_hash) = 32
        AND pg_catalog.octet_length(invite_pubkey) = 32 AND role_id IS NOT NULL
        AND expires_at > pg_catalog.now() AND expires_at < pg_catalog.now() + interval '30 days'
        AND max_uses BETWEEN 1 AND 1000000 AND epoch >= 0
        AND CASE WHEN epoch = 0 THEN wrapped_key = '' ELSE pg_catalog.octet_length(wrapped_key) BETWEEN 32 AND 256 END);
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'invite', invite_id, role_id, sequence,
        previous_hash, body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    PERFORM s.demand_grantable(act.rank, act.permissions, chat_id, role_id);
    IF epoch > 0 AND epoch <> (SELECT c.epoch FROM tacet.chats c WHERE c.id = create_invite_link.chat_id) THEN
        PERFORM s.refuse('SR006');
    END IF;
    invite.chat_id := chat_id;
    invite.id := invite_id;
    invite.kind := 'link';
    invite.code_hash := lookup_hash;
    invite.invite_pubkey := invite_pubkey;
    invite.role_id := role_id;
    invite.epoch := NULLIF(epoch, 0);
    invite.wrapped_key := NULLIF(wrapped_key, '');
    invite.created_by := me.account;
    invite.created_at := pg_catalog.now();
    invite.expires_at := expires_at;
    invite.max_uses := max_uses;
    invite.uses := 0;
    IF s.insert_invite(invite) <> 'stored' THEN
        PERFORM s.refuse('SR006');
    END IF;
    RETURN 'stored';
END $$;

-- After a new epoch: its key for those who come by the link.
CREATE FUNCTION api.set_invite_key(chat_id uuid, invite_id uuid, epoch bigint, wrapped_key bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(epoch >= 1 AND pg_catalog.octet_length(wrapped_key) BETWEEN 32 AND 256);
    PERFORM s.take(me.device, 'group', 1);
    IF (s.lock_chat(me.account, chat_id, 'manage_members')).epoch <> epoch THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.group_invites i SET epoch = set_invite_key.epoch, wrapped_key = set_invite_key.wrapped_key
     WHERE i.chat_id = set_invite_key.chat_id AND i.id = invite_id AND i.kind = 'link' AND i.revoked_at IS NULL
       AND i.expires_at > pg_catalog.now();
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

CREATE FUNCTION api.revoke_invite_code(chat_id uuid, invite_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.lock_chat(me.account, chat_id, 'manage_members');
    UPDATE tacet.group_invites i SET revoked_at = COALESCE(i.revoked_at, pg_catalog.now())
     WHERE i.chat_id = revoke_invite_code.chat_id AND i.id = invite_id AND i.kind = 'code';
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- Whoever has the link could open the epoch key that lay there, so a new epoch follows.
CREATE FUNCTION api.revoke_invite_link(chat_id uuid, invite_id uuid, sequence bigint, previous_hash bytea, body bytea,
        signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    had_key boolean;
BEGIN
    PERFORM s.demand(invite_id IS NOT NULL);
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'invite_revoked', invite_id, NULL, sequence,
        previous_hash, body, signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    UPDATE tacet.group_invites i SET revoked_at = COALESCE(i.revoked_at, pg_catalog.now())
     WHERE i.chat_id = revoke_invite_link.chat_id AND i.id = invite_id AND i.kind = 'link'
    RETURNING i.wrapped_key IS NOT NULL INTO had_key;
    IF had_key IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF had_key THEN
        PERFORM s.want_epoch(chat_id, 'invite');
    END IF;
    RETURN 'stored';
END $$;

CREATE FUNCTION api.invites(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, kind text, role_id uuid, invite_pubkey bytea, epoch bigint, created_by uuid,
                   created_at timestamptz, expires_at timestamptz, max_uses integer, uses integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    RETURN QUERY
    SELECT i.id, i.kind, i.role_id, i.invite_pubkey, i.epoch, i.created_by, i.created_at, i.expires_at, i.max_uses, i.uses
      FROM tacet.group_invites i
     WHERE i.chat_id = invites.chat_id AND i.id > after AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now()
       AND i.uses < i.max_uses
     ORDER BY i.id LIMIT max_rows;
END $$;

-- Asks for an invite: the 8 characters of a code, or the 32 bytes that a link's secret gives. Costs, and tells nothing;
-- the answer is given to a later transaction, when what it cost can no longer be rolled back.
CREATE FUNCTION api.ask_invite(code bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(CASE pg_catalog.octet_length(code) WHEN 32 THEN true
        WHEN 8 THEN pg_catalog.encode(code, 'escape') ~ '^[A-Za-z0-9]{8}$' END);
    PERFORM s.take(me.device, 'redeem', 1);
    INSERT INTO tacet.invite_lookups AS l (device_id, code_hash, asked_xid, asked_at)
    VALUES (me.device, pg_catalog.sha256(code), pg_catalog.pg_current_xact_id(), pg_catalog.now())
    ON CONFLICT ON CONSTRAINT invite_lookups_pkey DO UPDATE
       SET code_hash = EXCLUDED.code_hash, asked_xid = EXCLUDED.asked_xid, asked_at = EXCLUDED.asked_at;
END $$;

-- The invite that the device asked for, if it may be used now; else SR005, whatever the reason.
CREATE FUNCTION s.asked_invite(device uuid, account uuid) RETURNS tacet.group_invites
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    invite tacet.group_invites;
BEGIN
    SELECT i.* INTO invite
      FROM tacet.invite_lookups l
      JOIN LATERAL (SELECT x.* FROM tacet.group_invites x WHERE x.code_hash = l.code_hash
                     ORDER BY x.created_at LIMIT 1) i ON true
      JOIN tacet.chats c ON c.id = i.chat_id AND c.deleted_at IS NULL
     WHERE l.device_id = device AND l.asked_at > pg_catalog.now() - interval '15 minutes'
       AND l.asked_xid IS DISTINCT FROM pg_catalog.pg_current_xact_id_if_assigned()
       AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now() AND i.uses < i.max_uses;
    IF invite.id IS NULL THEN
        PERFORM s.refuse('SR005');
    END IF;
    PERFORM s.demand_welcome(invite.chat_id, account, 'SR005');
    RETURN invite;
END $$;

-- What a code shows is little: there is a chat, and one may ask. A link shows what its secret opens.
CREATE FUNCTION api.asked_invite(OUT chat_id uuid, OUT chat_type text, OUT visibility text, OUT invite_id uuid, OUT kind text,
        OUT role_id uuid, OUT expires_at timestamptz, OUT invite_pubkey bytea, OUT epoch bigint, OUT wrapped_key bytea,
        OUT name text, OUT encrypted_name bytea, OUT member_count integer, OUT head_sequence bigint, OUT head_hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    invite CONSTANT tacet.group_invites := s.asked_invite(me.device, me.account);
BEGIN
    SELECT c.id, c.chat_type, c.visibility, c.name INTO chat_id, chat_type, visibility, name
      FROM tacet.chats c WHERE c.id = invite.chat_id;
    invite_id := invite.id;
    kind := invite.kind;
    expires_at := invite.expires_at;
    IF kind = 'link' THEN
        role_id := invite.role_id;
        invite_pubkey := invite.invite_pubkey;
        epoch := invite.epoch;
        wrapped_key := invite.wrapped_key;
        SELECT c.encrypted_name, c.member_count, c.head_sequence, c.head_hash
          INTO encrypted_name, member_count, head_sequence, head_hash
          FROM tacet.chats c WHERE c.id = invite.chat_id;
    END IF;
END $$;

-- Whether who made a link could give its role today: both roles may have changed since.
CREATE FUNCTION s.may_still_give(chat uuid, giver uuid, role uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM tacet.chat_members m
          JOIN tacet.chat_roles own ON own.chat_id = m.chat_id AND own.id = m.role_id AND own.permissions ? 'manage_members'
          JOIN tacet.chat_roles given ON given.chat_id = m.chat_id AND given.id = role
           AND s.role_rank(given.built_in, given.permissions) < s.role_rank(own.built_in, own.permissions)
           AND (given.is_default OR (given.permissions <@ own.permissions AND own.permissions ? 'manage_roles'))
         WHERE m.chat_id = chat AND m.user_id = giver AND m.left_at IS NULL);
END $$;

-- The operation is signed by the joining device, and by the key of the link (invite_signature).
CREATE FUNCTION api.join_by_link(chat_id uuid, invite_id uuid, invite_signature bytea, sequence bigint, previous_hash bytea,
        body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    invite tacet.group_invites;
BEGIN
    PERFORM s.demand(pg_catalog.octet_length(invite_signature) = 64 AND invite_id IS NOT NULL);
    -- A repeat is answered even when its own use was the last one.
    IF NOT EXISTS (SELECT FROM tacet.group_operations o WHERE o.chat_id = join_by_link.chat_id
            AND o.sequence = join_by_link.sequence AND o.actor_device = me.device AND o.kind = 'join') THEN
        invite := s.asked_invite(me.device, me.account);
        IF (invite.chat_id = join_by_link.chat_id AND invite.id = invite_id AND invite.kind = 'link') IS NOT TRUE THEN
            PERFORM s.refuse('SR005');
        END IF;
    END IF;
    act := s.operate(me.device, me.account, chat_id, NULL, 'join', me.account,
        (SELECT i.role_id FROM tacet.group_invites i WHERE i.chat_id = join_by_link.chat_id AND i.id = invite_id
            AND i.kind = 'link'), sequence, previous_hash, body, signature, invite_signature);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    invite := s.asked_invite(me.device, me.account);
    IF (invite.chat_id = join_by_link.chat_id AND invite.id = invite_id AND invite.kind = 'link'
        AND s.may_still_give(invite.chat_id, invite.created_by, invite.role_id)) IS NOT TRUE THEN
        PERFORM s.refuse('SR005');
    END IF;
    UPDATE tacet.group_invites i SET uses = i.uses + 1 WHERE i.chat_id = invite.chat_id AND i.id = invite.id;
    PERFORM s.seat(chat_id, me.account, invite.role_id, sequence, invite.created_by);
    RETURN 'stored';
END $$;

-- With the code that was asked for: a manager will see it, and add the member or not. A use is counted when one asks.
CREATE FUNCTION api.request_to_join(chat_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    invite tacet.group_invites;
BEGIN
    PERFORM s.demand(chat_id IS NOT NULL);
    IF EXISTS (SELECT FROM tacet.chat_join_requests r WHERE r.chat_id = request_to_join.chat_id AND r.user_id = me.account) THEN
        RETURN 'repeat';
    END IF;
    invite := s.asked_invite(me.device, me.account);
    IF (invite.chat_id = request_to_join.chat_id AND invite.kind = 'code') IS NOT TRUE THEN
        PERFORM s.refuse('SR005');
    END IF;
    IF EXISTS (SELECT FROM tacet.chat_members m WHERE m.chat_id = invite.chat_id AND m.user_id = me.account
            AND m.left_at IS NULL) THEN
        PERFORM s.refuse('SR006');
    END IF;
    UPDATE tacet.group_invites i SET uses = i.uses + 1
     WHERE i.chat_id = invite.chat_id AND i.id = invite.id AND i.uses < i.max_uses AND i.revoked_at IS NULL;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR005');
    END IF;
    IF (SELECT pg_catalog.count(*) FROM tacet.chat_join_requests r WHERE r.chat_id = invite.chat_id)
            >= s.policy_number('requests_per_chat') THEN
        PERFORM s.refuse('SR004');
    END IF;
    INSERT INTO tacet.chat_join_requests (chat_id, user_id, device_id, invite_id)
    VALUES (invite.chat_id, me.account, me.device, invite.id) ON CONFLICT DO NOTHING;
    PERFORM s.log_event(invite.chat_id, 'chat', invite.chat_id);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.withdraw_join_request(chat_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(chat_id IS NOT NULL);
    DELETE FROM tacet.chat_join_requests r WHERE r.chat_id = withdraw_join_request.chat_id AND r.user_id = me.account;
END $$;

CREATE FUNCTION api.my_join_requests(after uuid, max_rows integer) RETURNS TABLE (chat_id uuid, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT r.chat_id, r.created_at FROM tacet.chat_join_requests r
     WHERE r.user_id = me.account AND r.chat_id > after ORDER BY r.chat_id LIMIT max_rows;
END $$;

CREATE FUNCTION api.join_requests(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, device_id uuid, invite_id uuid, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    RETURN QUERY
    SELECT r.user_id, r.device_id, r.invite_id, r.created_at FROM tacet.chat_join_requests r
     WHERE r.chat_id = join_requests.chat_id AND r.user_id > after ORDER BY r.user_id LIMIT max_rows;
END $$;

CREATE FUNCTION api.decline_join_request(chat_id uuid, user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    DELETE FROM tacet.chat_join_requests r
     WHERE r.chat_id = decline_join_request.chat_id AND r.user_id = decline_join_request.user_id;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- The log after `since`, about 8 MiB at most but always one row. In channels whose readers are not listed, what is
-- about them is only a link of the chain.
CREATE FUNCTION api.operations(chat_id uuid, since bigint, max_rows integer)
    RETURNS TABLE (sequence bigint, kind text, subject uuid, detail uuid, actor_user uuid, actor_device uuid,
                   previous_hash bytea, hash bytea, body bytea, signature bytea, invite_signature bytea,
                   created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    everything boolean;
BEGIN
    PERFORM s.demand(since >= 0 AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    everything := s.sees_members(me.account, chat_id);
    RETURN QUERY
    SELECT w.sequence, CASE WHEN w.shown THEN w.kind END, CASE WHEN w.shown THEN w.subject END,
           CASE WHEN w.shown THEN w.detail END, CASE WHEN w.shown THEN w.actor_user END,
           CASE WHEN w.shown THEN w.actor_device END, w.previous_hash, w.hash, CASE WHEN w.shown THEN w.body END,
           CASE WHEN w.shown THEN w.signature END, CASE WHEN w.shown THEN w.invite_signature END,
           CASE WHEN w.shown THEN w.created_at END
      FROM (SELECT x.*, pg_catalog.sum(pg_catalog.octet_length(x.body)) OVER (ORDER BY x.sequence)
                        - pg_catalog.octet_length(x.body) AS bytes_before,
                   everything OR NOT x.is_ordinary OR x.subject = me.account OR x.actor_user = me.account AS shown
              FROM (SELECT o.* FROM tacet.group_operations o
                     WHERE o.chat_id = operations.chat_id AND o.sequence > since
                     ORDER BY o.sequence LIMIT max_rows) x) w
     WHERE w.bytes_before < 8388608
     ORDER BY w.sequence;
END $$;

CREATE FUNCTION api.roles(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, built_in text, name text, encrypted_name bytea, color text, permissions jsonb,
                   is_default boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    RETURN QUERY
    SELECT r.id, r.built_in, r.name, r.encrypted_name, r.color, r.permissions, r.is_default
      FROM tacet.chat_roles r WHERE r.chat_id = roles.chat_id AND r.id > after ORDER BY r.id LIMIT max_rows;
END $$;

-- Where not everybody is listed: oneself, and who has another role than the built-in one of members.
CREATE FUNCTION api.members(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, role_id uuid, built_in text, joined_at timestamptz, joined_sequence bigint,
                   muted_until timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    IF s.sees_members(me.account, chat_id) THEN
        RETURN QUERY
        SELECT m.user_id, m.role_id, r.built_in, m.joined_at, m.joined_sequence, m.muted_until
          FROM (SELECT x.* FROM tacet.chat_members x
                 WHERE x.chat_id = members.chat_id AND x.user_id > after AND x.left_at IS NULL
                 ORDER BY x.user_id LIMIT max_rows) m
          JOIN tacet.chat_roles r ON r.chat_id = m.chat_id AND r.id = m.role_id
         ORDER BY m.user_id;
    ELSE
        RETURN QUERY
        SELECT m.user_id, m.role_id, r.built_in, m.joined_at, m.joined_sequence, m.muted_until
          FROM tacet.chat_roles r
          JOIN LATERAL (SELECT x.* FROM tacet.chat_members x
                         WHERE x.chat_id = r.chat_id AND x.role_id = r.id AND x.user_id > after AND x.left_at IS NULL
                         -- In the order of the one index that finds few among many.
                         ORDER BY x.chat_id, x.role_id, x.user_id LIMIT max_rows) m ON true
         WHERE r.chat_id = members.chat_id AND r.built_in IS DISTINCT FROM 'member'
        UNION ALL
        SELECT m.user_id, m.role_id, r.built_in, m.joined_at, m.joined_sequence, m.muted_until
          FROM tacet.chat_members m JOIN tacet.chat_roles r ON r.chat_id = m.chat_id AND r.id = m.role_id
         WHERE m.chat_id = members.chat_id AND m.user_id = me.account AND m.user_id > after AND m.left_at IS NULL
           AND r.built_in = 'member'
         ORDER BY 1 LIMIT max_rows;
    END IF;
END $$;

-- For who may pardon.
CREATE FUNCTION api.removed_members(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (user_id uuid, left_at timestamptz, removed_by uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    RETURN QUERY
    SELECT m.user_id, m.left_at, m.removed_by FROM tacet.chat_members m
     WHERE m.chat_id = removed_members.chat_id AND m.user_id > after AND m.removed_by IS NOT NULL
     ORDER BY m.user_id LIMIT max_rows;
END $$;

CREATE FUNCTION api.group(chat_id uuid, OUT id uuid, OUT chat_type text, OUT visibility text, OUT name text,
        OUT description text, OUT encrypted_name bytea, OUT encrypted_description bytea, OUT avatar uuid, OUT owner_id uuid,
        OUT max_members integer, OUT member_count integer, OUT shares_history boolean, OUT created_at timestamptz,
        OUT updated_at timestamptz, OUT role_id uuid, OUT built_in_role text, OUT permissions jsonb,
        OUT muted_until timestamptz, OUT head_sequence bigint, OUT head_hash bytea, OUT epoch bigint, OUT epoch_floor bigint,
        OUT epoch_due_reason text, OUT succession_due boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    SELECT a.role_id, a.built_in, a.permissions INTO role_id, built_in_role, permissions
      FROM s.acting(me.account, chat_id, NULL) a;
    SELECT c.id, c.chat_type, c.visibility, c.name, c.description, c.encrypted_name, c.encrypted_description, c.avatar,
           c.owner_id, c.max_members, c.member_count, c.shares_history, c.created_at, c.updated_at, m.muted_until,
           c.head_sequence, c.head_hash, c.epoch, c.epoch_floor,
           COALESCE(c.epoch_due_reason, CASE WHEN c.visibility <> 'public' AND c.epoch_made_at < pg_catalog.now()
               - pg_catalog.make_interval(secs => 86400 * s.policy_number('epoch_days')) THEN 'age' END),
           c.succession_due
      INTO id, chat_type, visibility, name, description, encrypted_name, encrypted_description, avatar, owner_id,
           max_members, member_count, shares_history, created_at, updated_at, muted_until, head_sequence, head_hash,
           epoch, epoch_floor, epoch_due_reason, succession_due
      FROM tacet.chats c JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = me.account
     WHERE c.id = "group".chat_id;
END $$;

-- Every chat of the account, of all types: three index ranges, each cut at the page's size.
CREATE FUNCTION api.my_chats(after uuid, max_rows integer)
    RETURNS TABLE (chat_id uuid, chat_type text, peer uuid, visibility text, name text, encrypted_name bytea, avatar uuid,
                   member_count integer, role_id uuid, built_in_role text, permissions jsonb, muted_until timestamptz,
                   head_sequence bigint, head_hash bytea, epoch bigint, last_event uuid, last_event_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT c.id, c.chat_type, CASE WHEN c.user_a = me.account THEN c.user_b ELSE c.user_a END, c.visibility, c.name,
           c.encrypted_name, c.avatar, c.member_count, m.role_id, r.built_in, (s.participation(me.account, c.id)).permissions,
           m.muted_until, c.head_sequence, c.head_hash, c.epoch, l.id, s.uuid7_time(l.id)
      FROM (SELECT z.id FROM (
               (SELECT x.id FROM tacet.chats x WHERE x.user_a = me.account AND x.id > after
                 ORDER BY x.id LIMIT max_rows)
               UNION ALL
               (SELECT x.id FROM tacet.chats x WHERE x.user_b = me.account AND x.id > after
                 ORDER BY x.id LIMIT max_rows)
               UNION ALL
               (SELECT y.chat_id FROM tacet.chat_members y JOIN tacet.chats x ON x.id = y.chat_id AND x.deleted_at IS NULL
                 WHERE y.user_id = me.account AND y.chat_id > after AND y.left_at IS NULL
                 ORDER BY y.chat_id LIMIT max_rows)) z
             ORDER BY z.id LIMIT max_rows) w
      JOIN tacet.chats c ON c.id = w.id
      LEFT JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = me.account
      LEFT JOIN tacet.chat_roles r ON r.chat_id = c.id AND r.id = m.role_id
      LEFT JOIN LATERAL (SELECT g.id FROM tacet.chat_log g WHERE g.chat_id = c.id ORDER BY g.xid DESC, g.id DESC LIMIT 1) l
        ON true
     WHERE c.deleted_at IS NULL
     ORDER BY c.id;
END $$;

-- Names that begin with the text, and names or descriptions with its words. Only public chats.
CREATE FUNCTION api.find_chats(query text, after_name text, after uuid, max_rows integer)
    RETURNS TABLE (id uuid, chat_type text, name text, description text, avatar uuid, member_count integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    low CONSTANT pg_catalog.text := pg_catalog.lower(query);
    high CONSTANT pg_catalog.text := s.prefix_end(low);
    past CONSTANT pg_catalog.text := pg_catalog.lower(after_name);
    words pg_catalog.tsquery;
BEGIN
    PERFORM s.demand(pg_catalog.char_length(query) <= 100 AND pg_catalog.char_length(after_name) <= 100
        AND after IS NOT NULL AND max_rows BETWEEN 1 AND 100);
    PERFORM s.take(me.device, 'search', 1);
    words := pg_catalog.plainto_tsquery('simple', query);
    -- The last word may be unfinished.
    words := CASE WHEN pg_catalog.numnode(words) > 0 THEN (words::pg_catalog.text || ':*')::pg_catalog.tsquery ELSE words END;
    RETURN QUERY
    SELECT c.id, c.chat_type, c.name, c.description, c.avatar, c.member_count
      FROM (SELECT DISTINCT f.id, f.low_name FROM (
                (SELECT x.id, pg_catalog.lower(x.name) COLLATE "C" AS low_name FROM tacet.chats x
                  WHERE x.visibility = 'public' AND x.deleted_at IS NULL
                    AND pg_catalog.lower(x.name) COLLATE "C" >= low AND pg_catalog.lower(x.name) COLLATE "C" < high
                    AND (pg_catalog.lower(x.name) COLLATE "C", x.id) > (past, after)
                  ORDER BY pg_catalog.lower(x.name) COLLATE "C", x.id LIMIT max_rows)
                UNION ALL
                (SELECT d.id, d.low_name FROM (
                    SELECT x.id, pg_catalog.lower(x.name) COLLATE "C" AS low_name FROM tacet.chats x
                     WHERE x.visibility = 'public' AND x.deleted_at IS NULL AND x.search_vector @@ words
                       AND low <> '' LIMIT 1000) d
                  WHERE (d.low_name, d.id) > (past, after) ORDER BY d.low_name, d.id LIMIT max_rows)) f
             ORDER BY f.low_name, f.id LIMIT max_rows) w
      JOIN tacet.chats c ON c.id = w.id
     ORDER BY w.low_name, w.id;
END $$;

-- What somebody needs to join a public chat.
CREATE FUNCTION api.public_chat(chat_id uuid, OUT id uuid, OUT chat_type text, OUT name text, OUT description text,
        OUT avatar uuid, OUT member_count integer, OUT max_members integer, OUT default_role uuid, OUT head_sequence bigint,
        OUT head_hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.caller();
    SELECT c.id, c.chat_type, c.name, c.description, c.avatar, c.member_count, c.max_members, r.id, c.head_sequence,
           c.head_hash
      INTO id, chat_type, name, description, avatar, member_count, max_members, default_role, head_sequence, head_hash
      FROM tacet.chats c JOIN tacet.chat_roles r ON r.chat_id = c.id AND r.is_default
     WHERE c.id = public_chat.chat_id AND c.visibility = 'public' AND c.deleted_at IS NULL;
    IF id IS NULL THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- The next epoch, by a device that may manage members; its key follows in wraps, or stands here in public chats.
CREATE FUNCTION api.begin_epoch(chat_id uuid, epoch bigint, reason text, open_key bytea, sequence bigint,
        previous_hash bytea, body bytea, signature bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
    public boolean;
BEGIN
    PERFORM s.demand(epoch BETWEEN 2 AND 9007199254740991 AND pg_catalog.octet_length(open_key) IN (0, 32)
        AND reason IN ('removal', 'left', 'device', 'invite', 'expiry', 'visibility', 'age', 'manual'));
    act := s.operate(me.device, me.account, chat_id, 'manage_members', 'epoch', NULL, NULL, sequence, previous_hash, body,
        signature, NULL);
    IF act.is_repeat THEN
        RETURN 'repeat';
    END IF;
    -- Who had to be shut out is shut out of everything before this epoch.
    UPDATE tacet.chats c
       SET epoch = begin_epoch.epoch, epoch_made_at = pg_catalog.now(), epoch_due_at = NULL, epoch_due_reason = NULL,
           epoch_floor = CASE WHEN c.epoch_due_at IS NULL THEN c.epoch_floor ELSE begin_epoch.epoch END
     WHERE c.id = begin_epoch.chat_id AND c.epoch = begin_epoch.epoch - 1
    RETURNING c.visibility = 'public' INTO public;
    IF public IS NULL THEN
        PERFORM s.refuse('SR006');
    END IF;
    PERFORM s.demand(public = (open_key <> ''));
    INSERT INTO tacet.group_key_epochs (chat_id, epoch, reason, sequence, made_by, made_by_device, open_key)
    VALUES (begin_epoch.chat_id, begin_epoch.epoch, begin_epoch.reason, begin_epoch.sequence, me.account, me.device,
        NULLIF(begin_epoch.open_key, ''));
    PERFORM s.log_event(chat_id, 'epoch', (SELECT o.id FROM tacet.group_operations o
        WHERE o.chat_id = begin_epoch.chat_id AND o.sequence = begin_epoch.sequence));
    RETURN 'stored';
END $$;

CREATE FUNCTION api.group_epochs(chat_id uuid, since bigint, max_rows integer)
    RETURNS TABLE (epoch bigint, reason text, sequence bigint, made_by uuid, made_by_device uuid, open_key bytea,
                   made_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(since >= 0 AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    RETURN QUERY
    SELECT e.epoch, e.reason, e.sequence, e.made_by, e.made_by_device, e.open_key, e.made_at
      FROM tacet.group_key_epochs e
     WHERE e.chat_id = group_epochs.chat_id AND e.epoch > since ORDER BY e.epoch LIMIT max_rows;
END $$;

CREATE FUNCTION s.wraps_are_sound(device_ids uuid[], encapsulations bytea[], kem_key_ids bigint[], kem_ciphertexts bytea[],
                                  ciphertexts bytea[]) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    size CONSTANT integer := pg_catalog.cardinality(device_ids);
BEGIN
    IF (size BETWEEN 1 AND 512 AND pg_catalog.cardinality(encapsulations) = size
        AND pg_catalog.cardinality(kem_key_ids) = size AND pg_catalog.cardinality(kem_ciphertexts) = size
        AND pg_catalog.cardinality(ciphertexts) = size AND pg_catalog.array_lower(device_ids, 1) = 1
        AND pg_catalog.array_lower(encapsulations, 1) = 1 AND pg_catalog.array_lower(kem_key_ids, 1) = 1
        AND pg_catalog.array_lower(kem_ciphertexts, 1) = 1 AND pg_catalog.array_lower(ciphertexts, 1) = 1) IS NOT TRUE THEN
        RETURN false;
    END IF;
    FOR i IN 1..size LOOP
        -- More than one dimension gives NULL here and is refused with it.
        IF (device_ids[i] IS NOT NULL AND pg_catalog.octet_length(encapsulations[i]) = 32
            AND kem_key_ids[i] BETWEEN 1 AND 4294967295 AND pg_catalog.octet_length(kem_ciphertexts[i]) = 1568
            AND pg_catalog.octet_length(ciphertexts[i]) BETWEEN 48 AND 256
            AND (i = size OR device_ids[i] <> ALL (device_ids[i + 1:]))) IS NOT TRUE THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;

-- Wraps of an epoch's key, a batch at a time; what is there already stays. Who manages members wraps for all,
-- everybody for the account's own devices. Answers how many were new, and the devices that get none: not active, not
-- of a member, or of one who came later while the chat does not share its past.
CREATE FUNCTION api.put_group_keys(chat_id uuid, epoch bigint, device_ids uuid[], encapsulations bytea[],
        kem_key_ids bigint[], kem_ciphertexts bytea[], ciphertexts bytea[], OUT stored integer, OUT dropped uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    act pg_catalog.record;
BEGIN
    PERFORM s.demand(epoch >= 1
        AND s.wraps_are_sound(device_ids, encapsulations, kem_key_ids, kem_ciphertexts, ciphertexts));
    PERFORM s.take(me.device, 'distribute', pg_catalog.cardinality(device_ids));
    act := s.lock_chat(me.account, chat_id, NULL);
    IF NOT act.permissions ? 'manage_members' AND EXISTS (SELECT FROM pg_catalog.unnest(device_ids) u
            WHERE NOT EXISTS (SELECT FROM tacet.devices d WHERE d.id = u AND d.user_id = me.account)) THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF NOT EXISTS (SELECT FROM tacet.group_key_epochs e WHERE e.chat_id = put_group_keys.chat_id
            AND e.epoch = put_group_keys.epoch AND e.open_key IS NULL) THEN
        PERFORM s.refuse('SR001');
    END IF;
    WITH target AS MATERIALIZED (
        SELECT u.* FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(encapsulations),
                   pg_catalog.unnest(kem_key_ids), pg_catalog.unnest(kem_ciphertexts), pg_catalog.unnest(ciphertexts))
               AS u(device, encapsulation, kem_id, kem, body)
          JOIN tacet.devices d ON d.id = u.device AND d.active
          JOIN tacet.chat_members m ON m.chat_id = put_group_keys.chat_id AND m.user_id = d.user_id AND m.left_at IS NULL
          JOIN tacet.chats c ON c.id = m.chat_id
         WHERE c.shares_history OR m.joined_epoch <= put_group_keys.epoch
    ), put AS (
        INSERT INTO tacet.group_keys (device_id, chat_id, epoch, wrapped_by, encapsulation, kem_key_id, kem_ciphertext,
                                      ciphertext)
        SELECT t.device, put_group_keys.chat_id, put_group_keys.epoch, me.device, t.encapsulation, t.kem_id, t.kem, t.body
          FROM target t
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT pg_catalog.count(*) FROM put),
           ARRAY(SELECT u FROM pg_catalog.unnest(device_ids) u WHERE u NOT IN (SELECT t.device FROM target t))
      INTO stored, dropped;
    IF stored > 0 THEN
        PERFORM s.log_event(chat_id, 'keys', me.device);
    END IF;
END $$;

CREATE FUNCTION api.my_group_keys(chat_id uuid, since bigint, max_rows integer)
    RETURNS TABLE (epoch bigint, wrapped_by uuid, encapsulation bytea, kem_key_id bigint, kem_ciphertext bytea,
                   ciphertext bytea, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(since >= 0 AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    RETURN QUERY
    SELECT k.epoch, k.wrapped_by, k.encapsulation, k.kem_key_id, k.kem_ciphertext, k.ciphertext, k.created_at
      FROM tacet.group_keys k
     WHERE k.device_id = me.device AND k.chat_id = my_group_keys.chat_id AND k.epoch > since
     ORDER BY k.epoch LIMIT max_rows;
END $$;

-- A wrap that does not open: gone, so that the device counts as one that lacks it.
CREATE FUNCTION api.reject_group_key(chat_id uuid, epoch bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.take(me.device, 'group', 1);
    DELETE FROM tacet.group_keys k
     WHERE k.device_id = me.device AND k.chat_id = reject_group_key.chat_id AND k.epoch = reject_group_key.epoch;
    IF NOT FOUND THEN
        PERFORM s.refuse('SR001');
    END IF;
END $$;

-- For who distributes: looks at the next `members` members after the given one and names their devices without
-- a wrap. next_after is NULL when all have been looked at.
CREATE FUNCTION api.devices_without_key(chat_id uuid, epoch bigint, after uuid, members integer, OUT next_after uuid,
        OUT device_ids uuid[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    page pg_catalog.uuid[];
BEGIN
    PERFORM s.demand(epoch >= 1 AND after IS NOT NULL AND members BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, 'manage_members');
    page := ARRAY(SELECT m.user_id FROM tacet.chat_members m
        WHERE m.chat_id = devices_without_key.chat_id AND m.user_id > after AND m.left_at IS NULL
        ORDER BY m.user_id LIMIT members);
    next_after := CASE WHEN pg_catalog.cardinality(page) = members THEN page[members] END;
    device_ids := ARRAY(
        SELECT d.id FROM tacet.chats c
          JOIN tacet.chat_members m ON m.chat_id = c.id AND m.user_id = ANY (page) AND m.left_at IS NULL
          JOIN tacet.devices d ON d.user_id = m.user_id AND d.active
         WHERE c.id = devices_without_key.chat_id AND (c.shares_history OR m.joined_epoch <= devices_without_key.epoch)
           AND NOT EXISTS (SELECT FROM tacet.group_keys k WHERE k.device_id = d.id
                AND k.chat_id = devices_without_key.chat_id AND k.epoch = devices_without_key.epoch)
         ORDER BY d.user_id, d.id);
END $$;

-- From now on this device sends with another session. Only groups have them.
CREATE FUNCTION api.start_sender_key(chat_id uuid, distribution_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    part pg_catalog.record;
BEGIN
    PERFORM s.demand(s.is_current_id(distribution_id));
    PERFORM s.take(me.device, 'group', 1);
    PERFORM s.demand_group_permission(me.account, chat_id, 'send_messages');
    part := s.lock_chat(me.account, chat_id, 'send_messages');
    IF part.chat_type <> 'group' THEN
        PERFORM s.refuse('SR001');
    END IF;
    IF EXISTS (SELECT FROM tacet.group_sender_keys k WHERE k.chat_id = start_sender_key.chat_id
            AND k.device_id = me.device AND k.distribution_id = start_sender_key.distribution_id) THEN
        RETURN 'repeat';
    END IF;
    UPDATE tacet.group_sender_keys k SET ended_at = pg_catalog.now()
     WHERE k.chat_id = start_sender_key.chat_id AND k.device_id = me.device AND k.ended_at IS NULL;
    INSERT INTO tacet.group_sender_keys (chat_id, device_id, distribution_id, epoch)
    VALUES (start_sender_key.chat_id, me.device, start_sender_key.distribution_id, part.epoch);
    RETURN 'stored';
END $$;

CREATE FUNCTION api.sender_keys(chat_id uuid, after uuid, max_rows integer)
    RETURNS TABLE (device_id uuid, distribution_id uuid, started_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    PERFORM s.acting(me.account, chat_id, NULL);
    RETURN QUERY
    SELECT k.device_id, k.distribution_id, k.started_at FROM tacet.group_sender_keys k
     WHERE k.chat_id = sender_keys.chat_id AND k.device_id > after AND k.ended_at IS NULL
     ORDER BY k.device_id LIMIT max_rows;
END $$;

-- Whether `other` takes mail of `account` without the limits for strangers.
CREATE FUNCTION s.is_known_to(account uuid, other uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN account = other
        OR EXISTS (SELECT FROM tacet.contacts k WHERE k.user_id = other AND k.contact_id = account)
        OR EXISTS (SELECT FROM tacet.chats c WHERE c.chat_type = 'direct' AND c.user_a = LEAST(account, other)
               AND c.user_b = GREATEST(account, other)
               AND CASE WHEN c.user_a = other THEN c.a_accepted ELSE c.b_accepted END);
END $$;

-- One envelope into each device's queue, as s.deliver does for two. Not to devices of others than members, nor across
-- a block (dropped); and no more than so much to devices of strangers (limited): one full queue stops nobody else.
CREATE FUNCTION s.deliver_to_members(me uuid, account uuid, chat uuid, to_staff_only boolean, item_kind smallint,
        item uuid, device_ids uuid[], session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[],
        ciphertexts bytea[], handshakes bytea[], OUT dropped uuid[], OUT limited uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    rows_allowed CONSTANT bigint := s.policy_number('group_mailbox_rows');
    sessions_allowed CONSTANT bigint := s.policy_number('stranger_sessions');
    reached pg_catalog.uuid[];
    eligible pg_catalog.uuid[];
    places integer[];
BEGIN
    -- What waits with strangers is counted by one of this account at a time.
    PERFORM FROM tacet.users u WHERE u.id = account FOR NO KEY UPDATE;
    WITH target AS MATERIALIZED (
        SELECT u.*, d.user_id, s.is_known_to(account, d.user_id) AS is_known
          FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(session_ids), pg_catalog.unnest(dh_pubkeys),
                   pg_catalog.unnest(pns), pg_catalog.unnest(ns), pg_catalog.unnest(ciphertexts),
                   pg_catalog.unnest(handshakes)) AS u(device, session, key, pn, n, body, shake)
          JOIN tacet.devices d ON d.id = u.device AND d.active AND d.id <> me
          JOIN tacet.chat_members m ON m.chat_id = chat AND m.user_id = d.user_id AND m.left_at IS NULL
          JOIN tacet.chat_roles r ON r.chat_id = chat AND r.id = m.role_id
         WHERE (NOT to_staff_only OR d.user_id = account OR r.built_in IS DISTINCT FROM 'member')
           AND NOT s.is_blocked(account, d.user_id)
    ), queued AS (
        INSERT INTO tacet.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext,
                                   handshake, stranger)
        SELECT t.device, item_kind, item, chat, account, me,
               pg_catalog.jsonb_build_object('v', 1, 'session', s.base64url(t.session),
                   'dh_pubkey', s.base64url(t.key), 'pn', t.pn, 'n', t.n),
               t.body, t.shake, NOT t.is_known
          FROM target t
         WHERE t.is_known OR (
               (SELECT pg_catalog.count(*) FROM (SELECT FROM tacet.mailbox b WHERE b.device_id = t.device
                    AND b.sender_user = account AND b.stranger LIMIT rows_allowed) x) < rows_allowed
               AND (pg_catalog.octet_length(t.shake) = 0 OR
                    (SELECT pg_catalog.count(*) FROM tacet.pending_sessions p
                      WHERE p.recipient_device = t.device AND p.initiator_device = me AND p.state = 'initiated'
                        AND p.session_id <> t.session) < sessions_allowed))
        RETURNING mailbox.device_id)
    SELECT ARRAY(SELECT q.device_id FROM queued q), ARRAY(SELECT t.device FROM target t) INTO reached, eligible;
    dropped := ARRAY(SELECT d FROM pg_catalog.unnest(device_ids) d WHERE d <> ALL (eligible));
    limited := ARRAY(SELECT d FROM pg_catalog.unnest(eligible) d WHERE d <> ALL (reached));
    -- Sessions only with those who were reached; their rows in one order, because two devices may meet here.
    places := ARRAY(SELECT i FROM pg_catalog.generate_subscripts(device_ids, 1) i WHERE device_ids[i] = ANY (reached));
    PERFORM FROM tacet.pending_sessions p
      JOIN pg_catalog.unnest(places) i ON p.session_id = session_ids[i]
       AND ((p.initiator_device = device_ids[i] AND p.recipient_device = me)
         OR (p.initiator_device = me AND p.recipient_device = device_ids[i]))
     ORDER BY p.session_id, p.initiator_device, p.recipient_device FOR NO KEY UPDATE OF p;
    PERFORM s.note_sessions(me, ARRAY(SELECT device_ids[i] FROM pg_catalog.unnest(places) i),
        ARRAY(SELECT session_ids[i] FROM pg_catalog.unnest(places) i),
        ARRAY(SELECT handshakes[i] FROM pg_catalog.unnest(places) i));
END $$;

-- Sender keys, requests for keys and the like to devices of members, a batch at a time: each batch has an id of its own.
CREATE FUNCTION api.send_group_control(control_id uuid, chat_id uuid, kind smallint, device_ids uuid[],
        session_ids bytea[], dh_pubkeys bytea[], pns bigint[], ns bigint[], ciphertexts bytea[], handshakes bytea[],
        OUT state text, OUT dropped uuid[], OUT limited uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    me CONSTANT pg_catalog.record := s.caller();
    sum pg_catalog.bytea;
BEGIN
    PERFORM s.demand(s.is_current_id(control_id) AND kind > 0
        AND s.envelopes_are_sound(device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes)
        AND pg_catalog.cardinality(device_ids) > 0);
    PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
    PERFORM s.acting(me.account, chat_id, NULL);
    dropped := '{}';
    limited := '{}';
    state := 'stored';
    sum := pg_catalog.sha256(pg_catalog.uuid_send(chat_id) || pg_catalog.int2send(kind)
        || (SELECT pg_catalog.string_agg(pg_catalog.uuid_send(u.d) || pg_catalog.sha256(u.c), '' ORDER BY u.d)
              FROM ROWS FROM (pg_catalog.unnest(device_ids), pg_catalog.unnest(ciphertexts)) AS u(d, c)));
    INSERT INTO tacet.send_ledger (device_id, id, digest) VALUES (me.device, control_id, sum) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        state := 'repeat';
        IF NOT EXISTS (SELECT FROM tacet.send_ledger l WHERE l.device_id = me.device AND l.id = control_id
                AND l.digest = sum) THEN
            PERFORM s.refuse('SR006');
        END IF;
        RETURN;
    END IF;
    PERFORM s.take(me.device, 'distribute', pg_catalog.cardinality(device_ids));
    SELECT d.dropped, d.limited INTO dropped, limited
      FROM s.deliver_to_members(me.device, me.account, chat_id, NOT s.sees_members(me.account, chat_id), kind, control_id,
        device_ids, session_ids, dh_pubkeys, pns, ns, ciphertexts, handshakes) d;
END $$;

-- An account is deleted: it leaves all its chats, in the order of their ids. What it owned goes to the admin who has
-- been there longest, else to the member, else it ends.
CREATE FUNCTION s.leave_all_chats(account uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    chat pg_catalog.record;
    heir pg_catalog.uuid;
BEGIN
    -- Buckets before chats, as every call of a device takes them: what comes after this deletes them.
    PERFORM FROM tacet.rate_buckets b
      WHERE b.device_id IN (SELECT d.id FROM tacet.devices d WHERE d.user_id = account)
      ORDER BY b.device_id, b.kind FOR UPDATE;
    DELETE FROM tacet.chat_join_requests r WHERE r.user_id = account;
    FOR chat IN
        SELECT c.id, c.owner_id FROM tacet.chats c
         WHERE c.id IN (SELECT m.chat_id FROM tacet.chat_members m WHERE m.user_id = account AND m.left_at IS NULL)
           AND c.deleted_at IS NULL
         ORDER BY c.id FOR NO KEY UPDATE
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM tacet.chat_members m
            WHERE m.chat_id = chat.id AND m.user_id = account AND m.left_at IS NULL);
        IF chat.owner_id = account THEN
            heir := COALESCE(
                (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
                  WHERE m.chat_id = chat.id AND m.role_id = s.built_in_role(chat.id, 'admin') AND m.left_at IS NULL
                    AND m.user_id <> account ORDER BY m.joined_at, m.user_id LIMIT 1),
                (SELECT m.user_id FROM tacet.chat_members m JOIN tacet.users u ON u.id = m.user_id AND u.deleted_at IS NULL
                  WHERE m.chat_id = chat.id AND m.left_at IS NULL
                    AND m.user_id <> account ORDER BY m.joined_at, m.user_id LIMIT 1));
            IF heir IS NULL THEN
                PERFORM s.dissolve(chat.id);
                CONTINUE;
            END IF;
            PERFORM s.make_owner(chat.id, heir);
            UPDATE tacet.chats c SET succession_due = true WHERE c.id = chat.id;
        END IF;
        PERFORM s.unseat(chat.id, account, NULL, NULL);
        PERFORM s.log_event(chat.id, 'chat', account);
    END LOOP;
END $$;

-- All chats of the account are locked, as when it is deleted: its devices go one after the other then, and locks that
-- each took for itself would not follow the order.
CREATE FUNCTION s.device_leaves_chats(device uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    account CONSTANT pg_catalog.uuid := (SELECT d.user_id FROM tacet.devices d WHERE d.id = device);
    chat pg_catalog.uuid;
BEGIN
    FOR chat IN
        SELECT c.id FROM tacet.chats c
         WHERE c.id IN (SELECT m.chat_id FROM tacet.chat_members m WHERE m.user_id = account AND m.left_at IS NULL)
           AND c.deleted_at IS NULL
         ORDER BY c.id FOR NO KEY UPDATE
    LOOP
        IF EXISTS (SELECT FROM tacet.group_keys k WHERE k.device_id = device AND k.chat_id = chat) THEN
            PERFORM s.want_epoch(chat, 'device');
        END IF;
    END LOOP;
    DELETE FROM tacet.group_keys k WHERE k.device_id = device;
    DELETE FROM tacet.group_sender_keys k WHERE k.device_id = device;
    DELETE FROM tacet.invite_lookups l WHERE l.device_id = device;
    DELETE FROM tacet.chat_join_requests r WHERE r.user_id = account AND r.device_id = device;
END $$;

-- Invites that ran out (a link's with its key wants a new epoch), old requests, keys of chats that are no more: a part
-- at a time.
CREATE FUNCTION s.cleanup_groups() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    chat pg_catalog.uuid;
BEGIN
    FOR chat IN
        SELECT c.id FROM tacet.chats c
         WHERE c.deleted_at IS NULL AND c.id IN (SELECT i.chat_id FROM tacet.group_invites i
                WHERE i.expires_at <= pg_catalog.now() AND i.wrapped_key IS NOT NULL AND i.revoked_at IS NULL)
         ORDER BY c.id FOR NO KEY UPDATE
    LOOP
        PERFORM s.want_epoch(chat, 'expiry');
        UPDATE tacet.group_invites i SET revoked_at = pg_catalog.now(), wrapped_key = NULL, epoch = NULL
         WHERE i.chat_id = chat AND i.expires_at <= pg_catalog.now() AND i.revoked_at IS NULL;
    END LOOP;
    DELETE FROM tacet.group_invites i WHERE i.expires_at < pg_catalog.now() - interval '30 days';
    DELETE FROM tacet.chat_join_requests r WHERE r.created_at < pg_catalog.now() - interval '30 days';
    DELETE FROM tacet.invite_lookups l WHERE l.asked_at < pg_catalog.now() - interval '1 day';
    DELETE FROM tacet.group_sender_keys k WHERE k.ended_at < pg_catalog.now() - interval '35 days';
    PERFORM s.empty_seats(d.id, 20000)
       FROM (SELECT c.id FROM tacet.chats c WHERE c.deleted_at IS NOT NULL AND EXISTS (SELECT FROM tacet.chat_members m
                WHERE m.chat_id = c.id AND m.left_at IS NULL) ORDER BY c.id LIMIT 5) d;
    DELETE FROM tacet.group_keys k WHERE (k.device_id, k.chat_id, k.epoch) IN (
        SELECT g.device_id, g.chat_id, g.epoch FROM tacet.chats c JOIN tacet.group_keys g ON g.chat_id = c.id
         WHERE c.deleted_at IS NOT NULL LIMIT 20000);
END $$;

CREATE FUNCTION s.end_sender_keys(chat uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    DELETE FROM tacet.group_sender_keys k WHERE k.chat_id = chat
$$;
INSERT INTO tacet.hooks (event, function_name, position) VALUES ('user_deleted', 'leave_all_chats', 50),
    ('device_removed', 'device_leaves_chats', 50), ('chat_deleted', 'end_sender_keys', 50), ('maintain', 'cleanup_groups', 100);

-- Groups and channels as an operator sees them: sizes and times, never names of what is not public.
CREATE FUNCTION admin.chats(after uuid, max_rows integer)
    RETURNS TABLE (id uuid, chat_type text, visibility text, name text, member_count integer, max_members integer,
                   owner_id uuid, created_by uuid, created_at timestamptz, deleted_at timestamptz, operations bigint,
                   epoch bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM s.demand(after IS NOT NULL AND max_rows BETWEEN 1 AND 500);
    RETURN QUERY
    SELECT c.id, c.chat_type, c.visibility, c.name, c.member_count, c.max_members, c.owner_id, c.created_by, c.created_at,
           c.deleted_at, c.head_sequence, c.epoch
      FROM tacet.chats c WHERE c.chat_type <> 'direct' AND c.id > after ORDER BY c.id LIMIT max_rows;
END $$;

GRANT EXECUTE ON FUNCTION admin.chats(uuid, integer) TO @migrator@;
GRANT EXECUTE ON FUNCTION
    api.create_chat(uuid, text, text, text, text, bytea, bytea, uuid, integer, boolean, uuid[], bytea, bytea, bytea),
    api.change_chat(uuid, text, text, text, bytea, bytea, uuid, integer, boolean, bigint, bytea, bytea, bytea),
    api.dissolve_chat(uuid, bigint, bytea, bytea, bytea),
    api.pass_ownership(uuid, uuid, bigint, bytea, bytea, bytea),
    api.take_ownership(uuid, bigint, bytea, bytea, bytea),
    api.define_role(uuid, uuid, text, bytea, text, jsonb, boolean, bigint, bytea, bytea, bytea),
    api.remove_role(uuid, uuid, bigint, bytea, bytea, bytea),
    api.assign_role(uuid, uuid, uuid, bigint, bytea, bytea, bytea),
    api.add_member(uuid, uuid, uuid, bigint, bytea, bytea, bytea),
    api.remove_member(uuid, uuid, bigint, bytea, bytea, bytea),
    api.pardon_member(uuid, uuid, bigint, bytea, bytea, bytea), api.leave_chat(uuid, bigint, bytea, bytea, bytea),
    api.mute_member(uuid, uuid, timestamptz, bigint, bytea, bytea, bytea),
    api.join_public_chat(uuid, bigint, bytea, bytea, bytea),
    api.create_invite_code(uuid, uuid, bytea, bigint, integer),
    api.create_invite_link(uuid, uuid, bytea, bytea, uuid, timestamptz, integer, bigint, bytea, bigint, bytea, bytea, bytea),
    api.set_invite_key(uuid, uuid, bigint, bytea), api.revoke_invite_code(uuid, uuid),
    api.revoke_invite_link(uuid, uuid, bigint, bytea, bytea, bytea), api.invites(uuid, uuid, integer),
    api.ask_invite(bytea), api.asked_invite(), api.join_by_link(uuid, uuid, bytea, bigint, bytea, bytea, bytea),
    api.request_to_join(uuid), api.withdraw_join_request(uuid), api.my_join_requests(uuid, integer),
    api.join_requests(uuid, uuid, integer), api.decline_join_request(uuid, uuid),
    api.operations(uuid, bigint, integer), api.roles(uuid, uuid, integer), api.members(uuid, uuid, integer),
    api.removed_members(uuid, uuid, integer), api.group(uuid), api.my_chats(uuid, integer),
    api.find_chats(text, text, uuid, integer), api.public_chat(uuid),
    api.begin_epoch(uuid, bigint, text, bytea, bigint, bytea, bytea, bytea), api.group_epochs(uuid, bigint, integer),
    api.put_group_keys(uuid, bigint, uuid[], bytea[], bigint[], bytea[], bytea[]),
    api.my_group_keys(uuid, bigint, integer), api.reject_group_key(uuid, bigint),
    api.devices_without_key(uuid, bigint, uuid, integer), api.start_sender_key(uuid, uuid),
    api.sender_keys(uuid, uuid, integer),
    api.send_group_control(uuid, uuid, smallint, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]) TO @user@;
