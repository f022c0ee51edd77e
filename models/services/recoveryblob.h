#pragma once
#include "crypto/recovery/sealedrecovery.h"
#include "models/backend/recoverystore.h"
#include "models/domain/ids.h"

namespace tacet {

class VaultSession;
struct LocalKeys;

/// Master key, history key and the device list as this vault knows it, under the phrase. Makes the history key if the
/// vault has none yet. On the vault's thread, in the caller's transaction; takes the time of one derivation.
Result<StoredRecovery> sealAccount(VaultSession &vault, const LocalKeys &keys, const crypto::RecoveryPhrase &phrase,
                                   qint64 version);
/// NoRecoveryPhrase if there is nothing; WrongPhrase; Damaged, SchemaTooNew. Takes the time of one derivation.
Result<crypto::RecoverySecrets> openAccount(const StoredRecovery &stored, const crypto::RecoveryPhrase &phrase,
                                            UserId user);

} // namespace tacet
