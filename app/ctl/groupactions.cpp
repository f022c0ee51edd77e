#include "app/ctl/groupactions.h"

#include "app/ctl/describe.h"
#include "app/ctl/groupadmission.h"
#include "models/domain/groupnames.h"

namespace tacet::ctl {

namespace {

using Action = GroupCommand::Action;
using Options = QHash<QString, QString>;

GroupAnswer answerOfGroup(const Group &group)
{
    const GroupSettings &settings = group.settings;
    const QString text = QStringLiteral("%1  %2  %3 members  %4")
                             .arg(printableName(settings.name), QString(nameOf(settings.visibility)))
                             .arg(group.memberCount)
                             .arg(group.id.toString());
    return {.text = text,
            .document = {{QStringLiteral("id"), group.id.toString()},
                         {QStringLiteral("type"), wordFor(group.type)},
                         {QStringLiteral("name"), settings.name},
                         {QStringLiteral("description"), settings.description},
                         {QStringLiteral("visibility"), QString(nameOf(settings.visibility))},
                         {QStringLiteral("members"), group.memberCount},
                         {QStringLiteral("max_members"), settings.maxMembers},
                         {QStringLiteral("history_days"), settings.history.days},
                         {QStringLiteral("slow_mode"), settings.slowModeSeconds},
                         {QStringLiteral("message_timer"), settings.messageTimerSeconds},
                         {QStringLiteral("epoch"), group.epoch},
                         {QStringLiteral("owner"), group.owner.toString()}}};
}

/// Options over settings. InvalidInput.
Result<GroupSettings> withOptions(GroupSettings settings, const Options &options)
{
    if (const auto value = options.constFind(QStringLiteral("visibility")); value != options.cend()) {
        const auto visibility = chatVisibilityFrom(*value);
        if (!visibility)
            return fail(ErrorCode::InvalidInput, QStringLiteral("visibility"));
        settings.visibility = *visibility;
    }
    settings.name = options.value(QStringLiteral("name"), settings.name);
    settings.description = options.value(QStringLiteral("description"), settings.description);
    const auto number = [&options](const char *name, int present) -> Result<int> {
        const auto value = options.constFind(QLatin1StringView(name));
        bool isNumber = true;
        const int wanted = value == options.cend() ? present : value->toInt(&isNumber);
        return isNumber ? Result<int>(wanted) : fail(ErrorCode::InvalidInput, QLatin1StringView(name));
    };
    TACET_TRY_ASSIGN(settings.history.days, number("history", settings.history.days));
    TACET_TRY_ASSIGN(settings.slowModeSeconds, number("slow", settings.slowModeSeconds));
    TACET_TRY_ASSIGN(settings.messageTimerSeconds, number("timer", settings.messageTimerSeconds));
    TACET_TRY_ASSIGN(settings.maxMembers, number("max", settings.maxMembers));
    return settings;
}

Task<QList<GroupAnswer>> create(AccountSession &session, ChatType type, QString name, Options options)
{
    NewGroup wanted;
    wanted.type = type;
    wanted.settings.name = name;
    TACET_CO_TRY_ASSIGN(wanted.settings, withOptions(wanted.settings, options));
    TACET_CO_TRY_ASSIGN(const Group group, co_await answerOf(session.groups().create(wanted)));
    co_return QList{answerOfGroup(group)};
}

Task<QList<GroupAnswer>> list(AccountSession &session, ChatType type)
{
    TACET_CO_TRY(co_await answerOf(session.groups().refresh()));
    TACET_CO_TRY_ASSIGN(const auto chats, co_await answerOf(session.chats().list()));
    QList<GroupAnswer> answers;
    for (const Chat &chat : chats) {
        if (chat.type != type || chat.standing != ChatStanding::Member)
            continue;
        TACET_CO_TRY_ASSIGN(const Group group, co_await answerOf(session.groups().find(chat.id)));
        answers += answerOfGroup(group);
    }
    co_return answers;
}

Task<QList<GroupAnswer>> members(AccountSession &session, ChatId chat)
{
    TACET_CO_TRY_ASSIGN(const auto rows, co_await answerOf(session.groups().members(chat)));
    TACET_CO_TRY_ASSIGN(const auto roles, co_await answerOf(session.groups().roles(chat)));
    QList<GroupAnswer> answers;
    for (const GroupMember &member : rows) {
        const auto role = std::ranges::find(roles, member.role, &GroupRole::id);
        QString word = role == roles.cend() ? QString() : role->name;
        if (role != roles.cend() && role->builtIn != BuiltInRole::None)
            word = role->builtIn == BuiltInRole::Owner   ? QStringLiteral("owner")
                   : role->builtIn == BuiltInRole::Admin ? QStringLiteral("admin")
                                                         : QStringLiteral("member");
        answers += {.text = shownNameOf(member.person) + QStringLiteral("  ") + printableName(word),
                    .document = {{QStringLiteral("username"), member.person.username},
                                 {QStringLiteral("user"), member.person.id.toString()},
                                 {QStringLiteral("role"), word}}};
    }
    co_return answers;
}

Task<RoleId> roleNamed(AccountSession &session, ChatId chat, QString word)
{
    TACET_CO_TRY_ASSIGN(const auto roles, co_await answerOf(session.groups().roles(chat)));
    const auto builtIn = builtInRoleFrom(word);
    for (const GroupRole &role : roles) {
        if ((builtIn && *builtIn != BuiltInRole::None && role.builtIn == *builtIn) ||
            (role.builtIn == BuiltInRole::None && role.name == word))
            co_return role.id;
    }
    co_return fail(ErrorCode::NotFound, QStringLiteral("role"));
}

Task<QList<GroupAnswer>> keys(AccountSession &session, ChatId chat, Options options)
{
    if (options.value(QStringLiteral("renew")) == QLatin1StringView("yes"))
        TACET_CO_TRY(co_await answerOf(session.groups().renewKeys(chat)));
    TACET_CO_TRY_ASSIGN(const GroupKeysReport report, co_await answerOf(session.groups().keys(chat)));
    co_return QList{GroupAnswer{.text = QStringLiteral("epoch %1, %2 devices, %3 without its key")
                                            .arg(report.epoch)
                                            .arg(report.devices)
                                            .arg(report.devicesWithoutKey),
                                .document = {{QStringLiteral("id"), chat.toString()},
                                             {QStringLiteral("epoch"), report.epoch},
                                             {QStringLiteral("due"), report.epochDueReason},
                                             {QStringLiteral("devices"), report.devices},
                                             {QStringLiteral("devices_without_key"), report.devicesWithoutKey},
                                             {QStringLiteral("session_messages"), report.sessionMessages},
                                             {QStringLiteral("devices_without_session"), report.devicesWithoutSession},
                                             {QStringLiteral("unreadable_messages"), report.unreadableMessages}}}};
}

Task<QList<GroupAnswer>> settings(AccountSession &session, ChatId chat, Options options)
{
    TACET_CO_TRY_ASSIGN(Group group, co_await answerOf(session.groups().find(chat)));
    TACET_CO_TRY_ASSIGN(const GroupSettings wanted, withOptions(group.settings, options));
    if (wanted != group.settings) {
        TACET_CO_TRY_ASSIGN(group, co_await answerOf(session.groups().change(chat, wanted)));
    }
    co_return QList{answerOfGroup(group)};
}

Task<QList<GroupAnswer>> addOne(AccountSession &session, ChatId chat, UserId user)
{
    TACET_CO_TRY_ASSIGN(const auto added, co_await answerOf(session.groups().addMembers(chat, {user})));
    if (!added.isEmpty() && added.constFirst().failure)
        co_return fail(*added.constFirst().failure);
    co_return QList{answerOfChat(QStringLiteral("added"), chat)};
}

/// Actions on somebody.
Task<QList<GroupAnswer>> actOnPerson(AccountSession &session, Action action, ChatId chat, QStringList arguments)
{
    TACET_CO_TRY_ASSIGN(const Person person, co_await answerOf(session.people().findByUsername(arguments.value(1))));
    if (action == Action::Add)
        co_return co_await addOne(session, chat, person.id);
    if (action == Action::Remove)
        TACET_CO_TRY(co_await answerOf(session.groups().removeMember(chat, person.id)));
    if (action == Action::Transfer)
        TACET_CO_TRY(co_await answerOf(session.groups().transfer(chat, person.id)));
    if (action == Action::Admit)
        TACET_CO_TRY(co_await answerOf(session.groupInvites().admit(chat, person.id)));
    if (action == Action::Decline)
        TACET_CO_TRY(co_await answerOf(session.groupInvites().decline(chat, person.id)));
    if (action == Action::Role) {
        TACET_CO_TRY_ASSIGN(const RoleId role, co_await roleNamed(session, chat, arguments.value(2)));
        TACET_CO_TRY(co_await answerOf(session.groups().assignRole(chat, person.id, role)));
    }
    co_return QList{answerOfChat(QStringLiteral("done"), chat)};
}

} // namespace

GroupAnswer answerOfChat(const QString &text, ChatId chat)
{
    return {.text = text, .document = {{QStringLiteral("id"), chat.toString()}}};
}

Task<Chat> findGroup(AccountSession &session, QString idOrName)
{
    TACET_CO_TRY_ASSIGN(const auto chats, co_await answerOf(session.chats().list()));
    QList<Chat> found;
    for (const Chat &chat : chats) {
        if (chat.type != ChatType::Direct && (chat.id.toString() == idOrName.toLower() || chat.title == idOrName))
            found += chat;
    }
    if (found.size() > 1)
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("several chats have that name: give the id"));
    if (found.isEmpty())
        co_return fail(ErrorCode::NotFound, QStringLiteral("no group or channel of that name or id"));
    co_return found.constFirst();
}

Task<QList<GroupAnswer>> actOnGroup(AccountSession &session, ChatType type, GroupCommand::Action action,
                                    QStringList arguments, QHash<QString, QString> options)
{
    if (action == Action::Create)
        co_return co_await create(session, type, arguments.value(0), options);
    if (action == Action::List)
        co_return co_await list(session, type);
    if (action == Action::Find)
        co_return co_await findPublic(session, type, arguments.value(0));
    if (action == Action::Join)
        co_return co_await enterGroup(session, arguments.value(0), options);
    TACET_CO_TRY_ASSIGN(const Chat chat, co_await findGroup(session, arguments.value(0)));
    switch (action) {
    case Action::Members: co_return co_await members(session, chat.id);
    case Action::Invite: co_return co_await inviteTo(session, chat.id, options);
    case Action::Requests: co_return co_await requestsTo(session, chat.id);
    case Action::Keys: co_return co_await keys(session, chat.id, options);
    case Action::Settings: co_return co_await settings(session, chat.id, options);
    case Action::Leave: TACET_CO_TRY(co_await answerOf(session.groups().leave(chat.id))); break;
    case Action::Dissolve: TACET_CO_TRY(co_await answerOf(session.groups().dissolve(chat.id))); break;
    default: co_return co_await actOnPerson(session, action, chat.id, arguments);
    }
    co_return QList{answerOfChat(QStringLiteral("done"), chat.id)};
}

} // namespace tacet::ctl
