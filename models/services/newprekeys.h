#pragma once
#include "crypto/identity/deviceidentity.h"
#include "models/backend/prekeystore.h"
#include "models/vault/keystore.h"

namespace tacet {

class VaultSession;

/// How many new prekeys of each kind to make.
struct PrekeyOrder {
    bool signedPrekey = false;
    int oneTime = 0;
    int kemOneTime = 0;
    bool kemLastResort = false;

    bool isEmpty() const { return !signedPrekey && oneTime == 0 && kemOneTime == 0 && !kemLastResort; }
    /// Everything a new device publishes.
    static PrekeyOrder forNewDevice();
};

/// Makes the keys and stores them as not published; persist before publish. In the caller's
/// transaction, on the vault's thread. CryptoFailed if there is no randomness.
Result<> makePrekeys(VaultSession &vault, const crypto::DeviceIdentity &identity, const PrekeyOrder &order);

/// All keys that the database has not confirmed, as they are published. The same at every repeat.
Result<PrekeyUpload> unpublishedPrekeys(VaultSession &vault);
Result<> markPublished(VaultSession &vault, const PrekeyUpload &upload);

} // namespace tacet
