// XEP-0384 0.8: OMEMOMessage, OMEMOAuthenticatedMessage, OMEMOKeyExchange, byte for byte.
#pragma once
#include "crypto/primitives/ed25519.h"
#include "crypto/wire/protobuf.h"

namespace tacet::crypto {

inline constexpr std::size_t kRatchetMacSize = 16;
/// Of one ratcheted ciphertext without its MAC.
inline constexpr std::size_t kMaxRatchetCiphertext = 1 << 20;

/// What stands in front of a ratcheted ciphertext.
struct RatchetHeader {
    X25519PublicKey ratchetKey; ///< dh_pub of the sender
    std::uint32_t previous = 0; ///< pn: messages in the sender's previous chain
    std::uint32_t number = 0;   ///< n: number in this chain, from 0

    friend bool operator==(const RatchetHeader &, const RatchetHeader &) = default;
};

/// A ratcheted message as it travels: AES output ‖ MAC.
struct RatchetMessage {
    RatchetHeader header;
    Bytes ciphertext;
};

/// The encoded OMEMOMessage up to where its ciphertext starts: what the MAC covers before it.
class OmemoMessagePrefix
{
public:
    OmemoMessagePrefix(const RatchetHeader &header, std::size_t ciphertextSize);
    ByteView view() const { return ByteView(m_bytes).first(m_size); }

private:
    static constexpr std::size_t kMaxSize = 52; ///< four tags, three varints, one length, a key
    FixedBytes<kMaxSize> m_bytes;
    std::size_t m_size = 0;
};

/// OMEMOAuthenticatedMessage {mac = 1, message = 2}. `message.ciphertext` ends with its MAC.
Bytes encodeAuthenticatedMessage(const RatchetMessage &message);
/// Refuses anything that encodeAuthenticatedMessage() would not have written.
std::expected<RatchetMessage, DecodeError> decodeAuthenticatedMessage(ByteView bytes);

/// OMEMOKeyExchange {pk_id = 1, spk_id = 2, ik = 3, ek = 4, message = 5}.
struct OmemoKeyExchange {
    std::uint32_t oneTimePrekeyId = 0;
    std::uint32_t signedPrekeyId = 0;
    Ed25519PublicKey identityKey;
    X25519PublicKey ephemeralKey;
    RatchetMessage message;
};
Bytes encodeOmemoKeyExchange(const OmemoKeyExchange &exchange);
std::expected<OmemoKeyExchange, DecodeError> decodeOmemoKeyExchange(ByteView bytes);

} // namespace tacet::crypto
