// A message's body: encrypted once under a fresh content key and stored once; only the key and the hash
// of the ciphertext travel through each device's ratchet (protocol.md section 3, Payload).
#pragma once
#include "crypto/primitives/random.h"
#include "crypto/primitives/sha256.h"

#include <string_view>

namespace tacet::crypto {

enum class ContentError {
    Malformed,   ///< too short, too long, or of another version
    WrongHash,   ///< not the ciphertext that the capsule speaks of
    Unauthentic, ///< key, place or bytes do not fit
    NoRandom,    ///< no content key could be made
    Failed,      ///< OpenSSL failed
};

using ContentKey = Secret<32>;
using ContentHash = FixedBytes<Sha256::kDigestSize>;

/// Where a body belongs. A body moved elsewhere does not open.
struct ContentPlace {
    FixedBytes<16> chat;
    FixedBytes<16> message;
    FixedBytes<16> senderDevice;
};

/// What is ratcheted to each device: content key ‖ SHA-256(ciphertext), 64 bytes.
struct ContentCapsule {
    ContentKey key;
    ContentHash hash;

    static constexpr std::size_t kSize = 64;
    SecretBytes encode() const;
    static std::expected<ContentCapsule, ContentError> decode(ByteView bytes);
};

struct SealedContent {
    Bytes ciphertext; ///< version ‖ 32-byte key commitment ‖ AES-256-GCM of the padded body
    ContentCapsule capsule;
};

/// At most kContentMax bytes of body.
inline constexpr std::size_t kContentMax = 1'000'000;

std::expected<SealedContent, ContentError> sealContent(ByteView body, const ContentPlace &place, RandomSource &random);
/// Checks the hash, then the key commitment (two keys can never open one ciphertext), then the tag.
std::expected<SecretBytes, ContentError> openContent(ByteView ciphertext, const ContentCapsule &capsule,
                                                     const ContentPlace &place);

/// Keys of what hangs on a message, from its content key.
enum class ContentPurpose { Reactions, Edits };
Secret<32> contentSubkey(const ContentKey &key, ContentPurpose purpose);

} // namespace tacet::crypto
