#include "models/backend/sessionstore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kHello{
    "session_hello",
    "SELECT tenant_id, tenant_name, incarnation, schema_version, user_id, device_id, username, display_name, "
    "workspace_role, server_time, device_counter, manifest_version, one_time, kem_one_time, has_last_resort, "
    "newest_signed_id FROM api.hello($1)"};
constexpr PgStatement kAdvance{"session_advance_counter", "SELECT api.advance_counter($1, $2)"};
constexpr PgStatement kReport{"session_report_sync", "SELECT 1 FROM api.report_sync($1, $2)"};

enum HelloColumn {
    HelloWorkspace,
    HelloName,
    HelloIncarnation,
    HelloSchema,
    HelloUser,
    HelloDevice,
    HelloUsername,
    HelloDisplayName,
    HelloRole,
    HelloTime,
    HelloCounter,
    HelloManifest,
    HelloOneTime,
    HelloKem,
    HelloLastResort,
    HelloSigned,
};

WorkspaceRole roleFrom(const QString &text)
{
    if (text == QLatin1StringView("owner"))
        return WorkspaceRole::Owner;
    return text == QLatin1StringView("admin") ? WorkspaceRole::Admin : WorkspaceRole::Member;
}

QString phaseName(SyncPhase phase)
{
    switch (phase) {
    case SyncPhase::Idle: return QStringLiteral("idle");
    case SyncPhase::Syncing: return QStringLiteral("syncing");
    case SyncPhase::Error: return QStringLiteral("error");
    }
    Q_UNREACHABLE_RETURN(QString());
}

Hello helloFrom(PgRow &row)
{
    return {.workspace = row.id<WorkspaceId>(HelloWorkspace),
            .workspaceName = row.text(HelloName),
            .incarnation = row.uuid(HelloIncarnation),
            .schemaVersion = row.int32(HelloSchema),
            .user = row.id<UserId>(HelloUser),
            .device = row.id<DeviceId>(HelloDevice),
            .username = row.text(HelloUsername),
            .displayName = row.text(HelloDisplayName),
            .role = roleFrom(row.text(HelloRole)),
            .serverTime = row.timestamp(HelloTime),
            .deviceCounter = row.int64(HelloCounter),
            .manifestVersion = row.int64(HelloManifest),
            .prekeys = {.oneTime = row.int32(HelloOneTime),
                        .kemOneTime = row.int32(HelloKem),
                        .hasLastResort = row.boolean(HelloLastResort),
                        .newestSignedId = static_cast<quint32>(row.int64(HelloSigned))}};
}

} // namespace

Result<Hello> SessionStore::hello(int clientSchemaVersion)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kHello, PgParams().int32(clientSchemaVersion)));
    return result.first(helloFrom);
}

Result<qint64> SessionStore::advanceCounter(qint64 from, const QByteArray &nonce)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kAdvance, PgParams().int64(from).bytes(nonce)));
    return result.first([](PgRow &row) { return row.int64(0); });
}

Result<> SessionStore::reportSync(SyncPhase phase, int pendingOutgoing)
{
    return m_connection.change(kReport, PgParams().text(phaseName(phase)).int32(pendingOutgoing));
}

} // namespace tacet
