#pragma once
#include "models/backend/clusterpaths.h"
#include "models/backend/connectparameters.h"
#include "models/backend/filelock.h"
#include "models/domain/result.h"
#include "models/domain/workspaceaddress.h"

#include <chrono>
#include <functional>
#include <memory>

namespace tacet {

/// What is known of an embedded cluster without starting it.
struct ClusterStatus {
    bool exists = false;
    bool running = false;
    qint64 pid = 0;          ///< of the server, while it runs
    int majorVersion = 0;    ///< of the data directory
    QString socketDirectory; ///< while it runs
};

/// A use of the private PostgreSQL 17 under a profile: while the object lives, the server is meant to
/// run. Any number of processes use one cluster at once; the server stops a moment after the last of them
/// ended, however it ended: app/clusterkeeper waits for the lock that every user holds shared.
///
/// It listens on a Unix socket only and asks for SCRAM there; data checksums are on; its log, in
/// data/log, holds no statement, no parameter and no row value. The cluster keeper runs the warden
/// (models/backend/warden.h) beside it as long as it lives.
///
/// Calls block (making a cluster takes a second or two, recovery after a crash longer): use the executor's
/// thread. An object belongs to one thread at a time.
class EmbeddedCluster
{
public:
    enum class Step { Waiting, Creating, Starting, Recovering };
    enum class Durability { Full, None }; ///< None: tests that throw the cluster away
    enum class Ward { On, Off };          ///< Off: tests that look at something else, on a busy computer

    struct Options {
        std::function<void(Step)> progress = {};
        Durability durability = Durability::Full;
        std::chrono::milliseconds linger{1000}; ///< how long the server outlives its last user
        Ward ward = Ward::On;                   ///< of the cluster's first user: whether the warden runs
        QStringList settings = {};              ///< `name=value`, for the server's start; tests only
    };

    /// Makes the cluster if the folder has none, starts the server if it does not run, and joins its
    /// users. SchemaTooNew or SchemaTooOld if the data was written by another major version,
    /// AlreadyRunning if a server that is not ours has the data directory, DiskFull, Io or Timeout with
    /// a detail that says what to do.
    static Result<std::unique_ptr<EmbeddedCluster>> start(const QString &directory, const Options &options);
    static Result<std::unique_ptr<EmbeddedCluster>> start(const QString &directory);
    /// Stops being a user; the server stops soon if this was the last one.
    ~EmbeddedCluster() = default;
    Q_DISABLE_COPY_MOVE(EmbeddedCluster)

    /// Starts the server again if it was stopped or died; cheap when it runs.
    Result<> ensureRunning();

    const ClusterPaths &paths() const { return m_paths; }
    /// The superuser's login, from the 0600 file beside the data.
    Result<DatabaseLogin> superuser() const;
    /// Address of a database of this cluster.
    WorkspaceAddress address(const QString &database) const;

    static ClusterStatus status(const QString &directory);
    /// Stops the server at once, whoever uses it. Done if none runs; Timeout if it does not end.
    static Result<> stop(const QString &directory);
    /// For psql and other tools; no password in it. NotOpen if the server does not run.
    static Result<QString> uri(const QString &directory, const QString &database, const QString &role);

private:
    EmbeddedCluster(const QString &directory, const Options &options)
        : m_paths(directory)
        , m_options(options)
    {
    }

    Result<> checkVersion() const;
    Result<> joinUsers();
    Result<> runServer();
    Result<bool> adoptRunning();
    Result<> launch(int dataLock);
    Result<> waitUntilReady();
    void report(Step step) const;

    const ClusterPaths m_paths;
    const Options m_options;
    FileLock m_users; ///< users.lock, held shared
};

} // namespace tacet
