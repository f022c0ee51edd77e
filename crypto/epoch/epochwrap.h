#pragma once
#include "crypto/epoch/epochkey.h"
#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/deviceidentity.h"
#include "crypto/prekeys/prekeybundle.h"

namespace tacet::crypto {

enum class EpochWrapError {
    Malformed,    ///< a column of another length or version, or an id that is none
    BadRecipient, ///< the recipient's keys cannot be agreed with
    OtherPrekey,  ///< made for another KEM prekey than the one given
    Unauthentic,  ///< not from this sender, to this device, for this epoch, or changed
    WrongKey,     ///< not the key that the signed log speaks of
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

/// To whom an epoch key goes: a verified device and a KEM prekey of its that verified. Holds references.
struct WrapRecipient {
    const VerifiedDevice &device;
    std::uint32_t kemPrekeyId;
    const KemPublicKey &kemKey;

    static WrapRecipient of(const VerifiedBundle &bundle)
    {
        return {bundle.device(), bundle.kemPrekeyId(), bundle.kemKey()};
    }
};

/// An epoch key for one member's device (protocol.md section 5): HPKE in mode auth_psk from the wrapping device's
/// identity to the recipient's, with an ML-KEM-1024 shared secret as the pre-shared key, so that both have to break.
/// The columns of group_keys.
struct EpochWrap {
    static constexpr std::size_t kCiphertextSize = 1 + kEpochKeySize + 16;

    X25519PublicKey encapsulation;
    std::uint32_t kemPrekeyId = 0;
    FixedBytes<kKemCiphertextSize> kemCiphertext{};
    FixedBytes<kCiphertextSize> ciphertext{}; ///< version ‖ AES-256-GCM of the key

    static std::expected<EpochWrap, EpochWrapError> fromColumns(ByteView encapsulation, std::uint64_t kemPrekeyId,
                                                                ByteView kemCiphertext, ByteView ciphertext);

    static std::expected<EpochWrap, EpochWrapError> seal(const EpochKey &key, const LocalDevice &sender,
                                                         const WrapRecipient &recipient, RandomSource &random);
    /// `sender` is the device that the row names, verified; `expected` stands in the signed log. The prekey stays
    /// the caller's: a one-time one is deleted in the transaction that stores the key.
    std::expected<EpochKey, EpochWrapError> open(const EpochName &name, const EpochCommitment &expected,
                                                 const VerifiedDevice &sender, const LocalDevice &recipient,
                                                 const KemPrekey &prekey) const;
};

} // namespace tacet::crypto
