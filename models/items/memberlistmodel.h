#pragma once
#include "models/domain/group.h"

#include <QAbstractListModel>

namespace tacet {

/// The members of one group or channel as values, in the order they were given (rank of role, then name).
/// Lives on the GUI's thread.
class MemberListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        UserIdRole = Qt::UserRole, ///< UserId
        UsernameRole,              ///< QString
        RoleIdRole,                ///< RoleId
        RoleNameRole,              ///< QString
        RoleColorRole,             ///< QString "#rrggbb", or empty
        JoinedRole,                ///< QDateTime, UTC
        LastSeenRole,              ///< QDateTime, UTC; invalid if unknown or not shown
        MutedUntilRole,            ///< QDateTime, UTC; invalid if not muted
        TrustRole,                 ///< int(Trust)
        SelfRole,                  ///< bool: this account
    };

    using QAbstractListModel::QAbstractListModel;

    void setSelf(UserId self) { m_self = self; }
    /// A list of the same people in the same order changes the rows that differ; another one replaces it.
    void setMembers(QList<GroupMember> members);
    void setRoles(QList<GroupRole> roles);
    /// Takes a person's new names or trust into that row.
    void putPerson(const Person &person);
    /// `row` must exist.
    const GroupMember &memberAt(int row) const { return m_members.at(row); }
    const QList<GroupMember> &members() const { return m_members; }
    UserId self() const { return m_self; }
    int rowOf(UserId user) const;
    /// The role of that id; an empty one if there is none.
    GroupRole roleOf(RoleId role) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString spoken(const GroupMember &member) const;

    QList<GroupMember> m_members;
    QList<GroupRole> m_roles;
    UserId m_self;
};

} // namespace tacet
