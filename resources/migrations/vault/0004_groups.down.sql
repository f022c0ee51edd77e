-- Groups and channels go with everything of them; direct chats stay, without the events in them.
DROP TABLE replies_fts;
DROP TABLE threads_fts;
DROP TABLE thread_chains;
DROP TABLE removed_threads;
DROP TABLE replies;
DROP TABLE threads;
DROP TABLE post_outbox;
DROP TABLE sync_state;
DROP TABLE waiting_posts;
DROP TABLE key_answers;
DROP TABLE megolm_inbound;
DROP TABLE megolm_recipients;
DROP TABLE megolm_outbound;
DROP TABLE epoch_keys;
DROP TABLE join_requests_sent;
DROP TABLE group_read_marks;
DROP TABLE group_roles;
DROP TABLE group_members;
DROP TABLE group_state;

DELETE FROM outbox WHERE chat_id IN (SELECT id FROM chats WHERE type <> 0);
DELETE FROM file_transfers WHERE chat_id IN (SELECT id FROM chats WHERE type <> 0);
DELETE FROM author_chains WHERE chat_id IN (SELECT id FROM chats WHERE type <> 0);
DELETE FROM messages WHERE kind <> 0 OR chat_id IN (SELECT id FROM chats WHERE type <> 0);
DELETE FROM messages_archive WHERE kind <> 0 OR chat_id IN (SELECT id FROM chats WHERE type <> 0);
DELETE FROM chats WHERE type <> 0;
UPDATE chats SET message_count = (SELECT count(*) FROM messages m WHERE m.chat_id = chats.id)
    + (SELECT count(*) FROM messages_archive a WHERE a.chat_id = chats.id);
UPDATE chats SET last_position = (SELECT ifnull(max(m.position), 0) FROM messages m WHERE m.chat_id = chats.id)
 WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.position = chats.last_position);

DROP INDEX messages_archive_expiry;
DROP INDEX messages_expiry;
DROP INDEX messages_mentions;
DROP INDEX messages_incoming;
ALTER TABLE messages_archive DROP COLUMN expires_at;
ALTER TABLE messages_archive DROP COLUMN reply_to;
ALTER TABLE messages_archive DROP COLUMN mentions_me;
ALTER TABLE messages_archive DROP COLUMN mentions;
ALTER TABLE messages_archive DROP COLUMN event_detail;
ALTER TABLE messages_archive DROP COLUMN event_subject;
ALTER TABLE messages_archive DROP COLUMN event_kind;
ALTER TABLE messages_archive DROP COLUMN kind;
ALTER TABLE messages DROP COLUMN expires_at;
ALTER TABLE messages DROP COLUMN reply_to;
ALTER TABLE messages DROP COLUMN mentions_me;
ALTER TABLE messages DROP COLUMN mentions;
ALTER TABLE messages DROP COLUMN event_detail;
ALTER TABLE messages DROP COLUMN event_subject;
ALTER TABLE messages DROP COLUMN event_kind;
ALTER TABLE messages DROP COLUMN kind;
CREATE INDEX messages_incoming ON messages (chat_id) WHERE outgoing = 0;

PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE chats_before AS
SELECT id, peer, last_position, last_activity, read_position, unread, message_count, draft FROM chats;
DROP TABLE chats;
CREATE TABLE chats (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    peer BLOB NOT NULL UNIQUE REFERENCES people (user_id),
    last_position INTEGER NOT NULL DEFAULT 0,
    last_activity INTEGER NOT NULL,
    read_position INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    message_count INTEGER NOT NULL DEFAULT 0,
    draft TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX chats_by_activity ON chats (last_activity, id);
INSERT INTO chats (id, peer, last_position, last_activity, read_position, unread, message_count, draft)
SELECT id, peer, last_position, last_activity, read_position, unread, message_count, draft FROM chats_before;
DROP TABLE chats_before;
