#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

using BackupId = Id<struct BackupTag>;

/// Backups of this vault that were made from here. The numbers stand in vaults.
enum class VaultBackupKind { Daily = 1, Weekly = 2, Monthly = 3 };
enum class VaultBackupState { Running, Completed, Failed };

struct VaultBackup {
    BackupId id;
    VaultBackupKind kind = VaultBackupKind::Daily;
    VaultBackupState state = VaultBackupState::Running;
    QString location;       ///< where it lies; this computer's business
    QString encryptionInfo; ///< JSON: the format and its parameters, never a key
    QDateTime startedAt;    ///< UTC
    QDateTime keepUntil;    ///< UTC
    std::optional<QDateTime> completedAt = {};
    qint64 totalSize = 0; ///< bytes; when completed, as the next two
    qint64 fileCount = 0;
    QByteArray integrityHash = {};
    std::optional<ErrorCode> failure = {};
};

/// What a backup holds of one table.
struct VaultBackupContent {
    QString tableName;
    qint64 recordCount = 0;
    qint64 dataSize = 0; ///< bytes
    QByteArray checksum; ///< 32 bytes

    friend bool operator==(const VaultBackupContent &, const VaultBackupContent &) = default;
};

/// The list of backups. A finished one changes no more; the table itself sees to it.
class VaultBackupStore
{
public:
    static constexpr int kListMax = 500;

    explicit VaultBackupStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Notes that one begins. Conflict if the id is taken.
    Result<> begin(const VaultBackup &backup);
    /// Conflict once it is finished, or for a table twice; NotFound.
    Result<> addContent(BackupId id, const VaultBackupContent &content);
    /// NotFound; Conflict if it is finished already; InvalidInput without a hash of 32 bytes.
    Result<> complete(BackupId id, qint64 totalSize, qint64 fileCount, const QByteArray &integrityHash,
                      const QDateTime &now);
    Result<> markFailed(BackupId id, ErrorCode why, const QDateTime &now);

    Result<std::optional<VaultBackup>> find(BackupId id);
    /// Newest first.
    Result<QList<VaultBackup>> list(int limit);
    /// By table.
    Result<QList<VaultBackupContent>> contents(BackupId id);
    /// Finished ones that need not be kept any more.
    Result<QList<VaultBackup>> expired(const QDateTime &now, int limit);
    /// With its contents. Absent ones are no error.
    Result<> remove(BackupId id);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
