#pragma once
#include "crypto/handshake/handshake.h"

namespace tacet::crypto {

inline constexpr std::uint8_t kPairwiseVersion = 1;

/// The header columns: JSONB {"v", "session", "dh_pubkey", "pn", "n"}.
struct PairwiseHeader {
    std::uint8_t version = kPairwiseVersion;
    SessionId session{};
    RatchetHeader ratchet; ///< dh_pubkey, pn, n

    friend bool operator==(const PairwiseHeader &, const PairwiseHeader &) = default;
};

/// One message from a device to a device, as the database carries it.
struct PairwiseMessage {
    PairwiseHeader header;
    Bytes ciphertext;                 ///< AES output ‖ 16-byte MAC
    std::optional<Bytes> keyExchange; ///< TacetKeyExchange, in every message until the peer answered
};

} // namespace tacet::crypto
