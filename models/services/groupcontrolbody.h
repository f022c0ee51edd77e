#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QList>

namespace tacet {

/// What devices of a group tell each other over their pairwise ratchets. The value is the mailbox row's `kind` too;
/// the numbers below are ControlKind's.
enum class GroupControlKind : qint16 {
    SenderKey = 16,  ///< the session that the sending device writes with
    KeyRequest = 17, ///< messages wait for sessions that did not come
};

/// Whether a mailbox row of this kind carries a GroupControlBody.
bool isGroupControl(qint16 kind);

/// A control message of a group as it stands inside the ratchet's plaintext. To many devices at once, so it names no
/// recipient: the ratchet does.
struct GroupControlBody {
    static constexpr int kMaxDistributions = 64;
    static constexpr qsizetype kShareSize = 229; ///< Megolm's session-sharing format

    GroupControlKind kind = GroupControlKind::KeyRequest;
    UserId fromUser;
    DeviceId fromDevice;
    ChatId chat;
    QList<DistributionId> distributions; ///< one for SenderKey, else 1 to kMaxDistributions that are asked for
    qint64 epoch = 0;                    ///< SenderKey: of the chat when the session began
    QByteArray share;                    ///< SenderKey: kShareSize bytes

    /// CBOR behind a label, filled up to a multiple of 256 bytes: it can be taken neither for the key of a message
    /// nor for another control message.
    QByteArray encode() const;
    /// InvalidInput, SchemaTooNew.
    static Result<GroupControlBody> decode(const QByteArray &bytes);

    friend bool operator==(const GroupControlBody &, const GroupControlBody &) = default;
};

} // namespace tacet
