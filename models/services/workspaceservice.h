#pragma once
#include "models/backend/embeddedcluster.h"
#include "models/domain/workspaceaddress.h"
#include "models/executor/executor.h"
#include "models/services/asyncresult.h"

#include <QObject>

namespace tacet {

/// The database of a workspace on this computer, as the person who keeps the computer sees it: whether
/// its server runs. Needs no account. Lives on its owner's thread; the work
/// is done on a thread of its own. For a workspace on a server everything answers InvalidInput: its
/// administrator does that there.
class WorkspaceService final : public QObject
{
    Q_OBJECT
public:
    explicit WorkspaceService(const WorkspaceAddress &address);
    ~WorkspaceService() override;

    AsyncResult<ClusterStatus> status();
    /// Starts the server if it does not run, and uses it until release() or the end of this object. As
    /// EmbeddedCluster::start().
    AsyncResult<> hold();
    AsyncResult<> release();
    /// Stops the server at once, whoever uses it. Others start it again when they need it.
    AsyncResult<> stop();
    /// For psql and pg_dump, as the superuser, without the password. NotOpen if the server does not run.
    AsyncResult<QString> uri();

private:
    struct Work;

    template <class Job>
    auto run(Job job);

    std::unique_ptr<Executor<Work>> m_executor;
};

} // namespace tacet
