// Sizes that say little: multiples of 256 bytes up to 4 KiB, Padmé above (protocol.md section 3, Payload;
// Padmé: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019).
#pragma once
#include "crypto/primitives/secret.h"

#include <expected>

namespace tacet::crypto {

enum class PaddingError {
    Malformed, ///< the bytes are no padded text
};

/// The size that `length` bytes take when padded; always more than `length`.
std::size_t paddedSize(std::size_t length);

/// The text, 0x80, zeros (ISO/IEC 7816-4).
SecretBytes pad(ByteView text);
std::expected<SecretBytes, PaddingError> unpad(SecretBytes padded);

} // namespace tacet::crypto
