#pragma once
#include "models/domain/account.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/pairwisevault.h"
#include "models/services/senderkeyrules.h"
#include "models/vault/waitingpoststore.h"

#include <QSet>

namespace tacet {

struct OutboundSessionRecord;

/// Where the distribution of this device's session of a chat stands.
struct SenderKeyPlan {
    DistributionId distribution;      ///< the session, perhaps begun now
    QByteArray head;                  ///< hash of the end of the log that says who is a member
    QList<UserId> unknown;            ///< members none of whose devices are known
    QList<PeerDevice> withoutSession; ///< devices no pairwise session can write to yet
    bool isMore = false;              ///< a batch was prepared, others are left
};

/// The vault's half of sender keys (docs/protocol.md section 4): whose devices have the session that this device
/// writes a group's messages with, and the next batch of those that lack it. Used on the vault's thread, each step in
/// one transaction with the pairwise ratchets it turns: what was not committed was not sent.
class SenderKeyVault
{
public:
    static constexpr int kBatch = 512; ///< devices of one control message

    SenderKeyVault(VaultSession &vault, const LocalKeys &keys, const Account &account);

    /// Begins a session if the present one is stale, and encrypts it for the next devices that lack it. Who is in
    /// `met` was asked for and is not named again. NotFound if the chat is no group of this account.
    Result<SenderKeyPlan> plan(ChatId chat, const QSet<UserId> &met);
    /// The end of the log, if the next message may go out without a plan as far as the session itself tells; else
    /// nothing.
    Result<QByteArray> freshAt(ChatId chat);
    /// Members whose device lists are to be fetched before a session begins, because the epoch moved since the last
    /// one did: somebody may have lost a device.
    Result<QList<UserId>> toRefresh(ChatId chat);
    /// Queues requests for sessions that messages wait for. Answers devices that no session can write to yet; who is
    /// in `met` is not named again.
    Result<QList<PeerDevice>> queueRequests(const QSet<UserId> &met, const QDateTime &now);

    /// What became of a batch in the database. Those that got nothing lack the key again.
    Result<> noteSent(DistributionId distribution, const QList<DeviceId> &reached, const QList<DeviceId> &missed);

    /// A device asked for sessions: those of this device are queued for it once more, from where it may read, also if
    /// it could not be reached when they were given to the others. Answers how many. Sessions of others, and devices
    /// that may have none, are passed over.
    Result<int> answer(PairwiseVault &ratchets, const PeerDevice &device, const GroupControlBody &request);

    /// Devices that may read what is written in the chat now, beside the own one: of members by the verified log, in
    /// their verified manifests.
    Result<QList<PeerDevice>> entitled(ChatId chat, QList<UserId> *unknown = nullptr);

private:
    Result<QSet<DeviceId>> holdersOf(DistributionId distribution);
    Result<OutboundSessionRecord> present(ChatId chat);
    Result<> noteLeftOut(ChatId chat, DistributionId distribution, const QSet<UserId> &users);
    Result<> noteMissed(DistributionId distribution, const QList<DeviceId> &missed);
    Result<DistributionId> begin(ChatId chat, qint64 epoch, bool isShared);
    Result<> queueBatch(PairwiseVault &ratchets, ChatId chat, const QList<PeerDevice> &devices);
    /// From which message of one of this device's own sessions the device may read on; nothing if from none.
    Result<std::optional<quint32>> startFor(const PeerDevice &device, ChatId chat, DistributionId distribution);
    Result<> enqueue(PairwiseVault &ratchets, const GroupControlBody &body, const QList<PeerDevice> &devices,
                     std::optional<DistributionId> distribution);
    Result<> queueRequest(PairwiseVault &ratchets, const PeerDevice &device, const QList<WaitingPost> &posts,
                          const QDateTime &now);
    Result<> queueAnswer(PairwiseVault &ratchets, const PeerDevice &device, ChatId chat, DistributionId distribution,
                         quint32 from);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
};

} // namespace tacet
