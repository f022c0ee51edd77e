#include "models/items/mentionlistmodel.h"

#include "models/items/foldedtext.h"
#include "models/items/groupwords.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr qsizetype kMentionsMax = 50;

bool wordBegins(const QString &name, const QString &typed)
{
    const QString words = foldedText(name);
    return words.startsWith(typed) || words.contains(u' ' + typed);
}

bool endsWord(const QString &text, qsizetype at)
{
    return at >= text.size() || !(text.at(at).isLetterOrNumber() || text.at(at) == u'_');
}

} // namespace

void MentionListModel::setPeople(const QList<GroupMember> &members, const QList<GroupRole> &roles, UserId self)
{
    beginResetModel();
    m_all.clear();
    m_shown.clear();
    for (const GroupMember &member : members) {
        const Person &person = member.person;
        if (person.id != self)
            m_all.append(
                {MentionKind::Person, person.id.uuid(), person.shownName().simplified(), u'@' + person.username});
    }
    for (const GroupRole &role : roles)
        m_all.append({MentionKind::Role, role.id.uuid(), roleName(role).simplified(), tr("Everybody of this role")});
    m_all.append({MentionKind::Everyone, QUuid(), tr("everyone", "in a message: @everyone"), tr("All members")});
    endResetModel();
}

void MentionListModel::setTyped(const QString &typed)
{
    const QString wanted = foldedText(typed);
    beginResetModel();
    m_shown.clear();
    for (int i = 0; i < m_all.size() && m_shown.size() < kShownMax; ++i) {
        const MentionCandidate &candidate = m_all.at(i);
        const bool byHandle =
            candidate.kind == MentionKind::Person && candidate.detail.mid(1).startsWith(wanted, Qt::CaseInsensitive);
        if (wordBegins(candidate.name, wanted) || byHandle)
            m_shown.append(i);
    }
    endResetModel();
}

void MentionListModel::prefer(int row)
{
    const int chosen = m_shown.at(row);
    const MentionCandidate candidate = m_all.at(chosen);
    const auto first = std::ranges::find(m_all, candidate.name, &MentionCandidate::name);
    if (first - m_all.begin() == chosen)
        return;
    beginResetModel();
    m_all.swapItemsAt(first - m_all.begin(), chosen);
    m_shown.clear();
    endResetModel();
}

const MentionCandidate *MentionListModel::longestAt(const QString &text, qsizetype start) const
{
    const MentionCandidate *longest = nullptr;
    for (const MentionCandidate &candidate : m_all) {
        const QStringView behind = QStringView(text).sliced(start);
        const bool isLonger = longest == nullptr || candidate.name.size() > longest->name.size();
        if (isLonger && !candidate.name.isEmpty() && behind.startsWith(candidate.name) &&
            endsWord(text, start + candidate.name.size()))
            longest = &candidate;
    }
    return longest;
}

QList<Mention> MentionListModel::mentionsIn(const QString &text) const
{
    QList<Mention> mentions;
    for (qsizetype at = text.indexOf(u'@'); at >= 0 && mentions.size() < kMentionsMax;
         at = text.indexOf(u'@', at + 1)) {
        const bool beginsWord = at == 0 || !(text.at(at - 1).isLetterOrNumber() || text.at(at - 1) == u'_');
        const MentionCandidate *found = beginsWord ? longestAt(text, at + 1) : nullptr;
        if (found != nullptr)
            mentions.append({.kind = found->kind,
                             .target = found->target,
                             .start = static_cast<int>(at),
                             .length = static_cast<int>(found->name.size()) + 1});
    }
    return mentions;
}

int MentionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant MentionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MentionCandidate &candidate = candidateAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return candidate.name;
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(candidate.name, candidate.detail);
    case KindRole: return static_cast<int>(candidate.kind);
    case TargetRole: return candidate.target;
    case DetailRole: return candidate.detail;
    default: return {};
    }
}

} // namespace tacet
