#pragma once
#include "models/backend/deliverystore.h"
#include "models/backend/devicestore.h"
#include "models/backend/prekeystore.h"
#include "models/backend/signedoperation.h"

namespace tacet {

/// One epoch of a chat's key.
struct GroupEpoch {
    qint64 epoch = 0;
    EpochReason reason = EpochReason::Created;
    qint64 sequence = 0; ///< of the operation that made it
    UserId madeBy;
    DeviceId madeByDevice;
    QByteArray openKey; ///< 32 bytes in public chats, else empty
    QDateTime madeAt;   ///< UTC
};

/// An epoch's key for one device: HPKE with an ML-KEM-1024 shared secret as psk.
struct GroupKeyWrap {
    DeviceId device;
    QByteArray encapsulation; ///< X25519, 32 bytes
    quint32 kemKeyId = 0;     ///< of the KEM prekey, from 1
    QByteArray kemCiphertext; ///< 1568 bytes
    QByteArray ciphertext;    ///< 48 to 256 bytes
};

/// Under what an epoch's key is wrapped for a device. Not verified here: check certificate, manifest and signatures.
struct WrapTarget {
    DirectoryDevice device; ///< without label and time
    PublishedKemPrekey kem; ///< its newest last-resort one: epochs would use up the others
};

/// A wrap for this device.
struct OwnGroupKey {
    qint64 epoch = 0;
    DeviceId wrappedBy;
    GroupKeyWrap wrap;   ///< without device: it is this one's
    QDateTime createdAt; ///< UTC
};

/// What became of wraps.
struct WrapReceipt {
    qint64 stored = 0;       ///< new ones; what was there already stays
    QList<DeviceId> dropped; ///< not active, not of a member, or of one who may not read that epoch
};

/// Devices that lack a wrap, of some members in the order of their ids.
struct LackingDevices {
    QList<DeviceId> devices;
    UserId next; ///< ask again after this one; null when all members have been looked at
};

/// Which Megolm session a device sends with.
struct SenderKey {
    DeviceId device;
    DistributionId distribution;
    QDateTime startedAt; ///< UTC
};

/// What became of control messages to devices of members.
struct GroupControlReceipt {
    StoredState state = StoredState::Stored;
    QList<DeviceId> dropped; ///< removed, not of a member, or on the other side of a block
    QList<DeviceId> limited; ///< of strangers whose queue holds enough of this account's
};

/// Epochs and their wrapped keys, Megolm sessions. Synchronous; belongs to the backend executor's thread.
/// NotFound for who is no member or lacks the permission.
class GroupKeyStore
{
public:
    explicit GroupKeyStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// `epoch` is the chat's plus 1 (else Conflict); `openKey` 32 bytes in public chats, else empty. Needs
    /// the permission to manage members. Outside any transaction.
    Result<OperationAnswer> beginEpoch(ChatId chat, qint64 epoch, EpochReason reason, const QByteArray &openKey,
                                       const SignedOperation &operation);
    /// After `since`, at most 500.
    Result<QList<GroupEpoch>> epochs(ChatId chat, qint64 since, int limit);

    /// Of devices of members, at most 512; those that are not active or not of (listed) members are left out.
    Result<QList<WrapTarget>> wrapTargets(ChatId chat, const QList<DeviceId> &devices);
    /// Any number, 512 in one call of the database: after a failure call again with the same. For devices
    /// of others it needs the permission to manage members. RateLimited.
    Result<WrapReceipt> putWraps(ChatId chat, qint64 epoch, std::span<const GroupKeyWrap> wraps);
    /// For this device, of epochs after `since`, at most 500.
    Result<QList<OwnGroupKey>> ownKeys(ChatId chat, qint64 since, int limit);
    /// A wrap that does not open: this device counts as one that lacks it again.
    Result<> rejectKey(ChatId chat, qint64 epoch);
    /// Looks at the next `members` (at most 500) members after the given one. For who may manage members.
    Result<LackingDevices> devicesWithoutKey(ChatId chat, qint64 epoch, UserId after, int members);

    /// This device sends with another Megolm session from now on; only in groups.
    Result<StoredState> startSenderKey(ChatId chat, DistributionId distribution);
    /// Present ones, in the order of devices, at most 500.
    Result<QList<SenderKey>> senderKeys(ChatId chat, DeviceId after, int limit);

    /// Sender keys, requests for keys and the like: 1 to 512 devices of members, in one transaction. More
    /// devices want more controls, each with its own id. RateLimited.
    Result<GroupControlReceipt> sendControl(const OutgoingControl &control);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
