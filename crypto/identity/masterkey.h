#pragma once
#include "crypto/primitives/ed25519.h"

namespace tacet::crypto {

/// users.master_pubkey. A type of its own: a device's key is never taken for it.
struct MasterPublicKey {
    Ed25519PublicKey key;

    friend bool operator==(const MasterPublicKey &, const MasterPublicKey &) = default;
};

/// The account's Ed25519 key (protocol.md section 1). Move-only.
class MasterKey
{
public:
    static std::expected<MasterKey, RandomError> generate(RandomSource &random);
    static MasterKey fromSeed(FixedView<kEd25519Size> seed) { return MasterKey(Ed25519PrivateKey::fromSeed(seed)); }

    MasterPublicKey publicKey() const { return {m_key.publicKey()}; }
    /// For the vault.
    FixedView<kEd25519Size> seed() const { return m_key.seed(); }
    Signature signLabelled(std::string_view label, ByteView bytes) const { return m_key.signLabelled(label, bytes); }

private:
    explicit MasterKey(Ed25519PrivateKey key)
        : m_key(std::move(key))
    {
    }
    Ed25519PrivateKey m_key;
};

} // namespace tacet::crypto
