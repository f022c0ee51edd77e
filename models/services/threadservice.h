#pragma once
#include "models/domain/thread.h"
#include "models/services/awaiting.h"

#include <QObject>

namespace tacet {

class AccountCore;

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
    /// Own ones, or any for who may delete messages. What answers a reply stays.
    AsyncResult<> deleteThread(ThreadId thread);
    AsyncResult<> deleteReply(ThreadId thread, ReplyId reply);
    AsyncResult<> retry(ThreadId thread);
    AsyncResult<> retryReply(ReplyId reply);

    /// Followed threads count in the chat's unread number and notify.
    AsyncResult<> setFollowed(ThreadId thread, bool followed);
    AsyncResult<> setPinned(ThreadId thread, bool pinned);
    /// Everything up to this reply was shown; null: the thread itself.
    AsyncResult<> markRead(ThreadId thread, qint64 position);
    AsyncResult<> markAllRead(ChatId chat);

Q_SIGNALS:
    /// A thread is new or any of its fields changed.
    void threadChanged(const tacet::Thread &thread);
    void replyStored(const tacet::Reply &reply);
    void replyChanged(const tacet::Reply &reply);
    void threadRemoved(tacet::ChatId chat, tacet::ThreadId thread);

private:
    AccountCore &m_core;
};

} // namespace tacet
