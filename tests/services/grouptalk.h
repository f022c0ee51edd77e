#pragma once
#include "models/services/accountcore.h"
#include "tests/services/conversationfixture.h"
#include "tests/services/databaseoperator.h"

#include <map>

namespace tacet::tests {

/// An account with the real vault and the real database, whose services a test reaches.
class Talker
{
public:
    explicit Talker(const QString &username);
    ~Talker();

    Result<> create() { return m_person.create(); }
    Result<> join(const EnrolmentLink &link) { return m_person.join(link); }
    Person &person() { return m_person; }

    /// Leaves the profile to this object's own core.
    Result<> open();
    /// Opens the vault and stays offline.
    Result<> comeBack();
    /// Opens the vault, unless it is open, and goes online; waits until everything that waited is here.
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
    /// Oldest first, without the lines that nobody wrote.
    QList<Message> messages(ChatId chat);
    QStringList texts(ChatId chat);
    int waiting(ChatId chat);
    bool isMember(ChatId chat);
    const QList<MessageId> &refused() const { return m_refused; }

private:
    Person m_person;
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

    /// The first one makes it with the others in it.
    Result<ChatId> found(ChatType type, const QStringList &usernames, HistoryPolicy history = {});
    Result<> add(ChatId chat, const QString &manager, const QString &username);
    /// The next epoch begins with it.
    Result<> remove(ChatId chat, const QString &manager, const QString &username);

    /// All who are online read until each has so many messages of the chat that can be read.
    bool settle(ChatId chat, int readable);

private:
    std::map<QString, std::unique_ptr<Talker>> m_people;
    std::unique_ptr<DatabaseOperator> m_database;
};

} // namespace tacet::tests
