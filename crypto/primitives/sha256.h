#pragma once
#include "crypto/primitives/bytes.h"

#include <openssl/sha.h>

namespace tacet::crypto {

/// SHA-256 (FIPS 180-4), streaming. Trivially copied, which is what makes HMAC's midstates cheap;
/// that is also why it stands on OpenSSL's block functions and not on EVP (an EVP copy allocates).
class Sha256
{
public:
    static constexpr std::size_t kDigestSize = 32;
    static constexpr std::size_t kBlockSize = 64;

    Sha256();
    Sha256 &update(ByteView bytes);
    /// Ends the object's use; what it held is wiped.
    void finish(std::span<std::byte, kDigestSize> digest);
    FixedBytes<kDigestSize> finish();
    void wipe();

    static FixedBytes<kDigestSize> of(ByteView bytes);

private:
    SHA256_CTX m_state;
};

} // namespace tacet::crypto
