#pragma once
#include "crypto/epoch/committingbox.h"
#include "crypto/epoch/postaddress.h"
#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/deviceidentity.h"

namespace tacet::crypto {

enum class PostError {
    Malformed,    ///< an address that is none, a title where none belongs, or bytes that are no box
    TooLong,      ///< the text does not fit
    StaleEpoch,   ///< not the key of the newest epoch: nothing is written under it
    OtherEpoch,   ///< the key is of another chat or epoch than the address
    OtherAuthor,  ///< the device is not the one that the address names
    BadSignature, ///< the author's device did not sign this, here
    WrongKey,     ///< the signed ciphertext was made under another key
    Unauthentic,  ///< signed, but not for this place
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

/// What an author writes. Only a thread has a title.
struct PostText {
    SecretBytes title;
    SecretBytes body;
};

/// A thread, reply or channel message under its epoch's key (protocol.md section 5): a box for each text, and the
/// signature of the author's device over the address and the boxes, because every member holds the key.
struct SealedPost {
    Bytes title; ///< empty unless a thread
    Bytes body;
    Signature signature;

    /// `newest` is the commitment of the newest epoch in the log: nothing is written under another. The author is
    /// this device.
    static std::expected<SealedPost, PostError> seal(const PostText &text, const PostAddress &address,
                                                     const EpochKey &key, const EpochCommitment &newest,
                                                     const LocalDevice &author, RandomSource &random);
    /// The address as the row has it. Checks the signature, then the key commitment, then the tag.
    std::expected<PostText, PostError> open(const PostAddress &address, const EpochKey &key,
                                            const VerifiedDevice &author) const;
    /// The signature alone: what a device can check whose epoch keys do not reach that far back.
    std::expected<void, PostError> verify(const PostAddress &address, const VerifiedDevice &author) const;

    /// Of address and boxes, not of the signature, which may differ each time it is made.
    PostHash hash(const PostAddress &address) const;

private:
    Bytes signedBytes(const PostAddress &address) const;
};

} // namespace tacet::crypto
