#pragma once

namespace tacet::crypto {

enum class StateError {
    Damaged, ///< not what serialise() wrote, or of a version this program does not know
};

enum class StartError {
    NoRandomness,
    LowOrder, ///< a key of the bundle is of small order
    Failed,   ///< OpenSSL failed (memory)
};

enum class EncryptError {
    NoSession, ///< start() one first
    NoRandomness,
    TooLong,
    ChainExhausted, ///< reset() and start() anew
    Failed,         ///< OpenSSL failed (memory), or the peer's ratchet key is of small order
};

enum class DecryptError {
    Malformed,      ///< header, length, padding or key exchange cannot be
    UnknownVersion, ///< a newer program sent it
    NoSession,      ///< the session is not known here and no key exchange came with it: ask for repair
    OtherPeer,      ///< the session belongs to another identity than the one given
    OtherIdentity,  ///< the key exchange names another identity than the peer's
    UnknownPrekey,  ///< the key exchange needs a prekey that is used up or expired: ask for repair
    ReplayedHandshake,
    TooManyHandshakes, ///< more than can be remembered; none is accepted until older ones are forgotten
    Unauthentic,
    AlreadyUsed, ///< decrypted before, or its key was dropped
    TooManySkipped,
    Failed, ///< OpenSSL failed (memory)
};

} // namespace tacet::crypto
