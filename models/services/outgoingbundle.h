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

/// What the outbox sends, now and at every repeat: stored in the vault together with the ratchet state
/// that made it.
using OutgoingBundle = std::variant<OutgoingMessage, OutgoingControl, OutgoingAgain>;

QByteArray encodeBundle(const OutgoingBundle &bundle);
/// Damaged: only this program writes what is read here.
Result<OutgoingBundle> decodeBundle(const QByteArray &bytes);

} // namespace tacet
