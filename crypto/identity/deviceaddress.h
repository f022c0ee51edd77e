#pragma once
#include "crypto/primitives/bytes.h"

#include <compare>

namespace tacet::crypto {

inline constexpr std::size_t kUuidSize = 16;
using Uuid = FixedBytes<kUuidSize>; ///< network order

/// Which device of which account.
struct DeviceAddress {
    Uuid account{};
    Uuid device{};

    friend auto operator<=>(const DeviceAddress &, const DeviceAddress &) = default;
};

} // namespace tacet::crypto
