// AES-256-GCM is not committing: one ciphertext can open under two keys, to two texts. Every box under a key that
// several people hold therefore carries a commitment to its key (protocol.md section 5).
#pragma once
#include "crypto/primitives/random.h"

#include <string_view>

namespace tacet::crypto {

enum class BoxError {
    Malformed,   ///< too short, or of another version
    TooLong,     ///< the text does not fit where it goes
    WrongKey,    ///< made under another key or for another purpose
    Unauthentic, ///< the associated data or the bytes do not fit
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

inline constexpr std::size_t kBoxSaltSize = 32;
inline constexpr std::size_t kBoxCommitmentSize = 32;
/// What a box is longer than its text: version ‖ commitment ‖ salt, and the tag at the end.
inline constexpr std::size_t kBoxOverhead = 1 + kBoxCommitmentSize + kBoxSaltSize + 16;

using BoxKey = FixedView<32>;

/// version ‖ 32-byte key commitment ‖ 32-byte salt ‖ AES-256-GCM, where HKDF(key, salt, purpose) = 32 key ‖ 12 nonce ‖
/// 32 commitment. Every box has a salt of its own, so a copied or restored vault repeats no nonce.
std::expected<Bytes, BoxError> sealBox(BoxKey key, std::string_view purpose, ByteView associatedData, ByteView text,
                                       RandomSource &random);
/// The commitment is checked first, then the tag.
std::expected<SecretBytes, BoxError> openBox(BoxKey key, std::string_view purpose, ByteView associatedData,
                                             ByteView box);
/// Whether a box was made under this key for this purpose, going by the commitment: with no column to tell, to find
/// the key among several. Says nothing about the rest of the box.
bool isBoxUnder(BoxKey key, std::string_view purpose, ByteView box);

} // namespace tacet::crypto
