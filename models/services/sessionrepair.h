#pragma once
#include "models/domain/account.h"
#include "models/services/controlbody.h"
#include "models/services/localkeys.h"
#include "models/vault/peerstore.h"

namespace tacet {

class PairwiseVault;
class VaultSession;
struct MailboxItem;

/// A peer device that has to be asked to begin anew (docs/protocol.md, State rules).
struct RepairNeed {
    PeerDevice device;
    ChatId chat;
    QList<MessageId> messages; ///< that could not be read; at most ControlBody::kMaxMessages
    bool newSession = false;   ///< the present session does not read; else messages are only asked for once more
};

/// Whom to ask now: devices whose envelopes wait in quarantine and that were not asked within the hour.
/// Each message is asked for at once, and once a day for a month if nothing comes.
Result<QList<RepairNeed>> repairsDue(VaultSession &vault, const QDateTime &now);
/// The device was asked, or could not be: not before an hour again.
Result<> noteRepair(VaultSession &vault, DeviceId device, const QDateTime &now);
/// Queues the signed request, in the caller's transaction. Receipts that could not be read are given up:
/// the peer sends them anew.
Result<> queueRepairRequest(VaultSession &vault, const LocalKeys &keys, const RepairNeed &need, const QDateTime &now);

/// A peer's request: the messages it names wait in the outbox again, encrypted anew, and marks for what
/// came from the peer. False if the request is for another device, or was followed before. InvalidInput if
/// the signature does not verify.
Result<bool> followRepairRequest(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                 const PeerDevice &device, const MailboxItem &item, const ControlBody &body);

/// What has arrived in the meantime leaves the quarantine.
Result<> releaseArrived(VaultSession &vault, DeviceId device);

} // namespace tacet
