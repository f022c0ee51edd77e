#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QList>

namespace tacet {

/// What devices tell each other besides messages. The value is the mailbox row's `kind` too, and the
/// receiver compares the two.
enum class ControlKind : qint16 {
    Delivered = 1, ///< `messages` are in the sending device's vault
    Read = 2,      ///< `messages` were shown to the person
    Heartbeat = 3, ///< nothing but a turn of the ratchet
    Repair = 4,    ///< the session was wedged; `messages` did not decrypt, `proof` is the signed request
};

/// A control message as it stands inside the ratchet's plaintext.
struct ControlBody {
    ControlKind kind = ControlKind::Heartbeat;
    UserId fromUser;
    DeviceId fromDevice;
    UserId toUser;
    ChatId chat;
    QList<MessageId> messages; ///< at most kMaxMessages
    QByteArray proof;          ///< Repair only

    static constexpr int kMaxMessages = 128;

    /// CBOR behind a label, filled up to a multiple of 256 bytes: it can be taken neither for the key
    /// of a message nor measured.
    QByteArray encode() const;
    /// InvalidInput, SchemaTooNew.
    static Result<ControlBody> decode(const QByteArray &bytes);
};

} // namespace tacet
