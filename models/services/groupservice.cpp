#include "models/services/groupservice.h"

#include "models/services/accountcore.h"
#include "models/services/failures.h"
#include "models/services/groupkeysreport.h"
#include "models/vault/chatstore.h"
#include "models/vault/groupstatestore.h"

#include <algorithm>

namespace tacet {

GroupService::GroupService(AccountCore &core)
    : m_core(core)
{
    connect(&core.groupLog(), &GroupLogKeeper::groupChanged, this, &GroupService::groupChanged);
    connect(&core.groupLog(), &GroupLogKeeper::alarmed, this, &GroupService::alarmed);
}

AsyncResult<Group> GroupService::create(const NewGroup &group)
{
    return asFuture(makeGroup(group));
}

Task<Group> GroupService::makeGroup(NewGroup group)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const ChatId chat, co_await core->groupChanges().create(group));
    TACET_CO_TRY(co_await core->groupLog().catchUp(chat));
    // It lies with the chat, so it comes behind it. A chat without one is better than none, or a second one.
    if (!group.settings.picture.isEmpty()) {
        const auto pictured = co_await applySettings(chat, group.settings);
        if (!pictured)
            Q_EMIT pictureNotSet(chat, pictured.error().code());
    }
    if (!group.members.isEmpty())
        TACET_CO_TRY(co_await addAll(chat, group.members));
    co_return co_await answerOf(find(chat));
}

AsyncResult<Group> GroupService::find(ChatId chat)
{
    return m_core.vault().run([core = m_core.shared_from_this(), chat](VaultSession &vault) {
        return GroupVault(vault, core->account()).group(chat);
    });
}

AsyncResult<QList<GroupMember>> GroupService::members(ChatId chat)
{
    return asFuture(listMembers(chat));
}

/// People whom this account never met are asked for once.
Task<QList<GroupMember>> GroupService::listMembers(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const auto read = [chat](VaultSession &vault) { return vault.groups().members(chat); };
    TACET_CO_TRY_ASSIGN(auto rows, co_await answerOf(core->vault().run(read)));
    bool learnt = false;
    for (const VaultMember &row : rows) {
        if (row.person.username.isEmpty() && row.person.id != core->account().user)
            learnt = (co_await core->directory().learn(row.person.id)).has_value() || learnt;
    }
    if (learnt) {
        TACET_CO_TRY_ASSIGN(rows, co_await answerOf(core->vault().run(read)));
    }
    TACET_CO_TRY_ASSIGN(const auto roles, co_await answerOf(this->roles(chat)));
    QHash<RoleId, qsizetype> places;
    for (const GroupRole &role : roles)
        places.insert(role.id, places.size());
    QList<GroupMember> members;
    for (const VaultMember &row : std::as_const(rows)) {
        GroupMember member;
        member.person = row.person;
        if (row.person.id == core->account().user) {
            member.person.username = core->account().username;
            member.person.displayName = core->account().displayName;
        }
        member.role = row.role;
        member.joinedAt = row.joinedAt;
        member.mutedUntil = row.mutedUntil;
        members += member;
    }
    std::stable_sort(members.begin(), members.end(), [&places](const GroupMember &a, const GroupMember &b) {
        if (places.value(a.role) != places.value(b.role))
            return places.value(a.role) < places.value(b.role);
        return a.person.shownName().compare(b.person.shownName(), Qt::CaseInsensitive) < 0;
    });
    co_return members;
}

AsyncResult<QList<GroupRole>> GroupService::roles(ChatId chat)
{
    return m_core.vault().run([chat](VaultSession &vault) { return vault.groups().roles(chat); });
}

AsyncResult<QList<AddedMember>> GroupService::addMembers(ChatId chat, const QList<UserId> &users)
{
    return asFuture(addAll(chat, users));
}

Task<QList<AddedMember>> GroupService::addAll(ChatId chat, QList<UserId> users)
{
    const auto core = m_core.shared_from_this();
    QList<AddedMember> added;
    for (const UserId user : std::as_const(users)) {
        const Result<> done = co_await addOne(chat, user);
        if (!done && breaksConnection(done.error().code()))
            co_return std::unexpected(done.error());
        added += {.user = user, .failure = done ? std::nullopt : std::optional(done.error().code())};
    }
    TACET_CO_TRY(co_await core->groupLog().catchUp(chat));
    co_return added;
}

/// Whoever is added can be given keys at once: the person's devices are verified before.
Task<> GroupService::addOne(ChatId chat, UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->directory().learn(user));
    TACET_CO_TRY(co_await core->directory().ensureDevices(user));
    co_return co_await core->groupChanges().add(chat, user, {});
}

Task<> GroupService::changed(ChatId chat, Task<> change)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await std::move(change));
    co_return co_await core->groupLog().catchUp(chat);
}

AsyncResult<> GroupService::removeMember(ChatId chat, UserId user)
{
    return asFuture(changed(chat, m_core.groupChanges().remove(chat, user)));
}

AsyncResult<> GroupService::pardonMember(ChatId chat, UserId user)
{
    return asFuture(changed(chat, m_core.groupChanges().pardon(chat, user)));
}

AsyncResult<> GroupService::muteMember(ChatId chat, UserId user, const QDateTime &until)
{
    return asFuture(changed(chat, m_core.groupChanges().mute(chat, user, until)));
}

AsyncResult<> GroupService::assignRole(ChatId chat, UserId user, RoleId role)
{
    return asFuture(changed(chat, m_core.groupChanges().assign(chat, user, role)));
}

AsyncResult<GroupRole> GroupService::saveRole(ChatId chat, const GroupRole &role)
{
    return asFuture(applyRole(chat, role));
}

Task<GroupRole> GroupService::applyRole(ChatId chat, GroupRole role)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const GroupRole saved, co_await core->groupChanges().saveRole(chat, role));
    TACET_CO_TRY(co_await core->groupLog().catchUp(chat));
    co_return saved;
}

AsyncResult<> GroupService::removeRole(ChatId chat, RoleId role)
{
    return asFuture(changed(chat, m_core.groupChanges().removeRole(chat, role)));
}

AsyncResult<Group> GroupService::change(ChatId chat, const GroupSettings &settings)
{
    return asFuture(applySettings(chat, settings));
}

Task<Group> GroupService::applySettings(ChatId chat, GroupSettings settings)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->groupChanges().settings(chat, settings));
    TACET_CO_TRY(co_await core->groupLog().catchUp(chat));
    co_return co_await answerOf(find(chat));
}

AsyncResult<> GroupService::setMembersPost(ChatId chat, bool allowed)
{
    return asFuture(letMembersPost(chat, allowed));
}

Task<> GroupService::letMembersPost(ChatId chat, bool allowed)
{
    TACET_CO_TRY_ASSIGN(const auto roles, co_await answerOf(this->roles(chat)));
    const auto found = std::ranges::find(roles, BuiltInRole::Member, &GroupRole::builtIn);
    if (found == roles.cend())
        co_return fail(ErrorCode::NotFound, QStringLiteral("the members' role"));
    GroupRole role = *found;
    const Permissions posting = Permission::SendMessages | Permission::PostThreads | Permission::UploadMedia;
    role.permissions = allowed ? role.permissions | posting : role.permissions & ~posting;
    TACET_CO_TRY(co_await applyRole(chat, role));
    co_return {};
}

AsyncResult<> GroupService::transfer(ChatId chat, UserId newOwner)
{
    return asFuture(changed(chat, m_core.groupChanges().passOwnership(chat, newOwner)));
}

AsyncResult<> GroupService::leave(ChatId chat)
{
    return asFuture(end(chat, m_core.groupChanges().leave(chat), ChatStanding::Left));
}

AsyncResult<> GroupService::dissolve(ChatId chat)
{
    return asFuture(end(chat, m_core.groupChanges().dissolve(chat), ChatStanding::Dissolved));
}

/// The log is not shown to who is out of the chat: what became of it is said here.
Task<> GroupService::end(ChatId chat, Task<> change, ChatStanding standing)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await std::move(change));
    TACET_CO_TRY(co_await answerOf(core->vault().run(
        [chat, standing](VaultSession &vault) { return vault.chats().setStanding(chat, standing); })));
    core->chats().announce(chat);
    Q_EMIT groupChanged(chat);
    co_return {};
}

AsyncResult<> GroupService::forget(ChatId chat)
{
    return asFuture(drop(chat));
}

Task<> GroupService::drop(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(core->vault().run([chat](VaultSession &vault) -> Result<> {
        TACET_TRY_ASSIGN(const auto row, vault.chats().find(chat));
        if (!row)
            return fail(ErrorCode::NotFound, QStringLiteral("chat"));
        if (row->type == ChatType::Direct || row->standing == ChatStanding::Member)
            return fail(ErrorCode::Conflict, QStringLiteral("a chat that one is in is left first"));
        return vault.chats().forget(chat);
    })));
    Q_EMIT groupChanged(chat);
    co_return {};
}

AsyncResult<GroupKeysReport> GroupService::keys(ChatId chat)
{
    return asFuture(report(chat));
}

Task<GroupKeysReport> GroupService::report(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(GroupKeysReport report, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                            return keysReportOf(vault, core->account(), chat);
                        })));
    const qint64 epoch = report.epoch;
    const DeviceId own = core->account().device;
    // Only managers are told; offline nobody is.
    const auto lacking = co_await answerOf(core->backend().run([=](BackendSession &db) -> Result<int> {
        int count = 0;
        UserId after;
        do {
            TACET_TRY_ASSIGN(const LackingDevices page, db.groupKeys().devicesWithoutKey(chat, epoch, after, 500));
            count += static_cast<int>(page.devices.size() - page.devices.count(own));
            after = page.next;
        } while (!after.isNull());
        return count;
    }));
    report.devicesWithoutKey = lacking.value_or(0);
    co_return report;
}

AsyncResult<> GroupService::refresh()
{
    return asFuture(m_core.groupLog().checkAll());
}

AsyncResult<> GroupService::renewKeys(ChatId chat)
{
    return asFuture(renew(chat));
}

Task<> GroupService::renew(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->groupLog().readLog(chat));
    TACET_CO_TRY(co_await core->epochs().begin(chat, EpochReason::Manual));
    co_return co_await core->groupLog().catchUp(chat);
}

} // namespace tacet
