#include "models/items/peoplepickmodel.h"

#include <algorithm>

namespace tacet {

void PeoplePickModel::setExcluded(const QSet<UserId> &people)
{
    m_excluded = people;
    setPeople(m_rows);
}

void PeoplePickModel::setPeople(const QList<Person> &people)
{
    beginResetModel();
    QList<Person> rows = m_picked;
    for (const Person &person : people) {
        const bool isOpen = person.relation != Relation::Blocked && !m_excluded.contains(person.id);
        if (isOpen && !isPicked(person.id))
            rows.append(person);
    }
    m_rows = rows;
    endResetModel();
}

bool PeoplePickModel::isPicked(UserId user) const
{
    return std::ranges::contains(m_picked, user, &Person::id);
}

void PeoplePickModel::toggle(int row)
{
    const Person person = m_rows.at(row);
    if (isPicked(person.id))
        m_picked.removeIf([&person](const Person &other) { return other.id == person.id; });
    else
        m_picked.append(person);
    Q_EMIT dataChanged(index(row), index(row), {Qt::CheckStateRole, Qt::AccessibleTextRole});
    Q_EMIT pickedChanged();
}

QList<UserId> PeoplePickModel::picked() const
{
    QList<UserId> users;
    for (const Person &person : m_picked)
        users.append(person.id);
    return users;
}

int PeoplePickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PeoplePickModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Person &person = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return person.shownName();
    case Qt::AccessibleTextRole:
        return isPicked(person.id) ? tr("%1, user name %2, chosen").arg(person.shownName(), person.username)
                                   : tr("%1, user name %2").arg(person.shownName(), person.username);
    case Qt::CheckStateRole: return static_cast<int>(isPicked(person.id) ? Qt::Checked : Qt::Unchecked);
    case UserIdRole: return QVariant::fromValue(person.id);
    case AvatarIdRole: return person.id.uuid();
    case HandleRole: return QString(u'@' + person.username);
    default: return {};
    }
}

} // namespace tacet
