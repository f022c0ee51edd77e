#include "crypto/group/megolmmessage.h"

#include "crypto/primitives/aescbc.h"

namespace tacet::crypto {

namespace {

constexpr std::byte kVersion{0x03};
constexpr std::uint8_t kIndexField = 1;
constexpr std::uint8_t kCiphertextField = 2;
constexpr std::size_t kTrailerSize = kMegolmMacSize + kSignatureSize;
constexpr std::size_t kMaxHeadSize = 3 + 2 * protobuf::kMaxVarint32; ///< version, two tags, two varints

bool isPossibleCiphertext(std::size_t size)
{
    return size > 0 && size % kAesBlockSize == 0 && size <= kMaxGroupCiphertext;
}

} // namespace

std::expected<MegolmMessage, DecodeError> MegolmMessage::decode(ByteView bytes)
{
    if (bytes.size() < 1 + kTrailerSize)
        return std::unexpected(DecodeError::Truncated);
    if (bytes.front() != kVersion)
        return std::unexpected(DecodeError::Unexpected);
    MegolmMessage message;
    message.signedPart = bytes.first(bytes.size() - kSignatureSize);
    message.signature = Signature::from(bytes.last<kSignatureSize>());
    message.authenticated = bytes.first(bytes.size() - kTrailerSize);
    std::ranges::copy(message.signedPart.last<kMegolmMacSize>(), message.mac.begin());
    protobuf::Reader reader(message.authenticated.subspan(1));
    message.index = reader.uint32(kIndexField);
    message.ciphertext = reader.bytes(kCiphertextField);
    if (!isPossibleCiphertext(message.ciphertext.size()))
        reader.fail(DecodeError::OutOfRange);
    if (!reader.finished())
        return std::unexpected(reader.error());
    return message;
}

Bytes beginMegolmMessage(std::uint32_t index, std::size_t ciphertextSize)
{
    Bytes message;
    message.reserve(kMaxHeadSize + ciphertextSize + kTrailerSize);
    message.push_back(kVersion);
    protobuf::appendUint32(message, kIndexField, index);
    message.push_back(protobuf::tagOfBytes(kCiphertextField));
    protobuf::appendVarint(message, static_cast<std::uint32_t>(ciphertextSize));
    return message;
}

} // namespace tacet::crypto
