DELETE FROM tacet.hooks WHERE function_name IN ('leave_all_chats', 'device_leaves_chats', 'end_sender_keys', 'cleanup_groups');
DROP FUNCTION admin.chats(uuid, integer), s.end_sender_keys(uuid), s.cleanup_groups(), s.device_leaves_chats(uuid),
    s.leave_all_chats(uuid),
    api.send_group_control(uuid, uuid, smallint, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    s.deliver_to_members(uuid, uuid, uuid, boolean, smallint, uuid, uuid[], bytea[], bytea[], bigint[], bigint[], bytea[], bytea[]),
    s.is_known_to(uuid, uuid), api.sender_keys(uuid, uuid, integer), api.start_sender_key(uuid, uuid),
    api.devices_without_key(uuid, bigint, uuid, integer), api.reject_group_key(uuid, bigint),
    api.my_group_keys(uuid, bigint, integer),
    api.put_group_keys(uuid, bigint, uuid[], bytea[], bigint[], bytea[], bytea[]),
    s.wraps_are_sound(uuid[], bytea[], bigint[], bytea[], bytea[]), api.group_epochs(uuid, bigint, integer),
    api.begin_epoch(uuid, bigint, text, bytea, bigint, bytea, bytea, bytea), api.public_chat(uuid),
    api.find_chats(text, text, uuid, integer), api.my_chats(uuid, integer), api.group(uuid),
    api.removed_members(uuid, uuid, integer), api.members(uuid, uuid, integer), api.roles(uuid, uuid, integer),
    api.operations(uuid, bigint, integer), api.decline_join_request(uuid, uuid),
    api.join_requests(uuid, uuid, integer), api.my_join_requests(uuid, integer), api.withdraw_join_request(uuid),
    api.request_to_join(uuid), api.join_by_link(uuid, uuid, bytea, bigint, bytea, bytea, bytea), api.asked_invite(),
    s.asked_invite(uuid, uuid), api.ask_invite(bytea), api.invites(uuid, uuid, integer),
    api.revoke_invite_link(uuid, uuid, bigint, bytea, bytea, bytea), api.revoke_invite_code(uuid, uuid),
    api.set_invite_key(uuid, uuid, bigint, bytea),
    api.create_invite_link(uuid, uuid, bytea, bytea, uuid, timestamptz, integer, bigint, bytea, bigint, bytea, bytea, bytea),
    api.create_invite_code(uuid, uuid, bytea, bigint, integer), s.insert_invite(tacet.group_invites),
    s.lock_chat(uuid, uuid, text), api.join_public_chat(uuid, bigint, bytea, bytea, bytea),
    s.demand_welcome(uuid, uuid, text), api.mute_member(uuid, uuid, timestamptz, bigint, bytea, bytea, bytea),
    api.leave_chat(uuid, bigint, bytea, bytea, bytea), api.pardon_member(uuid, uuid, bigint, bytea, bytea, bytea),
    api.remove_member(uuid, uuid, bigint, bytea, bytea, bytea),
    api.add_member(uuid, uuid, uuid, bigint, bytea, bytea, bytea),
    api.assign_role(uuid, uuid, uuid, bigint, bytea, bytea, bytea),
    api.remove_role(uuid, uuid, bigint, bytea, bytea, bytea),
    api.define_role(uuid, uuid, text, bytea, text, jsonb, boolean, bigint, bytea, bytea, bytea),
    api.take_ownership(uuid, bigint, bytea, bytea, bytea),
    api.pass_ownership(uuid, uuid, bigint, bytea, bytea, bytea), s.make_owner(uuid, uuid),
    s.built_in_role(uuid, text), api.dissolve_chat(uuid, bigint, bytea, bytea, bytea),
    api.change_chat(uuid, text, text, text, bytea, bytea, uuid, integer, boolean, bigint, bytea, bytea, bytea),
    api.create_chat(uuid, text, text, text, text, bytea, bytea, uuid, integer, boolean, uuid[], bytea, bytea, bytea),
    s.demand_chat_text(text, text, text, text, bytea, bytea, integer),
    s.demand_grantable(integer, jsonb, uuid, uuid), s.demand_outranks(integer, uuid, uuid), s.dissolve(uuid),
    s.empty_seats(uuid, integer), s.may_still_give(uuid, uuid, uuid),
    s.unseat(uuid, uuid, bigint, uuid), s.seat(uuid, uuid, uuid, bigint, uuid), s.void_invites(uuid, uuid),
    s.want_epoch(uuid, text),
    s.operate(uuid, uuid, uuid, text, text, uuid, uuid, bigint, bytea, bytea, bytea, bytea),
    s.sees_members(uuid, uuid), s.acting(uuid, uuid, text), s.role_rank(text, jsonb), s.history_start(uuid, uuid),
    s.chat_member_devices(uuid), s.demand_epoch(uuid, bigint);
DROP TABLE tacet.group_sender_keys, tacet.group_keys, tacet.group_key_epochs, tacet.chat_join_requests, tacet.invite_lookups,
    tacet.group_invites, tacet.group_operations;
DROP FUNCTION s.operations_never_change();
DELETE FROM tacet.policy_defaults WHERE key IN ('group_max_members', 'channel_max_members', 'channel_members_listed',
    'roles_per_chat', 'invites_per_chat', 'requests_per_chat', 'group_invite_seconds', 'group_mailbox_rows', 'epoch_days',
    'epoch_overlap_seconds', 'epoch_grace_hours', 'group_burst', 'group_per_second', 'redeem_burst', 'redeem_per_second',
    'distribute_burst', 'distribute_per_second');
DROP INDEX tacet.chat_members_seniority, tacet.chat_members_present, tacet.chat_members_removed, tacet.chat_members_role;
CREATE INDEX chat_members_role ON tacet.chat_members (chat_id, role_id) WHERE left_at IS NULL;
ALTER TABLE tacet.chat_members
    DROP CONSTRAINT chat_members_left,
    DROP COLUMN joined_sequence, DROP COLUMN left_sequence, DROP COLUMN joined_epoch, DROP COLUMN removed_by;
DROP INDEX tacet.chats_dissolved, tacet.chats_groups;
ALTER TABLE tacet.chats
    DROP CONSTRAINT chats_epoch_floor, DROP CONSTRAINT chats_epoch_due, DROP CONSTRAINT chats_head,
    DROP COLUMN head_sequence, DROP COLUMN head_hash, DROP COLUMN epoch, DROP COLUMN epoch_floor,
    DROP COLUMN epoch_made_at, DROP COLUMN epoch_due_at, DROP COLUMN epoch_due_reason, DROP COLUMN shares_history,
    DROP COLUMN succession_due;
