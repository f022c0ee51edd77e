#pragma once
#include "models/domain/result.h"

namespace tacet {

class DatabaseConnection;

/// BEGIN … COMMIT on one connection, rolled back by the destructor unless committed. Move-only; the
/// connection outlives it and runs no other transaction meanwhile.
class [[nodiscard]] DatabaseTransaction
{
public:
    static Result<DatabaseTransaction> begin(DatabaseConnection &connection);

    DatabaseTransaction(DatabaseTransaction &&other) noexcept;
    DatabaseTransaction &operator=(DatabaseTransaction &&) = delete;
    DatabaseTransaction(const DatabaseTransaction &) = delete;
    DatabaseTransaction &operator=(const DatabaseTransaction &) = delete;
    ~DatabaseTransaction();

    /// Offline means that nobody knows whether it is stored: repeat the same work with the same ids. So
    /// does Timeout, also when a synchronous standby did not confirm.
    Result<> commit();

private:
    explicit DatabaseTransaction(DatabaseConnection &connection)
        : m_connection(&connection)
    {
    }

    DatabaseConnection *m_connection; ///< null once committed, rolled back or moved from
};

} // namespace tacet
