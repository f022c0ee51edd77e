#pragma once
#include "tests/services/conversationfixture.h"
#include "tests/services/databaseoperator.h"

namespace tacet::tests {

/// A workspace of several people who know each other, and its operator. The first one owns it.
class GroupFixture
{
public:
    explicit GroupFixture(const QStringList &names);

    /// All are online afterwards.
    Result<> meet();
    Person &operator[](const QString &name) { return *m_people.at(name); }
    UserId idOf(const QString &name) { return (*this)[name].session().account().user; }
    GroupService &groupsOf(const QString &name) { return (*this)[name].session().groups(); }
    GroupInviteService &invitesOf(const QString &name) { return (*this)[name].session().groupInvites(); }
    DatabaseOperator &database() { return *m_database; }

    /// A chat of `owner` with these people in it, as each of them has read.
    Result<Group> make(const QString &owner, const QStringList &members, ChatType type = ChatType::Group,
                       ChatVisibility visibility = ChatVisibility::Private);
    /// Reads what is new and answers the chat.
    Result<Group> see(const QString &name, ChatId chat);
    RoleId roleIn(const QString &name, ChatId chat, BuiltInRole builtIn);
    QStringList membersAsSeenBy(const QString &name, ChatId chat);
    QList<ChatEventKind> linesOf(const QString &name, ChatId chat);
    /// How many keys the database has for devices of that account.
    int keysFor(const QString &name, ChatId chat);
    qint64 epochOf(ChatId chat);

private:
    std::map<QString, std::unique_ptr<Person>> m_people;
    QStringList m_names;
    std::unique_ptr<DatabaseOperator> m_database;
};

} // namespace tacet::tests
