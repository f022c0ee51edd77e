#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <optional>

namespace tacet {

/// Where this device stands in the event logs of its chats: a round goes from one cursor to another, page by page.
struct SyncState {
    QString from = {}; ///< the database's words, kept as they are
    QString to = {};   ///< empty between rounds
    ChatId chat = {};  ///< where the last page of the round ended; null before the first one
    qint64 transaction = 0;
    QUuid event = {};

    friend bool operator==(const SyncState &, const SyncState &) = default;
};

class SyncStateStore
{
public:
    explicit SyncStateStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    Result<> save(const SyncState &state);
    Result<std::optional<SyncState>> find();
    /// Everything is read again. No error if there is none.
    Result<> clear();

private:
    VaultDatabase &m_database;
};

} // namespace tacet
