#pragma once
#include "models/domain/group.h"

#include <QAbstractListModel>

namespace tacet {

/// The roles of one group or channel as values, in the order they were given (highest first).
class RoleListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        RoleIdRole = Qt::UserRole, ///< RoleId
        ColorRole,                 ///< QString "#rrggbb", or empty
        SentenceRole,              ///< QString: what people of this role may do
        BuiltInRole,               ///< bool
        DefaultRole,               ///< bool: what people are let in with
    };

    using QAbstractListModel::QAbstractListModel;

    void setRoles(QList<GroupRole> roles);
    /// `row` must exist.
    const GroupRole &roleAt(int row) const { return m_roles.at(row); }
    const QList<GroupRole> &roles() const { return m_roles; }
    int rowOf(RoleId role) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<GroupRole> m_roles;
};

} // namespace tacet
