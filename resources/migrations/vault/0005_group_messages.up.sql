-- What devices of groups tell each other, encrypted: sent as it is, now and at every repeat. The distribution is
-- that of a sender key; NULL for everything else.
CREATE TABLE group_controls (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16),
    distribution_id BLOB CHECK (length(distribution_id) = 16),
    bundle BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL
) STRICT;
CREATE INDEX group_controls_by_chat ON group_controls (chat_id, position);

-- Own Megolm sessions as they began: a device that missed one is given it from where it may read.
CREATE TABLE megolm_begun (
    distribution_id BLOB PRIMARY KEY CHECK (length(distribution_id) = 16),
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16),
    session BLOB NOT NULL,
    started_at INTEGER NOT NULL,
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX megolm_begun_by_chat ON megolm_begun (chat_id);

-- Which hash the log of a chat has at a sequence, as it was seen first: by this device, or by an author.
CREATE TABLE group_heads (
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (chat_id, sequence)
) STRICT, WITHOUT ROWID;

-- They go with their chat, but are not bound to it: a session may begin before the chat is in the list.
CREATE TRIGGER group_messages_after_chat AFTER DELETE ON chats BEGIN
    DELETE FROM group_controls WHERE chat_id = old.id;
    DELETE FROM megolm_begun WHERE chat_id = old.id;
    DELETE FROM group_heads WHERE chat_id = old.id;
END;
