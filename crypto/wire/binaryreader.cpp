#include "crypto/wire/binaryreader.h"

namespace tacet::crypto {

ByteView BinaryReader::bytes(std::size_t size)
{
    if (m_failed || m_rest.size() < size) {
        m_failed = true;
        return {};
    }
    const ByteView taken = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return taken;
}

ByteView BinaryReader::sized(std::size_t limit)
{
    const std::size_t size = u32();
    if (size > limit)
        m_failed = true;
    return bytes(size);
}

std::uint64_t BinaryReader::integer(std::size_t size)
{
    constexpr unsigned kByteBits = 8;
    std::uint64_t value = 0;
    for (const std::byte byte : bytes(size))
        value = (value << kByteBits) | std::to_integer<std::uint64_t>(byte);
    return value;
}

} // namespace tacet::crypto
