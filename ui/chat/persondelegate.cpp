#include "ui/chat/persondelegate.h"

#include "models/domain/person.h"
#include "ui/chat/chatlistdelegate.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace tacet {

namespace {

constexpr int kAvatarSide = 36;
constexpr int kPadding = 8;

} // namespace

PersonDelegate::PersonDelegate(int idRole, int usernameRole, int relationRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_idRole(idRole)
    , m_usernameRole(usernameRole)
    , m_relationRole(relationRole)
{
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, std::max(kAvatarSide, QFontMetrics(option.font).height() * 2) + 2 * kPadding};
}

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    const Theme &theme = Theme::of(option.palette);
    const QRect row = option.rect.adjusted(2 * space::kSmall, kPadding, -2 * space::kSmall, -kPadding);
    const auto mirrored = [&](const QRect &rect) { return QStyle::visualRect(option.direction, row, rect); };
    const QRect avatar(row.left(), row.center().y() - kAvatarSide / 2, kAvatarSide, kAvatarSide);
    const QString name = lineText(index.data(Qt::DisplayRole).toString());
    paintAvatar(*painter, mirrored(avatar), index.data(m_idRole).value<UserId>(), name);

    QString tag;
    if (m_relationRole >= 0) {
        const auto relation = static_cast<Relation>(index.data(m_relationRole).toInt());
        tag = relation == Relation::Contact ? tr("Contact") : relation == Relation::Blocked ? tr("Blocked") : QString();
    }
    const QFontMetrics caption(fontOf(TextLevel::Caption, option.font));
    const int tagWidth = tag.isEmpty() ? 0 : caption.horizontalAdvance(tag) + space::kSmall;
    const int left = avatar.right() + 1 + space::kSmall + space::kTiny;
    const int half = row.height() / 2;
    const QRect upper(left, row.top(), row.right() - left - tagWidth, half);
    const QRect lower(left, row.top() + half, row.right() - left, half);
    const auto alignment = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter);
    painter->setFont(fontOf(TextLevel::Strong, option.font));
    painter->setPen(theme.text);
    painter->drawText(mirrored(upper), alignment,
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, upper.width()));
    painter->setFont(fontOf(TextLevel::Caption, option.font));
    painter->setPen(theme.muted);
    const QString handle = isolated(lineText(u'@' + index.data(m_usernameRole).toString()));
    painter->drawText(mirrored(lower), alignment, caption.elidedText(handle, Qt::ElideRight, lower.width()));
    painter->drawText(mirrored(QRect(row.right() - tagWidth, row.top(), tagWidth, half)), Qt::AlignCenter, tag);
    painter->restore();
}

} // namespace tacet
