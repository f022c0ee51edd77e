#include "models/backend/devicestore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr qsizetype kSignatureSize = 64;
constexpr qsizetype kKeySize = 32;

constexpr PgStatement kDevices{"device_list",
                               "SELECT id, identity_pubkey, prekey_pubkey, prekey_signature, certificate, "
                               "certificate_signature, label, created_at FROM api.devices_of($1)"};
constexpr PgStatement kManifest{"device_manifest", "SELECT manifest_version, manifest, signature, hash, previous_hash "
                                                   "FROM api.manifest_of($1)"};
constexpr PgStatement kManifestsSince{"device_manifests_since",
                                      "SELECT manifest_version, manifest, signature, hash, previous_hash "
                                      "FROM api.manifests_since($1, $2)"};
constexpr PgStatement kPublish{"device_publish_manifest", "SELECT 1 FROM api.publish_manifest($1, $2, $3, $4, $5)"};
constexpr PgStatement kRemove{"device_remove", "SELECT 1 FROM api.remove_device($1)"};

DirectoryDevice deviceFrom(PgRow &row)
{
    return {.id = row.id<DeviceId>(0),
            .user = {},
            .identityKey = row.bytes(1, kKeySize),
            .identityDhKey = row.bytes(2, kKeySize),
            .identityDhSignature = row.bytes(3, kSignatureSize),
            .certificate = row.bytes(4),
            .certificateSignature = row.bytes(5, kSignatureSize),
            .label = row.text(6),
            .createdAt = row.timestamp(7)};
}

StoredManifest manifestFrom(PgRow &row)
{
    return {.version = row.int64(0),
            .manifest = row.bytes(1),
            .signature = row.bytes(2, kSignatureSize),
            .hash = row.bytes(3, kKeySize),
            .previousHash = row.bytes(4)};
}

} // namespace

Result<QList<DirectoryDevice>> DeviceStore::devicesOf(UserId user)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kDevices, PgParams().id(user)));
    return result.list([user](PgRow &row) {
        DirectoryDevice device = deviceFrom(row);
        device.user = user;
        return device;
    });
}

Result<StoredManifest> DeviceStore::manifestOf(UserId user)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kManifest, PgParams().id(user)));
    return result.first(manifestFrom);
}

Result<QList<StoredManifest>> DeviceStore::manifestsSince(UserId user, qint64 version)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kManifestsSince, PgParams().id(user).int64(version)));
    return result.list(manifestFrom);
}

Result<> DeviceStore::publishManifest(const StoredManifest &manifest)
{
    PgParams params;
    params.int64(manifest.version).bytes(manifest.previousHash).bytes(manifest.manifest);
    params.bytes(manifest.signature).bytes(manifest.hash);
    return m_connection.change(kPublish, params);
}

Result<> DeviceStore::removeDevice(DeviceId device)
{
    TACET_TRY(m_connection.exec(kRemove, PgParams().id(device)));
    // What connected between the ending of connections and the commit goes now.
    return m_connection.change(kRemove, PgParams().id(device));
}

} // namespace tacet
