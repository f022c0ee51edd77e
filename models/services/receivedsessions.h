#pragma once
#include "crypto/group/inboundgroupsession.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

namespace tacet {

class VaultSession;
struct PeerDevice;

/// Keeps a session of a group that its own device gave, or lets what is known of it reach further back. False if it
/// says nothing new. CryptoFailed for another session under the same name, Conflict if it is another chat's. On the
/// vault's thread, in the caller's transaction.
Result<bool> keepSession(VaultSession &vault, ChatId chat, DistributionId distribution, const PeerDevice &device,
                         crypto::InboundGroupSession given);

} // namespace tacet
