// X3DH with ML-KEM (protocol.md section 2): what the product uses.
#pragma once
#include "crypto/prekeys/prekeybundle.h"
#include "crypto/prekeys/prekeyvault.h"
#include "crypto/wire/tacetkeyexchange.h"

namespace tacet::crypto {

enum class HandshakeError {
    Malformed,     ///< the key exchange does not decode
    OtherIdentity, ///< it names another identity than the peer's
    UnknownPrekey, ///< a prekey it names was never made, is used up or expired
    LowOrder,      ///< a key of small order
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

using RootKey = Secret<32>;

/// Of one session on both ends: the first 16 bytes of SHA-256 over label, associated data and key exchange.
inline constexpr std::size_t kSessionIdSize = 16;
using SessionId = FixedBytes<kSessionIdSize>;
SessionId sessionIdOf(ByteView associatedData, ByteView keyExchange);

/// What the initiator has after its half.
struct Initiation {
    RootKey secret;       ///< SK
    Bytes associatedData; ///< AD of every message of the session
    Bytes keyExchange;    ///< the encoded TacetKeyExchange, sent until an answer comes
};

/// What the responder has after its half. Nothing is consumed: that is the caller's, once a message verified.
struct Response {
    RootKey secret;
    Bytes associatedData;
    TacetKeyExchange exchange;
    std::shared_ptr<const SignedPrekey> signedPrekey; ///< the ratchet starts with it
    KemPrekeyKind kemKind;
};

std::expected<Initiation, HandshakeError> initiateHandshake(const LocalDevice &ours, const VerifiedBundle &theirs,
                                                            RandomSource &random);
std::expected<Response, HandshakeError> respondToHandshake(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                           ByteView keyExchange, const PrekeyVault &vault);

} // namespace tacet::crypto
