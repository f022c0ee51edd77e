#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QString>

namespace tacet {

class DatabaseConnection;

/// Waking: a hint and never the truth. Synchronous; belongs to the backend executor's thread.
class WakeStore
{
public:
    explicit WakeStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// The channel to LISTEN on: random, this device's own, another one after a day. Ask after each connect.
    Result<QString> myChannel();
    /// Wakes the devices of a direct chat's two accounts that have something waiting; of a group some that
    /// listen, of a large one none. Outside any transaction, after the commit. Too many calls are dropped
    /// silently.
    Result<> wake(ChatId chat);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
