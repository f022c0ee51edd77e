-- Times are Unix milliseconds (UTC), ids the 16 bytes of a UUID, booleans 0 or 1. Enumerations are
-- the numbers in the headers of models/vault and models/domain.

CREATE TABLE vault_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fence INTEGER NOT NULL DEFAULT 0,
    device_counter INTEGER NOT NULL DEFAULT 0,
    device_nonce BLOB NOT NULL DEFAULT x'',
    database_incarnation BLOB NOT NULL DEFAULT x'',
    pending_enrolment BLOB
) STRICT;
INSERT INTO vault_state (id) VALUES (1);

CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    device_id BLOB NOT NULL CHECK (length(device_id) = 16),
    username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    master_key BLOB NOT NULL,
    role INTEGER NOT NULL,
    workspace_place INTEGER NOT NULL,
    workspace_id BLOB NOT NULL,
    workspace_name TEXT NOT NULL,
    workspace_database TEXT NOT NULL,
    workspace_directory TEXT NOT NULL,
    workspace_host TEXT NOT NULL,
    workspace_port INTEGER NOT NULL,
    workspace_root_certificate BLOB NOT NULL,
    database_role TEXT NOT NULL,
    database_password BLOB NOT NULL,
    device_label TEXT NOT NULL
) STRICT;

CREATE TABLE key_store (
    name INTEGER PRIMARY KEY,
    private_key BLOB NOT NULL
) STRICT;

CREATE TABLE prekey_counters (
    kind INTEGER PRIMARY KEY,
    next_id INTEGER NOT NULL
) STRICT;

CREATE TABLE prekeys (
    kind INTEGER NOT NULL,
    id INTEGER NOT NULL CHECK (id BETWEEN 1 AND 2147483647),
    private_key BLOB NOT NULL,
    public_key BLOB NOT NULL,
    signature BLOB NOT NULL,
    last_resort INTEGER NOT NULL,
    published INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    retired_at INTEGER,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX prekeys_unpublished ON prekeys (kind, id) WHERE published = 0 AND used_at IS NULL AND retired_at IS NULL;
CREATE INDEX prekeys_live ON prekeys (kind, last_resort, id) WHERE used_at IS NULL AND retired_at IS NULL;

CREATE TABLE ratchet_state (
    device_id BLOB PRIMARY KEY CHECK (length(device_id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    state BLOB NOT NULL
) STRICT;
CREATE INDEX ratchet_state_by_user ON ratchet_state (user_id);

CREATE TABLE handshakes_seen (
    hash BLOB PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX handshakes_seen_by_time ON handshakes_seen (seen_at);

CREATE TABLE session_repairs (
    device_id BLOB PRIMARY KEY CHECK (length(device_id) = 16),
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A hostile or restored database may give one name to two accounts: names are not unique here.
CREATE TABLE people (
    user_id BLOB PRIMARY KEY CHECK (length(user_id) = 16),
    username TEXT NOT NULL COLLATE NOCASE,
    display_name TEXT NOT NULL,
    master_key BLOB NOT NULL,
    changed_key BLOB,
    relation INTEGER NOT NULL DEFAULT 0,
    trust INTEGER NOT NULL DEFAULT 0,
    nickname TEXT NOT NULL DEFAULT '',
    learnt INTEGER NOT NULL,
    manifest_version INTEGER,
    manifest_hash BLOB,
    manifest BLOB
) STRICT;
CREATE INDEX people_by_username ON people (username, learnt);
CREATE INDEX people_by_relation ON people (relation);

CREATE TABLE peer_devices (
    device_id BLOB PRIMARY KEY CHECK (length(device_id) = 16),
    user_id BLOB NOT NULL REFERENCES people (user_id),
    identity_key BLOB NOT NULL,
    prekey_key BLOB NOT NULL,
    certificate BLOB NOT NULL,
    label TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT;
CREATE INDEX peer_devices_by_user ON peer_devices (user_id, device_id);

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

-- AUTOINCREMENT: a position is never given twice, so that a page never skips or repeats a message.
CREATE TABLE messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    chat_id BLOB NOT NULL REFERENCES chats (id),
    author BLOB NOT NULL CHECK (length(author) = 16),
    outgoing INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    state INTEGER NOT NULL,
    failure INTEGER,
    author_device BLOB NOT NULL,
    author_sequence INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    content_key BLOB NOT NULL
) STRICT;
-- The position is part of every index already, as its row id.
CREATE INDEX messages_by_chat ON messages (chat_id);
CREATE INDEX messages_incoming ON messages (chat_id) WHERE outgoing = 0;
CREATE INDEX messages_undelivered ON messages (chat_id) WHERE outgoing = 1 AND state = 1;

CREATE TABLE author_chains (
    chat_id BLOB NOT NULL REFERENCES chats (id),
    author_device BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    last_hash BLOB NOT NULL,
    PRIMARY KEY (chat_id, author_device)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE messages_fts USING fts5 (
    text,
    content = 'messages',
    content_rowid = 'position',
    tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO messages_fts (messages_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
    INSERT INTO messages_fts (rowid, text) VALUES (new.position, new.text);
END;
CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
    INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.position, old.text);
END;
CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages BEGIN
    INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.position, old.text);
    INSERT INTO messages_fts (rowid, text) VALUES (new.position, new.text);
END;

CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind INTEGER NOT NULL,
    chat_id BLOB,
    recipient BLOB NOT NULL,
    stage INTEGER NOT NULL,
    content BLOB NOT NULL,
    bundle BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    last_error INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_chat ON outbox (chat_id, position);
CREATE INDEX outbox_by_time ON outbox (next_attempt_at);

CREATE TABLE inbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    stored_at INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_unacknowledged ON inbox (position) WHERE acknowledged = 0;
CREATE INDEX inbox_by_time ON inbox (stored_at) WHERE acknowledged = 1;

CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    sender BLOB NOT NULL,
    reason INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_by_sender ON quarantine (sender);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
