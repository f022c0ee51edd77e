#include "models/services/peerdevices.h"

#include "crypto/prekeys/prekeybundle.h"
#include "models/services/bytes.h"
#include "models/services/localkeys.h"

namespace tacet {

namespace {

constexpr qsizetype kSignatureSize = 64;

std::unexpected<Error> unverified(const char *what)
{
    return fail(ErrorCode::CryptoFailed, QLatin1StringView(what));
}

Result<crypto::MasterPublicKey> masterOf(const QByteArray &key)
{
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<32>(key));
    return crypto::MasterPublicKey{crypto::Ed25519PublicKey::from(bytes)};
}

Result<crypto::Signature> signatureOf(const QByteArray &bytes)
{
    TACET_TRY_ASSIGN(const auto fixed, fixedBytes<64>(bytes));
    return crypto::Signature::from(fixed);
}

Result<crypto::X25519PublicKey> agreementKeyOf(const QByteArray &bytes)
{
    TACET_TRY_ASSIGN(const auto fixed, fixedBytes<32>(bytes));
    return crypto::X25519PublicKey::from(fixed);
}

Result<std::optional<crypto::ManifestPin>> pinOf(const std::optional<PinnedManifest> &pinned)
{
    if (!pinned)
        return std::nullopt;
    TACET_TRY_ASSIGN(const auto hash, fixedBytes<32>(pinned->hash));
    return crypto::ManifestPin{.version = static_cast<std::uint64_t>(pinned->version), .hash = hash};
}

/// What the vault keeps of a device beside its keys: certificate ‖ its signature ‖ the prekey's signature.
QByteArray proofOf(const DirectoryDevice &device)
{
    return device.certificate + device.certificateSignature + device.identityDhSignature;
}

struct Verified {
    crypto::DeviceManifest manifest;
    PinnedManifest pinned;
};

Result<Verified> verifyManifest(UserId user, const crypto::MasterPublicKey &master, const StoredManifest &stored,
                                std::optional<crypto::ManifestPin> &pin)
{
    TACET_TRY_ASSIGN(const auto signature, signatureOf(stored.signature));
    const crypto::SignedManifest manifest{
        .encoded = crypto::Bytes(viewOf(stored.manifest).begin(), viewOf(stored.manifest).end()),
        .signature = signature};
    const auto verified = manifest.verify(master, idBytes(user));
    if (!verified)
        return unverified("a device list is not signed by its account");
    const auto checked = crypto::checkPin(pin, *verified, manifest.hash());
    if (!checked)
        return unverified("a device list contradicts the one seen before");
    pin = *checked;
    return Verified{.manifest = *verified,
                    .pinned = {.version = static_cast<qint64>(checked->version),
                               .hash = toByteArray(checked->hash),
                               .bytes = stored.manifest + stored.signature}};
}

} // namespace

Result<VerifiedPeer> verifyPeer(UserId user, const QByteArray &masterKey, const std::optional<PinnedManifest> &pinned,
                                const QList<StoredManifest> &manifests, const QList<DirectoryDevice> &devices)
{
    if (manifests.isEmpty())
        return unverified("the account shows no device list");
    TACET_TRY_ASSIGN(const auto master, masterOf(masterKey));
    TACET_TRY_ASSIGN(auto pin, pinOf(pinned));
    std::optional<Verified> newest;
    for (const StoredManifest &stored : manifests) {
        TACET_TRY_ASSIGN(newest, verifyManifest(user, master, stored, pin));
    }
    VerifiedPeer peer{.manifest = newest->pinned, .devices = {}};
    for (const DirectoryDevice &device : devices) {
        const crypto::Ed25519PublicKey *const listed = newest->manifest.find(idBytes(device.id));
        if (!listed || toByteArray(listed->bytes) != device.identityKey || device.user != user)
            continue;
        const PeerDevice candidate{.id = device.id,
                                   .user = user,
                                   .identityKey = device.identityKey,
                                   .prekeyKey = device.identityDhKey,
                                   .certificate = proofOf(device),
                                   .label = device.label};
        if (verifiedDevice(candidate, masterKey))
            peer.devices += candidate;
    }
    return peer;
}

Result<crypto::VerifiedDevice> verifiedDevice(const PeerDevice &device, const QByteArray &masterKey)
{
    const qsizetype certificateSize = device.certificate.size() - 2 * kSignatureSize;
    if (certificateSize <= 0)
        return unverified("a device has no certificate");
    TACET_TRY_ASSIGN(const auto master, masterOf(masterKey));
    TACET_TRY_ASSIGN(const auto signature, signatureOf(device.certificate.sliced(certificateSize, kSignatureSize)));
    TACET_TRY_ASSIGN(const auto prekeySignature, signatureOf(device.certificate.last(kSignatureSize)));
    TACET_TRY_ASSIGN(const auto prekey, agreementKeyOf(device.prekeyKey));
    const auto encoded = viewOf(device.certificate).first(static_cast<size_t>(certificateSize));
    const crypto::SignedCertificate certificate{.encoded = crypto::Bytes(encoded.begin(), encoded.end()),
                                                .signature = signature};
    auto verified =
        crypto::VerifiedDevice::verify(certificate, prekey, prekeySignature, master, addressOf(device.user, device.id));
    if (!verified || toByteArray(verified->identityKey().bytes) != device.identityKey)
        return unverified("a device's certificate does not verify");
    return std::move(*verified);
}

Result<crypto::PrekeyBundle> cryptoBundle(const PrekeyBundle &bundle)
{
    crypto::PrekeyBundle out;
    const auto certificate = viewOf(bundle.certificate);
    out.certificate.encoded.assign(certificate.begin(), certificate.end());
    TACET_TRY_ASSIGN(out.certificate.signature, signatureOf(bundle.certificateSignature));
    TACET_TRY_ASSIGN(out.prekey, agreementKeyOf(bundle.identityDhKey));
    TACET_TRY_ASSIGN(out.prekeySignature, signatureOf(bundle.identityDhSignature));
    out.signedPrekey.id = bundle.signedPrekey.id;
    TACET_TRY_ASSIGN(out.signedPrekey.key, agreementKeyOf(bundle.signedPrekey.publicKey));
    TACET_TRY_ASSIGN(out.signedPrekey.signature, signatureOf(bundle.signedPrekey.signature));
    if (bundle.oneTime) {
        crypto::PublicOneTimePrekey oneTime;
        oneTime.id = bundle.oneTime->id;
        TACET_TRY_ASSIGN(oneTime.key, agreementKeyOf(bundle.oneTime->publicKey));
        TACET_TRY_ASSIGN(oneTime.signature, signatureOf(bundle.oneTime->signature));
        out.oneTimePrekey = oneTime;
    }
    out.kemPrekey.id = bundle.kem.id;
    out.kemPrekey.kind = bundle.kem.lastResort ? crypto::KemPrekeyKind::LastResort : crypto::KemPrekeyKind::OneTime;
    TACET_TRY_ASSIGN(out.kemPrekey.key, fixedBytes<crypto::kKemPublicKeySize>(bundle.kem.publicKey));
    TACET_TRY_ASSIGN(out.kemPrekey.signature, signatureOf(bundle.kem.signature));
    return out;
}

} // namespace tacet
