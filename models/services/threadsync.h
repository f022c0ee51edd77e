#pragma once
#include "models/backend/threadstore.h"
#include "models/services/groupsync.h"
#include "models/services/threadreception.h"

#include <QSet>

namespace tacet {

class AccountCore;

/// Learns of threads and replies: reads what the events of chats name, and all of a chat that is new here. Lives on
/// its owner's thread.
class ThreadSync final : public SyncParticipant
{
public:
    /// `core` outlives it.
    explicit ThreadSync(AccountCore &core)
        : m_core(core)
    {
    }

    Task<> takeEvents(QList<LogEvent> events) override;
    Task<> readAll(ChatId chat) override;

private:
    Task<> fetchThreads(QList<ThreadId> ids);
    Task<> fetchReplies(QList<ReplyId> ids);
    Task<> readReplies(ThreadId thread);
    Task<QList<ThreadId>> unknownThreads(QList<StoredReply> rows);
    Task<> store(QList<StoredThread> threads, QList<StoredReply> replies);
    Task<> reveal(QSet<ChatId> chats);
    Task<> readPins(ChatId chat);

    AccountCore &m_core;
};

} // namespace tacet
