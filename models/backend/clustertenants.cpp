#include "models/backend/clustertenants.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"

#include <QRegularExpression>

#include <algorithm>

namespace tacet {

namespace {

constexpr QLatin1StringView kAdministration{"postgres"};
constexpr std::chrono::minutes kTime{5};
constexpr qsizetype kRolesAtOnce = 500; // each takes a lock: max_locks_per_transaction

constexpr PgStatement kDatabases{
    "tenants_databases",
    "SELECT d.datname::text, pg_database_size(d.oid), (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.oid) "
    "FROM pg_database d WHERE d.datname ~ '^tacet_[0-9a-f]{16}$' ORDER BY d.datname"};
// Databases of older versions have no admin.tenant() yet.
constexpr PgStatement kTenantFunction{"tenants_function", "SELECT to_regprocedure('admin.tenant()') IS NOT NULL"};
constexpr PgStatement kTenant{"tenants_tenant", "SELECT id, name, created_at, suspended_at, members, devices "
                                                "FROM admin.tenant()"};
constexpr PgStatement kOldTenant{
    "tenants_old_tenant", "SELECT t.id, t.name, t.created_at, NULL::timestamptz, (SELECT count(*) FROM tacet.users), "
                          "(SELECT count(*) FROM tacet.devices WHERE active) FROM tacet.tenant t"};
constexpr PgStatement kVersion{"tenants_version", "SELECT max(version) FROM migrations.schema_migrations"};
constexpr PgStatement kRename{"tenants_rename", "SELECT admin.rename_tenant($1)"};
constexpr PgStatement kSuspend{"tenants_suspend", "SELECT admin.suspend_tenant()"};
constexpr PgStatement kResume{"tenants_resume", "SELECT admin.resume_tenant()"};
// Everybody who cannot enter any more; the operator's own connections go on.
constexpr PgStatement kEndConnections{"tenants_end_connections",
                                      "SELECT count(pg_terminate_backend(a.pid)) FROM pg_stat_activity a "
                                      "WHERE a.datname = $1 AND a.pid <> pg_backend_pid() AND a.usename IS NOT NULL "
                                      "AND NOT has_database_privilege(a.usename, a.datname, 'CONNECT')"};
// Logins of devices and accounts: members of the tenant's groups, and such as were removed and belong to no
// group any more.
constexpr PgStatement kGroupMembers{"tenants_group_members",
                                    "SELECT DISTINCT m.rolname::text FROM pg_auth_members g "
                                    "JOIN pg_roles r ON r.oid = g.roleid JOIN pg_roles m ON m.oid = g.member "
                                    "WHERE starts_with(r.rolname, $1) AND m.rolname ~ '^[ad]_[0-9a-f]{32}$'"};
constexpr PgStatement kDeviceRoles{"tenants_device_roles", "SELECT db_role::text FROM tacet.devices"};

Result<QStringList> texts(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params = {})
{
    TACET_TRY_ASSIGN(const PgResult rows, connection.exec(statement, params));
    TACET_TRY_ASSIGN(const QList<QString> list, rows.list([](PgRow &row) { return row.text(0); }));
    return QStringList(list);
}

Result<bool> isTrue(DatabaseConnection &connection, const PgStatement &statement)
{
    TACET_TRY_ASSIGN(const PgResult rows, connection.exec(statement));
    return rows.first([](PgRow &row) { return row.boolean(0); });
}

} // namespace

ClusterTenants::ClusterTenants(WorkspaceAddress server, DatabaseLogin administrator)
    : m_server(std::move(server))
    , m_administrator(std::move(administrator))
{
}

Result<std::unique_ptr<DatabaseConnection>> ClusterTenants::connectTo(const QString &database) const
{
    WorkspaceAddress address = m_server;
    address.database = database;
    TACET_TRY_ASSIGN(auto connection, DatabaseConnection::open(address, m_administrator));
    connection->setTimeout(kTime);
    return connection;
}

/// Fills in what the database itself tells; leaves it Incomplete if it tells nothing.
void ClusterTenants::look(TenantSummary &tenant) const
{
    const auto read = [&]() -> Result<> {
        TACET_TRY_ASSIGN(const auto connection, connectTo(tenant.database));
        TACET_TRY_ASSIGN(const bool isNew, isTrue(*connection, kTenantFunction));
        TACET_TRY_ASSIGN(const PgResult versions, connection->exec(kVersion));
        TACET_TRY_ASSIGN(tenant.version, versions.first([](PgRow &row) { return row.int32(0); }));
        TACET_TRY_ASSIGN(const PgResult rows, connection->exec(isNew ? kTenant : kOldTenant));
        return rows
            .first([&tenant](PgRow &row) {
                tenant.id = row.id<WorkspaceId>(0);
                tenant.name = row.text(1);
                tenant.createdAt = row.timestamp(2);
                tenant.suspendedAt = row.timestamp(3);
                tenant.members = row.int64(4);
                tenant.devices = row.int64(5);
                tenant.state =
                    tenant.suspendedAt.isValid() ? TenantSummary::State::Suspended : TenantSummary::State::Open;
                return true;
            })
            .transform([](bool) {});
    }();
    if (!read)
        tenant.state = TenantSummary::State::Incomplete;
}

Result<QList<TenantSummary>> ClusterTenants::list()
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(kAdministration));
    TACET_TRY_ASSIGN(const PgResult rows, connection->exec(kDatabases));
    TACET_TRY_ASSIGN(QList<TenantSummary> tenants, rows.list([](PgRow &row) {
        TenantSummary tenant;
        tenant.database = row.text(0);
        tenant.bytes = row.int64(1);
        tenant.connections = row.int64(2);
        return tenant;
    }));
    for (TenantSummary &tenant : tenants)
        look(tenant);
    std::ranges::stable_sort(tenants, {}, [](const TenantSummary &tenant) { return tenant.name.toCaseFolded(); });
    return tenants;
}

Result<TenantSummary> ClusterTenants::find(const QString &text)
{
    TACET_TRY_ASSIGN(const QList<TenantSummary> tenants, list());
    const TenantSummary *named = nullptr;
    for (const TenantSummary &tenant : tenants) {
        if (tenant.database == text || (!tenant.id.isNull() && tenant.id.toString() == text))
            return tenant;
        if (tenant.name != text || text.isEmpty())
            continue;
        if (named)
            return fail(ErrorCode::InvalidInput,
                        QStringLiteral("several workspaces have this name: give the database"));
        named = &tenant;
    }
    if (!named)
        return fail(ErrorCode::NotFound, QStringLiteral("no such workspace on this cluster"));
    return *named;
}

Result<> ClusterTenants::rename(const QString &database, const QString &name)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(database));
    TACET_TRY(connection->exec(kRename, PgParams().text(name)));
    return {};
}

Result<> ClusterTenants::suspend(const QString &database)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(database));
    TACET_TRY(connection->exec(kSuspend));
    TACET_TRY(connection->exec(kEndConnections, PgParams().text(database)));
    return {};
}

Result<> ClusterTenants::resume(const QString &database)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(database));
    TACET_TRY(connection->exec(kResume));
    return {};
}

Result<> ClusterTenants::remove(const QString &database)
{
    TACET_TRY_ASSIGN(const TenantNames names, TenantNames::ofDatabase(database));
    QStringList roles;
    {
        TACET_TRY_ASSIGN(const auto connection, connectTo(database));
        const QString group = names.userRole().chopped(QLatin1StringView("user").size());
        TACET_TRY_ASSIGN(roles, texts(*connection, kGroupMembers, PgParams().text(group)));
        // A database that was never finished has no devices.
        if (const auto removed = texts(*connection, kDeviceRoles))
            roles += *removed;
        roles.removeDuplicates();
    }
    // With the database goes what the logins may do in it, so that they can go too.
    TACET_TRY(WorkspaceProvisioner(m_server, m_administrator).remove(names));
    return dropRoles(roles);
}

Result<> ClusterTenants::dropRoles(const QStringList &roles)
{
    static const QRegularExpression login(QStringLiteral("\\A[ad]_[0-9a-f]{32}\\z"));
    TACET_TRY_ASSIGN(const auto connection, connectTo(kAdministration));
    for (qsizetype first = 0; first < roles.size(); first += kRolesAtOnce) {
        const QStringList some = roles.sliced(first, std::min(kRolesAtOnce, roles.size() - first)).filter(login);
        if (!some.isEmpty())
            TACET_TRY(connection->script("DROP ROLE IF EXISTS " + some.join(QStringLiteral(", ")).toLatin1()));
    }
    return {};
}

} // namespace tacet
