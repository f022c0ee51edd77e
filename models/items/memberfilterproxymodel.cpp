#include "models/items/memberfilterproxymodel.h"

#include "models/items/foldedname.h"
#include "models/items/memberlistmodel.h"

#include <algorithm>

namespace tacet {

void MemberFilterProxyModel::setWords(const QString &typed)
{
    m_words = typedWords(typed);
    invalidateRowsFilter();
}

void MemberFilterProxyModel::setRole(RoleId role)
{
    m_role = role;
    invalidateRowsFilter();
}

bool MemberFilterProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!m_role.isNull() && row.data(MemberListModel::RoleIdRole).value<RoleId>() != m_role)
        return false;
    const QString name = foldedName(row.data(Qt::DisplayRole).toString());
    const QString username = foldedName(row.data(MemberListModel::UsernameRole).toString());
    return std::ranges::all_of(
        m_words, [&name, &username](const QString &word) { return name.contains(word) || username.contains(word); });
}

} // namespace tacet
