#pragma once
#include "models/domain/thread.h"
#include "models/services/awaiting.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace tacet {

class AccountCore;
class VaultSession;
struct ThreadOutcome;

/// Threads of groups and channels, as far as the vault holds them; what is written goes out by the outbox, now
/// or when the database can be reached again. Lives on its owner's thread.
class ThreadService final : public QObject
{
    Q_OBJECT
public:
    explicit ThreadService(AccountCore &core);

    AsyncResult<ThreadPage> list(const ThreadQuery &query);
    AsyncResult<Thread> find(ThreadId thread);
    /// All replies, by arrival; the caller nests them by `parent`.
    AsyncResult<QList<Reply>> replies(ThreadId thread);

    /// InvalidInput for empty or too long texts; Forbidden without the right to post threads.
    AsyncResult<Thread> create(ChatId chat, const QString &title, const QString &body);
    AsyncResult<Reply> reply(ThreadId thread, const QString &body, std::optional<ReplyId> parent = {});
    /// Own ones, or any for who may delete messages. What answers a reply stays. Needs the database once it has
    /// what is to go: Offline; Forbidden, Conflict if the time for it is over.
    AsyncResult<> deleteThread(ThreadId thread);
    AsyncResult<> deleteReply(ThreadId thread, ReplyId reply);
    AsyncResult<> retry(ThreadId thread);
    AsyncResult<> retryReply(ReplyId reply);

    /// Followed threads count in the chat's unread number and notify.
    AsyncResult<> setFollowed(ThreadId thread, bool followed);
    /// For everybody; by who may pin messages. Needs the database: Offline; Forbidden, QuotaExceeded.
    AsyncResult<> setPinned(ThreadId thread, bool pinned);
    /// Everything up to this reply was shown; null: the thread itself.
    AsyncResult<> markRead(ThreadId thread, qint64 position);
    AsyncResult<> markAllRead(ChatId chat);

    /// Tells everybody what became of threads.
    void announce(const ThreadOutcome &outcome);

Q_SIGNALS:
    /// A thread is new or any of its fields changed.
    void threadChanged(const tacet::Thread &thread);
    void replyStored(const tacet::Reply &reply);
    void replyChanged(const tacet::Reply &reply);
    void threadRemoved(tacet::ChatId chat, tacet::ThreadId thread);
    /// A thread or reply that is not what the database says of it: somebody tampered with it.
    void refused(tacet::ChatId chat, const QUuid &post);

private:
    Task<Thread> createThread(Thread thread);
    Task<Reply> createReply(Reply reply);
    Task<> takeAwayThread(ThreadId thread);
    Task<> takeAwayReply(ThreadId thread, ReplyId reply);
    Task<> requeueThread(ThreadId thread);
    Task<> requeueReply(ReplyId reply);
    Task<> pin(ThreadId thread, bool pinned);
    Task<> changeThread(std::function<Result<Thread>(VaultSession &)> change);
    Task<> readEverything(ChatId chat);
    QCoro::Task<> tellOfThreads(QSet<ThreadId> threads);
    void changed(const Thread &thread);

    AccountCore &m_core;
};

} // namespace tacet
