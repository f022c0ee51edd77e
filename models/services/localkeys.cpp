#include "models/services/localkeys.h"

#include "models/services/bytes.h"
#include "models/vault/keystore.h"
#include "models/vault/vaultsession.h"

namespace tacet {

namespace {

constexpr int kSeedSize = 32;

Result<QCA::SecureArray> seedOf(VaultSession &vault, KeyName name)
{
    TACET_TRY_ASSIGN(QCA::SecureArray seed, vault.keys().key(name));
    if (seed.size() != kSeedSize)
        return fail(ErrorCode::Damaged, QStringLiteral("key of a wrong length"));
    return seed;
}

crypto::FixedView<kSeedSize> seedView(const QCA::SecureArray &seed)
{
    return viewOf(seed).first<kSeedSize>();
}

} // namespace

crypto::DeviceAddress addressOf(UserId user, DeviceId device)
{
    return {.account = idBytes(user), .device = idBytes(device)};
}

crypto::LocalDevice LocalKeys::localDevice() const
{
    return {.address = addressOf(user, device), .identity = identity};
}

Result<LocalKeys> LocalKeys::load(VaultSession &vault, UserId user, DeviceId device)
{
    TACET_TRY_ASSIGN(const QCA::SecureArray master, seedOf(vault, KeyName::MasterKey));
    TACET_TRY_ASSIGN(const QCA::SecureArray identity, seedOf(vault, KeyName::DeviceIdentity));
    return LocalKeys{.user = user,
                     .device = device,
                     .master = crypto::MasterKey::fromSeed(seedView(master)),
                     .identity = crypto::DeviceIdentity::fromSeed(seedView(identity))};
}

Result<> LocalKeys::save(VaultSession &vault) const
{
    TACET_TRY(vault.keys().saveKey(KeyName::MasterKey, toSecureArray(master.seed())));
    return vault.keys().saveKey(KeyName::DeviceIdentity, toSecureArray(identity.seed()));
}

} // namespace tacet
