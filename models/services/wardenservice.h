#pragma once
#include "models/backend/warden.h"
#include "models/executor/executor.h"
#include "models/services/asyncresult.h"
#include "models/services/profileservice.h"

namespace tacet {

/// The warden of a cluster, for whoever keeps it: watches and ends connections (models/backend/warden.h). Needs no
/// account. Lives on its owner's thread; the work is done on a thread of its own.
class WardenService final
{
public:
    /// Of the embedded cluster in `directory`. Its superuser prepares what is needed, whenever it connects.
    explicit WardenService(const QString &directory);
    /// Of a server. The login is the warden's own, or a superuser's, who prepares what is needed at the first
    /// connection and is not used again.
    explicit WardenService(const WorkspaceServer &server);
    ~WardenService();
    Q_DISABLE_COPY_MOVE(WardenService)

    /// As the superuser that the service was made with: makes the warden's role with this password, or changes it, and
    /// closes every tenant to PUBLIC. Answers how many tenants.
    AsyncResult<qint64> prepare(const QString &wardenPassword);
    /// Connects if it is not connected, one pass, and seals what is new; `sweep` also ends the logins of removed
    /// devices. After an error the next call connects again.
    AsyncResult<WardenPass> pass(bool sweep);

private:
    struct Work;

    explicit WardenService(std::unique_ptr<Work> work);

    std::unique_ptr<Executor<Work>> m_executor;
};

} // namespace tacet
