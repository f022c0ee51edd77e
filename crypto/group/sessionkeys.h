// The two forms in which a group session leaves a device (the Megolm specification, "Session-sharing format"
// and "Session export format"). Whoever has one reads every message from its index on.
#pragma once
#include "crypto/group/megolmratchet.h"
#include "crypto/primitives/ed25519.h"

namespace tacet::crypto {

/// The session's public key, which signs every message: its name on the wire.
using GroupSessionId = Ed25519PublicKey;

inline constexpr std::size_t kSessionExportSize = 1 + MegolmRatchet::kEncodedSize + kEd25519Size;
inline constexpr std::size_t kSessionShareSize = kSessionExportSize + kSignatureSize;
static_assert(kSessionExportSize == 165 && kSessionShareSize == 229);

/// What both forms hold.
struct SessionKeys {
    MegolmRatchet ratchet;
    GroupSessionId id;

    /// Checks the signature.
    static std::expected<SessionKeys, GroupImportError> fromShare(ByteView share);
    static std::expected<SessionKeys, GroupImportError> fromExport(ByteView exported);
};

/// 0x02 ‖ index ‖ R0..R3 ‖ public key ‖ signature over all of it. To members, through the pairwise ratchet.
SecretBytes shareSession(const MegolmRatchet &ratchet, const Ed25519PrivateKey &key);
/// 0x01 ‖ index ‖ R0..R3 ‖ public key. Unsigned: to be trusted from own verified devices alone.
SecretBytes exportSession(const MegolmRatchet &ratchet, const GroupSessionId &id);

} // namespace tacet::crypto
