#include "models/items/mentionlistmodel.h"

#include "models/items/foldedname.h"

#include <algorithm>

namespace tacet {

namespace {

bool wordBegins(const QString &name, const QString &typed)
{
    const QString words = foldedName(name);
    return words.startsWith(typed) || words.contains(u' ' + typed);
}

QString detailOf(MentionKind kind)
{
    switch (kind) {
    case MentionKind::Person: return MentionListModel::tr("Member of this chat");
    case MentionKind::Role: return MentionListModel::tr("Everybody of this role");
    case MentionKind::Everyone: return MentionListModel::tr("All members");
    }
    return {};
}

} // namespace

void MentionListModel::setMentionables(const QList<Mentionable> &mentionables)
{
    beginResetModel();
    m_all = mentionables;
    m_shown.clear();
    endResetModel();
}

void MentionListModel::setTyped(const QString &typed)
{
    const QString wanted = foldedName(typed);
    beginResetModel();
    m_shown.clear();
    for (int i = 0; i < m_all.size() && m_shown.size() < kShownMax; ++i) {
        if (wordBegins(m_all.at(i).name, wanted))
            m_shown.append(i);
    }
    endResetModel();
}

void MentionListModel::prefer(int row)
{
    const int chosen = m_shown.at(row);
    const qsizetype first = std::ranges::find(m_all, m_all.at(chosen).name, &Mentionable::name) - m_all.begin();
    if (first == chosen)
        return;
    beginResetModel();
    m_all.swapItemsAt(first, chosen);
    m_shown.clear();
    endResetModel();
}

int MentionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant MentionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Mentionable &mentionable = mentionableAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return mentionable.name;
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(mentionable.name, detailOf(mentionable.kind));
    case KindRole: return static_cast<int>(mentionable.kind);
    case TargetRole: return mentionable.target;
    case DetailRole: return detailOf(mentionable.kind);
    default: return {};
    }
}

} // namespace tacet
