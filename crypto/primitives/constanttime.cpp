#include "crypto/primitives/constanttime.h"

#include <openssl/crypto.h>

namespace tacet::crypto {

bool equalConstantTime(ByteView a, ByteView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool isZeroConstantTime(ByteView bytes)
{
    volatile std::uint8_t seen = 0;
    for (const std::byte byte : bytes)
        seen = static_cast<std::uint8_t>(seen | std::to_integer<std::uint8_t>(byte));
    return seen == 0;
}

void cleanse(std::span<std::byte> bytes)
{
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

} // namespace tacet::crypto
