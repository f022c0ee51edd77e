#include "models/items/peoplemodel.h"

#include <algorithm>

namespace tacet {

void PeopleModel::setPeople(QList<Person> people)
{
    beginResetModel();
    m_people = std::move(people);
    endResetModel();
}

void PeopleModel::put(const Person &person)
{
    const auto found = std::ranges::find(m_people, person.id, &Person::id);
    if (found == m_people.end())
        return;
    *found = person;
    const QModelIndex changed = index(static_cast<int>(found - m_people.begin()));
    Q_EMIT dataChanged(changed, changed);
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Person &person = m_people.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return person.shownName();
    case Qt::AccessibleTextRole:
        return person.relation == Relation::Blocked
                   ? tr("%1, user name %2, blocked").arg(person.shownName(), person.username)
                   : tr("%1, user name %2").arg(person.shownName(), person.username);
    case UserIdRole: return QVariant::fromValue(person.id);
    case AvatarIdRole: return person.id.uuid();
    case HandleRole: return QString(u'@' + person.username);
    case RelationRole: return static_cast<int>(person.relation);
    case TrustRole: return static_cast<int>(person.trust);
    default: return {};
    }
}

} // namespace tacet
