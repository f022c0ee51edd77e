#pragma once
#include "models/backend/chatlogstore.h"
#include "models/backend/poststore.h"
#include "models/services/awaiting.h"
#include "models/services/groupreception.h"
#include "models/vault/syncstatestore.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tacet {

class AccountCore;

/// Somebody else who learns from the events of chats: threads do.
class SyncParticipant
{
public:
    virtual ~SyncParticipant() = default;
    SyncParticipant() = default;
    Q_DISABLE_COPY_MOVE(SyncParticipant)

    /// Events of groups and channels whose logs were read up to now. They may come again after a crash.
    virtual Task<> takeEvents(QList<LogEvent> events) = 0;
    /// A chat that is new to this vault, or whose events were lost: everything of it is read.
    virtual Task<> readAll(ChatId chat) = 0;
};

/// Learns what happened in groups and channels: reads the events of all chats from where this device stands, page
/// by page, then what they name. Each page's messages and the position behind it are one commit, so that nothing is
/// missed or doubled. A new chat, and after the database was restored every chat, is read from its oldest message on.
class GroupSync final : public QObject
{
    Q_OBJECT
public:
    explicit GroupSync(AccountCore &core);

    /// Brings a chat's verified log, and the keys that come with it, into the vault. Before the connection starts;
    /// without it there are no groups.
    using ReadLog = std::function<Task<>(ChatId)>;
    void setLog(ReadLog readLog) { m_readLog = std::move(readLog); }
    /// Before the connection starts; it outlives this.
    void add(SyncParticipant *participant) { m_participants += participant; }

    /// Reads until nothing is new. A call while one is under way makes that one look once more.
    Task<> synchronise();
    /// Reads the chat's log, and opens what waited for the keys that come with it.
    Task<> catchUp(ChatId chat);
    /// The chat came to this vault: reads all of it, and goes on with that after a crash.
    Task<> readAll(ChatId chat);
    /// Tells everybody what became of messages.
    void announce(const GroupReceptionOutcome &outcome);

Q_SIGNALS:
    /// A message whose content did not fit what the database says of it: somebody tampered with it.
    void refused(tacet::ChatId chat, tacet::MessageId message);
    /// The log of a chat has two ends: nothing is sent there any more.
    void halted(tacet::ChatId chat);
    /// Everything up to now is here.
    void synchronised();

private:
    Task<> rounds();
    Task<> round(SyncState state);
    Task<> startOver();
    Task<SyncState> takePage(SyncState state, SyncPage page);
    Task<QSet<ChatId>> readLogs(QList<LogEvent> events);
    Task<> fetch(QList<MessageId> ids, SyncState position);
    Task<> store(QList<StoredPost> rows, std::optional<SyncState> position);
    Task<> readMessages(ChatId chat);
    Task<bool> hasAll(QList<StoredPost> rows);
    Task<> saveState(SyncState state);

    AccountCore &m_core;
    ReadLog m_readLog;
    QList<SyncParticipant *> m_participants;
    QTimer m_ask; ///< keys that may be on their way are not asked for at once
    bool m_running = false;
    bool m_again = false;
};

} // namespace tacet
