#include "crypto/handshake/keyschedule.h"

#include "crypto/primitives/hkdf.h"

namespace tacet::crypto {

std::expected<RootKey, KeyAgreementError> deriveRootKey(std::span<const Agreement> agreements,
                                                        const KemSecret *kemSecret, std::string_view info)
{
    constexpr std::size_t kMaxParts = 4;
    constexpr std::byte kFiller{0xFF};
    std::array<SharedSecret, kMaxParts> shared;
    CRYPTO_TRY(agreeAll(agreements, shared));
    // F ‖ DH1 ‖ … ‖ SS
    SecretBytes inputKey(kX25519Size, kFiller);
    inputKey.reserve((kMaxParts + 2) * kX25519Size);
    for (std::size_t i = 0; i < agreements.size(); ++i)
        append(inputKey, shared[i].view());
    if (kemSecret)
        append(inputKey, kemSecret->view());
    RootKey root;
    hkdf(inputKey, info, root.writable());
    return root;
}

} // namespace tacet::crypto
