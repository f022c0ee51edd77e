DROP FUNCTION s.demand_group_permission(uuid, uuid, text), s.demand_permission(uuid, uuid, text),
    s.participation(uuid, uuid), s.log_event(uuid, text, uuid);
DELETE FROM tacet.partitioned_tables WHERE name = 'chat_log';
DROP TABLE tacet.chat_log, tacet.chat_members, tacet.chat_roles;
DROP FUNCTION s.all_permissions();
DELETE FROM tacet.chat_settings WHERE chat_id IN (SELECT id FROM tacet.chats WHERE chat_type <> 'direct');
DELETE FROM tacet.chats WHERE chat_type <> 'direct';
DROP TRIGGER chats_updated ON tacet.chats;
DROP TRIGGER chats_derived ON tacet.chats;
DROP FUNCTION s.derive_chat();
DROP INDEX tacet.chats_owner, tacet.chats_public_name, tacet.chats_search;
ALTER TABLE tacet.chats
    DROP CONSTRAINT chats_size, DROP CONSTRAINT chats_named, DROP CONSTRAINT chats_direct_shape,
    DROP CONSTRAINT chats_chat_type_check,
    DROP COLUMN search_vector, DROP COLUMN is_public;
ALTER TABLE tacet.chats
    DROP COLUMN visibility, DROP COLUMN encrypted_name, DROP COLUMN encrypted_description, DROP COLUMN name,
    DROP COLUMN description, DROP COLUMN avatar, DROP COLUMN owner_id, DROP COLUMN max_members,
    DROP COLUMN member_count, DROP COLUMN updated_at, DROP COLUMN deleted_at,
    ALTER COLUMN user_a SET NOT NULL,
    ALTER COLUMN user_b SET NOT NULL,
    ALTER COLUMN a_accepted SET NOT NULL,
    ALTER COLUMN b_accepted SET NOT NULL,
    ALTER COLUMN created_by SET NOT NULL,
    ADD CONSTRAINT chats_pair CHECK (user_a < user_b),
    ADD CONSTRAINT chats_chat_type_check CHECK (chat_type IN ('direct'));
