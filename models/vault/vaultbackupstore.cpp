#include "models/vault/vaultbackupstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define BACKUP_COLUMNS                                                                                                 \
    "b.id, b.kind, b.state, b.location, b.encryption_info, b.started_at, b.keep_until, b.completed_at, b.total_size, " \
    "b.file_count, b.integrity_hash, b.failure"
enum Column {
    IdColumn,
    KindColumn,
    StateColumn,
    LocationColumn,
    EncryptionColumn,
    StartedColumn,
    KeepColumn,
    CompletedColumn,
    SizeColumn,
    FilesColumn,
    HashColumn,
    FailureColumn,
};
// State: 0 running, 1 completed, 2 failed.
constexpr char kInsert[] = "INSERT INTO backup_metadata (id, kind, state, location, encryption_info, started_at, "
                           "keep_until) VALUES (:id, :kind, 0, :location, :encryption, :started, :keep)";
constexpr char kInsertContent[] =
    "INSERT INTO backup_contents (backup_id, table_name, record_count, data_size, checksum) "
    "VALUES (:id, :table, :records, :size, :checksum)";
constexpr char kComplete[] = "UPDATE backup_metadata SET state = 1, completed_at = :now, total_size = :size, "
                             "file_count = :files, integrity_hash = :hash WHERE id = :id";
constexpr char kMarkFailed[] =
    "UPDATE backup_metadata SET state = 2, completed_at = :now, failure = :why WHERE id = :id";
constexpr char kSelect[] = "SELECT " BACKUP_COLUMNS " FROM backup_metadata b WHERE b.id = :id";
constexpr char kSelectNewest[] =
    "SELECT " BACKUP_COLUMNS " FROM backup_metadata b ORDER BY b.started_at DESC LIMIT :limit";
constexpr char kSelectExpired[] = "SELECT " BACKUP_COLUMNS " FROM backup_metadata b WHERE b.keep_until < :now "
                                  "AND b.state <> 0 ORDER BY b.keep_until LIMIT :limit";
constexpr char kSelectContents[] = "SELECT c.table_name, c.record_count, c.data_size, c.checksum "
                                   "FROM backup_contents c WHERE c.backup_id = :id ORDER BY c.table_name";
constexpr char kDelete[] = "DELETE FROM backup_metadata WHERE id = :id";

constexpr qsizetype kHashSize = 32;

static_assert(int(VaultBackupState::Running) == 0 && int(VaultBackupState::Completed) == 1 &&
                  int(VaultBackupState::Failed) == 2,
              "the numbers in the statements");

VaultBackup backupFrom(const QSqlQuery &row)
{
    return {
        .id = idAt<BackupId>(row, IdColumn),
        .kind = VaultBackupKind(row.value(KindColumn).toInt()),
        .state = VaultBackupState(row.value(StateColumn).toInt()),
        .location = row.value(LocationColumn).toString(),
        .encryptionInfo = row.value(EncryptionColumn).toString(),
        .startedAt = timeAt(row, StartedColumn),
        .keepUntil = timeAt(row, KeepColumn),
        .completedAt = row.value(CompletedColumn).isNull() ? std::nullopt : std::optional(timeAt(row, CompletedColumn)),
        .totalSize = row.value(SizeColumn).toLongLong(),
        .fileCount = row.value(FilesColumn).toLongLong(),
        .integrityHash = row.value(HashColumn).toByteArray(),
        .failure = errorCodeAt(row, FailureColumn),
    };
}

VaultBackupContent contentFrom(const QSqlQuery &row)
{
    return {.tableName = row.value(0).toString(),
            .recordCount = row.value(1).toLongLong(),
            .dataSize = row.value(2).toLongLong(),
            .checksum = row.value(3).toByteArray()};
}

} // namespace

Result<> VaultBackupStore::begin(const VaultBackup &backup)
{
    Statement insert(m_database, kInsert);
    return insert.bind(":id"_L1, backup.id)
        .bind(":kind"_L1, backup.kind)
        .bind(":location"_L1, backup.location)
        .bind(":encryption"_L1, backup.encryptionInfo)
        .bind(":started"_L1, backup.startedAt)
        .bind(":keep"_L1, backup.keepUntil)
        .run();
}

Result<> VaultBackupStore::addContent(BackupId id, const VaultBackupContent &content)
{
    if (content.checksum.size() != kHashSize || content.recordCount < 0 || content.dataSize < 0)
        return fail(ErrorCode::InvalidInput, u"what a backup holds of a table"_s);
    Statement insert(m_database, kInsertContent);
    return insert.bind(":id"_L1, id)
        .bind(":table"_L1, content.tableName)
        .bind(":records"_L1, content.recordCount)
        .bind(":size"_L1, content.dataSize)
        .bind(":checksum"_L1, content.checksum)
        .run();
}

Result<> VaultBackupStore::complete(BackupId id, qint64 totalSize, qint64 fileCount, const QByteArray &integrityHash,
                                    const QDateTime &now)
{
    if (integrityHash.size() != kHashSize || totalSize < 0 || fileCount < 0)
        return fail(ErrorCode::InvalidInput, u"the size or hash of a backup"_s);
    Statement update(m_database, kComplete);
    return changeOne(update.bind(":now"_L1, now)
                         .bind(":size"_L1, totalSize)
                         .bind(":files"_L1, fileCount)
                         .bind(":hash"_L1, integrityHash)
                         .bind(":id"_L1, id));
}

Result<> VaultBackupStore::markFailed(BackupId id, ErrorCode why, const QDateTime &now)
{
    Statement update(m_database, kMarkFailed);
    return changeOne(update.bind(":now"_L1, now).bind(":why"_L1, why).bind(":id"_L1, id));
}

Result<std::optional<VaultBackup>> VaultBackupStore::find(BackupId id)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":id"_L1, id), backupFrom);
}

Result<QList<VaultBackup>> VaultBackupStore::list(int limit)
{
    Statement select(m_database, kSelectNewest);
    return readAll(select.bind(":limit"_L1, qint64(std::min(limit, kListMax))), backupFrom);
}

Result<QList<VaultBackupContent>> VaultBackupStore::contents(BackupId id)
{
    Statement select(m_database, kSelectContents);
    return readAll(select.bind(":id"_L1, id), contentFrom);
}

Result<QList<VaultBackup>> VaultBackupStore::expired(const QDateTime &now, int limit)
{
    Statement select(m_database, kSelectExpired);
    return readAll(select.bind(":now"_L1, now).bind(":limit"_L1, qint64(std::min(limit, kListMax))), backupFrom);
}

Result<> VaultBackupStore::remove(BackupId id)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":id"_L1, id).run();
}

} // namespace tacet
