#include "crypto/wire/tacetkeyexchange.h"

#include "crypto/prekeys/prekeyid.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kOneTimePrekeyField = 1;
constexpr std::uint8_t kSignedPrekeyField = 2;
constexpr std::uint8_t kIdentityField = 3;
constexpr std::uint8_t kEphemeralField = 4;
constexpr std::uint8_t kKemPrekeyField = 6;
constexpr std::uint8_t kKemCiphertextField = 7;

} // namespace

Bytes encodeTacetKeyExchange(const TacetKeyExchange &exchange)
{
    constexpr std::size_t kOverhead = 100;
    Bytes encoded;
    encoded.reserve(kKemCiphertextSize + kOverhead);
    protobuf::appendUint32(encoded, kOneTimePrekeyField, exchange.oneTimePrekeyId);
    protobuf::appendUint32(encoded, kSignedPrekeyField, exchange.signedPrekeyId);
    protobuf::appendBytes(encoded, kIdentityField, exchange.identityKey.view());
    protobuf::appendBytes(encoded, kEphemeralField, exchange.ephemeralKey.view());
    protobuf::appendUint32(encoded, kKemPrekeyField, exchange.kemPrekeyId);
    protobuf::appendBytes(encoded, kKemCiphertextField, exchange.kemCiphertext);
    return encoded;
}

std::expected<TacetKeyExchange, DecodeError> decodeTacetKeyExchange(ByteView bytes)
{
    protobuf::Reader reader(bytes);
    TacetKeyExchange exchange;
    exchange.oneTimePrekeyId = reader.uint32(kOneTimePrekeyField);
    exchange.signedPrekeyId = reader.uint32(kSignedPrekeyField);
    exchange.identityKey.bytes = reader.fixed<kEd25519Size>(kIdentityField);
    exchange.ephemeralKey.bytes = reader.fixed<kX25519Size>(kEphemeralField);
    exchange.kemPrekeyId = reader.uint32(kKemPrekeyField);
    exchange.kemCiphertext = reader.fixed<kKemCiphertextSize>(kKemCiphertextField);
    const bool inRange = (exchange.oneTimePrekeyId == 0 || isPrekeyId(exchange.oneTimePrekeyId)) &&
                         isPrekeyId(exchange.signedPrekeyId) && isPrekeyId(exchange.kemPrekeyId) &&
                         exchange.ephemeralKey.isCanonical();
    if (!inRange)
        reader.fail(DecodeError::OutOfRange);
    if (!reader.finished())
        return std::unexpected(reader.error());
    return exchange;
}

} // namespace tacet::crypto
