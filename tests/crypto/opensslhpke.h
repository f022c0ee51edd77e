#pragma once
#include "crypto/hpke/hpke.h"

#include <optional>
#include <string>

namespace tacet::test {

/// The same suite as OpenSSL does it: an HPKE that others wrote. Its pre-shared key's id is C text.
struct OpenSslHpke {
    const crypto::X25519KeyPair *sender = nullptr; ///< null: mode base, and no pre-shared key
    crypto::FixedBytes<crypto::kHpkePskSize> psk{};
    std::string pskId;
    std::string info;
    std::string associatedData;

    /// The ephemeral key comes from `ephemeralInput`. Nothing if OpenSSL refuses.
    std::optional<crypto::HpkeSealed> seal(const crypto::X25519PublicKey &recipient, crypto::ByteView text,
                                           crypto::FixedView<32> ephemeralInput) const;
    std::optional<crypto::Bytes> open(const crypto::HpkeSealed &sealed, const crypto::X25519KeyPair &recipient) const;
};

} // namespace tacet::test
