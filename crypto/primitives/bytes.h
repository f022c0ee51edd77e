// Byte strings. A wrong key length does not compile: lengths stand in the types.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tacet::crypto {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;
template <std::size_t N>
using FixedBytes = std::array<std::byte, N>;
template <std::size_t N>
using FixedView = std::span<const std::byte, N>;

/// The bytes of a text, without a terminator.
inline ByteView textBytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

/// As the C libraries want them.
inline const unsigned char *octets(const std::byte *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}
inline unsigned char *octets(std::byte *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}
inline const unsigned char *octets(ByteView bytes)
{
    return octets(bytes.data());
}

template <class Container>
void append(Container &target, ByteView bytes)
{
    target.insert(target.end(), bytes.begin(), bytes.end());
}

template <class Container>
void appendBigEndian16(Container &target, std::uint16_t value)
{
    target.push_back(std::byte(value >> 8));
    target.push_back(std::byte(value & 0xFF));
}

template <class Container>
void appendBigEndian32(Container &target, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        target.push_back(std::byte((value >> shift) & 0xFF));
}

template <class Container>
void appendBigEndian64(Container &target, std::uint64_t value)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        target.push_back(std::byte((value >> shift) & 0xFF));
}

} // namespace tacet::crypto
