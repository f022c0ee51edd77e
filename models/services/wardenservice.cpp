#include "models/services/wardenservice.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"
#include "models/backend/wardensql.h"

namespace tacet {

/// What the thread works on.
struct WardenService::Work {
    WorkspaceAddress address = {};                 ///< the administration database
    DatabaseLogin login = {};                      ///< as given; a superuser's password is dropped once used
    QString directory = {};                        ///< of an embedded cluster
    std::unique_ptr<EmbeddedCluster> cluster = {}; ///< its use
    std::unique_ptr<DatabaseConnection> connection = {};

    bool isWarden() const { return login.role == QLatin1StringView(wardensql::kRole); }

    Result<> useCluster()
    {
        if (directory.isEmpty())
            return {};
        if (cluster)
            return cluster->ensureRunning();
        TACET_TRY_ASSIGN(cluster, EmbeddedCluster::start(directory));
        address = cluster->address(QString::fromLatin1(wardensql::kDatabase));
        return {};
    }

    Result<qint64> prepare(const QString &password)
    {
        DatabaseLogin superuser = login;
        if (cluster) {
            TACET_TRY_ASSIGN(superuser, cluster->superuser());
        }
        TACET_TRY_ASSIGN(const auto administration, DatabaseConnection::open(address, superuser));
        TACET_TRY(Warden::prepare(*administration, password));
        TACET_TRY_ASSIGN(const QStringList tenants, Warden::tenants(*administration));
        for (const QString &name : tenants) {
            WorkspaceAddress tenant = address;
            tenant.database = name;
            TACET_TRY_ASSIGN(const auto inside, DatabaseConnection::open(tenant, superuser));
            TACET_TRY(Warden::closeTenant(*inside));
        }
        return tenants.size();
    }

    Result<> connect()
    {
        if (connection && connection->isOpen())
            return {};
        connection.reset();
        TACET_TRY(useCluster());
        if (cluster || !isWarden()) {
            const QString password = Warden::randomPassword();
            TACET_TRY(prepare(password));
            login = {.role = QString::fromLatin1(wardensql::kRole), .password = password};
        }
        TACET_TRY_ASSIGN(connection, DatabaseConnection::open(address, login));
        return {};
    }

    Result<WardenPass> pass(bool sweep)
    {
        TACET_TRY(connect());
        Warden warden(*connection);
        TACET_TRY_ASSIGN(WardenPass pass, warden.pass());
        TACET_TRY_ASSIGN(pass.sealed, warden.seal());
        if (sweep) {
            TACET_TRY_ASSIGN(pass.loginsEnded, warden.endRemovedLogins());
        }
        return pass;
    }
};

namespace {

WorkspaceAddress administrationOf(const WorkspaceServer &server)
{
    WorkspaceAddress address;
    address.place = WorkspaceAddress::Place::Server;
    address.host = server.host;
    address.port = server.port;
    address.rootCertificate = server.rootCertificate;
    address.database = QString::fromLatin1(wardensql::kDatabase);
    return address;
}

} // namespace

WardenService::WardenService(std::unique_ptr<Work> work)
    : m_executor(std::make_unique<Executor<Work>>(QStringLiteral("warden")))
{
    m_executor->open([work = std::make_shared<std::unique_ptr<Work>>(
                          std::move(work))]() -> Result<std::unique_ptr<Work>> { return std::move(*work); });
}

WardenService::WardenService(const QString &directory)
    : WardenService(std::make_unique<Work>(Work{.directory = directory}))
{
}

WardenService::WardenService(const WorkspaceServer &server)
    : WardenService(std::make_unique<Work>(
          Work{.address = administrationOf(server),
               .login = {.role = server.administrator, .password = QString::fromUtf8(server.password.toByteArray())}}))
{
}

WardenService::~WardenService() = default;

AsyncResult<qint64> WardenService::prepare(const QString &wardenPassword)
{
    return m_executor->run([wardenPassword](Work &work) -> Result<qint64> {
        TACET_TRY(work.useCluster());
        return work.prepare(wardenPassword);
    });
}

AsyncResult<WardenPass> WardenService::pass(bool sweep)
{
    return m_executor->run([sweep](Work &work) { return work.pass(sweep); });
}

} // namespace tacet
