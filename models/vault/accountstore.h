#pragma once
#include "models/domain/account.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <optional>

namespace tacet {

/// The account of this vault and how its device signs in.
struct AccountRecord {
    Account account;
    QString databaseRole;        ///< this device's PostgreSQL login role
    QByteArray databasePassword; ///< of that role; lives in the vault only
    QString deviceLabel;
};

/// The counter that notices a copied or restored vault (protocol.md section 9).
struct DeviceState {
    qint64 counter = 0;
    QByteArray nonce; ///< random, chosen for this step; empty at 0
};

/// At most one account per vault.
class AccountStore
{
public:
    explicit AccountStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Nothing while the vault is empty or joining.
    Result<std::optional<AccountRecord>> find();
    /// Stores or replaces it. Conflict if the vault belongs to another user or device.
    Result<> save(const AccountRecord &record);

    Result<DeviceState> deviceState();
    /// Counter + 1 with this nonce; committed before the database is asked to compare and swap.
    Result<DeviceState> advanceDeviceState(const QByteArray &nonce);

    /// The database was restored from a backup: its counter is the one to go on from.
    Result<> continueDeviceStateFrom(qint64 counter);

    /// How many transactions the vault has lost, since that was last cleared: an older copy of it was put
    /// back, or its log was damaged. Above 0 the ratchet sessions may be older than what was sent with
    /// them: nothing may be encrypted with them, new ones are started.
    Result<qint64> missingCommits();
    Result<> clearMissingCommits();

    /// The incarnation of the tenant database last seen; empty before the first connection.
    Result<QByteArray> databaseIncarnation();
    Result<> setDatabaseIncarnation(const QByteArray &incarnation);

    /// An interrupted join or creation: whatever repeats it with the same keys, in the form of the
    /// service that wrote it. Nothing if none is under way.
    Result<std::optional<QByteArray>> pendingEnrolment();
    Result<> savePendingEnrolment(const QByteArray &record);
    Result<> clearPendingEnrolment();

private:
    VaultDatabase &m_database;
};

} // namespace tacet
