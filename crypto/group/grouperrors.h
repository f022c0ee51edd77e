#pragma once

namespace tacet::crypto {

enum class MegolmRatchetError {
    Exhausted, ///< the index stands at 2^32 − 1
    Backwards, ///< the ratchet has left that index behind
};

enum class GroupEncryptError {
    TooLong,   ///< plaintext above kMaxGroupPlaintext
    Exhausted, ///< the index stands at 2^32 − 1, and one key encrypts one message
    Failed,    ///< OpenSSL failed (memory)
};

enum class GroupImportError {
    Malformed,    ///< wrong length or version
    BadKey,       ///< the session's public key is not canonical or of small order
    BadSignature, ///< the share is not signed by the session it names
};

enum class GroupExportError {
    UnknownIndex, ///< before the first index known here
};

enum class GroupDecryptError {
    Malformed,       ///< not one whole Megolm message in its one form, or padding that a sender would not write
    BadSignature,    ///< the session did not sign these bytes
    UnknownIndex,    ///< before the first index known here
    Unauthentic,     ///< signed, but the MAC does not fit
    OtherOwner,      ///< claimed for another chat or device than the one that sent the session
    Replayed,        ///< its index is bound to another message: raise an alarm
    TooManyMessages, ///< more messages than one session may carry
    Failed,          ///< OpenSSL failed (memory)
};

} // namespace tacet::crypto
