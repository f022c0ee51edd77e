#include "models/backend/prekeystore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/prekeyparams.h"

namespace tacet {

namespace {

constexpr qsizetype kSignatureSize = 64;
constexpr qsizetype kCurveKeySize = 32;
constexpr qsizetype kKemKeySize = 1568;

constexpr PgStatement kPublish{"prekey_publish",
                               "SELECT 1 FROM api.publish_prekeys($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr PgStatement kCounts{"prekey_counts", "SELECT one_time, kem_one_time, has_last_resort, newest_signed_id "
                                               "FROM api.prekey_counts()"};
constexpr PgStatement kDiscard{"prekey_discard", "SELECT 1 FROM api.discard_one_time_prekeys()"};
constexpr PgStatement kClaim{
    "prekey_claim",
    "SELECT user_id, identity_pubkey, prekey_pubkey, prekey_signature, certificate, certificate_signature, "
    "signed_id, signed_pubkey, signed_signature, one_time_id, one_time_pubkey, one_time_signature, "
    "kem_id, kem_pubkey, kem_signature, kem_last_resort FROM api.claim_prekey_bundle($1)"};

enum ClaimColumn {
    ClaimUser,
    ClaimIdentity,
    ClaimDhKey,
    ClaimDhSignature,
    ClaimCertificate,
    ClaimCertificateSignature,
    ClaimSignedId,
    ClaimSignedKey,
    ClaimSignedSignature,
    ClaimOneTimeId,
    ClaimOneTimeKey,
    ClaimOneTimeSignature,
    ClaimKemId,
    ClaimKemKey,
    ClaimKemSignature,
    ClaimKemLastResort,
};

PrekeyCounts countsFrom(PgRow &row)
{
    return {.oneTime = row.int32(0),
            .kemOneTime = row.int32(1),
            .hasLastResort = row.boolean(2),
            .newestSignedId = static_cast<quint32>(row.int64(3))};
}

PublishedPrekey prekeyFrom(PgRow &row, int firstColumn)
{
    return {.id = static_cast<quint32>(row.int64(firstColumn)),
            .publicKey = row.bytes(firstColumn + 1, kCurveKeySize),
            .signature = row.bytes(firstColumn + 2, kSignatureSize)};
}

PrekeyBundle bundleFrom(PgRow &row)
{
    PrekeyBundle bundle{.user = row.id<UserId>(ClaimUser),
                        .device = {},
                        .identityKey = row.bytes(ClaimIdentity, kCurveKeySize),
                        .identityDhKey = row.bytes(ClaimDhKey, kCurveKeySize),
                        .identityDhSignature = row.bytes(ClaimDhSignature, kSignatureSize),
                        .certificate = row.bytes(ClaimCertificate),
                        .certificateSignature = row.bytes(ClaimCertificateSignature, kSignatureSize),
                        .signedPrekey = prekeyFrom(row, ClaimSignedId),
                        .oneTime = {},
                        .kem = {.id = static_cast<quint32>(row.int64(ClaimKemId)),
                                .publicKey = row.bytes(ClaimKemKey, kKemKeySize),
                                .signature = row.bytes(ClaimKemSignature, kSignatureSize),
                                .lastResort = row.boolean(ClaimKemLastResort)}};
    if (!row.isNull(ClaimOneTimeId))
        bundle.oneTime = prekeyFrom(row, ClaimOneTimeId);
    return bundle;
}

} // namespace

Result<> PrekeyStore::publish(const PrekeyUpload &upload)
{
    PgParams params;
    addPrekeys(params, upload);
    return m_connection.change(kPublish, params);
}

Result<PrekeyCounts> PrekeyStore::counts()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kCounts));
    return result.first(countsFrom);
}

Result<> PrekeyStore::discardOneTime()
{
    return m_connection.change(kDiscard);
}

Result<PrekeyBundle> PrekeyStore::claim(DeviceId device)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kClaim, PgParams().id(device)));
    TACET_TRY_ASSIGN(PrekeyBundle bundle, result.first(bundleFrom));
    bundle.device = device;
    return bundle;
}

} // namespace tacet
