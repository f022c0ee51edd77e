#pragma once
#include "models/backend/backendsession.h"
#include "models/domain/groupalarm.h"
#include "models/services/awaiting.h"
#include "models/services/chatturns.h"
#include "models/services/groupvault.h"

#include <QObject>
#include <QTimer>

namespace tacet {

class AccountCore;

/// Reads the signed logs of groups and channels: what is new is verified, folded and stored with the lines that tell
/// of it, in one transaction of the vault. The log is what counts; the tables of the database are only compared.
/// Lives on its owner's thread.
class GroupLogKeeper final : public QObject
{
    Q_OBJECT
public:
    explicit GroupLogKeeper(AccountCore &core);

    /// Everything new of the chat's log and its keys is in the vault. A chat that is new to the vault is in the list
    /// afterwards. CryptoFailed: the chat is halted; IdentityChanged: somebody's key has to be decided on first;
    /// NotFound: the account is no member of it any more.
    Task<> catchUp(ChatId chat);
    /// The same without looking after the keys.
    Task<GroupLogState> readLog(ChatId chat);
    /// Looks at all chats of the account: reads what is new, compares members and roles, and does what is due for
    /// their keys. At each connect, and every few minutes.
    Task<> checkAll();
    /// A hint came: a moment later, looks whether this account was put out of a chat. Nobody is shown any event of
    /// that, and the hint may be earlier than what it tells of.
    void lookForEnd();
    /// Compares the database's members with the log's.
    Task<> compareMembers(ChatId chat);

    void alarm(ChatId chat, GroupAlarm alarm);

Q_SIGNALS:
    void groupChanged(tacet::ChatId chat);
    void alarmed(tacet::ChatId chat, tacet::GroupAlarm alarm);

private:
    struct Part; ///< what the database shows of a chat behind a place of its log
    struct Reading;

    static Result<Part> fetch(BackendSession &db, ChatId chat, qint64 since);
    Task<GroupLogState> readParts(ChatId chat, bool anew);
    Task<OperationSigners> verifySigners(QList<LogSigner> signers);
    /// Groups and channels that this account is in.
    static Result<QList<ChatId>> presentChats(BackendSession &db);
    Task<QList<ChatId>> behind(QList<ChatId> present);
    Task<> leaveThoseBehind();
    Task<> leaveBehind(ChatId chat);
    Task<> halt(ChatId chat);

    AccountCore &m_core;
    ChatTurns m_turns;
    QTimer m_check;
    QTimer m_end;
    bool m_endAgain = false; ///< a hint came while the timer ran
    QSet<std::pair<ChatId, int>> m_alarmed;
};

} // namespace tacet
