#pragma once
#include "models/backend/seal.h"
#include "models/backend/storedstate.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <limits>

namespace tacet {

class DatabaseConnection;

/// A thread to be opened, or its next version.
struct OutgoingThread {
    ThreadId id; ///< UUIDv7, at most 35 days old
    ChatId chat;
    Seal seal;                 ///< with a signature
    QByteArray encryptedTitle; ///< 1 byte to 1,280 bytes
    QByteArray encryptedBody;  ///< 1 byte to 64 KiB
};

/// A reply to a thread or to another reply of it, or its next version.
struct OutgoingReply {
    ReplyId id; ///< UUIDv7, at most 35 days old
    ThreadId thread;
    ReplyId parent;           ///< null for the thread itself
    Seal seal;                ///< with a signature
    QByteArray encryptedBody; ///< 1 byte to 64 KiB
};

struct WritingReceipt {
    StoredState state = StoredState::Stored;
    QDateTime createdAt; ///< UTC
};

/// A thread in its newest version, or what is left of it. Seal and device are that version's.
struct StoredThread {
    ThreadId id;
    ChatId chat;
    UserId author; ///< null: the account is gone
    DeviceId authorDevice;
    Seal seal;
    QByteArray encryptedTitle; ///< empty if deleted
    QByteArray encryptedBody;  ///< empty if deleted
    QDateTime createdAt;       ///< UTC, like the others
    QDateTime lastActivityAt;  ///< of its newest reply, or its own
    qint32 editNumber = 0;
    QDateTime editedAt;  ///< not valid: never
    QDateTime deletedAt; ///< not valid: not deleted
    UserId deletedBy;
    qint64 replyCount = 0; ///< counted up to 200 in lists, to 1,000 by id
};

/// A reply in its newest version, or what is left of it.
struct StoredReply {
    ReplyId id;
    ThreadId thread;
    ReplyId parent;   ///< null for a reply to the thread itself
    qint32 level = 1; ///< 1 to 32
    UserId author;    ///< null: the account is gone
    DeviceId authorDevice;
    Seal seal;
    QByteArray encryptedBody; ///< empty if deleted
    QDateTime createdAt;      ///< UTC, like the others
    qint32 editNumber = 0;
    QDateTime editedAt;  ///< not valid: never
    QDateTime deletedAt; ///< not valid: not deleted
    UserId deletedBy;
};

/// Where a page of threads ended. As it is: before the first one.
struct ThreadPosition {
    qint64 microseconds = std::numeric_limits<qint64>::max(); ///< as in the database; QDateTime would round it
    ThreadId id;
};

struct StoredThreadPage {
    QList<StoredThread> threads;
    bool isLast = true;
    ThreadPosition end; ///< the next page's `before`
};

/// Threads and replies of groups and channels. Synchronous; belongs to the backend executor's thread.
///
/// NotFound for what is in no chat of the account, and for who may not. Conflict: the epoch may not be used
/// any more, the id has other content, another edit was first, or the time for it is over. RateLimited.
class ThreadStore
{
public:
    explicit ThreadStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    Result<WritingReceipt> create(const OutgoingThread &thread);
    Result<WritingReceipt> reply(const OutgoingReply &reply);
    /// By the author's account; `number` is the last edit's plus 1. The thread's chat stays.
    Result<StoredState> edit(const OutgoingThread &thread, qint32 number);
    /// The reply's place stays.
    Result<StoredState> edit(const OutgoingReply &reply, qint32 number);
    /// With its replies; again is no error.
    Result<> remove(ThreadId thread);
    /// Leaves its place to what hangs below; again is no error.
    Result<> remove(ReplyId reply);

    /// Newest activity first, at most 100.
    Result<StoredThreadPage> threads(ChatId chat, const ThreadPosition &before, int limit);
    /// What events name, deleted ones too, at most 100, in the order of ids.
    Result<QList<StoredThread>> threads(const QList<ThreadId> &ids);
    /// In the order of writing, deleted ones too, at most 500 and about 8 MiB.
    Result<QList<StoredReply>> replies(ThreadId thread, ReplyId after, int limit);
    /// What events name, at most 512, in the order of ids, about 8 MiB: ask again for the rest.
    Result<QList<StoredReply>> replies(const QList<ReplyId> &ids);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
