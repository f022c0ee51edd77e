#include "crypto/primitives/random.h"

#include <openssl/rand.h>

namespace tacet::crypto {

std::expected<void, RandomError> SystemRandom::fill(std::span<std::byte> out)
{
    if (RAND_priv_bytes_ex(nullptr, octets(out.data()), out.size(), 0) != 1) {
        cleanse(out);
        return std::unexpected(RandomError::Unavailable);
    }
    return {};
}

} // namespace tacet::crypto
