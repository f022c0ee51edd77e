#include "ui/chat/persondelegate.h"

#include "models/domain/chat.h"
#include "ui/chat/rowpainting.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace tacet {

namespace {

constexpr int kAvatarSide = 36;
constexpr int kPadding = 8;
constexpr int kTickSide = 22;

} // namespace

PersonDelegate::PersonDelegate(const PersonRoles &roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
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
    QRect row = option.rect.adjusted(2 * space::kSmall, kPadding, -2 * space::kSmall, -kPadding);
    if (const QVariant ticked = index.data(Qt::CheckStateRole); ticked.isValid())
        paintTick(*painter, takeEnd(row, kTickSide, option.direction), ticked.toInt() == Qt::Checked, theme);
    const auto mirrored = [&](const QRect &rect) { return QStyle::visualRect(option.direction, row, rect); };
    const QRect avatar(row.left(), row.center().y() - kAvatarSide / 2, kAvatarSide, kAvatarSide);
    const QString name = lineText(index.data(Qt::DisplayRole).toString());
    const bool isDirect =
        m_roles.type < 0 || static_cast<ChatType>(index.data(m_roles.type).toInt()) == ChatType::Direct;
    paintAvatar(*painter, mirrored(avatar),
                {.id = index.data(m_roles.avatarId).toUuid(),
                 .name = name,
                 .shape = isDirect ? AvatarShape::Person : AvatarShape::Chat,
                 .picture = m_roles.picture < 0 ? QByteArray() : index.data(m_roles.picture).toByteArray()});

    QString tag;
    if (m_roles.relation >= 0) {
        const auto relation = static_cast<Relation>(index.data(m_roles.relation).toInt());
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
    const QString handle = isolated(lineText(index.data(m_roles.detail).toString()));
    painter->drawText(mirrored(lower), alignment, caption.elidedText(handle, Qt::ElideRight, lower.width()));
    painter->drawText(mirrored(QRect(row.right() - tagWidth, row.top(), tagWidth, half)), Qt::AlignCenter, tag);
    painter->restore();
}

} // namespace tacet
