#pragma once
#include "models/backend/seal.h"
#include "models/backend/storedstate.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <limits>
#include <optional>

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
    ReplyId parent = {};      ///< null for the thread itself
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

/// A thread that stands at the top of its chat's list.
struct PinnedThread {
    ThreadId thread;
    UserId pinnedBy;    ///< null: the account is gone
    QDateTime pinnedAt; ///< UTC
};

/// What this account keeps about a thread; nobody else sees it.
struct ThreadMark {
    ThreadId thread;
    bool isFollowed = false;
    std::optional<ReplyId> readTo; ///< null id: the thread itself; nothing where the workspace keeps no read marks
    qint64 unread = 0;             ///< replies of others after the mark, at most 50; 0 without one
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

    /// By who may pin messages. QuotaExceeded: as many as a chat may have.
    Result<> pin(ThreadId thread);
    Result<> unpin(ThreadId thread);
    /// Newest pin first; at most 500 by policy.
    Result<QList<PinnedThread>> pinned(ChatId chat);

    Result<> follow(ThreadId thread, bool isFollowed);
    /// Up to a reply, or the thread itself (null). Never goes back; kept only where the workspace keeps read
    /// marks.
    Result<> markRead(ThreadId thread, ReplyId upTo);
    /// Of threads about which this account keeps anything, in the order of ids, at most 100.
    Result<QList<ThreadMark>> marks(ChatId chat, ThreadId after, int limit);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
