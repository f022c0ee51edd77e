#pragma once
#include "models/backend/deliverystore.h"
#include "models/domain/result.h"

#include <variant>

namespace tacet {

/// An own message that some device could not read, for that device once more.
struct OutgoingAgain {
    MessageId id;
    QList<DeviceEnvelope> envelopes;
};

/// A control message to devices of a member of a group: it goes by the group, not by a chat of two.
struct OutgoingGroupControl {
    OutgoingControl control;
};

/// What the outbox sends, now and at every repeat: stored in the vault together with the ratchet state
/// that made it.
using OutgoingBundle = std::variant<OutgoingMessage, OutgoingControl, OutgoingAgain, OutgoingGroupControl>;

QByteArray encodeBundle(const OutgoingBundle &bundle);
/// Damaged: only this program writes what is read here.
Result<OutgoingBundle> decodeBundle(const QByteArray &bytes);

} // namespace tacet
