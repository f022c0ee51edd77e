// The low-level block functions are what OpenSSL's own provider calls; only their names are deprecated.
#define OPENSSL_API_COMPAT 0x10100000L
#include "crypto/primitives/sha256.h"

#include "crypto/primitives/constanttime.h"

namespace tacet::crypto {

Sha256::Sha256()
{
    SHA256_Init(&m_state);
}

Sha256 &Sha256::update(ByteView bytes)
{
    SHA256_Update(&m_state, bytes.data(), bytes.size());
    return *this;
}

void Sha256::finish(std::span<std::byte, kDigestSize> digest)
{
    SHA256_Final(octets(digest.data()), &m_state);
    wipe();
}

FixedBytes<Sha256::kDigestSize> Sha256::finish()
{
    FixedBytes<kDigestSize> digest;
    finish(digest);
    return digest;
}

void Sha256::wipe()
{
    cleanse(std::as_writable_bytes(std::span(&m_state, 1)));
}

FixedBytes<Sha256::kDigestSize> Sha256::of(ByteView bytes)
{
    return Sha256().update(bytes).finish();
}

} // namespace tacet::crypto
