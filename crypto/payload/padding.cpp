#include "crypto/payload/padding.h"

#include <algorithm>

#include <bit>

namespace tacet::crypto {

namespace {

constexpr std::size_t kBlock = 256;
constexpr std::size_t kBlocksUpTo = 4096;
constexpr std::byte kMark{0x80};

std::size_t padme(std::size_t length)
{
    const auto exponent = static_cast<std::size_t>(std::bit_width(length) - 1);
    const auto keptBits = static_cast<std::size_t>(std::bit_width(exponent));
    const std::size_t mask = (std::size_t{1} << (exponent - keptBits)) - 1;
    return (length + mask) & ~mask;
}

} // namespace

std::size_t paddedSize(std::size_t length)
{
    const std::size_t needed = length + 1;
    return needed <= kBlocksUpTo ? (needed + kBlock - 1) / kBlock * kBlock : padme(needed);
}

SecretBytes pad(ByteView text)
{
    SecretBytes padded(paddedSize(text.size()), std::byte{0});
    std::copy(text.begin(), text.end(), padded.begin());
    padded[text.size()] = kMark;
    return padded;
}

std::expected<SecretBytes, PaddingError> unpad(SecretBytes padded)
{
    std::size_t end = padded.size();
    while (end > 0 && padded[end - 1] == std::byte{0})
        --end;
    if (end == 0 || padded[end - 1] != kMark || paddedSize(end - 1) != padded.size())
        return std::unexpected(PaddingError::Malformed);
    padded.resize(end - 1);
    return padded;
}

} // namespace tacet::crypto
