#include "models/items/memberlistmodel.h"

#include "models/items/groupwords.h"
#include "models/items/messagewords.h"

#include <algorithm>

namespace tacet {

void MemberListModel::setMembers(QList<GroupMember> members)
{
    const bool sameRows = std::ranges::equal(
        members, m_members, [](const GroupMember &a, const GroupMember &b) { return a.person.id == b.person.id; });
    if (!sameRows) {
        beginResetModel();
        m_members = std::move(members);
        endResetModel();
        return;
    }
    m_members = std::move(members);
    if (!m_members.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void MemberListModel::setRoles(QList<GroupRole> roles)
{
    m_roles = std::move(roles);
    if (!m_members.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {RoleNameRole, RoleColorRole});
}

void MemberListModel::putPerson(const Person &person)
{
    const int row = rowOf(person.id);
    if (row < 0)
        return;
    m_members[row].person = person;
    Q_EMIT dataChanged(index(row), index(row));
}

int MemberListModel::rowOf(UserId user) const
{
    const auto found =
        std::ranges::find_if(m_members, [&user](const GroupMember &member) { return member.person.id == user; });
    return found == m_members.end() ? -1 : static_cast<int>(found - m_members.begin());
}

GroupRole MemberListModel::roleOf(RoleId role) const
{
    const auto found = std::ranges::find(m_roles, role, &GroupRole::id);
    return found == m_roles.end() ? GroupRole() : *found;
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_members.size());
}

QString MemberListModel::spoken(const GroupMember &member) const
{
    const GroupRole role = roleOf(member.role);
    const QString name = member.person.id == m_self
                             ? tr("%1, you").arg(member.person.shownName())
                             : tr("%1, user name %2").arg(member.person.shownName(), member.person.username);
    QString sentence = tr("%1. %2. %3").arg(name, roleName(role), permissionSentence(role));
    if (member.person.trust == Trust::Verified)
        sentence = tr("%1 Safety number compared.").arg(sentence);
    if (member.mutedUntil && *member.mutedUntil > QDateTime::currentDateTimeUtc())
        sentence = tr("%1 Muted.").arg(sentence);
    return sentence;
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GroupMember &member = m_members.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return member.person.shownName();
    case Qt::AccessibleTextRole: return spoken(member);
    case UserIdRole: return QVariant::fromValue(member.person.id);
    case UsernameRole: return member.person.username;
    case RoleIdRole: return QVariant::fromValue(member.role);
    case RoleNameRole: return roleName(roleOf(member.role));
    case RoleColorRole: return roleOf(member.role).color;
    case JoinedRole: return member.joinedAt;
    case LastSeenRole: return member.lastSeen.value_or(QDateTime());
    case MutedUntilRole: return member.mutedUntil.value_or(QDateTime());
    case TrustRole: return static_cast<int>(member.person.trust);
    case SelfRole: return member.person.id == m_self;
    default: return {};
    }
}

} // namespace tacet
