#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

Result<Transaction> Transaction::begin(VaultDatabase &database)
{
    if (database.inTransaction())
        return fail(ErrorCode::Internal, u"a transaction of the vault inside another one"_s);
    TACET_TRY(database.checkFence());
    TACET_TRY(database.executeScript("BEGIN IMMEDIATE"));
    return Transaction(&database);
}

Result<Transaction> Transaction::join(VaultDatabase &database)
{
    if (database.inTransaction())
        return Transaction(nullptr);
    return begin(database);
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself after an error of the disk.
    if (m_database && m_database->inTransaction())
        static_cast<void>(m_database->executeScript("ROLLBACK"));
}

Result<> Transaction::commit()
{
    if (!m_database)
        return {};
    // On failure the destructor rolls back.
    TACET_TRY(m_database->commit());
    m_database = nullptr;
    return {};
}

Result<> Transaction::commitUncounted()
{
    if (!m_database)
        return {};
    TACET_TRY(m_database->executeScript("COMMIT"));
    m_database = nullptr;
    return {};
}

} // namespace tacet
