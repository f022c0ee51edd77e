#include "crypto/prekeys/prekeybundle.h"

namespace tacet::crypto {

VerifiedBundle::VerifiedBundle(VerifiedDevice device, const PublicSignedPrekey &signedPrekey,
                               const std::optional<PublicOneTimePrekey> &oneTime, std::uint32_t kemId,
                               KemPrekeyKind kemKind, KemPublicKey kem)
    : m_device(std::move(device))
    , m_signed(signedPrekey)
    , m_oneTime(oneTime)
    , m_kemId(kemId)
    , m_kemKind(kemKind)
    , m_kem(std::move(kem))
{
}

std::expected<VerifiedBundle, BundleError> PrekeyBundle::verify(const MasterPublicKey &master,
                                                                const DeviceAddress &expected) const
{
    CRYPTO_TRY_ASSIGN_OR(const auto device,
                         VerifiedDevice::verify(certificate, prekey, prekeySignature, master, expected),
                         BundleError::BadCertificate);
    return verify(device);
}

std::expected<VerifiedBundle, BundleError> PrekeyBundle::verify(const VerifiedDevice &device) const
{
    const Ed25519PublicKey &identity = device.identityKey();
    CRYPTO_TRY_OR(signedPrekey.verify(identity), BundleError::BadSignedPrekey);
    if (oneTimePrekey)
        CRYPTO_TRY_OR(oneTimePrekey->verify(identity), BundleError::BadOneTimePrekey);
    CRYPTO_TRY_ASSIGN_OR(auto kem, kemPrekey.verify(identity), BundleError::BadKemPrekey);
    return VerifiedBundle(device, signedPrekey, oneTimePrekey, kemPrekey.id, kemPrekey.kind, std::move(kem));
}

} // namespace tacet::crypto
