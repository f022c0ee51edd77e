#pragma once
#include "crypto/primitives/secret.h"

#include <optional>

namespace tacet::crypto {

/// What one Argon2id derivation costs (RFC 9106, version 0x13).
struct KdfCost {
    std::uint32_t memoryKib = 64 * 1024;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 1;

    friend bool operator==(const KdfCost &, const KdfCost &) = default;
};

/// The floor of the product (protocol.md section 7). Cheaper costs are for tests, which pass them.
inline constexpr KdfCost kKdfCostFloor{};

/// Argon2id (RFC 9106) through OpenSSL. Nothing if there is not enough memory.
std::optional<Secret<32>> argon2id(ByteView passphrase, ByteView salt, ByteView associatedData, const KdfCost &cost);

} // namespace tacet::crypto
