#pragma once
#include "crypto/identity/devicecertificate.h"
#include "crypto/prekeys/prekeys.h"

namespace tacet::crypto {

enum class BundleError {
    BadCertificate, ///< the device is not one of the account's, or its identity does not fit
    BadSignedPrekey,
    BadOneTimePrekey,
    BadKemPrekey,
};

/// A bundle whose every signature verified. The only thing that a handshake takes.
class VerifiedBundle
{
public:
    const VerifiedDevice &device() const { return m_device; }
    const PublicSignedPrekey &signedPrekey() const { return m_signed; }
    const std::optional<PublicOneTimePrekey> &oneTimePrekey() const { return m_oneTime; }
    std::uint32_t kemPrekeyId() const { return m_kemId; }
    KemPrekeyKind kemPrekeyKind() const { return m_kemKind; }
    const KemPublicKey &kemKey() const { return m_kem; }

private:
    friend struct PrekeyBundle;
    VerifiedBundle(VerifiedDevice device, const PublicSignedPrekey &signedPrekey,
                   const std::optional<PublicOneTimePrekey> &oneTime, std::uint32_t kemId, KemPrekeyKind kemKind,
                   KemPublicKey kem);
    VerifiedDevice m_device;
    PublicSignedPrekey m_signed;
    std::optional<PublicOneTimePrekey> m_oneTime;
    std::uint32_t m_kemId;
    KemPrekeyKind m_kemKind;
    KemPublicKey m_kem;
};

/// What the database hands out to start a session with a device. Hostile until verified.
struct PrekeyBundle {
    SignedCertificate certificate;
    X25519PublicKey prekey;    ///< devices.prekey_pubkey
    Signature prekeySignature; ///< devices.signature
    PublicSignedPrekey signedPrekey;
    std::optional<PublicOneTimePrekey> oneTimePrekey;
    PublicKemPrekey kemPrekey;

    std::expected<VerifiedBundle, BundleError> verify(const MasterPublicKey &master,
                                                      const DeviceAddress &expected) const;
    /// For a device that has been verified before: the prekeys only. The certificate here is not looked at.
    std::expected<VerifiedBundle, BundleError> verify(const VerifiedDevice &device) const;
};

} // namespace tacet::crypto
