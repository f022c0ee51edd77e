#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>

#include <optional>

namespace tacet {

/// How a device was answered that asked for a key.
struct KeyAnswer {
    QDateTime answeredAt = {}; ///< UTC, the last time
    int times = 0;

    friend bool operator==(const KeyAnswer &, const KeyAnswer &) = default;
};

/// Which keys other devices were given because they asked, so that none can ask without end. The subject names the
/// key: a distribution, or a chat and epoch, in at most 64 bytes.
class KeyAnswerStore
{
public:
    explicit KeyAnswerStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    Result<KeyAnswer> note(DeviceId device, const QByteArray &subject, const QDateTime &now);
    Result<std::optional<KeyAnswer>> find(DeviceId device, const QByteArray &subject);
    /// To this device, about anything.
    Result<int> countSince(DeviceId device, const QDateTime &since);
    Result<int> prune(const QDateTime &before);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
