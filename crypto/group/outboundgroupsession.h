#pragma once
#include "crypto/group/megolmmessage.h"
#include "crypto/group/sessionkeys.h"
#include "crypto/primitives/clock.h"
#include "crypto/session/sessionerrors.h"

namespace tacet::crypto {

/// When a session is to be replaced by a new one, apart from members and devices that leave (protocol.md section 4).
inline constexpr std::uint32_t kGroupSessionMessages = 100;
inline constexpr std::chrono::days kGroupSessionAge{7};

inline constexpr std::size_t kMaxGroupPlaintext = kMaxGroupCiphertext - 1; ///< padding takes a byte at least

/// The sending half of a Megolm session: one per chat and sending device. Move-only, not thread-safe.
class OutboundGroupSession
{
public:
    static std::expected<OutboundGroupSession, RandomError> create(RandomSource &random, Timestamp now);

    const GroupSessionId &id() const { return m_key.publicKey(); }
    /// Of the next message.
    std::uint32_t index() const { return m_ratchet.index(); }
    std::uint32_t messages() const { return m_ratchet.index(); }
    Timestamp createdAt() const { return m_createdAt; }
    /// Too many messages, too old, or made at a time that has not come: start a new session.
    bool isDue(Timestamp now) const;

    /// One whole MegolmMessage; the ratchet moves on only if there is one.
    std::expected<Bytes, GroupEncryptError> encrypt(ByteView plaintext);
    /// Reads everything from the next message on. Two shares of one state differ in their (hedged) signature.
    SecretBytes share() const { return shareSession(m_ratchet, m_key); }
    /// By the session itself: whoever was given it cannot.
    Signature signLabelled(std::string_view label, ByteView bytes) const { return m_key.signLabelled(label, bytes); }

    SecretBytes serialise() const;
    static std::expected<OutboundGroupSession, StateError> deserialise(ByteView state);

private:
    OutboundGroupSession(MegolmRatchet ratchet, Ed25519PrivateKey key, Timestamp createdAt);

    MegolmRatchet m_ratchet;
    Ed25519PrivateKey m_key;
    Timestamp m_createdAt;
};

} // namespace tacet::crypto
