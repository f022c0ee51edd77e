#pragma once
#include <QSortFilterProxyModel>

namespace tacet {

/// The chats whose name or user name contains every word that was typed, in the order of the list.
/// Case and accents do not matter.
class ChatFilterProxyModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &typed);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words; ///< folded
};

} // namespace tacet
