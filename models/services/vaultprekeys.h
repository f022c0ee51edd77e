#pragma once
#include "crypto/prekeys/prekeyvault.h"
#include "models/services/bytes.h"
#include "models/vault/keystore.h"

namespace tacet {

/// The private halves of this device's prekeys as they stand in the vault.
class VaultPrekeys final : public crypto::PrekeyVault
{
public:
    explicit VaultPrekeys(KeyStore &keys)
        : m_keys(keys)
    {
    }

    std::shared_ptr<const crypto::SignedPrekey> signedPrekey(std::uint32_t id) const override
    {
        return find<crypto::SignedPrekey>(PrekeyKind::Signed, id);
    }
    std::shared_ptr<const crypto::OneTimePrekey> oneTimePrekey(std::uint32_t id) const override
    {
        return find<crypto::OneTimePrekey>(PrekeyKind::OneTime, id);
    }
    std::shared_ptr<const crypto::KemPrekey> kemPrekey(std::uint32_t id) const override
    {
        return find<crypto::KemPrekey>(PrekeyKind::Kem, id);
    }

private:
    template <class Key>
    std::shared_ptr<const Key> find(PrekeyKind kind, std::uint32_t id) const
    {
        const Result<Prekey> stored = m_keys.prekey(kind, id);
        if (!stored || stored->privateKey.isEmpty())
            return nullptr;
        auto key = Key::deserialise(viewOf(stored->privateKey));
        return key ? std::make_shared<const Key>(std::move(*key)) : nullptr;
    }

    KeyStore &m_keys;
};

} // namespace tacet
