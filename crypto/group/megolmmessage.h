// The message format of Megolm version 1, byte for byte.
#pragma once
#include "crypto/primitives/ed25519.h"
#include "crypto/wire/protobuf.h"

namespace tacet::crypto {

inline constexpr std::size_t kMegolmMacSize = 8;
using MegolmMac = FixedBytes<kMegolmMacSize>;

/// Of one message's ciphertext.
inline constexpr std::size_t kMaxGroupCiphertext = 1 << 20;

/// 0x03 ‖ {index = 1, ciphertext = 2} ‖ MAC ‖ signature. The views are into the decoded bytes.
struct MegolmMessage {
    std::uint32_t index = 0;
    ByteView ciphertext;    ///< whole AES blocks, one at least
    ByteView authenticated; ///< what the MAC covers
    MegolmMac mac{};
    ByteView signedPart; ///< all but the signature
    Signature signature;

    /// Refuses every form but the one that Megolm's senders write: minimal varints, each field once and in
    /// order, nothing unknown.
    static std::expected<MegolmMessage, DecodeError> decode(ByteView bytes);
};

/// Begins a message: all that stands before its ciphertext. Makes room for the rest.
Bytes beginMegolmMessage(std::uint32_t index, std::size_t ciphertextSize);

} // namespace tacet::crypto
