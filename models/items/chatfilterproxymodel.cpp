#include "models/items/chatfilterproxymodel.h"

#include "models/items/chatlistmodel.h"
#include "models/items/foldedname.h"

#include <algorithm>

namespace tacet {

void ChatFilterProxyModel::setWords(const QString &typed)
{
    m_words = typedWords(typed);
    invalidateRowsFilter();
}

bool ChatFilterProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    const QString name = foldedName(row.data(Qt::DisplayRole).toString());
    const QString username = foldedName(row.data(ChatListModel::UsernameRole).toString());
    return std::ranges::all_of(
        m_words, [&name, &username](const QString &word) { return name.contains(word) || username.contains(word); });
}

} // namespace tacet
