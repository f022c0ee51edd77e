#pragma once
#include "crypto/identity/deviceaddress.h"
#include "crypto/identity/masterkey.h"
#include "crypto/primitives/clock.h"

#include <string>

namespace tacet::crypto {

enum class CertificateError {
    Malformed,      ///< not the exact encoding, or the label is not UTF-8 of at most 53 code points
    BadSignature,   ///< not signed by this master key
    OtherDevice,    ///< of another account or device than expected
    BadIdentityKey, ///< not canonical or of small order
    PrekeyMismatch, ///< prekey_pubkey is not the identity's X25519 form, or its signature does not verify
};

inline constexpr std::size_t kMaxLabelCodePoints = 53; ///< XEP-0384

/// What the master key says about a device.
struct DeviceCertificate {
    DeviceAddress address;
    Ed25519PublicKey identityKey;
    std::string label; ///< UTF-8
    Timestamp createdAt;

    /// Malformed if the label is not allowed or the time lies before 1970.
    std::expected<Bytes, CertificateError> encode() const;
    static std::expected<DeviceCertificate, CertificateError> decode(ByteView bytes);
};

/// The exact signed bytes and the signature, as the database holds them.
struct SignedCertificate {
    Bytes encoded;
    Signature signature;

    static std::expected<SignedCertificate, CertificateError> make(const MasterKey &key,
                                                                   const DeviceCertificate &certificate);
    std::expected<DeviceCertificate, CertificateError> verify(const MasterPublicKey &key,
                                                              const DeviceAddress &expected) const;
};

/// A device whose certificate and identity verified. Nothing else can be made a peer of a session.
class VerifiedDevice
{
public:
    static std::expected<VerifiedDevice, CertificateError>
    verify(const SignedCertificate &certificate, const X25519PublicKey &prekey, const Signature &prekeySignature,
           const MasterPublicKey &master, const DeviceAddress &expected);

    const DeviceAddress &address() const { return m_certificate.address; }
    const Ed25519PublicKey &identityKey() const { return m_certificate.identityKey; }
    /// prekey_pubkey
    const X25519PublicKey &agreementKey() const { return m_agreementKey; }
    const DeviceCertificate &certificate() const { return m_certificate; }

private:
    VerifiedDevice(DeviceCertificate certificate, const X25519PublicKey &agreementKey)
        : m_certificate(std::move(certificate))
        , m_agreementKey(agreementKey)
    {
    }
    DeviceCertificate m_certificate;
    X25519PublicKey m_agreementKey;
};

} // namespace tacet::crypto
