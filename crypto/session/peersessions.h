#pragma once
#include "crypto/session/handshakememory.h"
#include "crypto/session/session.h"

namespace tacet::crypto {

/// What came out of a message.
struct Decrypted {
    SecretBytes plaintext;
    std::optional<std::uint32_t> usedOneTimePrekeyId; ///< delete it together with storing the state
    std::optional<std::uint32_t> usedKemPrekeyId;     ///< one-time KEM key: delete it likewise
    bool usedLastResort = false;                      ///< the one-time KEM keys have run out: refill
    bool sessionEstablished = false;                  ///< a key exchange made a new session
    bool sessionReplaced = false; ///< that new session took the place of one that was answered: the peer began anew
    bool needsHeartbeat = false;  ///< answer with an empty message
};

/// Everything this device knows of its ratchets with one device of a peer: the active session and up to
/// 40 archived ones for late messages. Move-only, not thread-safe. A call that fails changes nothing:
/// serialise() gives the same bytes as before.
class PeerSessions
{
public:
    static constexpr std::size_t kMaxArchived = 40;
    /// An unanswered session is given up after this: the peer's prekeys are gone by then.
    static constexpr std::chrono::days kMaxUnanswered{30};

    PeerSessions() = default;
    static std::expected<PeerSessions, StateError> deserialise(ByteView state);
    SecretBytes serialise() const;

    /// There is an active session that is answered or younger than 30 days; otherwise start() one.
    bool canEncrypt(Timestamp now) const;
    bool needsHeartbeat() const { return m_hasActive && m_sessions.front().needsHeartbeat(); }
    /// The active session, for logs and envelopes.
    std::optional<SessionId> activeSession() const;
    /// The active session has been answered by the peer, or was started by it.
    bool isEstablished() const { return m_hasActive && !m_sessions.front().isPending(); }
    std::size_t archivedSessions() const { return m_sessions.size() - (m_hasActive ? 1 : 0); }

    /// Starts a session; the one that was active is archived.
    std::expected<void, StartError> start(const LocalDevice &ours, const VerifiedBundle &theirs, RandomSource &random,
                                          Timestamp now);
    std::expected<PairwiseMessage, EncryptError> encrypt(ByteView plaintext, RandomSource &random);
    /// Either an existing session or the key exchange in the message reads it. Nothing in the vault is
    /// changed: see Decrypted for what to delete.
    std::expected<Decrypted, DecryptError> decrypt(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                   const PairwiseMessage &message, const PrekeyVault &vault,
                                                   Timestamp now);
    /// Archives every session for good: the next send has to start() a new one.
    void reset();

private:
    std::expected<Decrypted, DecryptError> decryptKnown(std::size_t position, const VerifiedDevice &theirs,
                                                        const PairwiseMessage &message);
    std::expected<Decrypted, DecryptError> decryptFirst(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                        const PairwiseMessage &message, ByteView keyExchange,
                                                        const PrekeyVault &vault, Timestamp now);
    std::optional<std::size_t> find(const SessionId &id) const;
    void noteReceived(std::size_t position);
    bool adopt(Session session);
    void makeActive(std::size_t position);
    void giveUpActive();
    void dropOldest();

    std::vector<Session> m_sessions; ///< the active one first if there is one, then the archived, newest first
    bool m_hasActive = false;
    SessionId m_rival{};              ///< archived session on which the last messages came
    std::uint8_t m_rivalMessages = 0; ///< how many in a row
    HandshakeMemory m_handshakes;
};

} // namespace tacet::crypto
