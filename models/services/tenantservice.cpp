#include "models/services/tenantservice.h"

#include "models/backend/databaseconnection.h"
#include "models/services/workspacefounder.h"

namespace tacet {

/// What the thread works on.
struct TenantService::Work {
    ClusterPlace place;
    std::unique_ptr<EmbeddedCluster> cluster; ///< keeps an embedded server running
    WorkspaceAddress address;
    DatabaseLogin administrator;

    static Result<std::unique_ptr<Work>> open(const ClusterPlace &place)
    {
        auto work = std::make_unique<Work>();
        work->place = place;
        if (place.server) {
            work->address = addressOf(*place.server);
            work->administrator = administratorOf(*place.server);
            return work;
        }
        TACET_TRY_ASSIGN(work->cluster, EmbeddedCluster::start(place.directory));
        TACET_TRY_ASSIGN(work->administrator, work->cluster->superuser());
        work->address = work->cluster->address(QStringLiteral("postgres"));
        return work;
    }

    ClusterTenants tenants() const { return {address, administrator}; }
};

TenantService::TenantService(const ClusterPlace &place)
    : m_executor(std::make_unique<Executor<Work>>(QStringLiteral("tenants")))
{
    m_executor->open([place] { return Work::open(place); });
}

TenantService::~TenantService() = default;

AsyncResult<EnrolmentLink> TenantService::create(const QString &name)
{
    return m_executor->run([name](Work &work) { return newWorkspaceOn(work.address, work.administrator, name); });
}

AsyncResult<QList<TenantSummary>> TenantService::list()
{
    return m_executor->run([](Work &work) { return work.tenants().list(); });
}

AsyncResult<TenantSummary> TenantService::find(const QString &tenant)
{
    return m_executor->run([tenant](Work &work) { return work.tenants().find(tenant); });
}

AsyncResult<TenantSummary> TenantService::rename(const QString &tenant, const QString &name)
{
    return m_executor->run([tenant, name](Work &work) -> Result<TenantSummary> {
        TACET_TRY_ASSIGN(const TenantSummary found, work.tenants().find(tenant));
        TACET_TRY(work.tenants().rename(found.database, name));
        return work.tenants().find(found.database);
    });
}

AsyncResult<TenantSummary> TenantService::suspend(const QString &tenant)
{
    return m_executor->run([tenant](Work &work) -> Result<TenantSummary> {
        TACET_TRY_ASSIGN(const TenantSummary found, work.tenants().find(tenant));
        TACET_TRY(work.tenants().suspend(found.database));
        return work.tenants().find(found.database);
    });
}

AsyncResult<TenantSummary> TenantService::resume(const QString &tenant)
{
    return m_executor->run([tenant](Work &work) -> Result<TenantSummary> {
        TACET_TRY_ASSIGN(const TenantSummary found, work.tenants().find(tenant));
        TACET_TRY(work.tenants().resume(found.database));
        return work.tenants().find(found.database);
    });
}

AsyncResult<> TenantService::drop(const QString &database)
{
    return m_executor->run([database](Work &work) { return work.tenants().remove(database); });
}

/// Runs `job` on a migrator of the tenant's database.
template <class Job>
auto TenantService::onMigrator(const QString &tenant, Job job)
{
    return m_executor->run([tenant, job = std::move(job)](Work &work) -> std::invoke_result_t<Job, Migrator &> {
        TACET_TRY_ASSIGN(const TenantSummary found, work.tenants().find(tenant));
        WorkspaceAddress address = work.address;
        address.database = found.database;
        TACET_TRY_ASSIGN(const auto connection, DatabaseConnection::open(address, work.administrator));
        TACET_TRY_ASSIGN(const TenantNames names, TenantNames::ofDatabase(found.database));
        TACET_TRY_ASSIGN(const QList<Migration> migrations, Migrator::tenantMigrations());
        Migrator migrator(*connection, migrations, names.placeholders());
        return job(migrator);
    });
}

AsyncResult<MigrationStatus> TenantService::migrations(const QString &tenant)
{
    return onMigrator(tenant, [](Migrator &migrator) { return migrator.status(); });
}

AsyncResult<int> TenantService::migrateUp(const QString &tenant, const Migrator::Progress &progress)
{
    return onMigrator(tenant, [progress](Migrator &migrator) { return migrator.up(progress); });
}

AsyncResult<int> TenantService::migrateDown(const QString &tenant, int version, const Migrator::Progress &progress)
{
    return onMigrator(tenant, [version, progress](Migrator &migrator) { return migrator.down(version, progress); });
}

AsyncResult<MaintenanceReport> TenantService::maintain(const QString &tenant, const TenantMaintenance::Wish &wish,
                                                       const TenantMaintenance::Progress &progress)
{
    return m_executor->run([tenant, wish, progress](Work &work) -> Result<MaintenanceReport> {
        TACET_TRY_ASSIGN(const TenantSummary found, work.tenants().find(tenant));
        WorkspaceAddress address = work.address;
        address.database = found.database;
        TACET_TRY_ASSIGN(const auto connection, DatabaseConnection::open(address, work.administrator));
        TACET_TRY_ASSIGN(const TenantNames names, TenantNames::ofDatabase(found.database));
        TenantMaintenance::Wish placed = wish;
        if (placed.archiveFolder.isEmpty() && !work.place.server)
            placed.archiveFolder = work.place.directory + QStringLiteral("/archive");
        return TenantMaintenance(*connection, names.placeholders(), found.database).run(placed, progress);
    });
}

} // namespace tacet
