#include "models/services/workspaceservice.h"

#include "models/backend/clusterfiles.h"

namespace tacet {

/// What the thread works on.
struct WorkspaceService::Work {
    WorkspaceAddress address;
    std::unique_ptr<EmbeddedCluster> cluster; ///< while the server is held

    Result<> checkPlace() const
    {
        if (address.place == WorkspaceAddress::Place::ThisComputer && !address.directory.isEmpty())
            return {};
        return fail(ErrorCode::InvalidInput, QStringLiteral("the workspace is on a server, not on this computer"));
    }
};

WorkspaceService::WorkspaceService(const WorkspaceAddress &address)
    : m_executor(std::make_unique<Executor<Work>>(QStringLiteral("workspace")))
{
    m_executor->open([address]() -> Result<std::unique_ptr<Work>> {
        return std::make_unique<Work>(Work{.address = address, .cluster = {}});
    });
}

WorkspaceService::~WorkspaceService() = default;

template <class Job>
auto WorkspaceService::run(Job job)
{
    return m_executor->run([job = std::move(job)](Work &work) -> std::invoke_result_t<Job, Work &> {
        TACET_TRY(work.checkPlace());
        return job(work);
    });
}

AsyncResult<ClusterStatus> WorkspaceService::status()
{
    return run([](Work &work) -> Result<ClusterStatus> { return EmbeddedCluster::status(work.address.directory); });
}

AsyncResult<> WorkspaceService::hold()
{
    return run([](Work &work) -> Result<> {
        if (work.cluster)
            return work.cluster->ensureRunning();
        TACET_TRY_ASSIGN(work.cluster, EmbeddedCluster::start(work.address.directory));
        return {};
    });
}

AsyncResult<> WorkspaceService::release()
{
    return run([](Work &work) -> Result<> {
        work.cluster.reset();
        return {};
    });
}

AsyncResult<> WorkspaceService::stop()
{
    return run([](Work &work) -> Result<> {
        work.cluster.reset();
        return EmbeddedCluster::stop(work.address.directory);
    });
}

AsyncResult<QString> WorkspaceService::uri()
{
    return run([](Work &work) {
        return EmbeddedCluster::uri(work.address.directory, work.address.database, ClusterFiles::kSuperuser);
    });
}

} // namespace tacet
