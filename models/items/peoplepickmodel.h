#pragma once
#include "models/domain/person.h"

#include <QAbstractListModel>
#include <QSet>

namespace tacet {

/// People of whom some are picked. What was picked stays picked when other people are shown, and stands first.
class PeoplePickModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        UserIdRole = Qt::UserRole, ///< UserId
        AvatarIdRole,              ///< QUuid
        HandleRole,                ///< QString, the user name with its sign
    };

    using QAbstractListModel::QAbstractListModel;

    /// People who cannot be picked because they are in already; left out of the list.
    void setExcluded(const QSet<UserId> &people);
    /// What a search found. Those picked before stay, in front.
    void setPeople(const QList<Person> &people);
    void toggle(int row);
    QList<UserId> picked() const;
    int pickedCount() const { return static_cast<int>(m_picked.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void pickedChanged();

private:
    bool isPicked(UserId user) const;

    QList<Person> m_rows;
    QList<Person> m_picked; ///< in the order in which they were picked
    QSet<UserId> m_excluded;
};

} // namespace tacet
