#pragma once
#include "models/domain/grouplog.h"

namespace tacet {

/// An entry for a chat's log as a device signed it. The body says again what the call says, with chat,
/// sequence and previous hash; the database checks the chain, members check the signature.
struct SignedOperation {
    qint64 sequence = 0;     ///< the head's plus 1
    QByteArray previousHash; ///< the head's, 32 bytes; empty for the first
    QByteArray body;         ///< 1 byte to 64 KiB
    QByteArray signature;    ///< Ed25519, 64 bytes
};

/// What became of a signed operation.
struct OperationAnswer {
    enum class State {
        Stored,
        Repeated,  ///< the same operation of this device was stored before; nothing changed now
        HeadMoved, ///< others were quicker: read the log up to `head`, sign anew, call again
    };
    State state = State::Stored;
    ChatHead head; ///< of the log as it is now; only with HeadMoved
};

} // namespace tacet
