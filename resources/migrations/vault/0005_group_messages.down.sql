DROP TRIGGER group_messages_after_chat;
DROP TABLE group_heads;
DROP TABLE megolm_begun;
DROP TABLE group_controls;
