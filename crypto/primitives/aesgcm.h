#pragma once
#include "crypto/primitives/ciphererror.h"
#include "crypto/primitives/secret.h"

#include <expected>

namespace tacet::crypto {

inline constexpr std::size_t kGcmNonceSize = 12;
inline constexpr std::size_t kGcmTagSize = 16;

/// AES-256-GCM (NIST SP 800-38D), 96-bit nonce, 128-bit tag at the end. A nonce is used once per key.
std::expected<Bytes, CipherError> sealGcm(FixedView<32> key, FixedView<kGcmNonceSize> nonce, ByteView associatedData,
                                          ByteView plaintext);
/// Unauthentic if anything differs; Malformed if there is no room for a tag.
std::expected<SecretBytes, CipherError> openGcm(FixedView<32> key, FixedView<kGcmNonceSize> nonce,
                                                ByteView associatedData, ByteView sealed);

} // namespace tacet::crypto
