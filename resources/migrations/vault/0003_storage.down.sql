-- Archived messages go back where they came from; everything else of this step is lost.
INSERT INTO messages (position, id, chat_id, author, outgoing, sent_at, stored_at, text, state, failure, author_device,
                      author_sequence, content_hash, content_key)
SELECT position, id, chat_id, author, outgoing, sent_at, stored_at, text, state, failure, author_device,
       author_sequence, content_hash, content_key
  FROM messages_archive;
DROP TRIGGER message_content_after_message;
DROP TABLE cache_size;
DROP TABLE cache_entries;
DROP TABLE usage_statistics;
DROP TABLE performance_metrics;
DROP TABLE backup_contents;
DROP TABLE backup_metadata;
DROP TABLE audit_chain;
DROP TABLE audit_log;
DROP TABLE message_content;
DROP TABLE messages_archive;
DROP TABLE file_transfers;
ALTER TABLE people DROP COLUMN profile_picture;
