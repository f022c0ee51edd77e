#pragma once
#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"

#include <QVariant>

namespace tacet::tests {

/// The superuser at a workspace's database: sees and changes everything in it. Keeps the embedded server
/// running as long as it lives.
class DatabaseOperator
{
public:
    /// Of the workspace whose cluster lies in `directory`.
    static Result<std::unique_ptr<DatabaseOperator>> at(const WorkspaceAddress &address);

    /// One statement; `:0`, `:1`, … stand for the values. How many rows it changed.
    Result<int> change(const QString &sql, const QVariantList &values = {});
    /// Statements that cannot be prepared.
    Result<> script(const QByteArray &sql) { return m_connection->script(sql); }
    /// The first column of the first row; null if there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// One more connection of the superuser.
    Result<std::unique_ptr<DatabaseConnection>> connect();

private:
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values);

    WorkspaceAddress m_address;
    std::unique_ptr<EmbeddedCluster> m_cluster;
    std::unique_ptr<DatabaseConnection> m_connection;
};

} // namespace tacet::tests
