#include "crypto/wire/protobuf.h"

#include <array>

namespace tacet::crypto::protobuf {

namespace {

constexpr std::uint32_t kPayloadBits = 7;
constexpr std::uint32_t kPayloadMask = 0x7F;
constexpr std::uint32_t kContinue = 0x80;

} // namespace

std::byte *writeVarint(std::byte *target, std::uint32_t value)
{
    while (value >= kContinue) {
        *target++ = std::byte(static_cast<std::uint8_t>((value & kPayloadMask) | kContinue));
        value >>= kPayloadBits;
    }
    *target++ = std::byte(static_cast<std::uint8_t>(value));
    return target;
}

void appendVarint(Bytes &target, std::uint32_t value)
{
    std::array<std::byte, kMaxVarint32> buffer;
    const std::byte *end = writeVarint(buffer.data(), value);
    append(target, ByteView(buffer.data(), end));
}

void appendUint32(Bytes &target, std::uint8_t field, std::uint32_t value)
{
    target.push_back(tagOfUint32(field));
    appendVarint(target, value);
}

void appendBytes(Bytes &target, std::uint8_t field, ByteView value)
{
    target.push_back(tagOfBytes(field));
    appendVarint(target, static_cast<std::uint32_t>(value.size()));
    append(target, value);
}

void Reader::fail(DecodeError error)
{
    if (!m_failed)
        m_error = error;
    m_failed = true;
}

bool Reader::expectTag(std::byte tag)
{
    if (m_failed)
        return false;
    if (m_rest.empty()) {
        fail(DecodeError::Truncated);
        return false;
    }
    if (m_rest.front() != tag) {
        fail(DecodeError::Unexpected);
        return false;
    }
    m_rest = m_rest.subspan(1);
    return true;
}

std::uint32_t Reader::varint()
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kMaxVarint32; ++i) {
        if (i >= m_rest.size()) {
            fail(DecodeError::Truncated);
            return 0;
        }
        const auto byte = std::to_integer<std::uint32_t>(m_rest[i]);
        value |= static_cast<std::uint64_t>(byte & kPayloadMask) << (kPayloadBits * i);
        if ((byte & kContinue) != 0)
            continue;
        if (i > 0 && byte == 0)
            fail(DecodeError::NotMinimal);
        if (value > UINT32_MAX)
            fail(DecodeError::OutOfRange);
        m_rest = m_rest.subspan(i + 1);
        return m_failed ? 0 : static_cast<std::uint32_t>(value);
    }
    fail(DecodeError::OutOfRange);
    return 0;
}

std::uint32_t Reader::uint32(std::uint8_t field)
{
    return expectTag(tagOfUint32(field)) ? varint() : 0;
}

ByteView Reader::bytes(std::uint8_t field)
{
    if (!expectTag(tagOfBytes(field)))
        return {};
    const std::size_t size = varint();
    if (m_failed)
        return {};
    if (size > m_rest.size()) {
        fail(DecodeError::Truncated);
        return {};
    }
    const ByteView value = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return value;
}

bool Reader::finished()
{
    if (!m_failed && !m_rest.empty())
        fail(DecodeError::Unexpected);
    return !m_failed;
}

} // namespace tacet::crypto::protobuf
