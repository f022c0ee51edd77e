#pragma once
#include "crypto/primitives/clock.h"
#include "crypto/primitives/secret.h"
#include "crypto/session/pairwisemessage.h"
#include "crypto/wire/binaryreader.h"

namespace tacet::crypto {

/// The handshakes that a peer has made with this device. A handshake without one-time keys could be
/// played again as long as its prekeys live; it is refused by its session id, which covers the ephemeral
/// key and every prekey id. Entries outlive the prekeys (30 days kept after 7 in use).
class HandshakeMemory
{
public:
    static constexpr std::size_t kMaxRemembered = 1024;
    static constexpr std::chrono::days kRetention{45};

    bool contains(const SessionId &id) const;
    /// Nothing that could be played again is forgotten to make room.
    bool isFull(Timestamp now) const;
    void remember(const SessionId &id, Timestamp now);

    void serialise(SecretBytes &target) const;
    static HandshakeMemory deserialise(BinaryReader &reader);

private:
    struct Entry {
        SessionId id;
        Timestamp at;
    };
    std::vector<Entry> m_entries; ///< oldest first
};

} // namespace tacet::crypto
