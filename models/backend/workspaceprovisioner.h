#pragma once
#include "models/backend/connectparameters.h"
#include "models/backend/sqlplaceholders.h"
#include "models/domain/result.h"
#include "models/domain/workspaceaddress.h"

#include <QDateTime>

#include <chrono>
#include <memory>

namespace tacet {

class DatabaseConnection;

/// Names of one tenant's database and roles on a cluster. All carry the same random part, so that many
/// tenants fit on one cluster and nobody of one enters another's database.
class TenantNames
{
public:
    /// `tacet_` and 16 random hexadecimal digits.
    static TenantNames generate();
    /// The names that belong to an existing database; InvalidInput if it is none of ours.
    static Result<TenantNames> ofDatabase(const QString &database);

    QString database() const { return QLatin1StringView("tacet_") + m_tag; }
    QString enrolRole() const { return role("enrol"); }
    QString migratorRole() const { return role("migrator"); }
    QString ownerRole() const { return role("owner"); }
    QString userRole() const { return role("user"); }
    /// @owner@ owns everything and cannot log in; @user@ is the group of all devices, @signin@ that of the
    /// logins of accounts, which can link a device and nothing else, @console@ that of administrators' devices, which
    /// reads the console's views, @suspended@ that of devices that are shut out for a while; @enrol@ is the login with
    /// the published password; @enroller@ owns the functions that make and end logins (CREATEROLE);
    /// @warden@ owns those that end connections; @migrator@ may become owner, enroller and warden.
    SqlPlaceholders placeholders() const;

private:
    explicit TenantNames(QString tag)
        : m_tag(std::move(tag))
    {
    }
    QString role(const char *kind) const { return u't' + m_tag + u'_' + QLatin1StringView(kind); }

    QString m_tag;
};

/// What the creator of a workspace gets, once: with it the first account, the owner, joins.
struct ProvisionedWorkspace {
    WorkspaceAddress address;
    QString enrolRole;
    QString enrolPassword;
    QByteArray ownerToken; ///< 32 bytes; the database holds its SHA-256
    QDateTime expires;     ///< of the token
};

/// Makes workspaces on a cluster: database, roles, closed PUBLIC, migrations, tenant row, the owner's
/// enrolment token. Needs a superuser. Blocks; belongs to an executor's thread.
class WorkspaceProvisioner
{
public:
    /// `server` is any address on the cluster; its database is not looked at.
    WorkspaceProvisioner(WorkspaceAddress server, DatabaseLogin administrator);

    /// All or nothing: what was made is removed again if a later step fails.
    Result<ProvisionedWorkspace> create(const QString &name, std::chrono::seconds tokenLifetime);
    /// The parts of create(), for tests and repairs. makeDatabase() includes the migrations.
    Result<> makeRoles(const TenantNames &names, const QString &enrolPassword);
    Result<> makeDatabase(const TenantNames &names);
    /// Revokes CONNECT on `database` from everybody and gives it to the tenant's roles.
    Result<> closeDatabase(const TenantNames &names, const QString &database);
    /// Inserts the tenant row, and mints a token.
    Result<> initialise(const QString &database, const WorkspaceId &id, const QString &name);
    Result<QByteArray> mintOwnerToken(const QString &database, const QDateTime &expires);
    /// Drops the database and the tenant's fixed roles, not those of devices.
    Result<> remove(const TenantNames &names);

private:
    Result<std::unique_ptr<DatabaseConnection>> connectTo(const QString &database) const;

    const WorkspaceAddress m_server;
    const DatabaseLogin m_administrator;
};

} // namespace tacet
