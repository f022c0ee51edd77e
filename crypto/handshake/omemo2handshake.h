// X3DH exactly as XEP-0384 0.8 (protocol.md section 2, mode omemo2). For tests against other
// implementations; the product never offers it.
#pragma once
#include "crypto/handshake/handshake.h"

namespace tacet::crypto {

enum class Omemo2Error {
    BadSignature, ///< of the signed prekey, over its bare 32 bytes
    BadIdentity,
    LowOrder,
    NoRandomness,
};

struct Omemo2Bundle {
    Ed25519PublicKey identityKey;
    std::uint32_t signedPrekeyId = 0;
    X25519PublicKey signedPrekey;
    Signature signedPrekeySignature;
    std::uint32_t oneTimePrekeyId = 0;
    X25519PublicKey oneTimePrekey;
};

struct Omemo2Initiation {
    RootKey secret;
    Bytes associatedData; ///< IK_A ‖ IK_B
    X25519PublicKey ephemeralKey;
};

struct Omemo2Response {
    RootKey secret;
    Bytes associatedData;
};

/// Verifies the bundle first.
std::expected<Omemo2Initiation, Omemo2Error> initiateOmemo2(const DeviceIdentity &ours, const Omemo2Bundle &theirs,
                                                            RandomSource &random);
std::expected<Omemo2Response, Omemo2Error>
respondToOmemo2(const DeviceIdentity &ours, const X25519KeyPair &signedPrekey, const X25519KeyPair &oneTimePrekey,
                const Ed25519PublicKey &identityKey, const X25519PublicKey &ephemeralKey);

} // namespace tacet::crypto
