#include "crypto/wire/omemomessage.h"

namespace tacet::crypto {

namespace {

using protobuf::tagOfBytes;
using protobuf::tagOfUint32;

constexpr std::uint8_t kNumberField = 1;
constexpr std::uint8_t kPreviousField = 2;
constexpr std::uint8_t kRatchetKeyField = 3;
constexpr std::uint8_t kCiphertextField = 4;

constexpr std::uint8_t kMacField = 1;
constexpr std::uint8_t kMessageField = 2;

constexpr std::uint8_t kOneTimePrekeyField = 1;
constexpr std::uint8_t kSignedPrekeyField = 2;
constexpr std::uint8_t kIdentityField = 3;
constexpr std::uint8_t kEphemeralField = 4;
constexpr std::uint8_t kInnerField = 5;

} // namespace

OmemoMessagePrefix::OmemoMessagePrefix(const RatchetHeader &header, std::size_t ciphertextSize)
{
    std::byte *end = m_bytes.data();
    *end++ = tagOfUint32(kNumberField);
    end = protobuf::writeVarint(end, header.number);
    *end++ = tagOfUint32(kPreviousField);
    end = protobuf::writeVarint(end, header.previous);
    *end++ = tagOfBytes(kRatchetKeyField);
    *end++ = std::byte(kX25519Size);
    end = std::copy(header.ratchetKey.bytes.begin(), header.ratchetKey.bytes.end(), end);
    *end++ = tagOfBytes(kCiphertextField);
    end = protobuf::writeVarint(end, static_cast<std::uint32_t>(ciphertextSize));
    m_size = static_cast<std::size_t>(end - m_bytes.data());
}

Bytes encodeAuthenticatedMessage(const RatchetMessage &message)
{
    const ByteView ciphertext = ByteView(message.ciphertext).first(message.ciphertext.size() - kRatchetMacSize);
    const OmemoMessagePrefix prefix(message.header, ciphertext.size());
    Bytes encoded;
    encoded.reserve(message.ciphertext.size() + prefix.view().size() + 2 * (1 + protobuf::kMaxVarint32));
    protobuf::appendBytes(encoded, kMacField, ByteView(message.ciphertext).last(kRatchetMacSize));
    encoded.push_back(tagOfBytes(kMessageField));
    protobuf::appendVarint(encoded, static_cast<std::uint32_t>(prefix.view().size() + ciphertext.size()));
    append(encoded, prefix.view());
    append(encoded, ciphertext);
    return encoded;
}

std::expected<RatchetMessage, DecodeError> decodeAuthenticatedMessage(ByteView bytes)
{
    protobuf::Reader outer(bytes);
    const auto mac = outer.fixed<kRatchetMacSize>(kMacField);
    const ByteView inner = outer.bytes(kMessageField);
    if (!outer.finished())
        return std::unexpected(outer.error());
    protobuf::Reader reader(inner);
    RatchetMessage message;
    message.header.number = reader.uint32(kNumberField);
    message.header.previous = reader.uint32(kPreviousField);
    message.header.ratchetKey.bytes = reader.fixed<kX25519Size>(kRatchetKeyField);
    const ByteView ciphertext = reader.bytes(kCiphertextField);
    if (!message.header.ratchetKey.isCanonical() || ciphertext.size() > kMaxRatchetCiphertext)
        reader.fail(DecodeError::OutOfRange);
    if (!reader.finished())
        return std::unexpected(reader.error());
    message.ciphertext.reserve(ciphertext.size() + mac.size());
    append(message.ciphertext, ciphertext);
    append(message.ciphertext, mac);
    return message;
}

Bytes encodeOmemoKeyExchange(const OmemoKeyExchange &exchange)
{
    Bytes encoded;
    protobuf::appendUint32(encoded, kOneTimePrekeyField, exchange.oneTimePrekeyId);
    protobuf::appendUint32(encoded, kSignedPrekeyField, exchange.signedPrekeyId);
    protobuf::appendBytes(encoded, kIdentityField, exchange.identityKey.view());
    protobuf::appendBytes(encoded, kEphemeralField, exchange.ephemeralKey.view());
    protobuf::appendBytes(encoded, kInnerField, encodeAuthenticatedMessage(exchange.message));
    return encoded;
}

std::expected<OmemoKeyExchange, DecodeError> decodeOmemoKeyExchange(ByteView bytes)
{
    protobuf::Reader reader(bytes);
    OmemoKeyExchange exchange;
    exchange.oneTimePrekeyId = reader.uint32(kOneTimePrekeyField);
    exchange.signedPrekeyId = reader.uint32(kSignedPrekeyField);
    exchange.identityKey.bytes = reader.fixed<kEd25519Size>(kIdentityField);
    exchange.ephemeralKey.bytes = reader.fixed<kX25519Size>(kEphemeralField);
    const ByteView inner = reader.bytes(kInnerField);
    if (!exchange.ephemeralKey.isCanonical())
        reader.fail(DecodeError::OutOfRange);
    if (!reader.finished())
        return std::unexpected(reader.error());
    CRYPTO_TRY_ASSIGN(exchange.message, decodeAuthenticatedMessage(inner));
    return exchange;
}

} // namespace tacet::crypto
