#include "models/backend/databasetransaction.h"

#include "models/backend/databaseconnection.h"

#include <utility>

namespace tacet {

Result<DatabaseTransaction> DatabaseTransaction::begin(DatabaseConnection &connection)
{
    TACET_TRY(connection.script("BEGIN"));
    return DatabaseTransaction(connection);
}

DatabaseTransaction::DatabaseTransaction(DatabaseTransaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

DatabaseTransaction::~DatabaseTransaction()
{
    // A failed rollback means a lost connection, and then the server has rolled back by itself.
    if (m_connection)
        std::ignore = m_connection->script("ROLLBACK");
}

Result<> DatabaseTransaction::commit()
{
    Q_ASSERT(m_connection);
    return std::exchange(m_connection, nullptr)->commit();
}

} // namespace tacet
