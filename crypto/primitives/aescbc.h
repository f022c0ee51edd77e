#pragma once
#include "crypto/primitives/ciphererror.h"
#include "crypto/primitives/secret.h"

#include <expected>

namespace tacet::crypto {

inline constexpr std::size_t kAesBlockSize = 16;

/// AES-256-CBC with PKCS#7. Appends to `out`. CBC tells nothing about authenticity: MAC first, always.
std::expected<void, CipherError> encryptCbc(FixedView<32> key, FixedView<16> iv, ByteView plaintext, Bytes &out);
/// Malformed on a wrong length or padding.
std::expected<SecretBytes, CipherError> decryptCbc(FixedView<32> key, FixedView<16> iv, ByteView ciphertext);

} // namespace tacet::crypto
