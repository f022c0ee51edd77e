#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// The pairwise sessions with one peer device, serialised by crypto.
struct RatchetRecord {
    DeviceId device;
    UserId user;
    QByteArray state;
};

/// Ratchet state per peer device. The hot path: two statements a message.
class RatchetStore
{
public:
    explicit RatchetStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    Result<std::optional<RatchetRecord>> find(DeviceId device);
    Result<> save(const RatchetRecord &record);
    Result<> remove(DeviceId device);
    /// Every session, after commits were lost (AccountStore::missingCommits). How many.
    Result<int> removeAll();
    Result<QList<DeviceId>> devicesOf(UserId user);

    /// Remembers a handshake's first message by a hash over what makes it one (ephemeral key, prekey
    /// ids). False if it was seen before.
    Result<bool> rememberHandshake(const QByteArray &hash, const QDateTime &now);
    /// As long as the signed prekeys that a replay could use. How many.
    Result<int> forgetHandshakes(const QDateTime &before);

    /// When a repair was last asked of this device; at most one an hour is sent.
    Result<std::optional<QDateTime>> lastRepair(DeviceId device);
    Result<> setLastRepair(DeviceId device, const QDateTime &now);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
