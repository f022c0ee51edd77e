#pragma once
#include "crypto/primitives/secret.h"

#include <bit>

namespace tacet::crypto {

/// Flat big-endian encoding of Tacet's own structures, appended to a byte vector of the caller's.
template <class Container>
class BinaryWriter
{
public:
    explicit BinaryWriter(Container &target)
        : m_target(target)
    {
    }

    void u8(std::uint8_t value) { m_target.push_back(std::byte{value}); }
    void u16(std::uint16_t value) { integer(value); }
    void u32(std::uint32_t value) { integer(value); }
    void u64(std::uint64_t value) { integer(value); }
    void bytes(ByteView value) { append(m_target, value); }
    /// u32 length in front.
    void sized(ByteView value)
    {
        u32(static_cast<std::uint32_t>(value.size()));
        bytes(value);
    }

private:
    template <class Integer>
    void integer(Integer value)
    {
        if constexpr (std::endian::native == std::endian::little)
            value = std::byteswap(value);
        bytes(std::as_bytes(std::span(&value, 1)));
    }
    Container &m_target;
};

} // namespace tacet::crypto
