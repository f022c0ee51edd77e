#pragma once
#include "crypto/primitives/hmac.h"

#include <string_view>

namespace tacet::crypto {

inline constexpr std::size_t kHkdfMaxOutput = 255 * Sha256::kDigestSize;

/// HKDF-SHA-256 (RFC 5869), extract and expand. An empty salt is 32 zero bytes, as the RFC says.
/// `out` has at most kHkdfMaxOutput bytes.
void hkdf(ByteView salt, ByteView inputKey, ByteView info, std::span<std::byte> out);
/// The same with an empty salt, whose pads are hashed once per process.
void hkdf(ByteView inputKey, std::string_view info, std::span<std::byte> out);

/// The two steps, for protocols that take them apart.
void hkdfExtract(ByteView salt, ByteView inputKey, std::span<std::byte, Sha256::kDigestSize> out);
void hkdfExpand(ByteView pseudoRandomKey, ByteView info, std::span<std::byte> out);

} // namespace tacet::crypto
