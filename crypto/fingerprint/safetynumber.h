// What two people compare to know that nobody stands between them (protocol.md section 8).
#pragma once
#include "crypto/primitives/bytes.h"

#include <string>

namespace tacet::crypto {

/// One side: the account's id and its master key.
struct SafetyNumberSide {
    FixedBytes<16> account;
    FixedBytes<32> masterKey;
};

struct SafetyNumberPair {
    std::string digits; ///< 60; both sides' 30, the smaller first
    Bytes code;         ///< for a QR code: version ‖ both sides' 32-byte hashes in the same order
};

/// The same whichever side is named first. About 10,400 SHA-512 blocks: some milliseconds.
SafetyNumberPair safetyNumber(const SafetyNumberSide &one, const SafetyNumberSide &other);

} // namespace tacet::crypto
