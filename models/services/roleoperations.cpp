#include "models/services/groupfold.h"

#include <algorithm>

namespace tacet {

GroupFold::Folded GroupFold::role()
{
    TACET_TRY(needs(Permission::ManageRoles));
    const RoleId id(m_operation.subject);
    const auto &wanted = fields<OperationRole>();
    const auto found = m_state.roles.constFind(id);
    const std::optional<LoggedRole> before =
        found == m_state.roles.cend() ? std::nullopt : std::optional<LoggedRole>(*found);
    const LoggedRole after{.builtIn = before ? before->builtIn : BuiltInRole::None, .definition = wanted};
    const Permissions mine = own().definition.permissions;
    const auto exceeds = [mine](const OperationRole &role) { return (role.permissions & ~mine) != Permissions(); };
    if (exceeds(wanted) || after.rank() >= own().rank())
        return notAllowed("more than the actor has");
    if (before && (before->rank() >= own().rank() || (exceeds(before->definition) && !before->definition.isDefault)))
        return notAllowed("a role that the actor may not change");
    const bool isNamed = !wanted.nameHash.isEmpty();
    if (isNamed && wanted.nameEpoch == 0 && !m_state.isPublic())
        return notAllowed("a plain name in a chat that is not public");
    const LoggedRole plain{.builtIn = BuiltInRole::None, .definition = wanted};
    if (isNamed == (after.builtIn != BuiltInRole::None) || (!isNamed && wanted.nameEpoch != 0) ||
        wanted.nameEpoch > m_state.epoch() || (wanted.isDefault && plain.rank() > 0) ||
        (!wanted.isDefault && before && before->definition.isDefault))
        return fail(ErrorCode::InvalidInput, QStringLiteral("not such a role"));
    if (wanted.isDefault) {
        for (LoggedRole &other : m_state.roles)
            other.definition.isDefault = false;
    }
    m_state.roles.insert(id, after);
    return std::nullopt;
}

GroupFold::Folded GroupFold::removeRole()
{
    TACET_TRY(needs(Permission::ManageRoles));
    const RoleId id(m_operation.subject);
    const auto found = m_state.roles.constFind(id);
    if (found == m_state.roles.cend() || found->builtIn != BuiltInRole::None || found->rank() >= own().rank() ||
        (found->definition.permissions & ~own().definition.permissions) != Permissions())
        return notAllowed("not a role to remove");
    const auto hasIt = [id](const LoggedMember &member) { return member.role == id; };
    if (found->definition.isDefault || std::ranges::any_of(m_state.members, hasIt))
        return notFitting("somebody has the role, or it is the default");
    m_state.roles.remove(id);
    return std::nullopt;
}

GroupFold::Folded GroupFold::assign()
{
    TACET_TRY(needs(Permission::ManageRoles));
    TACET_TRY(needsOutranked());
    TACET_TRY(needsGrantable(m_role));
    m_state.members[m_user].role = m_role;
    if (!m_state.roles.value(m_role).may(Permission::ManageMembers))
        voidInvitesIn(m_state, m_user);
    return event(ChatEventKind::RoleChanged, m_user, m_role.toString());
}

} // namespace tacet
