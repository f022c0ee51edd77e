#include "models/services/groupfold.h"

#include <algorithm>

namespace tacet {

GroupFold::Folded GroupFold::create()
{
    const auto &made = fields<OperationCreate>();
    if (chatIdOf(m_operation) != m_state.chat || m_user != m_operation.actor || made.ownerRole == made.adminRole ||
        made.adminRole == made.memberRole || made.ownerRole == made.memberRole)
        return fail(ErrorCode::InvalidInput, QStringLiteral("not the beginning of this chat"));
    TACET_TRY(needsSoundTexts(made.settings));
    const Permissions posting = Permission::SendMessages | Permission::PostThreads | Permission::UploadMedia;
    const auto role = [this](RoleId id, BuiltInRole builtIn, const QString &color, Permissions permissions) {
        m_state.roles.insert(id, {.builtIn = builtIn,
                                  .definition = {.nameEpoch = 0,
                                                 .nameHash = {},
                                                 .color = color,
                                                 .permissions = permissions,
                                                 .isDefault = builtIn == BuiltInRole::Member}});
    };
    role(made.ownerRole, BuiltInRole::Owner, QStringLiteral("#ff0000"), Permissions::fromInt(0xFF));
    role(made.adminRole, BuiltInRole::Admin, QStringLiteral("#ffa500"),
         posting | Permission::ManageMembers | Permission::DeleteMessages | Permission::PinMessages);
    role(made.memberRole, BuiltInRole::Member, {}, made.type == ChatType::Group ? posting : Permissions());
    m_state.type = made.type;
    m_state.settings = made.settings;
    m_state.owner = m_operation.actor;
    m_state.createdAt = m_operation.time;
    m_state.members.insert(m_operation.actor, {.role = made.ownerRole,
                                               .joinedSequence = 1,
                                               .joinedEpoch = 1,
                                               .joinedAt = m_operation.time,
                                               .mutedUntil = {}});
    m_state.epochs.insert(
        1, {.commitment = made.commitment, .reason = EpochReason::Created, .sequence = 1, .madeAt = m_operation.time});
    return event(ChatEventKind::Created, m_user);
}

/// A settings operation that changes nothing but the key of the texts is not told; whether the name is another one
/// shows only when it is opened.
GroupFold::Folded GroupFold::settings()
{
    TACET_TRY(needs(Permission::ManageChat));
    const OperationSettings before = m_state.settings;
    const auto &wanted = fields<OperationSettings>();
    TACET_TRY(needsSoundTexts(wanted));
    const auto hasPlainName = [](const LoggedRole &role) {
        return !role.definition.nameHash.isEmpty() && role.definition.nameEpoch == 0;
    };
    if (wanted.maxMembers < m_state.members.size() ||
        (wanted.visibility != ChatVisibility::Public && std::ranges::any_of(m_state.roles, hasPlainName)))
        return notFitting("the chat is larger, or has roles with plain names");
    m_state.settings = wanted;
    if ((before.visibility == ChatVisibility::Public) != m_state.isPublic())
        m_state.wantsEpoch = true;
    if (before.messageTimerSeconds != wanted.messageTimerSeconds)
        return event(ChatEventKind::TimerChanged, {}, QString::number(wanted.messageTimerSeconds));
    OperationSettings resealed = before;
    resealed.epoch = wanted.epoch;
    resealed.nameHash = wanted.nameHash;
    resealed.descriptionHash = wanted.descriptionHash;
    resealed.pictureHash = wanted.pictureHash;
    if (resealed == wanted)
        return std::nullopt;
    return event(ChatEventKind::SettingsChanged);
}

GroupFold::Folded GroupFold::dissolve()
{
    TACET_TRY(needsOwner());
    dissolveIn(m_state);
    return event(ChatEventKind::Dissolved);
}

GroupFold::Folded GroupFold::passOwnership()
{
    TACET_TRY(needsOwner());
    TACET_TRY(needsOther());
    if (!m_state.roleOf(m_user))
        return notAllowed("the successor is no member");
    m_state.members[m_operation.actor].role = m_state.builtInRole(BuiltInRole::Admin);
    makeOwnerIn(m_state, m_user);
    m_state.isSuccessionDue = false;
    return event(ChatEventKind::OwnerChanged, m_user);
}

GroupFold::Folded GroupFold::takeOwnership()
{
    TACET_TRY(needsOwner());
    if (m_user != m_operation.actor)
        return fail(ErrorCode::InvalidInput, QStringLiteral("only for oneself"));
    if (!m_state.isSuccessionDue)
        return notFitting("there is nothing to take");
    m_state.isSuccessionDue = false;
    return event(ChatEventKind::OwnerChanged, m_user);
}

GroupFold::Folded GroupFold::epoch()
{
    TACET_TRY(needs(Permission::ManageMembers));
    const auto &made = fields<OperationEpoch>();
    if (made.epoch != m_state.epoch() + 1)
        return notFitting("not the next epoch");
    m_state.epochs.insert(made.epoch, {.commitment = made.commitment,
                                       .reason = made.reason,
                                       .sequence = m_operation.sequence,
                                       .madeAt = m_operation.time});
    m_state.wantsEpoch = false;
    return std::nullopt;
}

} // namespace tacet
