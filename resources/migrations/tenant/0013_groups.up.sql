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
    ADD COLUMN epoch_due_reason text CHECK (epoch_due_reason IN ('removal', 'left', 'device', 'invite', 'visibility')),
    ADD COLUMN shares_history boolean NOT NULL DEFAULT false,
    -- The owner's account is gone and the successor has not yet said so in the log.
    ADD COLUMN succession_due boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT chats_epoch_floor CHECK (epoch_floor BETWEEN 0 AND epoch + 1),
    ADD CONSTRAINT chats_epoch_due CHECK ((epoch_due_at IS NULL) = (epoch_due_reason IS NULL)),
    ADD CONSTRAINT chats_head CHECK ((head_sequence = 0) = (head_hash = ''));
CREATE INDEX chats_groups ON tacet.chats (id) WHERE chat_type <> 'direct';

ALTER TABLE tacet.chat_members
    -- Of the operations that let in and out; no sequence where an account was deleted, which nobody signs.
    ADD COLUMN joined_sequence bigint NOT NULL DEFAULT 0,
    ADD COLUMN left_sequence bigint,
    ADD COLUMN joined_epoch bigint NOT NULL DEFAULT 0,
    -- Who was removed comes back only when a manager adds or pardons them.
    ADD COLUMN removed_by uuid,
    ADD CONSTRAINT chat_members_left CHECK (left_at IS NOT NULL OR (removed_by IS NULL AND left_sequence IS NULL));
CREATE INDEX chat_members_present ON tacet.chat_members (chat_id, user_id) WHERE left_at IS NULL;
CREATE INDEX chat_members_seniority ON tacet.chat_members (chat_id, joined_at, user_id) WHERE left_at IS NULL;

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
    PERFORM s.demand(epoch >= 1);
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
      FROM (SELECT m.user_id FROM tacet.chat_members m WHERE m.chat_id = chat AND m.left_at IS NULL
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
