// The hybrid handshake's message (protocol.md section 2).
#pragma once
#include "crypto/primitives/mlkem1024.h"
#include "crypto/wire/omemomessage.h"

namespace tacet::crypto {

/// {pk_id = 1, spk_id = 2, ik = 3, ek = 4, kem_id = 6, kem_ciphertext = 7}. Field 5, the first message in
/// OMEMOKeyExchange, is left out: in the database it travels beside, in its own columns.
struct TacetKeyExchange {
    std::uint32_t oneTimePrekeyId = 0; ///< 0 = none
    std::uint32_t signedPrekeyId = 0;
    Ed25519PublicKey identityKey;
    X25519PublicKey ephemeralKey;
    std::uint32_t kemPrekeyId = 0;
    FixedBytes<kKemCiphertextSize> kemCiphertext{};
};

Bytes encodeTacetKeyExchange(const TacetKeyExchange &exchange);
/// Refuses anything that encodeTacetKeyExchange() would not have written, ids out of range and an
/// ephemeral key that is not canonical (a second encoding would get past the replay check).
std::expected<TacetKeyExchange, DecodeError> decodeTacetKeyExchange(ByteView bytes);

} // namespace tacet::crypto
