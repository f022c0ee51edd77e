#pragma once
#include "models/domain/result.h"

#include <QByteArray>

namespace tacet {

class DatabaseConnection;

/// The account's secrets under its recovery phrase. Opaque here.
struct StoredRecovery {
    qint64 version = 0; ///< 1 and up, one for each phrase; 0: there is none
    QByteArray sealed;  ///< at most 64 KiB
};

/// Synchronous; belongs to the backend executor's thread.
class RecoveryStore
{
public:
    explicit RecoveryStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    Result<StoredRecovery> find();
    /// Replaces the version before. The same again is no error; Conflict if the version does not follow.
    Result<> save(const StoredRecovery &recovery);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
