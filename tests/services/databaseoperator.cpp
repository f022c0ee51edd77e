#include "tests/services/databaseoperator.h"

#include <QSqlError>
#include <QSqlQuery>

namespace tacet::tests {

Result<std::unique_ptr<DatabaseOperator>> DatabaseOperator::at(const WorkspaceAddress &address)
{
    auto made = std::make_unique<DatabaseOperator>();
    TACET_TRY_ASSIGN(made->m_cluster, EmbeddedCluster::start(address.directory));
    made->m_address = address;
    TACET_TRY_ASSIGN(made->m_connection, made->connect());
    return made;
}

Result<std::unique_ptr<DatabaseConnection>> DatabaseOperator::connect()
{
    TACET_TRY_ASSIGN(const DatabaseLogin superuser, m_cluster->superuser());
    return DatabaseConnection::open(m_address, superuser);
}

Result<QSqlQuery> DatabaseOperator::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_connection->database());
    if (!query.prepare(sql))
        return fail(ErrorCode::InvalidInput, query.lastError().text());
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(u':' + QString::number(i), values[i]);
    TACET_TRY(m_connection->exec(query));
    return query;
}

Result<int> DatabaseOperator::change(const QString &sql, const QVariantList &values)
{
    TACET_TRY_ASSIGN(const QSqlQuery query, run(sql, values));
    return query.numRowsAffected();
}

Result<QVariant> DatabaseOperator::value(const QString &sql, const QVariantList &values)
{
    TACET_TRY_ASSIGN(QSqlQuery query, run(sql, values));
    return query.next() ? query.value(0) : QVariant();
}

} // namespace tacet::tests
