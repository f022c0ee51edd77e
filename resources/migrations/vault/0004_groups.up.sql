-- Groups and channels beside direct chats, their keys, what waits to be sent or opened, threads and replies.

-- A chat without a peer is a group or channel: the table is made anew under its name, because its column cannot
-- be changed. What refers to it is looked at again when this is committed.
PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE chats_before AS
SELECT id, peer, last_position, last_activity, read_position, unread, message_count, draft FROM chats;
DROP TABLE chats;
-- followed_unread: of threads that are followed. The picture stands last: the other columns are read without it.
CREATE TABLE chats (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    type INTEGER NOT NULL DEFAULT 0 CHECK (type BETWEEN 0 AND 2),
    peer BLOB UNIQUE REFERENCES people (user_id),
    last_position INTEGER NOT NULL DEFAULT 0,
    last_activity INTEGER NOT NULL,
    read_position INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    unread_mentions INTEGER NOT NULL DEFAULT 0,
    unread_threads INTEGER NOT NULL DEFAULT 0,
    followed_unread INTEGER NOT NULL DEFAULT 0,
    message_count INTEGER NOT NULL DEFAULT 0,
    visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility BETWEEN 0 AND 2),
    standing INTEGER NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 4),
    member_count INTEGER NOT NULL DEFAULT 0,
    can_send INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL DEFAULT '',
    draft TEXT NOT NULL DEFAULT '',
    picture BLOB NOT NULL DEFAULT x'' CHECK (length(picture) <= 262144),
    CHECK ((type = 0) = (peer IS NOT NULL))
) STRICT;
CREATE INDEX chats_by_activity ON chats (last_activity, id);
INSERT INTO chats (id, peer, last_position, last_activity, read_position, unread, message_count, draft)
SELECT id, peer, last_position, last_activity, read_position, unread, message_count, draft FROM chats_before;
DROP TABLE chats_before;

-- kind: 0 text, 1 event, 2 waiting for a key; the text of the latter two is empty, so that the search index has
-- nothing of them. The actor of an event is its author.
ALTER TABLE messages ADD COLUMN kind INTEGER NOT NULL DEFAULT 0 CHECK (kind = 0 OR (kind IN (1, 2) AND text = ''));
ALTER TABLE messages ADD COLUMN event_kind INTEGER CHECK ((event_kind IS NOT NULL) = (kind = 1));
ALTER TABLE messages ADD COLUMN event_subject BLOB CHECK (length(event_subject) = 16);
ALTER TABLE messages ADD COLUMN event_detail TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN mentions BLOB NOT NULL DEFAULT x'';
ALTER TABLE messages ADD COLUMN mentions_me INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN reply_to BLOB CHECK (length(reply_to) = 16);
ALTER TABLE messages ADD COLUMN expires_at INTEGER;
ALTER TABLE messages_archive ADD COLUMN kind INTEGER NOT NULL DEFAULT 0 CHECK (kind = 0 OR (kind = 1 AND text = ''));
ALTER TABLE messages_archive ADD COLUMN event_kind INTEGER CHECK ((event_kind IS NOT NULL) = (kind = 1));
ALTER TABLE messages_archive ADD COLUMN event_subject BLOB CHECK (length(event_subject) = 16);
ALTER TABLE messages_archive ADD COLUMN event_detail TEXT NOT NULL DEFAULT '';
ALTER TABLE messages_archive ADD COLUMN mentions BLOB NOT NULL DEFAULT x'';
ALTER TABLE messages_archive ADD COLUMN mentions_me INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages_archive ADD COLUMN reply_to BLOB CHECK (length(reply_to) = 16);
ALTER TABLE messages_archive ADD COLUMN expires_at INTEGER;
DROP INDEX messages_incoming;
CREATE INDEX messages_incoming ON messages (chat_id) WHERE outgoing = 0 AND kind <> 1;
CREATE INDEX messages_mentions ON messages (chat_id) WHERE mentions_me = 1;
CREATE INDEX messages_expiry ON messages (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX messages_archive_expiry ON messages_archive (expires_at) WHERE expires_at IS NOT NULL;

-- What the verified log of a group says, with the head of the log that was seen.
CREATE TABLE group_state (
    chat_id BLOB PRIMARY KEY REFERENCES chats (id),
    log_sequence INTEGER NOT NULL CHECK (log_sequence >= 0),
    log_hash BLOB NOT NULL,
    own_role BLOB NOT NULL CHECK (length(own_role) = 16),
    permissions INTEGER NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    epoch_floor INTEGER NOT NULL CHECK (epoch_floor >= 0),
    due_reason TEXT NOT NULL,
    settings BLOB NOT NULL,
    state BLOB NOT NULL
) STRICT;
-- removed: by a manager, and not to come back before a pardon.
CREATE TABLE group_members (
    chat_id BLOB NOT NULL REFERENCES chats (id),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    role_id BLOB NOT NULL CHECK (length(role_id) = 16),
    joined_at INTEGER NOT NULL,
    joined_sequence INTEGER NOT NULL,
    muted_until INTEGER,
    removed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_roles (
    chat_id BLOB NOT NULL REFERENCES chats (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    built_in INTEGER NOT NULL CHECK (built_in BETWEEN 0 AND 3),
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    permissions INTEGER NOT NULL,
    is_default INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (chat_id, id)
) STRICT, WITHOUT ROWID;
-- How far others have read, where the workspace's policy keeps that.
CREATE TABLE group_read_marks (
    chat_id BLOB NOT NULL REFERENCES chats (id),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    message_id BLOB NOT NULL CHECK (length(message_id) = 16),
    PRIMARY KEY (chat_id, user_id)
) STRICT, WITHOUT ROWID;
-- Of chats that are not in the list yet: no reference.
CREATE TABLE join_requests_sent (
    chat_id BLOB PRIMARY KEY CHECK (length(chat_id) = 16),
    invite_id BLOB NOT NULL CHECK (length(invite_id) = 16),
    name TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;

-- Keys may come before the chat is known: no references.
CREATE TABLE epoch_keys (
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    key BLOB NOT NULL,
    commitment BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE megolm_outbound (
    chat_id BLOB PRIMARY KEY CHECK (length(chat_id) = 16),
    distribution_id BLOB NOT NULL UNIQUE CHECK (length(distribution_id) = 16),
    session BLOB NOT NULL,
    started_at INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    epoch INTEGER NOT NULL
) STRICT;
-- Of earlier sessions too: who asks again is answered by what it was given. State: 1 prepared, 2 sent.
CREATE TABLE megolm_recipients (
    distribution_id BLOB NOT NULL CHECK (length(distribution_id) = 16),
    device_id BLOB NOT NULL CHECK (length(device_id) = 16),
    chat_id BLOB CHECK (length(chat_id) = 16),
    state INTEGER NOT NULL CHECK (state IN (1, 2)),
    message_index INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (distribution_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX megolm_recipients_by_chat ON megolm_recipients (chat_id);
CREATE INDEX megolm_recipients_by_time ON megolm_recipients (noted_at);
-- session: with the ledger of its indexes.
CREATE TABLE megolm_inbound (
    distribution_id BLOB NOT NULL CHECK (length(distribution_id) = 16),
    sender_device BLOB NOT NULL CHECK (length(sender_device) = 16),
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16),
    session BLOB NOT NULL,
    first_index INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (distribution_id, sender_device)
) STRICT;
CREATE INDEX megolm_inbound_by_chat ON megolm_inbound (chat_id);
-- How often a device was answered, so that none can ask without end.
CREATE TABLE key_answers (
    device_id BLOB NOT NULL CHECK (length(device_id) = 16),
    subject BLOB NOT NULL CHECK (length(subject) BETWEEN 1 AND 64),
    answered_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (device_id, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_answers_by_time ON key_answers (answered_at);
-- Posts that cannot be opened yet, as they came. kind: 1 message, 2 thread, 3 reply. cause: as WaitingCause.
CREATE TABLE waiting_posts (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    id BLOB NOT NULL CHECK (length(id) = 16),
    chat_id BLOB NOT NULL REFERENCES chats (id),
    epoch INTEGER NOT NULL,
    distribution_id BLOB CHECK (length(distribution_id) = 16),
    sender_device BLOB NOT NULL CHECK (length(sender_device) = 16),
    cause INTEGER NOT NULL CHECK (cause BETWEEN 0 AND 3),
    since INTEGER NOT NULL,
    asked_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    post BLOB NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX waiting_posts_by_epoch ON waiting_posts (chat_id, epoch);
CREATE INDEX waiting_posts_by_session ON waiting_posts (distribution_id) WHERE distribution_id IS NOT NULL;

-- Where this device stands in the event logs of its chats.
CREATE TABLE sync_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    cursor_from TEXT NOT NULL,
    cursor_to TEXT NOT NULL,
    after_chat BLOB NOT NULL,
    after_transaction INTEGER NOT NULL,
    after_event BLOB NOT NULL
) STRICT;

-- What goes to groups and channels; entries of a chat leave in order. sealed: what is sent, made under `epoch`.
CREATE TABLE post_outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    chat_id BLOB NOT NULL REFERENCES chats (id),
    content BLOB NOT NULL,
    sealed BLOB NOT NULL DEFAULT x'',
    epoch INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX post_outbox_by_chat ON post_outbox (chat_id, position);
CREATE INDEX post_outbox_by_time ON post_outbox (next_attempt_at);

-- title_order: without case and accents. read_position: the last reply that was shown; -1: not even the thread.
CREATE TABLE threads (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    chat_id BLOB NOT NULL REFERENCES chats (id),
    author BLOB NOT NULL CHECK (length(author) = 16),
    outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
    created_at INTEGER NOT NULL,
    last_activity INTEGER NOT NULL,
    reply_count INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL CHECK (unread >= 0),
    followed INTEGER NOT NULL DEFAULT 0 CHECK (followed IN (0, 1)),
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    read_position INTEGER NOT NULL,
    state INTEGER NOT NULL,
    failure INTEGER,
    author_device BLOB NOT NULL CHECK (length(author_device) = 16),
    author_sequence INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    edit_number INTEGER NOT NULL DEFAULT 0,
    title_order TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
-- Each order with what the filters ask for: a page is cut, and all of them are counted, without reading threads.
CREATE INDEX threads_by_activity
    ON threads (chat_id, pinned DESC, last_activity DESC, position DESC, unread, followed, outgoing);
CREATE INDEX threads_by_age ON threads (chat_id, pinned DESC, created_at DESC, position DESC, unread, followed, outgoing);
CREATE INDEX threads_by_replies
    ON threads (chat_id, pinned DESC, reply_count DESC, position DESC, unread, followed, outgoing);
CREATE INDEX threads_by_title
    ON threads (chat_id, pinned DESC, title_order, position DESC, unread, followed, outgoing);
CREATE TABLE replies (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    thread_id BLOB NOT NULL REFERENCES threads (id),
    parent BLOB CHECK (length(parent) = 16),
    author BLOB NOT NULL CHECK (length(author) = 16),
    outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
    created_at INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    state INTEGER NOT NULL,
    failure INTEGER,
    author_device BLOB NOT NULL CHECK (length(author_device) = 16),
    author_sequence INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    edit_number INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    CHECK (deleted = 0 OR body = '')
) STRICT;
CREATE INDEX replies_by_thread ON replies (thread_id, position);
CREATE INDEX replies_incoming ON replies (thread_id, position) WHERE outgoing = 0 AND deleted = 0;
-- Threads that were deleted do not come back.
CREATE TABLE removed_threads (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    chat_id BLOB NOT NULL CHECK (length(chat_id) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX removed_threads_by_chat ON removed_threads (chat_id);
-- Of threads and replies; author_chains has those of messages.
CREATE TABLE thread_chains (
    chat_id BLOB NOT NULL REFERENCES chats (id),
    author_device BLOB NOT NULL CHECK (length(author_device) = 16),
    sequence INTEGER NOT NULL,
    last_hash BLOB NOT NULL,
    PRIMARY KEY (chat_id, author_device)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER threads_unread_insert AFTER INSERT ON threads WHEN new.unread > 0 BEGIN
    UPDATE chats SET unread_threads = unread_threads + 1, followed_unread = followed_unread + new.unread * new.followed
     WHERE id = new.chat_id;
END;
CREATE TRIGGER threads_unread_update AFTER UPDATE OF unread, followed ON threads BEGIN
    UPDATE chats SET unread_threads = unread_threads + (new.unread > 0) - (old.unread > 0),
           followed_unread = followed_unread + new.unread * new.followed - old.unread * old.followed
     WHERE id = new.chat_id;
END;
CREATE TRIGGER threads_unread_delete AFTER DELETE ON threads WHEN old.unread > 0 BEGIN
    UPDATE chats SET unread_threads = unread_threads - 1, followed_unread = followed_unread - old.unread * old.followed
     WHERE id = old.chat_id;
END;

CREATE VIRTUAL TABLE threads_fts USING fts5 (
    title, body,
    content = 'threads',
    content_rowid = 'position',
    tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO threads_fts (threads_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER threads_fts_insert AFTER INSERT ON threads BEGIN
    INSERT INTO threads_fts (rowid, title, body) VALUES (new.position, new.title, new.body);
END;
CREATE TRIGGER threads_fts_delete AFTER DELETE ON threads BEGIN
    INSERT INTO threads_fts (threads_fts, rowid, title, body) VALUES ('delete', old.position, old.title, old.body);
END;
CREATE TRIGGER threads_fts_update AFTER UPDATE OF title, body ON threads BEGIN
    INSERT INTO threads_fts (threads_fts, rowid, title, body) VALUES ('delete', old.position, old.title, old.body);
    INSERT INTO threads_fts (rowid, title, body) VALUES (new.position, new.title, new.body);
END;
CREATE VIRTUAL TABLE replies_fts USING fts5 (
    body,
    content = 'replies',
    content_rowid = 'position',
    tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO replies_fts (replies_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER replies_fts_insert AFTER INSERT ON replies BEGIN
    INSERT INTO replies_fts (rowid, body) VALUES (new.position, new.body);
END;
CREATE TRIGGER replies_fts_delete AFTER DELETE ON replies BEGIN
    INSERT INTO replies_fts (replies_fts, rowid, body) VALUES ('delete', old.position, old.body);
END;
CREATE TRIGGER replies_fts_update AFTER UPDATE OF body ON replies BEGIN
    INSERT INTO replies_fts (replies_fts, rowid, body) VALUES ('delete', old.position, old.body);
    INSERT INTO replies_fts (rowid, body) VALUES (new.position, new.body);
END;
