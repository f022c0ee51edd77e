#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <limits>
#include <optional>

namespace tacet {

/// What happened on this computer. The numbers stand in vaults: they never change.
enum class AuditEvent {
    VaultCreated = 1,
    PassphraseChanged = 2,
    DeviceLinked = 3,
    DeviceRemoved = 4,
    KeyAccepted = 5,
    PersonVerified = 6,
    SettingChanged = 7,
    BackupMade = 8,
    BackupRestored = 9,
    MaintenanceDone = 10,
    MessagesArchived = 11,
    LogPruned = 12,
    SignInFailed = 13,
};

enum class AuditSeverity { Low, Medium, High, Critical };

/// What is put into the log. Never content, names or keys.
struct AuditNote {
    AuditEvent event = AuditEvent::SettingChanged;
    AuditSeverity severity = AuditSeverity::Low;
    bool succeeded = true;
    QString subjectKind = {};  ///< "device", "person"; at most 64 characters
    QByteArray subject = {};   ///< its id; at most 64 bytes
    QByteArray details = "{}"; ///< JSON, at most 16,384 bytes
    QDateTime happenedAt;      ///< UTC
};

struct AuditEntry {
    qint64 position = 0; ///< from 1, without gaps
    AuditNote note;
    QByteArray hash;
};

/// Whether the log is as it was written.
struct AuditVerdict {
    qint64 entries = 0;
    std::optional<qint64> brokenAt; ///< the first position that does not fit; nothing if all do

    bool isWhole() const { return !brokenAt; }
};

/// The vault's own log: append-only, each entry's hash covers the entry and the hash before, and the ends
/// are noted apart. Finds damage and clumsy changes; who can write the vault can also write a new log.
class VaultAuditStore
{
public:
    static constexpr int kPageMax = 500;

    explicit VaultAuditStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// InvalidInput if something is too long.
    Result<AuditEntry> append(const AuditNote &note);
    /// Older than `before`, newest first.
    Result<QList<AuditEntry>> page(qint64 before = std::numeric_limits<qint64>::max(), int limit = 100);
    Result<QList<AuditEntry>> ofEvent(AuditEvent event, qint64 before = std::numeric_limits<qint64>::max(),
                                      int limit = 100);
    /// Those that did not succeed.
    Result<QList<AuditEntry>> failures(qint64 before = std::numeric_limits<qint64>::max(), int limit = 100);
    /// Reads the whole log.
    Result<AuditVerdict> verify();
    /// Lets go of the oldest entries up to the first one that happened at `before` or later; the chain
    /// goes on from there. How many.
    Result<qint64> prune(const QDateTime &before);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
