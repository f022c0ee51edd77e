#define OPENSSL_API_COMPAT 0x10100000L
#include "crypto/primitives/sha512.h"

#include "crypto/primitives/constanttime.h"

#include <openssl/sha.h>

namespace tacet::crypto {

void sha512(ByteView bytes, std::span<std::byte, kSha512Size> digest)
{
    SHA512_CTX state;
    SHA512_Init(&state);
    SHA512_Update(&state, bytes.data(), bytes.size());
    SHA512_Final(octets(digest.data()), &state);
    cleanse(std::as_writable_bytes(std::span(&state, 1)));
}

} // namespace tacet::crypto
