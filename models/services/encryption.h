#pragma once
#include "models/domain/account.h"
#include "models/domain/chat.h"
#include "models/services/controlbody.h"
#include "models/services/outgoingbundle.h"
#include "models/services/pairwisevault.h"
#include "models/vault/outboxstore.h"
#include "models/vault/peerstore.h"

namespace tacet {

class BackendSession;

/// Devices of `user` (and other devices of one's own) that no message can be encrypted for yet.
Result<QList<PeerDevice>> devicesWithoutSession(PairwiseVault &ratchets, UserId user);

/// Ciphertext for every device of the entry's recipient. A message is given its place in the author's
/// chain here; one that was sent before goes out once more under its old key. The caller saves
/// `ratchets` and stores the bundle in the same transaction. NoDevices, CryptoFailed.
Result<OutgoingBundle> encryptEntry(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                    const OutboxEntry &entry);

/// Puts an own message into the outbox. In the caller's transaction.
Result<> queueMessage(VaultSession &vault, const Message &message, UserId recipient);
/// Queues delivered or read marks for `messages` of the chat's peer, as few control messages as they fit in.
Result<> queueMarks(VaultSession &vault, const Account &account, const Chat &chat, ControlKind kind,
                    const QList<MessageId> &messages);
/// Queues one control message.
Result<> queueControl(VaultSession &vault, const ControlBody &body, OutboxKind kind);

/// Whether trying again cannot help.
bool isRefusedForGood(ErrorCode code);

/// Sends bundles in one transaction; if the database refuses one of them, each by itself, so that one
/// refusal stops nothing else. Only what follows in the same chat waits behind one that may succeed later:
/// messages do not overtake each other. An answer per bundle.
QList<Result<SendReceipt>> sendAll(BackendSession &db, const QList<OutgoingBundle> &bundles);

} // namespace tacet
