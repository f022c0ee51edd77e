#include "models/items/chatfilterproxymodel.h"

#include "models/items/chatlistmodel.h"

#include <algorithm>

namespace tacet {

namespace {

/// Lower case without accents, so that "jose" finds "José".
QString folded(const QString &text)
{
    QString out;
    for (const QChar &c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark())
            out += c;
    }
    return out.toCaseFolded();
}

} // namespace

void ChatFilterProxyModel::setWords(const QString &typed)
{
    m_words = folded(typed).split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool ChatFilterProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    const QString name = folded(row.data(Qt::DisplayRole).toString());
    const QString username = folded(row.data(ChatListModel::UsernameRole).toString());
    return std::ranges::all_of(
        m_words, [&name, &username](const QString &word) { return name.contains(word) || username.contains(word); });
}

} // namespace tacet
