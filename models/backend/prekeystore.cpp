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
// The function picks one key and deletes it with a join, whose plan must run the picking once. A nested loop may run it
// for every key of the device, and does where the statistics do not know the device yet: all would go, and the claim
// is refused. So none is planned in this transaction.
constexpr PgStatement kClaim{
    "prekey_claim",
    "SELECT b.user_id, b.identity_pubkey, b.prekey_pubkey, b.prekey_signature, b.certificate, b.certificate_signature, "
    "b.signed_id, b.signed_pubkey, b.signed_signature, b.one_time_id, b.one_time_pubkey, b.one_time_signature, "
    "b.kem_id, b.kem_pubkey, b.kem_signature, b.kem_last_resort "
    "FROM (SELECT pg_catalog.set_config('enable_nestloop', 'off', true) AS nested OFFSET 0) plan "
    "CROSS JOIN LATERAL api.claim_prekey_bundle(CASE WHEN plan.nested = 'off' THEN $1::uuid END) b"};

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
