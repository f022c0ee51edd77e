#pragma once
#include "models/backend/deliverystore.h"
#include "models/domain/result.h"
#include "models/vault/outboxstore.h"

#include <optional>

namespace tacet {

/// The database has a message and knows devices that got nothing of it: they were linked after this vault last looked
/// at their account. Stands in the message's outbox entry until they have it too.
struct MissedDevices {
    qint64 ownVersion = 0;  ///< the device lists that the database had when it took the message
    qint64 peerVersion = 0; ///< of the recipient
    QList<DeviceId> served;

    QByteArray encode() const;
    /// Nothing of an entry that goes out to all.
    static Result<std::optional<MissedDevices>> of(const OutboxEntry &entry);
};

} // namespace tacet
