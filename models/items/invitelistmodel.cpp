#include "models/items/invitelistmodel.h"

#include "models/items/messagewords.h"

#include <QLocale>

#include <algorithm>

namespace tacet {

namespace {

QString detailOf(const GroupInvite &invite)
{
    const QString uses =
        InviteListModel::tr("Used %1 of %Ln time(s)", nullptr, invite.maxUses).arg(QLocale().toString(invite.uses));
    const QString until =
        InviteListModel::tr("until %1").arg(QLocale().toString(invite.expiresAt.toLocalTime(), QLocale::ShortFormat));
    const QString after = invite.wantsApproval ? InviteListModel::tr("somebody admits the person")
                                               : InviteListModel::tr("lets in at once");
    return InviteListModel::tr("%1 · %2 · %3").arg(uses, until, after);
}

} // namespace

void InviteListModel::setInvites(QList<GroupInvite> invites)
{
    beginResetModel();
    m_invites = std::move(invites);
    endResetModel();
}

void InviteListModel::remove(InviteId invite)
{
    const auto found = std::ranges::find(m_invites, invite, &GroupInvite::id);
    if (found == m_invites.end())
        return;
    const int row = static_cast<int>(found - m_invites.begin());
    beginRemoveRows({}, row, row);
    m_invites.removeAt(row);
    endRemoveRows();
}

int InviteListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_invites.size());
}

QVariant InviteListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GroupInvite &invite = m_invites.at(index.row());
    const QString kind = invite.kind == InviteKind::Link ? tr("Link") : tr("Code");
    switch (role) {
    case Qt::DisplayRole: return kind;
    case Qt::AccessibleTextRole: return tr("%1. %2").arg(kind, detailOf(invite));
    case InviteIdRole: return QVariant::fromValue(invite.id);
    case KindRole: return static_cast<int>(invite.kind);
    case IconRole: return invite.kind == InviteKind::Link ? QStringLiteral("link") : QStringLiteral("qr");
    case DetailRole: return detailOf(invite);
    case ExpiresRole: return invite.expiresAt;
    case ApprovalRole: return invite.wantsApproval;
    default: return {};
    }
}

} // namespace tacet
