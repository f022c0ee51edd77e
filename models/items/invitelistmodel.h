#pragma once
#include "models/domain/group.h"

#include <QAbstractListModel>

namespace tacet {

/// The invites of one group or channel that can still be used, as values, newest first.
class InviteListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        InviteIdRole = Qt::UserRole, ///< InviteId
        KindRole,                    ///< int(InviteKind)
        IconRole,                    ///< QString: name of the icon
        DetailRole,                  ///< QString: uses, and what happens after
        ExpiresRole,                 ///< QDateTime, UTC
        ApprovalRole,                ///< bool: a manager decides
    };

    using QAbstractListModel::QAbstractListModel;

    void setInvites(QList<GroupInvite> invites);
    void remove(InviteId invite);
    /// `row` must exist.
    const GroupInvite &inviteAt(int row) const { return m_invites.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<GroupInvite> m_invites;
};

} // namespace tacet
