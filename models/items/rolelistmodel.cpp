#include "models/items/rolelistmodel.h"

#include "models/items/groupwords.h"

#include <algorithm>

namespace tacet {

void RoleListModel::setRoles(QList<GroupRole> roles)
{
    if (roles == m_roles)
        return;
    const bool sameRows = std::ranges::equal(roles, m_roles, {}, &GroupRole::id, &GroupRole::id);
    if (!sameRows) {
        beginResetModel();
        m_roles = std::move(roles);
        endResetModel();
        return;
    }
    m_roles = std::move(roles);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int RoleListModel::rowOf(RoleId role) const
{
    const auto found = std::ranges::find(m_roles, role, &GroupRole::id);
    return found == m_roles.end() ? -1 : static_cast<int>(found - m_roles.begin());
}

int RoleListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_roles.size());
}

QVariant RoleListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GroupRole &shown = m_roles.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return roleName(shown);
    case Qt::AccessibleTextRole: return tr("%1. %2").arg(roleName(shown), permissionSentence(shown));
    case RoleIdRole: return QVariant::fromValue(shown.id);
    case ColorRole: return shown.color;
    case SentenceRole: return permissionSentence(shown);
    case BuiltInRole: return shown.builtIn != tacet::BuiltInRole::None;
    case DefaultRole: return shown.isDefault;
    default: return {};
    }
}

} // namespace tacet
