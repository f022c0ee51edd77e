#include "crypto/identity/deviceidentity.h"

namespace tacet::crypto {

DeviceIdentity::DeviceIdentity(Ed25519PrivateKey key)
    : m_key(std::move(key))
    , m_agreement(X25519KeyPair::from(m_key.toMontgomery()))
{
}

std::expected<DeviceIdentity, RandomError> DeviceIdentity::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto key, Ed25519PrivateKey::generate(random));
    return DeviceIdentity(std::move(key));
}

DeviceIdentity DeviceIdentity::fromSeed(FixedView<kEd25519Size> seed)
{
    return DeviceIdentity(Ed25519PrivateKey::fromSeed(seed));
}

Signature DeviceIdentity::signPrekey() const
{
    return signLabelled(kIdentityPrekeyLabel, m_agreement.shared.view());
}

} // namespace tacet::crypto
