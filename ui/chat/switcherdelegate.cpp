#include "ui/chat/switcherdelegate.h"

#include "ui/chat/rowpainting.h"
#include "ui/widgets/theme.h"

#include <QIcon>
#include <QPainter>

namespace tacet {

namespace {

constexpr int kIconPlace = 36;
constexpr int kIconSide = 20;

} // namespace

SwitcherDelegate::SwitcherDelegate(const PersonRoles &roles, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_chats(roles, nullptr)
{
}

QSize SwitcherDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return m_chats.sizeHint(option, index);
}

void SwitcherDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(PlaceRole).isValid()) {
        m_chats.paint(painter, option, index);
        return;
    }
    painter->save();
    paintRowBackground(*painter, option);
    QRect row = option.rect.adjusted(2 * space::kSmall, 0, -2 * space::kSmall, 0);
    QRect icon(0, 0, kIconSide, kIconSide);
    icon.moveCenter(takeStart(row, kIconPlace, option.direction).center());
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
    painter->setFont(fontOf(TextLevel::Strong, option.font));
    painter->setPen(Theme::of(option.palette).text);
    drawLine(*painter, row, index.data().toString(), option.direction);
    painter->restore();
}

} // namespace tacet
