#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

namespace tacet {

class DatabaseConnection;

/// Somebody's emoji on a message.
struct StoredReaction {
    MessageId message;
    UserId user;
    QByteArray tag; ///< the emoji under a key of the message, 32 bytes: the same for the same emoji
    DeviceId device;
    QByteArray encryptedEmoji; ///< 1 to 256 bytes
    QDateTime createdAt;       ///< UTC
};

/// Reactions in chats of all types. Synchronous; belongs to the backend executor's thread. NotFound for
/// what is in no chat of the account.
class ReactionStore
{
public:
    explicit ReactionStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Again: no error. QuotaExceeded: too many of this account on the message; Blocked; RateLimited.
    Result<> react(MessageId message, const QByteArray &tag, const QByteArray &encryptedEmoji);
    /// Without one: no error.
    Result<> unreact(MessageId message, const QByteArray &tag);
    /// Of one message, at most 500, after a user and tag (null and empty: from the first).
    Result<QList<StoredReaction>> reactions(MessageId message, UserId afterUser, const QByteArray &afterTag, int limit);
    /// Of at most 100 messages, the first 50 of each; where there are 50, reactions() goes on.
    Result<QList<StoredReaction>> reactionsOf(const QList<MessageId> &messages);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
