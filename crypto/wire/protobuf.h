// The part of Protocol Buffers that the three OMEMO messages need, and only its canonical form:
// ascending fields, each once, minimal varints, defaults written out, nothing unknown.
#pragma once
#include "crypto/primitives/bytes.h"

namespace tacet::crypto {

enum class DecodeError {
    Truncated,  ///< ends inside a field, or a field is missing
    Unexpected, ///< unknown, repeated or out of order field, or bytes behind the last one
    NotMinimal, ///< a varint longer than it need be
    OutOfRange, ///< an integer above 2^32 − 1, a length or a key that cannot be
};

namespace protobuf {

inline constexpr std::size_t kMaxVarint32 = 5;

/// Appends the minimal varint.
void appendVarint(Bytes &target, std::uint32_t value);
/// Writes the minimal varint and returns behind it; room for kMaxVarint32 bytes.
std::byte *writeVarint(std::byte *target, std::uint32_t value);
void appendUint32(Bytes &target, std::uint8_t field, std::uint32_t value);
void appendBytes(Bytes &target, std::uint8_t field, ByteView value);
/// Field tags below 16 are one byte.
constexpr std::byte tagOfUint32(std::uint8_t field)
{
    return std::byte(field << 3);
}
constexpr std::byte tagOfBytes(std::uint8_t field)
{
    return std::byte(field << 3 | 2);
}

/// Takes the fields in the order in which they must come. The first error sticks.
class Reader
{
public:
    explicit Reader(ByteView bytes)
        : m_rest(bytes)
    {
    }

    std::uint32_t uint32(std::uint8_t field);
    ByteView bytes(std::uint8_t field);
    template <std::size_t N>
    FixedBytes<N> fixed(std::uint8_t field)
    {
        FixedBytes<N> result{};
        const ByteView view = bytes(field);
        if (view.size() == N)
            std::copy(view.begin(), view.end(), result.begin());
        else
            fail(DecodeError::OutOfRange);
        return result;
    }
    /// Call at the end: bytes left over are an error.
    bool finished();
    DecodeError error() const { return m_error; }
    void fail(DecodeError error);

private:
    bool expectTag(std::byte tag);
    std::uint32_t varint();
    ByteView m_rest;
    bool m_failed = false;
    DecodeError m_error = DecodeError::Truncated;
};

} // namespace protobuf
} // namespace tacet::crypto
