#include "tests/services/groupfixture.h"

namespace tacet::tests {

GroupFixture::GroupFixture(const QStringList &names)
    : m_names(names)
{
    for (const QString &name : names)
        m_people.emplace(name, std::make_unique<Person>(name));
}

Result<> GroupFixture::meet()
{
    Person &first = (*this)[m_names.constFirst()];
    TACET_TRY(first.create());
    if (!first.goOnline())
        return fail(ErrorCode::Offline);
    TACET_TRY_ASSIGN(m_database, DatabaseOperator::at(first.session().account().workspace));
    for (const QString &name : m_names.sliced(1)) {
        TACET_TRY_ASSIGN(const EnrolmentLink link, waitFor(first.session().enrolment().createLink()));
        TACET_TRY((*this)[name].join(link));
        if (!(*this)[name].goOnline())
            return fail(ErrorCode::Offline);
    }
    return {};
}

Result<Group> GroupFixture::make(const QString &owner, const QStringList &members, ChatType type,
                                 ChatVisibility visibility)
{
    NewGroup wanted;
    wanted.type = type;
    wanted.settings.visibility = visibility;
    wanted.settings.name = QStringLiteral("Garden");
    wanted.settings.description = QStringLiteral("Beds and paths");
    for (const QString &member : members)
        wanted.members += idOf(member);
    TACET_TRY_ASSIGN(const Group made, waitFor(groupsOf(owner).create(wanted)));
    if (made.settings.name != wanted.settings.name)
        return fail(ErrorCode::Damaged, QStringLiteral("a new chat without its name"));
    for (const QString &member : members)
        TACET_TRY(see(member, made.id));
    return see(owner, made.id);
}

Result<Group> GroupFixture::see(const QString &name, ChatId chat)
{
    TACET_TRY(waitFor(groupsOf(name).refresh()));
    return waitFor(groupsOf(name).find(chat));
}

RoleId GroupFixture::roleIn(const QString &name, ChatId chat, BuiltInRole builtIn)
{
    const auto roles = waitFor(groupsOf(name).roles(chat));
    for (const GroupRole &role : roles.value_or(QList<GroupRole>())) {
        if (role.builtIn == builtIn)
            return role.id;
    }
    return {};
}

QStringList GroupFixture::membersAsSeenBy(const QString &name, ChatId chat)
{
    QStringList names;
    const auto members = waitFor(groupsOf(name).members(chat));
    for (const GroupMember &member : members.value_or(QList<GroupMember>()))
        names += member.person.username;
    return names;
}

QList<ChatEventKind> GroupFixture::linesOf(const QString &name, ChatId chat)
{
    QList<ChatEventKind> kinds;
    const auto page = waitFor((*this)[name].session().messages().page(chat));
    for (const Message &message : page.value_or(MessagePage()).messages) {
        if (message.event)
            kinds.prepend(message.event->kind);
    }
    return kinds;
}

int GroupFixture::keysFor(const QString &name, ChatId chat)
{
    const auto count = m_database->value(
        QStringLiteral("SELECT count(*) FROM tacet.group_keys k JOIN tacet.devices d ON d.id = k.device_id "
                       "WHERE k.chat_id = :0 AND d.user_id = :1"),
        {chat.toString(), idOf(name).toString()});
    return count ? count->toInt() : -1;
}

qint64 GroupFixture::epochOf(ChatId chat)
{
    const auto epoch =
        m_database->value(QStringLiteral("SELECT epoch FROM tacet.chats WHERE id = :0"), {chat.toString()});
    return epoch ? epoch->toLongLong() : -1;
}

} // namespace tacet::tests
