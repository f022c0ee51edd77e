#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>

namespace tacet {

/// What stands inside an encrypted message (protocol.md section 3, Payload). The receiver compares
/// everything in it with the row that carried it.
struct MessageBody {
    UserId fromUser;
    DeviceId fromDevice;
    UserId toUser;
    ChatId chat;
    MessageId id;
    qint64 sequence = 0;           ///< the author device's counter in this chat, from 1
    QByteArray previousHash;       ///< content hash of the author device's message before; empty for the first
    QDateTime sentAt;              ///< UTC, milliseconds
    qint64 ownManifestVersion = 0; ///< the author's, so that a split view shows
    QByteArray peerManifestHash;   ///< of the recipient's manifest the author last saw
    QString text;

    /// CBOR array of fixed order, RFC 8949.
    QByteArray encode() const;
    /// InvalidInput if it is malformed; SchemaTooNew if a newer program wrote it.
    static Result<MessageBody> decode(const QByteArray &bytes);
};

} // namespace tacet
