#pragma once
#include "models/domain/result.h"
#include "models/domain/thread.h"
#include "models/vault/vaultdatabase.h"

#include <QSet>

#include <optional>

namespace tacet {

/// What only the protocol needs of a thread or reply, of its newest version.
struct PostSeal {
    DeviceId authorDevice = {};
    qint64 authorSequence = 0;   ///< 0: not sealed yet
    QByteArray contentHash = {}; ///< the author's next post names it
    int editNumber = 0;
};

struct NewThread {
    Thread thread = {}; ///< counts are made here
    PostSeal seal = {};
};

struct InsertedThread {
    Thread thread = {};
    bool isNew = false; ///< false: it was there already and nothing changed
};

/// The threads of groups and channels. Lists are cut and counted by indexes; what is unread is counted as it comes,
/// in the thread and in its chat. Replies are ReplyVaultStore's.
class ThreadVaultStore
{
public:
    /// Words of one or two characters are looked for in so many of a chat's newest threads, and in as many replies.
    static constexpr int kShortTermWindow = 20'000;

    explicit ThreadVaultStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Somebody else's is unread, itself; an own one is followed. Idempotent by id: the same chat and author again
    /// answers what is there. Conflict if another thread has the id, or it was deleted; NotFound without its chat.
    Result<InsertedThread> insert(const NewThread &thread);
    Result<std::optional<Thread>> find(ThreadId thread);
    Result<std::optional<PostSeal>> seal(ThreadId thread);
    Result<ThreadPage> list(const ThreadQuery &query);

    /// A later version. Nothing if an equal or later one is there; NotFound.
    Result<std::optional<Thread>> revise(ThreadId thread, const QString &title, const QString &body,
                                         const PostSeal &seal);
    /// With its replies, for good. No error if it is not there.
    Result<> remove(ThreadId thread, ChatId chat);
    Result<bool> wasRemoved(ThreadId thread);

    /// NotFound, here and below.
    Result<Thread> setFollowed(ThreadId thread, bool followed);
    Result<Thread> setPinned(ThreadId thread, bool pinned);
    /// Exactly these of the chat are pinned. Those that changed.
    Result<QList<Thread>> setPins(ChatId chat, const QList<ThreadId> &threads);
    /// Everything up to the reply at `position` was shown; 0: the thread itself. Never moves back.
    Result<Thread> markRead(ThreadId thread, qint64 position);
    /// Those that changed.
    Result<QList<Thread>> markAllRead(ChatId chat);

    /// An own one was sealed; the author's chain is ThreadChainStore's.
    Result<> setSeal(ThreadId thread, const PostSeal &seal);
    /// From Queued or Failed to Sent.
    Result<Thread> markSent(ThreadId thread);
    /// From Queued to Failed.
    Result<Thread> markFailed(ThreadId thread, ErrorCode why);
    /// From Failed to Queued.
    Result<Thread> requeue(ThreadId thread);

private:
    Result<QSet<qint64>> matching(ChatId chat, const QString &words);
    Result<ThreadPage> page(const ThreadQuery &query, const std::optional<QByteArray> &positions);

    VaultDatabase &m_database;
};

} // namespace tacet
