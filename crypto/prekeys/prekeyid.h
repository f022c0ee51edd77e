#pragma once
#include <cstdint>

namespace tacet::crypto {

/// 1 … 2^31 − 1 (XEP-0384); signed, one-time and KEM prekeys count separately.
inline constexpr std::uint32_t kMaxPrekeyId = 0x7FFFFFFF;

constexpr bool isPrekeyId(std::uint32_t id)
{
    return id >= 1 && id <= kMaxPrekeyId;
}

} // namespace tacet::crypto
