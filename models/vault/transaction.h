#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <utility>

namespace tacet {

/// BEGIN IMMEDIATE … COMMIT on the vault. Rolls back when it goes without commit(). Not nestable:
/// begin() inside a transaction is Internal. After a commit() that failed, nothing was written.
class Transaction
{
public:
    static Result<Transaction> begin(VaultDatabase &database);
    /// For store methods of several statements: part of the transaction that runs, or an own one.
    static Result<Transaction> join(VaultDatabase &database);
    Transaction(Transaction &&other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {
    }
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Returns once the data is on the disk (synchronous=FULL). DiskFull, Io.
    Result<> commit();
    /// For migrations, which may make or take away the table that counts the commits.
    Result<> commitUncounted();

private:
    explicit Transaction(VaultDatabase *database)
        : m_database(database)
    {
    }

    VaultDatabase *m_database; ///< null when it only joined, and after commit()
};

} // namespace tacet
