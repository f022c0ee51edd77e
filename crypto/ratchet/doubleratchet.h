// The Double Ratchet as OMEMO 2 parameterises it (protocol.md section 3).
#pragma once
#include "crypto/handshake/handshake.h"
#include "crypto/ratchet/skippedkeys.h"

namespace tacet::crypto {

enum class RatchetEncryptError {
    NotReady, ///< a responder that has received nothing yet
    NoRandomness,
    LowOrder,       ///< the peer's ratchet key is of small order
    ChainExhausted, ///< 2^32 − 1 messages without an answer
    TooLong,        ///< plaintext above kMaxRatchetCiphertext − 16
    Failed,         ///< OpenSSL failed (memory)
};

enum class RatchetDecryptError {
    Malformed,
    Unauthentic,
    AlreadyUsed,    ///< its key was used or dropped: a replay, or too late
    TooManySkipped, ///< more than 1,000 messages would be missing
    LowOrder,
    Failed,
};

/// One end of a session. Move-only, not thread-safe. A failed call changes nothing at all.
class DoubleRatchet
{
public:
    /// The side that knows SK first. Fails only for want of randomness or a signed prekey of small order.
    static std::expected<DoubleRatchet, HandshakeError> initiate(RootKey secret, const X25519PublicKey &signedPrekey,
                                                                 RandomSource &random);
    /// The other side; its signed prekey is its first ratchet key.
    static DoubleRatchet respond(RootKey secret, const X25519KeyPair &signedPrekey);

    std::expected<RatchetMessage, RatchetEncryptError> encrypt(ByteView plaintext, ByteView associatedData,
                                                               RandomSource &random);
    /// `ciphertext` is AES output ‖ MAC.
    std::expected<SecretBytes, RatchetDecryptError> decrypt(const RatchetHeader &header, ByteView ciphertext,
                                                            ByteView associatedData);

    bool canEncrypt() const { return m_sending || m_turnToSend; }
    /// The peer has sent 53 messages or more without an answer: send an empty one, so that the ratchet turns.
    bool needsHeartbeat() const;
    std::size_t skippedKeys() const { return m_skipped.size(); }

    /// Appends the state.
    void serialise(SecretBytes &target) const;
    /// Sets the reader's failure if the state is damaged; the result is then unusable.
    static DoubleRatchet deserialise(BinaryReader &reader);

private:
    struct SendingTurn;
    struct Reception;
    DoubleRatchet(RootKey root, X25519KeyPair ours);
    std::expected<SendingTurn, RatchetEncryptError> turnForSending(const X25519PublicKey &theirs,
                                                                   RandomSource &random) const;
    std::expected<Reception, RatchetDecryptError> receive(const RatchetHeader &header) const;
    std::expected<SecretBytes, RatchetDecryptError> decryptSkipped(std::size_t position, const RatchetHeader &header,
                                                                   ByteView ciphertext, ByteView associatedData);
    void commit(Reception reception, const RatchetHeader &header);

    RootKey m_root;
    X25519KeyPair m_ours;                    ///< DHs
    std::optional<X25519PublicKey> m_theirs; ///< DHr
    std::optional<ChainKey> m_sending;       ///< CKs
    std::optional<ChainKey> m_receiving;     ///< CKr
    std::uint32_t m_sent = 0;                ///< Ns
    std::uint32_t m_received = 0;            ///< Nr
    std::uint32_t m_previous = 0;            ///< PN
    bool m_turnToSend = false; ///< the sending half of the step is done by the next encrypt(): a fresher key, and
                               ///< decrypting needs no randomness
    std::vector<X25519PublicKey> m_past; ///< the peer's last ratchet keys before m_theirs, oldest first: a
                                         ///< message of theirs without a kept key is a repetition
    SkippedKeys m_skipped;
};

} // namespace tacet::crypto
