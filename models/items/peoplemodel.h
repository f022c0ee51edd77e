#pragma once
#include "models/domain/person.h"

#include <QAbstractListModel>

namespace tacet {

/// People as values: the contacts, or what a search found. Keeps the order it was given.
class PeopleModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        UserIdRole = Qt::UserRole, ///< UserId
        AvatarIdRole,              ///< QUuid, for the avatar's colour
        HandleRole,                ///< QString, the user name with its sign
        RelationRole,              ///< int(Relation)
        TrustRole,                 ///< int(Trust)
    };

    using QAbstractListModel::QAbstractListModel;

    void setPeople(QList<Person> people);
    /// Updates the row of that person; nothing if there is none.
    void put(const Person &person);
    /// `row` must exist.
    const Person &personAt(int row) const { return m_people.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Person> m_people;
};

} // namespace tacet
