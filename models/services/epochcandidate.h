#pragma once
#include "crypto/epoch/epochkey.h"
#include "models/services/grouplogstate.h"
#include "models/vault/vaultsession.h"

namespace tacet {

/// A key that this device made for a chat's next epoch, kept from before the log speaks of it: whoever dies in between
/// still has it. One for each chat; a later one replaces it. In the caller's transaction of the vault.
Result<> saveCandidate(VaultSession &vault, ChatId chat, const crypto::EpochKey &key);
/// It becomes the epoch's key if the log commits to it, and is forgotten once the log has another one.
Result<> adoptCandidate(VaultSession &vault, const GroupLogState &state);

} // namespace tacet
