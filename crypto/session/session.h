#pragma once
#include "crypto/primitives/clock.h"
#include "crypto/ratchet/doubleratchet.h"
#include "crypto/session/pairwisemessage.h"
#include "crypto/session/sessionerrors.h"

namespace tacet::crypto {

/// One ratchet with its name and what it authenticates. Move-only.
class Session
{
public:
    static std::expected<Session, StartError> start(const LocalDevice &ours, const VerifiedBundle &theirs,
                                                    RandomSource &random, Timestamp now);
    /// A responder's session before its first message; keep it only if that decrypts.
    static Session answer(Response response, ByteView keyExchange, Timestamp now);

    const SessionId &id() const { return m_id; }
    /// Started here and not answered yet.
    bool isPending() const { return !m_keyExchange.empty(); }
    /// Set aside by reset(): reads late messages and never becomes active again.
    bool isRetired() const { return m_retired; }
    void retire() { m_retired = true; }
    Timestamp createdAt() const { return m_createdAt; }
    bool needsHeartbeat() const { return m_ratchet.needsHeartbeat(); }
    std::size_t skippedKeys() const { return m_ratchet.skippedKeys(); }
    bool canEncrypt() const { return m_ratchet.canEncrypt(); }

    /// The session belongs to this pair of devices, and a repeated key exchange is the one it began with.
    std::expected<void, DecryptError> check(const VerifiedDevice &peer, const PairwiseMessage &message) const;
    std::expected<PairwiseMessage, EncryptError> encrypt(ByteView plaintext, RandomSource &random);
    std::expected<SecretBytes, DecryptError> decrypt(const PairwiseMessage &message);

    void serialise(SecretBytes &target) const;
    /// Sets the reader's failure if the state is damaged.
    static Session deserialise(BinaryReader &reader);

private:
    Session(DoubleRatchet ratchet, const SessionId &id, const Ed25519PublicKey &peer, Bytes associatedData,
            Timestamp createdAt);
    DoubleRatchet m_ratchet;
    SessionId m_id;
    Ed25519PublicKey m_peer;
    Bytes m_associatedData;
    Bytes m_keyExchange; ///< empty once answered, and on the responder's side
    Timestamp m_createdAt;
    bool m_retired = false;
};

} // namespace tacet::crypto
