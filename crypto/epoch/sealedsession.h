#pragma once
#include "crypto/epoch/epochkey.h"
#include "crypto/group/inboundgroupsession.h"
#include "crypto/group/outboundgroupsession.h"
#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/deviceidentity.h"

namespace tacet::crypto {

enum class SealedSessionError {
    Malformed,     ///< an address that is none, or bytes that are no box of a session
    OtherEpoch,    ///< the key is of another chat or epoch than the address
    OtherAuthor,   ///< the device is not the one that the address names
    WrongKey,      ///< made under another key
    Unauthentic,   ///< not made for this place
    BadSignature,  ///< the device, or the session itself, did not sign that it is this device's session, here
    NotFirstIndex, ///< the session has written before: what it wrote then was not to be shared
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

/// Whose session lies where. The distribution is the name that rows of messages call the session by.
struct SessionPlace {
    EpochName epoch; ///< the newest when the session began
    Uuid distribution{};
    DeviceAddress author;

    bool isSound() const;
    friend bool operator==(const SessionPlace &, const SessionPlace &) = default;
};

/// A Megolm session before its first message, in a box under its epoch's key, for members who come later
/// (protocol.md section 5). Every member holds that key, and everybody who was given the session can pass it on: so
/// its device signs, and the session's own key does, that this session is this device's, here.
std::expected<Bytes, SealedSessionError> sealSession(const OutboundGroupSession &session, const SessionPlace &place,
                                                     const EpochKey &key, const LocalDevice &author,
                                                     RandomSource &random);
/// The place as the row has it. Checks the key's commitment, the tag, the signatures, and that nothing was written
/// before.
std::expected<InboundGroupSession, SealedSessionError> openSession(ByteView box, const SessionPlace &place,
                                                                   const EpochKey &key, const VerifiedDevice &author);

} // namespace tacet::crypto
