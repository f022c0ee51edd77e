#pragma once
#include "models/backend/clustertenants.h"
#include "models/backend/embeddedcluster.h"
#include "models/backend/migrator.h"
#include "models/backend/tenantmaintenance.h"
#include "models/domain/enrolmentlink.h"
#include "models/executor/executor.h"
#include "models/services/asyncresult.h"
#include "models/services/profileservice.h"

#include <QObject>

namespace tacet {

/// A cluster as its operator reaches it: embedded, by the folder, or a server's, as its administrator.
struct ClusterPlace {
    QString directory;
    std::optional<WorkspaceServer> server;
};

/// The workspaces of a cluster, for who runs it; needs no account. Lives on its owner's thread; the work
/// is done on a thread of its own. `tenant` is a database, an id or a name that only one has.
class TenantService final : public QObject
{
    Q_OBJECT
public:
    explicit TenantService(const ClusterPlace &place);
    ~TenantService() override;

    /// An empty workspace; the link lets its owner join.
    AsyncResult<EnrolmentLink> create(const QString &name);
    AsyncResult<QList<TenantSummary>> list();
    AsyncResult<TenantSummary> find(const QString &tenant);
    AsyncResult<TenantSummary> rename(const QString &tenant, const QString &name);
    AsyncResult<TenantSummary> suspend(const QString &tenant);
    AsyncResult<TenantSummary> resume(const QString &tenant);
    /// For ever. `database` is its exact name, so that nothing goes by mistake.
    AsyncResult<> drop(const QString &database);

    /// What is applied and what is missing. SchemaEdited, SchemaTooNew.
    AsyncResult<MigrationStatus> migrations(const QString &tenant);
    /// Applies what is missing; answers how many. `progress` is called on another thread.
    AsyncResult<int> migrateUp(const QString &tenant, const Migrator::Progress &progress = {});
    /// Takes back everything above `version`, with the data in it; answers how many.
    AsyncResult<int> migrateDown(const QString &tenant, int version, const Migrator::Progress &progress = {});

    /// TenantMaintenance on the tenant's database. Months are saved beside an embedded database if nothing else is
    /// said. `progress` is called on another thread.
    AsyncResult<MaintenanceReport> maintain(const QString &tenant, const TenantMaintenance::Wish &wish,
                                            const TenantMaintenance::Progress &progress = {});

private:
    struct Work;

    template <class Job>
    auto onMigrator(const QString &tenant, Job job);

    std::unique_ptr<Executor<Work>> m_executor;
};

} // namespace tacet
