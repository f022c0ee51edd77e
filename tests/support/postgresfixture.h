#pragma once
#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"
#include "models/backend/workspaceprovisioner.h"

#include <QTemporaryDir>

namespace tacet {

/// A throw-away PostgreSQL for one test program, and fresh migrated tenant databases on it. Make one in
/// initTestCase(); the cluster goes with the object. Every function throws std::runtime_error with the
/// error's words if something fails, so that the test stops there.
class PostgresFixture
{
public:
    /// Whether tenant() databases have the program's migrations, or the cluster is enough.
    enum class Content { Migrated, ClusterOnly };

    /// `settings` (`name=value`) override the server's own. Without a warden unless a test asks: on a busy
    /// computer an honest statement of a test may take long.
    explicit PostgresFixture(Content content = Content::Migrated, const QStringList &settings = {},
                             EmbeddedCluster::Ward ward = EmbeddedCluster::Ward::Off);
    ~PostgresFixture();
    Q_DISABLE_COPY_MOVE(PostgresFixture)

    EmbeddedCluster &cluster() { return *m_cluster; }
    DatabaseLogin superuser() const;

    /// A tenant of one's own: migrated, initialised, with an owner token; a copy of a template (50 ms).
    /// All tenants of a fixture share the fixed roles.
    struct Tenant {
        WorkspaceAddress address;
        TenantNames names;
        QString enrolPassword;
        QByteArray ownerToken; ///< 32 bytes

        DatabaseLogin enrolLogin() const { return {names.enrolRole(), enrolPassword}; }
    };
    Tenant tenant(const QString &name = QStringLiteral("Test"));

    std::unique_ptr<DatabaseConnection> connect(const WorkspaceAddress &address, const DatabaseLogin &login);
    /// As the superuser.
    std::unique_ptr<DatabaseConnection> admin(const WorkspaceAddress &address);
    /// A login in the tenant's user group, as enrolment makes it, without a device row.
    DatabaseLogin deviceRole(const Tenant &tenant);
    /// An empty database without migrations, for tests of the migrator.
    WorkspaceAddress emptyDatabase();

private:
    WorkspaceProvisioner provisioner() const;

    QTemporaryDir m_directory;
    std::unique_ptr<EmbeddedCluster> m_cluster;
    TenantNames m_names = TenantNames::generate();
    QString m_enrolPassword;
};

/// The value, or std::runtime_error with the error's words.
template <class T>
T orThrow(Result<T> result)
{
    if (!result)
        throw std::runtime_error((errorName(result.error().code()) + QLatin1StringView(": ") + result.error().detail() +
                                  QLatin1StringView(" ") + result.error().databaseText())
                                     .toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace tacet
