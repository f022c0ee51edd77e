#pragma once
#include "models/services/accountcore.h"
#include "tests/services/conversationfixture.h"
#include "tests/services/databaseoperator.h"

#include <map>

namespace tacet::tests {

/// What the verified log of a chat says. The database's own log goes along, without anybody's signature: these tests
/// are about what is written in chats, not about who may change them.
struct TalkLog {
    ChatId chat;
    ChatType type = ChatType::Group;
    qint64 sequence = 0;
    QByteArray hash;
    RoleId ownerRole;
    RoleId adminRole;
    RoleId memberRole;
    qint64 epoch = 1;
    qint64 floor = 1;
    struct Member {
        RoleId role;
        qint64 joinedSequence = 0;
        QDateTime joinedAt;
    };
    std::map<UserId, Member> members;
    std::map<UserId, qint64> left; ///< and the sequence at which
    std::map<qint64, QByteArray> keys;
};

/// An account with the real vault and the real database, whose services a test reaches.
class Talker
{
public:
    /// `logs` outlives it.
    Talker(const QString &username, const std::map<ChatId, TalkLog> &logs);
    ~Talker();

    Result<> create() { return m_person.create(); }
    Result<> join(const EnrolmentLink &link) { return m_person.join(link); }
    Person &person() { return m_person; }

    /// Leaves the profile to this object's own core.
    Result<> open();
    /// Opens the vault and goes online; waits until everything that waited is here.
    Result<> comeOnline();
    /// Ends the connection and closes the vault.
    Result<> goAway();
    bool isAway() const { return !m_core; }

    AccountCore &core() { return *m_core; }
    UserId user() const { return m_account.user; }
    DeviceId device() const { return m_account.device; }

    Result<Message> send(ChatId chat, const QString &text, const QList<Mention> &mentions = {},
                         std::optional<MessageId> replyTo = {});
    /// Reads what is new now instead of at the next poll.
    Result<> synchronise();
    /// Oldest first.
    QList<Message> messages(ChatId chat);
    QStringList texts(ChatId chat);
    int waiting(ChatId chat);
    const QList<MessageId> &refused() const { return m_refused; }

private:
    Task<> stamp(ChatId chat);

    Person m_person;
    const std::map<ChatId, TalkLog> &m_logs;
    Account m_account;
    std::shared_ptr<AccountCore> m_core;
    QList<MessageId> m_refused;
};

/// People of one workspace who make groups, and the workspace's operator.
class GroupTalk
{
public:
    /// The first one owns the workspace. All are online afterwards.
    Result<> meet(const QStringList &usernames);

    Talker &at(const QString &username) { return *m_people.at(username); }
    DatabaseOperator &database() { return *m_database; }
    const TalkLog &log(ChatId chat) const { return m_logs.at(chat); }

    /// The first one makes it and lets the others in.
    Result<ChatId> found(ChatType type, const QStringList &usernames);
    Result<> add(ChatId chat, const QString &manager, const QString &username);
    /// And begins the next epoch.
    Result<> remove(ChatId chat, const QString &manager, const QString &username);

    /// All who are online read until each has so many messages of the chat that can be read.
    bool settle(ChatId chat, int readable);

private:
    template <class Work>
    Result<> operate(TalkLog &log, const QString &who, Work work);

    std::map<ChatId, TalkLog> m_logs;
    std::map<QString, std::unique_ptr<Talker>> m_people;
    std::unique_ptr<DatabaseOperator> m_database;
};

} // namespace tacet::tests
