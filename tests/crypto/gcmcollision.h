#pragma once
#include "crypto/primitives/aesgcm.h"

namespace tacet::test {

struct GcmKey {
    crypto::FixedBytes<32> key{};
    crypto::FixedBytes<crypto::kGcmNonceSize> nonce{};
};

/// A ciphertext with a tag that opens under both keys, of at least one block: what a member who chooses both keys can
/// make (Dodis, Grubbs, Ristenpart, Woodage, "Fast Message Franking", 2018). GHASH is linear in the ciphertext, so
/// one block can be solved for.
crypto::Bytes collideGcm(const GcmKey &first, const GcmKey &second, crypto::ByteView associatedData,
                         crypto::Bytes ciphertext);

} // namespace tacet::test
