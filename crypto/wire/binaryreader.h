#pragma once
#include "crypto/primitives/secret.h"

#include <algorithm>

namespace tacet::crypto {

/// Reads what BinaryWriter wrote. After the first failure everything reads as zero and failed() stays
/// true, so a decoder checks once, at the end, with finished(). The bytes must outlive the reader.
class BinaryReader
{
public:
    explicit BinaryReader(ByteView bytes)
        : m_rest(bytes)
    {
    }

    std::uint8_t u8() { return static_cast<std::uint8_t>(integer(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(integer(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(integer(4)); }
    std::uint64_t u64() { return integer(8); }
    ByteView bytes(std::size_t size);
    /// A u32 length of at most `limit`, then that many bytes.
    ByteView sized(std::size_t limit);
    template <std::size_t N>
    FixedBytes<N> fixed()
    {
        FixedBytes<N> result{};
        const ByteView view = bytes(N);
        std::copy(view.begin(), view.end(), result.begin());
        return result;
    }

    /// Without a copy that nobody wipes.
    template <std::size_t N>
    Secret<N> secret()
    {
        Secret<N> result;
        const ByteView view = bytes(N);
        std::copy(view.begin(), view.end(), result.writable().begin());
        return result;
    }

    void fail() { m_failed = true; }
    bool failed() const { return m_failed; }
    std::size_t remaining() const { return m_rest.size(); }
    /// Nothing failed and nothing is left.
    bool finished() const { return !m_failed && m_rest.empty(); }

private:
    std::uint64_t integer(std::size_t size);
    ByteView m_rest;
    bool m_failed = false;
};

} // namespace tacet::crypto
