#pragma once
#include "crypto/primitives/bytes.h"

namespace tacet::crypto {

inline constexpr std::size_t kSha512Size = 64;

/// SHA-512 (FIPS 180-4) in one call.
void sha512(ByteView bytes, std::span<std::byte, kSha512Size> digest);

} // namespace tacet::crypto
