#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QList>
#include <QUuid>

namespace tacet {

class DatabaseConnection;

/// Where a device stands in the event logs of all its chats. Opaque; to be kept as it is.
struct SyncCursor {
    QString text; ///< at most 32 KiB; empty: none yet
};

/// Where a page of events ended.
struct SyncPosition {
    ChatId chat;
    qint64 transaction = 0;
    QUuid event;
};

/// What happened; the subject is a message, thread, reply, operation, device, chat, file or call.
enum class LogEventKind {
    Message,
    MessageEdited,
    MessageDeleted,
    Reaction,
    Pin,
    Receipt,
    Thread,
    ThreadEdited,
    ThreadDeleted,
    Reply,
    ReplyEdited,
    ReplyDeleted,
    Operation, ///< the signed log went on
    Epoch,
    Keys, ///< a device (the subject) wrapped keys
    Chat, ///< settings, roles, requests, or its end
    Media,
    MediaDeleted,
    Call,
    Other, ///< of a newer database
};

struct LogEvent {
    SyncPosition position; ///< has the chat
    LogEventKind kind = LogEventKind::Other;
    QUuid subject;
};

/// Some events, and where to go on.
struct SyncPage {
    QList<LogEvent> events;
    bool isLast = true;
    SyncPosition end; ///< the next page's `after`
};

/// Learning what happened: events of all groups, channels and direct chats of this account between two
/// cursors, each once, whoever else has a transaction open. Synchronous; belongs to the backend executor's
/// thread; outside any transaction.
///
/// A round: take a cursor `to`; read pages from the kept cursor to `to` until one is the last; keep `to`.
class ChatLogStore
{
public:
    explicit ChatLogStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Now. A first one before the chats are listed and read by PostStore::backfill() misses nothing.
    Result<SyncCursor> cursor();
    /// At most 500 events. Conflict: `from` is of a database that was restored or gone back, or of a month whose
    /// log is gone: take a new cursor, list the chats and read them again.
    Result<SyncPage> events(const SyncCursor &from, const SyncCursor &to, const SyncPosition &after, int limit);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
