#include "models/services/newprekeys.h"

#include "crypto/prekeys/prekeys.h"
#include "models/domain/limits.h"
#include "models/services/bytes.h"
#include "models/vault/vaultsession.h"

namespace tacet {

namespace {

constexpr int kUploadMax = 512;

std::unexpected<Error> noKey()
{
    return fail(ErrorCode::CryptoFailed, QStringLiteral("no prekey could be made"));
}

/// One key of a kind that signs itself; `finish` fills in what differs.
template <class Key>
Prekey storedForm(PrekeyKind kind, const Key &key, const crypto::DeviceIdentity &identity)
{
    const auto published = key.sign(identity);
    Prekey stored;
    stored.kind = kind;
    stored.id = key.id;
    stored.privateKey = toSecureArray(key.serialise());
    stored.signature = toByteArray(published.signature.bytes);
    stored.createdAt = QDateTime::currentDateTimeUtc();
    return stored;
}

template <class Key>
Result<QList<Prekey>> curveKeys(VaultSession &vault, PrekeyKind kind, int count, const crypto::DeviceIdentity &identity)
{
    QList<Prekey> keys;
    if (count == 0)
        return keys;
    TACET_TRY_ASSIGN(const quint32 first, vault.keys().reserveIds(kind, count));
    crypto::SystemRandom random;
    for (quint32 i = 0; i < static_cast<quint32>(count); ++i) {
        const auto key = Key::generate(first + i, random);
        if (!key)
            return noKey();
        Prekey stored = storedForm(kind, *key, identity);
        stored.publicKey = toByteArray(key->pair.shared.bytes);
        keys += stored;
    }
    return keys;
}

Result<QList<Prekey>> kemKeys(VaultSession &vault, const PrekeyOrder &order, const crypto::DeviceIdentity &identity)
{
    QList<Prekey> keys;
    const int count = order.kemOneTime + (order.kemLastResort ? 1 : 0);
    if (count == 0)
        return keys;
    TACET_TRY_ASSIGN(const quint32 first, vault.keys().reserveIds(PrekeyKind::Kem, count));
    crypto::SystemRandom random;
    for (quint32 i = 0; i < static_cast<quint32>(count); ++i) {
        const bool lastResort = order.kemLastResort && i == 0;
        const auto key = crypto::KemPrekey::generate(
            first + i, lastResort ? crypto::KemPrekeyKind::LastResort : crypto::KemPrekeyKind::OneTime, random);
        if (!key)
            return noKey();
        Prekey stored = storedForm(PrekeyKind::Kem, *key, identity);
        stored.publicKey = toByteArray(key->sign(identity).key);
        stored.lastResort = lastResort;
        keys += stored;
    }
    return keys;
}

PublishedPrekey publishedForm(const Prekey &key)
{
    return {.id = key.id, .publicKey = key.publicKey, .signature = key.signature};
}

} // namespace

PrekeyOrder PrekeyOrder::forNewDevice()
{
    return {.signedPrekey = true,
            .oneTime = limits::kOneTimePrekeys,
            .kemOneTime = limits::kOneTimeKemPrekeys,
            .kemLastResort = true};
}

Result<> makePrekeys(VaultSession &vault, const crypto::DeviceIdentity &identity, const PrekeyOrder &order)
{
    TACET_TRY_ASSIGN(QList<Prekey> keys,
                     curveKeys<crypto::SignedPrekey>(vault, PrekeyKind::Signed, order.signedPrekey ? 1 : 0, identity));
    TACET_TRY_ASSIGN(const auto oneTime,
                     curveKeys<crypto::OneTimePrekey>(vault, PrekeyKind::OneTime, order.oneTime, identity));
    TACET_TRY_ASSIGN(const auto kem, kemKeys(vault, order, identity));
    return vault.keys().savePrekeys(keys + oneTime + kem);
}

Result<PrekeyUpload> unpublishedPrekeys(VaultSession &vault)
{
    PrekeyUpload upload;
    TACET_TRY_ASSIGN(const auto signedKeys, vault.keys().unpublished(PrekeyKind::Signed, kUploadMax));
    if (!signedKeys.isEmpty())
        upload.signedPrekey = publishedForm(signedKeys.constLast());
    TACET_TRY_ASSIGN(const auto oneTime, vault.keys().unpublished(PrekeyKind::OneTime, kUploadMax));
    for (const Prekey &key : oneTime)
        upload.oneTime += publishedForm(key);
    TACET_TRY_ASSIGN(const auto kem, vault.keys().unpublished(PrekeyKind::Kem, kUploadMax));
    for (const Prekey &key : kem)
        upload.kem +=
            {.id = key.id, .publicKey = key.publicKey, .signature = key.signature, .lastResort = key.lastResort};
    return upload;
}

Result<> markPublished(VaultSession &vault, const PrekeyUpload &upload)
{
    if (upload.signedPrekey)
        TACET_TRY(vault.keys().markPublished(PrekeyKind::Signed, {upload.signedPrekey->id}));
    QList<quint32> oneTime;
    for (const PublishedPrekey &key : upload.oneTime)
        oneTime += key.id;
    QList<quint32> kem;
    for (const PublishedKemPrekey &key : upload.kem)
        kem += key.id;
    TACET_TRY(vault.keys().markPublished(PrekeyKind::OneTime, oneTime));
    return vault.keys().markPublished(PrekeyKind::Kem, kem);
}

} // namespace tacet
