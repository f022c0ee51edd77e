#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// The key that all members of an epoch hold, as the signed log committed to it.
struct EpochKeyRecord {
    ChatId chat = {};
    qint64 epoch = 0;
    QByteArray key = {};        ///< 32 bytes
    QByteArray commitment = {}; ///< 32 bytes
    QDateTime receivedAt = {};  ///< UTC
};

/// Epoch keys of groups and channels, of chats that are not known yet, too.
class EpochKeyStore
{
public:
    explicit EpochKeyStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// The same key again is no error; Conflict for another one of that epoch.
    Result<> save(const EpochKeyRecord &key);
    Result<std::optional<EpochKeyRecord>> find(ChatId chat, qint64 epoch);
    Result<std::optional<EpochKeyRecord>> newest(ChatId chat);
    /// From epoch `from` on, oldest first.
    Result<QList<EpochKeyRecord>> list(ChatId chat, qint64 from = 1);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
