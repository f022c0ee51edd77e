#pragma once
#include <QByteArray>

namespace tacet {

/// What stands beside a group's ciphertext and is bound to it.
struct Seal {
    qint64 epoch = 0;           ///< from 1; 0 in direct chats, where there is none of this
    qint64 authorSequence = 0;  ///< of the author's device in this chat, from 1; 0 in direct chats
    QByteArray parentHash = {}; ///< 32 bytes, or empty for none
    QByteArray signature = {};  ///< of the author's device, 64 bytes; empty for live messages, which Megolm signs
};

} // namespace tacet
