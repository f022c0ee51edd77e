#pragma once
#include <chrono>
#include <cstdint>

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

/// Raises passes above the floor until one derivation on this computer takes about `target`.
/// Runs one to two derivations: call it off the GUI's thread.
KdfCost calibratedKdfCost(std::chrono::milliseconds target = std::chrono::milliseconds(500));

} // namespace tacet::crypto
