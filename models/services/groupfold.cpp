#include "models/services/groupfold.h"

#include <algorithm>

namespace tacet {

GroupFold::GroupFold(GroupLogState &state, const GroupOperation &operation, const QByteArray &inviteSignature)
    : m_state(state)
    , m_operation(operation)
    , m_inviteSignature(inviteSignature)
    , m_user(operation.subject)
    , m_role(operation.detail)
{
}

GroupFold::Folded GroupFold::run()
{
    const bool begins = m_operation.kind == OperationKind::Create;
    if (begins != (m_state.head.sequence == 0))
        return notFitting("a chat begins once");
    if (begins)
        return create();
    if (m_operation.chat != m_state.chat)
        return notFitting("an operation of another chat");
    if (m_state.isDissolved)
        return notFitting("the chat is no more");
    if (m_operation.kind != OperationKind::Join && !m_state.roleOf(m_operation.actor))
        return notAllowed("not a member");
    switch (m_operation.kind) {
    case OperationKind::Create: break;
    case OperationKind::Settings: return settings();
    case OperationKind::Dissolve: return dissolve();
    case OperationKind::Owner: return passOwnership();
    case OperationKind::Succeed: return takeOwnership();
    case OperationKind::Role: return role();
    case OperationKind::RoleRemoved: return removeRole();
    case OperationKind::Assign: return assign();
    case OperationKind::Add: return add();
    case OperationKind::Join: return join();
    case OperationKind::Remove: return remove();
    case OperationKind::Pardon: return pardon();
    case OperationKind::Leave: return leave();
    case OperationKind::Mute: return mute();
    case OperationKind::Invite: return invite();
    case OperationKind::InviteRevoked: return revokeInvite();
    case OperationKind::Epoch: return epoch();
    }
    return notFitting("no such operation");
}

Result<> GroupFold::needs(Permission permission) const
{
    if (!own().may(permission))
        return notAllowed("the actor's role does not allow it");
    return {};
}

Result<> GroupFold::needsOwner() const
{
    if (own().builtIn != BuiltInRole::Owner)
        return notAllowed("only the owner may");
    return {};
}

Result<> GroupFold::needsOther() const
{
    if (m_user == m_operation.actor)
        return fail(ErrorCode::InvalidInput, QStringLiteral("not to oneself"));
    return {};
}

Result<> GroupFold::needsOutranked() const
{
    const LoggedRole *const role = m_state.roleOf(m_user);
    if (!role || role->rank() >= own().rank())
        return notAllowed("not somebody of lower rank");
    return {};
}

Result<> GroupFold::needsGrantable(RoleId role) const
{
    const auto given = m_state.roles.constFind(role);
    if (given == m_state.roles.cend() || !mayGive(own(), *given))
        return notAllowed("not a role that the actor may give");
    return {};
}

Result<> GroupFold::needsSoundTexts(const OperationSettings &settings) const
{
    const bool isPublic = settings.visibility == ChatVisibility::Public;
    const qint64 newest = std::max<qint64>(m_state.epoch(), 1);
    if (isPublic ? settings.epoch != 0 : settings.epoch < 1 || settings.epoch > newest)
        return fail(ErrorCode::InvalidInput, QStringLiteral("texts under another key than the chat's"));
    return {};
}

ChatEvent GroupFold::event(ChatEventKind kind, UserId subject, const QString &detail) const
{
    return {.kind = kind,
            .actor = m_operation.actor,
            .subject = subject,
            .actorName = {},
            .subjectName = {},
            .detail = detail};
}

bool mayGive(const LoggedRole &giver, const LoggedRole &given)
{
    const bool has = (given.definition.permissions & ~giver.definition.permissions) == Permissions();
    return given.rank() < giver.rank() && (given.definition.isDefault || (has && giver.may(Permission::ManageRoles)));
}

void voidInvitesIn(GroupLogState &state, UserId creator)
{
    for (LoggedInvite &invite : state.invites)
        invite.isRevoked = invite.isRevoked || invite.creator == creator;
}

void unseatIn(GroupLogState &state, UserId user)
{
    state.members.remove(user);
    voidInvitesIn(state, user);
}

void makeOwnerIn(GroupLogState &state, UserId user)
{
    LoggedMember &member = state.members[user];
    member.role = state.builtInRole(BuiltInRole::Owner);
    member.mutedUntil = {};
    state.owner = user;
}

void dissolveIn(GroupLogState &state)
{
    state.isDissolved = true;
    state.owner = {};
    state.members.clear();
    for (LoggedInvite &invite : state.invites)
        invite.isRevoked = true;
}

UserId successorIn(const GroupLogState &state)
{
    const RoleId admin = state.builtInRole(BuiltInRole::Admin);
    UserId heir;
    std::pair best{2, qint64{0}};
    for (auto member = state.members.constKeyValueBegin(); member != state.members.constKeyValueEnd(); ++member) {
        const std::pair place{member->second.role == admin ? 0 : 1, member->second.joinedSequence};
        if (member->first != state.owner && place < best) {
            heir = member->first;
            best = place;
        }
    }
    return heir;
}

std::unexpected<Error> notAllowed(const char *why)
{
    return fail(ErrorCode::Forbidden, QLatin1StringView(why));
}

std::unexpected<Error> notFitting(const char *why)
{
    return fail(ErrorCode::Conflict, QLatin1StringView(why));
}

} // namespace tacet
