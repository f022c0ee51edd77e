-- Files on their way, large bodies, the archive, the audit log, backups, measurements, the cache.

ALTER TABLE people ADD COLUMN profile_picture BLOB CHECK (length(profile_picture) BETWEEN 1 AND 262144);

-- The id is the medium's in the tenant database. State: 0 pending, 1 active, 2 paused, 3 completed,
-- 4 failed, 5 cancelled. chunks has a bit per chunk, the lowest bit of the first byte first.
CREATE TABLE file_transfers (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    chat_id BLOB NOT NULL REFERENCES chats (id),
    direction INTEGER NOT NULL CHECK (direction IN (1, 2)),
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    local_path TEXT NOT NULL CHECK (length(local_path) <= 4096),
    file_size INTEGER NOT NULL CHECK (file_size BETWEEN 0 AND 524288000),
    file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),
    file_key BLOB NOT NULL CHECK (length(file_key) = 32),
    chunk_size INTEGER NOT NULL CHECK (chunk_size BETWEEN 1024 AND 1048576),
    chunk_count INTEGER NOT NULL,
    chunks BLOB NOT NULL,
    chunks_done INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    failure INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    completed_at INTEGER,
    CHECK (chunk_count = max(1, (file_size + chunk_size - 1) / chunk_size)),
    CHECK (length(chunks) = (chunk_count + 7) / 8),
    CHECK (chunks_done BETWEEN 0 AND chunk_count),
    CHECK ((state = 3) = (completed_at IS NOT NULL)),
    CHECK (state <> 3 OR chunks_done = chunk_count),
    CHECK ((state = 4) = (failure IS NOT NULL))
) STRICT;
CREATE INDEX file_transfers_by_state ON file_transfers (state, created_at);
CREATE INDEX file_transfers_by_chat ON file_transfers (chat_id, created_at);
CREATE TRIGGER file_transfers_begin BEFORE INSERT ON file_transfers WHEN new.state <> 0 OR new.chunks_done <> 0 BEGIN
    SELECT RAISE(ABORT, 'a transfer begins pending');
END;
CREATE TRIGGER file_transfers_moves BEFORE UPDATE OF state ON file_transfers
WHEN new.state <> old.state AND NOT (
    (old.state = 0 AND new.state IN (1, 2, 4, 5))
    OR (old.state = 1 AND new.state IN (0, 2, 3, 4, 5))
    OR (old.state = 2 AND new.state IN (0, 1, 5))
    OR (old.state = 4 AND new.state IN (0, 5)))
BEGIN
    SELECT RAISE(ABORT, 'a transfer does not move like that');
END;
CREATE TRIGGER file_transfers_content BEFORE UPDATE OF id, chat_id, direction, file_size, file_hash, file_key, chunk_size,
    chunk_count ON file_transfers BEGIN
    SELECT RAISE(ABORT, 'what is transferred does not change');
END;

-- A message is in messages or here, under the same position. Not in the search index.
CREATE TABLE messages_archive (
    position INTEGER PRIMARY KEY,
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
    content_key BLOB NOT NULL,
    archived_at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_archive_by_chat ON messages_archive (chat_id);

-- Bodies too large for a row that is read with every page of a chat. Compression: 0 none, 1 zlib.
CREATE TABLE message_content (
    message_id BLOB PRIMARY KEY CHECK (length(message_id) = 16),
    compression INTEGER NOT NULL CHECK (compression IN (0, 1)),
    original_size INTEGER NOT NULL CHECK (original_size BETWEEN 0 AND 1048576),
    content BLOB NOT NULL CHECK (length(content) <= 1048576),
    CHECK (compression <> 0 OR original_size = length(content))
) STRICT;
-- No foreign key: the message may move between two tables. It keeps its content while it is in one of them.
CREATE TRIGGER message_content_after_message AFTER DELETE ON messages
WHEN NOT EXISTS (SELECT 1 FROM messages_archive a WHERE a.id = old.id) BEGIN
    DELETE FROM message_content WHERE message_id = old.id;
END;
CREATE TRIGGER message_content_after_archive AFTER DELETE ON messages_archive
WHEN NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = old.id) BEGIN
    DELETE FROM message_content WHERE message_id = old.id;
END;

-- Append-only. Each row's hash covers the row and the hash before; positions have no gaps.
CREATE TABLE audit_log (
    position INTEGER PRIMARY KEY CHECK (position >= 1),
    happened_at INTEGER NOT NULL,
    event INTEGER NOT NULL CHECK (event >= 1),
    severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
    subject_kind TEXT NOT NULL CHECK (length(subject_kind) <= 64),
    subject BLOB NOT NULL CHECK (length(subject) <= 64),
    details TEXT NOT NULL CHECK (length(details) <= 16384),
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_log_by_event ON audit_log (event);
CREATE INDEX audit_log_failed ON audit_log (succeeded) WHERE succeeded = 0;
-- Where the log begins, after its oldest rows were let go of, and where it ends.
CREATE TABLE audit_chain (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    base_position INTEGER NOT NULL DEFAULT 0,
    base_hash BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(base_hash) = 32),
    head_position INTEGER NOT NULL DEFAULT 0,
    head_hash BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(head_hash) = 32),
    CHECK (base_position BETWEEN 0 AND head_position)
) STRICT;
INSERT INTO audit_chain (id) VALUES (1);
CREATE TRIGGER audit_log_keeps BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;
CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log
WHEN old.position > (SELECT base_position FROM audit_chain WHERE id = 1) BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;

-- State: 0 running, 1 completed, 2 failed.
CREATE TABLE backup_metadata (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    location TEXT NOT NULL CHECK (length(location) <= 4096),
    encryption_info TEXT NOT NULL CHECK (length(encryption_info) <= 4096),
    started_at INTEGER NOT NULL,
    completed_at INTEGER,
    keep_until INTEGER NOT NULL,
    total_size INTEGER CHECK (total_size >= 0),
    file_count INTEGER CHECK (file_count >= 0),
    integrity_hash BLOB CHECK (length(integrity_hash) = 32),
    failure INTEGER,
    CHECK ((state = 1) = (integrity_hash IS NOT NULL AND total_size IS NOT NULL AND file_count IS NOT NULL)),
    CHECK ((state = 0) = (completed_at IS NULL)),
    CHECK ((state = 2) = (failure IS NOT NULL))
) STRICT;
CREATE INDEX backup_metadata_by_start ON backup_metadata (started_at);
CREATE INDEX backup_metadata_by_end ON backup_metadata (keep_until);
CREATE TRIGGER backup_metadata_final BEFORE UPDATE ON backup_metadata WHEN old.state <> 0 BEGIN
    SELECT RAISE(ABORT, 'a finished backup does not change');
END;

CREATE TABLE backup_contents (
    backup_id BLOB NOT NULL REFERENCES backup_metadata (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL CHECK (length(table_name) BETWEEN 1 AND 64),
    record_count INTEGER NOT NULL CHECK (record_count >= 0),
    data_size INTEGER NOT NULL CHECK (data_size >= 0),
    checksum BLOB NOT NULL CHECK (length(checksum) = 32),
    PRIMARY KEY (backup_id, table_name)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER backup_contents_begin BEFORE INSERT ON backup_contents
WHEN (SELECT state FROM backup_metadata WHERE id = new.backup_id) <> 0 BEGIN
    SELECT RAISE(ABORT, 'a finished backup does not change');
END;
CREATE TRIGGER backup_contents_final BEFORE UPDATE ON backup_contents BEGIN
    SELECT RAISE(ABORT, 'what a backup holds does not change');
END;

CREATE TABLE performance_metrics (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    measured_at INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    value REAL NOT NULL,
    unit TEXT NOT NULL CHECK (length(unit) <= 16),
    category INTEGER NOT NULL CHECK (category BETWEEN 1 AND 4),
    metadata TEXT NOT NULL CHECK (length(metadata) <= 4096)
) STRICT;
CREATE INDEX performance_metrics_by_name ON performance_metrics (name);

-- day: days since 1 January 1970 (UTC).
CREATE TABLE usage_statistics (
    day INTEGER NOT NULL,
    metric TEXT NOT NULL CHECK (length(metric) BETWEEN 1 AND 64),
    value INTEGER NOT NULL CHECK (value >= 0),
    PRIMARY KEY (day, metric)
) STRICT, WITHOUT ROWID;

CREATE TABLE cache_entries (
    key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 255),
    value BLOB NOT NULL CHECK (length(value) <= 8388608),
    stored_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at);
CREATE INDEX cache_entries_by_use ON cache_entries (used_at);
-- What the entries' values take together, so that nothing has to add them up.
CREATE TABLE cache_size (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0)
) STRICT;
INSERT INTO cache_size (id) VALUES (1);
CREATE TRIGGER cache_entries_insert AFTER INSERT ON cache_entries BEGIN
    UPDATE cache_size SET bytes = bytes + length(new.value) WHERE id = 1;
END;
CREATE TRIGGER cache_entries_update AFTER UPDATE OF value ON cache_entries BEGIN
    UPDATE cache_size SET bytes = bytes + length(new.value) - length(old.value) WHERE id = 1;
END;
CREATE TRIGGER cache_entries_delete AFTER DELETE ON cache_entries BEGIN
    UPDATE cache_size SET bytes = bytes - length(old.value) WHERE id = 1;
END;
