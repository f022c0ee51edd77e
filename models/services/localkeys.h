#pragma once
#include "crypto/identity/deviceidentity.h"
#include "crypto/identity/masterkey.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

namespace tacet {

class VaultSession;

/// The private keys of this device, parsed. Constant once made, so any thread may read them.
struct LocalKeys {
    UserId user;
    DeviceId device;
    crypto::MasterKey master;
    crypto::DeviceIdentity identity;

    crypto::LocalDevice localDevice() const;

    /// NotFound if the vault has none, Damaged if they are of the wrong length.
    static Result<LocalKeys> load(VaultSession &vault, UserId user, DeviceId device);
    Result<> save(VaultSession &vault) const;
};

/// A device's address as crypto/ writes it.
crypto::DeviceAddress addressOf(UserId user, DeviceId device);

} // namespace tacet
