#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

namespace tacet {

class DatabaseConnection;

/// A direct chat as the database has it.
struct DirectChat {
    ChatId id;
    UserId peer;
    QDateTime createdAt;   ///< UTC
    MessageId lastMessage; ///< null if none is stored
};

/// Direct chats. Synchronous; belongs to the backend executor's thread.
class DirectChatStore
{
public:
    explicit DirectChatStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// The chat with `peer`, which is made under `proposed` (a UUIDv7 of now) if there is none. Both
    /// sides asking at once get the same chat. NotFound, Blocked, InvalidInput, RateLimited.
    Result<DirectChat> openDirect(ChatId proposed, UserId peer);
    /// NotFound.
    Result<DirectChat> chat(ChatId id);
    /// Own chats with an id above `after` (null: from the first), by id, at most `limit` (1 to 500).
    Result<QList<DirectChat>> chats(ChatId after, int limit);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
