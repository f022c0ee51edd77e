#pragma once
#include "crypto/identity/deviceidentity.h"
#include "crypto/primitives/clock.h"

#include <optional>

namespace tacet::crypto {

enum class ResetRequestError {
    Malformed,
    BadSignature,
    OtherDevice, ///< from or to another device than expected
    Expired,     ///< older than a day, or more than 5 minutes ahead
    TooSoon,     ///< at most one an hour per peer device
    Replayed,    ///< not newer than the last one that was followed
};

/// "Your messages cannot be read here any more: begin anew" (protocol.md section 9). Signed, so that the
/// database cannot make two devices drop their ratchets.
struct ResetRequest {
    static constexpr std::chrono::hours kMinInterval{1};
    static constexpr std::chrono::hours kMaxAge{24};
    static constexpr std::chrono::minutes kMaxAhead{5};

    DeviceAddress from; ///< who cannot read
    DeviceAddress to;   ///< who shall begin anew
    Timestamp at;

    /// 72 bytes and a signature.
    Bytes sign(const DeviceIdentity &identity) const;
    /// `lastFollowed` is the time in the last request from that device that was followed.
    static std::expected<ResetRequest, ResetRequestError> verify(ByteView bytes, const Ed25519PublicKey &identity,
                                                                 const DeviceAddress &from, const DeviceAddress &to,
                                                                 std::optional<Timestamp> lastFollowed, Timestamp now);
    /// Whether this device may ask again.
    static bool mayAsk(std::optional<Timestamp> lastAsked, Timestamp now);
};

} // namespace tacet::crypto
