#pragma once
#include "models/backend/connectparameters.h"
#include "models/backend/workspaceprovisioner.h"
#include "models/domain/ids.h"
#include "models/domain/workspaceaddress.h"

#include <QDateTime>

namespace tacet {

/// A workspace on a cluster, as its operator sees it.
struct TenantSummary {
    enum class State {
        Open,
        Suspended,  ///< nobody but the operator enters
        Incomplete, ///< a database of ours without a workspace in it, or one that cannot be read
    };

    QString database;
    State state = State::Incomplete;
    WorkspaceId id; ///< null if incomplete, as all that follows but the sizes
    QString name;
    QDateTime createdAt;
    QDateTime suspendedAt; ///< invalid unless suspended
    int version = 0;       ///< of the schema: the last migration applied
    qint64 members = 0;
    qint64 devices = 0;
    qint64 bytes = 0; ///< on the server's disk
    qint64 connections = 0;
};

/// The workspaces of one cluster: each is a database with roles of its own. Needs a superuser. Blocks;
/// belongs to an executor's thread.
class ClusterTenants
{
public:
    /// `server` is any address on the cluster; its database is not looked at.
    ClusterTenants(WorkspaceAddress server, DatabaseLogin administrator);

    /// By name, then by database.
    Result<QList<TenantSummary>> list();
    /// The one that `text` names by database, id or name. NotFound; InvalidInput if several have the name.
    Result<TenantSummary> find(const QString &text);
    Result<> rename(const QString &database, const QString &name);
    /// Closes the database to all devices and to enrolment and ends their connections; nothing is lost.
    Result<> suspend(const QString &database);
    Result<> resume(const QString &database);
    /// Removes the database and every role of the workspace. There is no way back.
    Result<> remove(const QString &database);

private:
    Result<std::unique_ptr<DatabaseConnection>> connectTo(const QString &database) const;
    void look(TenantSummary &tenant) const;
    Result<> dropRoles(const QStringList &roles);

    const WorkspaceAddress m_server;
    const DatabaseLogin m_administrator;
};

} // namespace tacet
