#pragma once
#include "crypto/identity/deviceaddress.h"
#include "crypto/primitives/ed25519.h"

namespace tacet::crypto {

inline constexpr std::string_view kIdentityPrekeyLabel = "Tacet-1 identity prekey";

/// One device's key in both forms (protocol.md section 1): Ed25519 signs, X25519 agrees. Move-only.
class DeviceIdentity
{
public:
    static std::expected<DeviceIdentity, RandomError> generate(RandomSource &random);
    static DeviceIdentity fromSeed(FixedView<kEd25519Size> seed);

    /// identity_pubkey
    const Ed25519PublicKey &publicKey() const { return m_key.publicKey(); }
    /// The X25519 form; its public half is prekey_pubkey.
    const X25519KeyPair &agreementKey() const { return m_agreement; }
    /// The signature over prekey_pubkey that `devices.signature` holds.
    Signature signPrekey() const;
    /// For the vault.
    FixedView<kEd25519Size> seed() const { return m_key.seed(); }

    Signature sign(ByteView bytes) const { return m_key.sign(bytes); }
    Signature signLabelled(std::string_view label, ByteView bytes) const { return m_key.signLabelled(label, bytes); }

private:
    explicit DeviceIdentity(Ed25519PrivateKey key);
    Ed25519PrivateKey m_key;
    X25519KeyPair m_agreement;
};

/// This device, as sessions need it. Holds a reference: the identity must outlive it.
struct LocalDevice {
    DeviceAddress address;
    const DeviceIdentity &identity;
};

} // namespace tacet::crypto
