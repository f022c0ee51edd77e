#include "ui/group/detaildelegate.h"

#include "ui/chat/rowpainting.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tacet {

namespace {

constexpr int kPadding = 8;
constexpr int kIconSide = 20;
constexpr int kDotSide = 12;

} // namespace

DetailDelegate::DetailDelegate(const Roles &roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_roles(roles)
{
}

QSize DetailDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, QFontMetrics(option.font).height() * 2 + space::kTiny + 2 * kPadding};
}

void DetailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    const Theme &theme = Theme::of(option.palette);
    QRect content = option.rect.adjusted(2 * space::kSmall, kPadding, -2 * space::kSmall, -kPadding);
    const QRect mark = takeStart(content, kIconSide, option.direction);
    if (m_roles.icon >= 0) {
        painter->drawPixmap(mark.left(), mark.center().y() - kIconSide / 2 + 1,
                            symbolicPixmap(index.data(m_roles.icon).toString(), theme.muted, kIconSide,
                                           painter->device()->devicePixelRatioF()));
    } else {
        const QColor wish(m_roles.color >= 0 ? index.data(m_roles.color).toString() : QString());
        painter->setPen(Qt::NoPen);
        painter->setBrush(wish.isValid() ? readableColor(wish, theme) : theme.muted);
        painter->drawEllipse(QRectF(mark.center().x() - kDotSide / 2.0 + 0.5, mark.center().y() - kDotSide / 2.0 + 0.5,
                                    kDotSide, kDotSide));
    }
    const int half = content.height() / 2;
    painter->setFont(fontOf(TextLevel::Strong, option.font));
    painter->setPen(theme.text);
    drawLine(*painter, QRect(content.left(), content.top(), content.width(), half),
             lineText(index.data(Qt::DisplayRole).toString()), option.direction);
    painter->setFont(fontOf(TextLevel::Caption, option.font));
    painter->setPen(theme.muted);
    drawLine(*painter, QRect(content.left(), content.top() + half, content.width(), half),
             lineText(index.data(m_roles.detail).toString()), option.direction);
    painter->restore();
}

} // namespace tacet
