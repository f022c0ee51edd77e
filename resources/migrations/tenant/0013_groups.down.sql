DROP FUNCTION s.history_start(uuid, uuid), s.chat_member_devices(uuid), s.demand_epoch(uuid, bigint);
DELETE FROM tacet.policy_defaults WHERE key IN ('group_max_members', 'channel_max_members', 'channel_members_listed',
    'roles_per_chat', 'invites_per_chat', 'requests_per_chat', 'group_invite_seconds', 'group_mailbox_rows', 'epoch_days',
    'epoch_overlap_seconds', 'epoch_grace_hours', 'group_burst', 'group_per_second', 'redeem_burst', 'redeem_per_second',
    'distribute_burst', 'distribute_per_second');
DROP INDEX tacet.chat_members_seniority, tacet.chat_members_present;
ALTER TABLE tacet.chat_members
    DROP CONSTRAINT chat_members_left,
    DROP COLUMN joined_sequence, DROP COLUMN left_sequence, DROP COLUMN joined_epoch, DROP COLUMN removed_by;
DROP INDEX tacet.chats_groups;
ALTER TABLE tacet.chats
    DROP CONSTRAINT chats_epoch_floor, DROP CONSTRAINT chats_epoch_due, DROP CONSTRAINT chats_head,
    DROP COLUMN head_sequence, DROP COLUMN head_hash, DROP COLUMN epoch, DROP COLUMN epoch_floor,
    DROP COLUMN epoch_made_at, DROP COLUMN epoch_due_at, DROP COLUMN epoch_due_reason, DROP COLUMN shares_history,
    DROP COLUMN succession_due;
