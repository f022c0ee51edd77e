#pragma once
#include "models/domain/message.h"
#include "models/domain/result.h"

#include <QDateTime>

namespace tacet {

/// What stands inside a message of a group (under Megolm) or of a channel (under the epoch's key). The receiver
/// compares everything in it with the row that carried it (docs/protocol.md section 4).
struct GroupMessageBody {
    ChatId chat;
    MessageId id;
    UserId author;
    DeviceId authorDevice;
    qint64 sequence = 0;        ///< the author device's counter in this chat, from 1
    QByteArray previousHash;    ///< content hash of the author device's message before; empty for the first
    QDateTime sentAt;           ///< UTC, milliseconds
    qint64 manifestVersion = 0; ///< the author's, so that a split view shows
    qint64 headSequence = 0;    ///< of the chat's log, as the author saw it
    QByteArray headHash;        ///< 32 bytes
    QString text;
    QList<Mention> mentions; ///< in the order of the text
    std::optional<MessageId> replyTo;

    /// CBOR array of fixed order, RFC 8949.
    QByteArray encode() const;
    /// InvalidInput for anything but what encode() makes; SchemaTooNew if a newer program wrote it.
    static Result<GroupMessageBody> decode(const QByteArray &bytes);

    friend bool operator==(const GroupMessageBody &, const GroupMessageBody &) = default;
};

} // namespace tacet
