#include "crypto/identity/devicecertificate.h"

#include "crypto/identity/deviceidentity.h"
#include "crypto/identity/label.h"
#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 device";
constexpr std::uint8_t kVersion = 1;
constexpr std::uint64_t kLatestTime = INT64_MAX;

bool isAllowedLabel(std::string_view label)
{
    const auto count = codePoints(label);
    return count && *count <= kMaxLabelCodePoints;
}

} // namespace

std::expected<Bytes, CertificateError> DeviceCertificate::encode() const
{
    const auto milliseconds = createdAt.time_since_epoch().count();
    if (!isAllowedLabel(label) || milliseconds < 0)
        return std::unexpected(CertificateError::Malformed);
    Bytes encoded;
    BinaryWriter writer(encoded);
    writer.u8(kVersion);
    writer.bytes(address.account);
    writer.bytes(address.device);
    writer.bytes(identityKey.view());
    writer.u64(static_cast<std::uint64_t>(milliseconds));
    writer.u8(static_cast<std::uint8_t>(label.size())); // 53 code points are at most 212 bytes
    writer.bytes(textBytes(label));
    return encoded;
}

std::expected<DeviceCertificate, CertificateError> DeviceCertificate::decode(ByteView bytes)
{
    BinaryReader reader(bytes);
    DeviceCertificate certificate;
    if (reader.u8() != kVersion)
        reader.fail();
    certificate.address.account = reader.fixed<kUuidSize>();
    certificate.address.device = reader.fixed<kUuidSize>();
    certificate.identityKey.bytes = reader.fixed<kEd25519Size>();
    const std::uint64_t milliseconds = reader.u64();
    const std::size_t labelSize = reader.u8();
    const ByteView label = reader.bytes(labelSize);
    certificate.label.assign(reinterpret_cast<const char *>(label.data()), label.size());
    if (!reader.finished() || milliseconds > kLatestTime || !isAllowedLabel(certificate.label))
        return std::unexpected(CertificateError::Malformed);
    certificate.createdAt = Timestamp(std::chrono::milliseconds(milliseconds));
    return certificate;
}

std::expected<SignedCertificate, CertificateError> SignedCertificate::make(const MasterKey &key,
                                                                           const DeviceCertificate &certificate)
{
    CRYPTO_TRY_ASSIGN(auto encoded, certificate.encode());
    const Signature signature = key.signLabelled(kLabel, encoded);
    return SignedCertificate{std::move(encoded), signature};
}

std::expected<DeviceCertificate, CertificateError> SignedCertificate::verify(const MasterPublicKey &key,
                                                                             const DeviceAddress &expected) const
{
    CRYPTO_TRY_OR(verifyLabelled(key.key, kLabel, encoded, signature), CertificateError::BadSignature);
    CRYPTO_TRY_ASSIGN(auto certificate, DeviceCertificate::decode(encoded));
    if (certificate.address != expected)
        return std::unexpected(CertificateError::OtherDevice);
    if (!certificate.identityKey.isAcceptable())
        return std::unexpected(CertificateError::BadIdentityKey);
    return certificate;
}

std::expected<VerifiedDevice, CertificateError>
VerifiedDevice::verify(const SignedCertificate &certificate, const X25519PublicKey &prekey,
                       const Signature &prekeySignature, const MasterPublicKey &master, const DeviceAddress &expected)
{
    CRYPTO_TRY_ASSIGN(auto verified, certificate.verify(master, expected));
    CRYPTO_TRY_ASSIGN_OR(const auto converted, verified.identityKey.toMontgomery(), CertificateError::BadIdentityKey);
    if (converted != prekey)
        return std::unexpected(CertificateError::PrekeyMismatch);
    CRYPTO_TRY_OR(verifyLabelled(verified.identityKey, kIdentityPrekeyLabel, prekey.view(), prekeySignature),
                  CertificateError::PrekeyMismatch);
    return VerifiedDevice(std::move(verified), prekey);
}

} // namespace tacet::crypto
