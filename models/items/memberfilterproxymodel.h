#pragma once
#include "models/domain/ids.h"

#include <QSortFilterProxyModel>

namespace tacet {

/// The members whose name or user name contains every word that was typed and who have the wanted role.
/// Case and accents do not matter.
class MemberFilterProxyModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &typed);
    /// Null: everybody.
    void setRole(RoleId role);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words; ///< folded
    RoleId m_role;
};

} // namespace tacet
