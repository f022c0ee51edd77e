#pragma once
#include "crypto/group/megolmmessage.h"
#include "crypto/group/sessionkeys.h"
#include "crypto/session/sessionerrors.h"

#include <optional>

namespace tacet::crypto {

/// How a session came here, which is what its key is worth.
enum class GroupSessionOrigin : std::uint8_t {
    Share = 1,  ///< signed by the session itself
    Export = 2, ///< unsigned
};

struct GroupPlaintext {
    std::uint32_t index;
    SecretBytes bytes;
};

/// The receiving half of a Megolm session. It reads every message from the first known index on, again and
/// again: which message an index belongs to is IndexLedger's to remember. Move-only, not thread-safe. A failed
/// call changes nothing.
class InboundGroupSession
{
public:
    static std::expected<InboundGroupSession, GroupImportError> fromShare(ByteView share);
    static std::expected<InboundGroupSession, GroupImportError> fromExport(ByteView exported);

    const GroupSessionId &id() const { return m_id; }
    GroupSessionOrigin origin() const { return m_origin; }
    std::uint32_t firstKnownIndex() const { return m_first.index(); }
    /// Of the latest message that was read, or the first known one.
    std::uint32_t latestIndex() const { return m_latest.index(); }

    /// Checks the signature over the whole message first, then the MAC, then the padding. A message that
    /// follows the last one costs one turn of the ratchet, an earlier one a jump from the first known index.
    std::expected<GroupPlaintext, GroupDecryptError> decrypt(ByteView message);
    /// Takes over from where `earlier` reads, a later gift of the same session. False, and nothing changes, if it is
    /// another session, begins no earlier, or does not lead to this one.
    bool reachBack(const InboundGroupSession &earlier);
    /// For own verified devices: reads everything from `index` on.
    std::expected<SecretBytes, GroupExportError> exportAt(std::uint32_t index) const;

    static constexpr std::size_t kStateSize = 2 + kEd25519Size + 2 * MegolmRatchet::kEncodedSize;
    SecretBytes serialise() const;
    static std::expected<InboundGroupSession, StateError> deserialise(ByteView state);

private:
    InboundGroupSession(const GroupSessionId &id, GroupSessionOrigin origin, MegolmRatchet first, MegolmRatchet latest);
    static InboundGroupSession fromKeys(SessionKeys keys, GroupSessionOrigin origin);
    /// Nothing before the first known index.
    std::optional<MegolmRatchet> ratchetAt(std::uint32_t index) const;

    GroupSessionId m_id;
    GroupSessionOrigin m_origin;
    MegolmRatchet m_first;
    MegolmRatchet m_latest; ///< at the latest message that was read
};

} // namespace tacet::crypto
