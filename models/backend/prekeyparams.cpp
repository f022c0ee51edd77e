#include "models/backend/prekeyparams.h"

#include "models/backend/pgparams.h"
#include "models/backend/prekeystore.h"

namespace tacet {

namespace {

template <class Keys>
void addKeys(PgParams &params, const Keys &keys)
{
    QList<qint64> ids;
    QList<QByteArray> publicKeys;
    QList<QByteArray> signatures;
    for (const auto &key : keys) {
        ids.append(key.id);
        publicKeys.append(key.publicKey);
        signatures.append(key.signature);
    }
    params.int64s(ids).byteas(publicKeys).byteas(signatures);
}

} // namespace

void addPrekeys(PgParams &params, const PrekeyUpload &upload)
{
    const PublishedPrekey signedPrekey = upload.signedPrekey.value_or(PublishedPrekey());
    params.int64(signedPrekey.id).bytes(signedPrekey.publicKey).bytes(signedPrekey.signature);
    addKeys(params, upload.oneTime);
    addKeys(params, upload.kem);
    QList<qint64> lastResort;
    for (const PublishedKemPrekey &key : upload.kem) {
        if (key.lastResort)
            lastResort.append(key.id);
    }
    params.int64s(lastResort);
}

} // namespace tacet
