#include "ui/chat/chatlistdelegate.h"

#include "models/items/chatlistmodel.h"
#include "models/items/messagewords.h"
#include "ui/chat/deliverymark.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace tacet {

namespace {

constexpr int kAvatarSide = 44;
constexpr int kRowPadding = 10;
constexpr int kIconSide = 16;
constexpr int kUnreadShownMax = 999;

/// Cuts `width` from the end of `line` (its right edge in a left-to-right window) and returns it.
QRect takeEnd(QRect &line, int width, Qt::LayoutDirection direction)
{
    QRect taken = line;
    if (direction == Qt::LeftToRight) {
        taken.setLeft(line.right() - width + 1);
        line.setRight(taken.left() - 1 - space::kSmall);
    } else {
        taken.setRight(line.left() + width - 1);
        line.setLeft(taken.right() + 1 + space::kSmall);
    }
    return taken;
}

QRect takeStart(QRect &line, int width, Qt::LayoutDirection direction)
{
    return takeEnd(line, width, direction == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight);
}

void drawLine(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection direction)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    const Qt::Alignment side = QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::AlignAbsolute;
    // The text keeps its own direction, whatever the window's.
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(rect, int(side | Qt::AlignVCenter), shown);
}

} // namespace

void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Theme &theme = Theme::of(option.palette);
    const QRectF box = QRectF(option.rect).adjusted(space::kSmall, 1, -space::kSmall, -1);
    painter.setPen(Qt::NoPen);
    if (option.state.testFlag(QStyle::State_Selected))
        painter.setBrush(theme.selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.setBrush(theme.hover);
    else
        painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, space::kRadius, space::kRadius);
    const bool ring =
        option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange);
    if (ring) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), space::kRadius, space::kRadius);
    }
}

QSize ChatListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(option.font).height() * 2 + space::kTiny;
    return {option.rect.width(), std::max(kAvatarSide, lines) + 2 * kRowPadding};
}

void ChatListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    QRect content = option.rect.adjusted(2 * space::kSmall, kRowPadding, -2 * space::kSmall, -kRowPadding);
    QRect avatar = takeStart(content, kAvatarSide, option.direction);
    avatar.setTop(avatar.center().y() - kAvatarSide / 2);
    avatar.setHeight(kAvatarSide);
    paintAvatar(*painter, avatar, index.data(ChatListModel::PeerIdRole).value<UserId>(),
                index.data(Qt::DisplayRole).toString());
    const int gap = space::kTiny;
    content.adjust(option.direction == Qt::LeftToRight ? gap : 0, 0, option.direction == Qt::LeftToRight ? 0 : -gap, 0);
    const int half = content.height() / 2;
    paintUpperLine(*painter, option, index, QRect(content.left(), content.top(), content.width(), half));
    paintLowerLine(*painter, option, index, QRect(content.left(), content.top() + half, content.width(), half));
    painter->restore();
}

void ChatListDelegate::paintUpperLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      const QRect &line) const
{
    const Theme &theme = Theme::of(option.palette);
    QRect rest = line;
    const QString moment =
        shortMoment(index.data(ChatListModel::TimeRole).toDateTime(), QDateTime::currentDateTimeUtc());
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    painter.setPen(index.data(ChatListModel::UnreadRole).toInt() > 0 ? theme.accent : theme.muted);
    const QRect time = takeEnd(rest, painter.fontMetrics().horizontalAdvance(moment) + 1, option.direction);
    painter.drawText(time, Qt::AlignCenter, moment);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const auto trust = static_cast<Trust>(index.data(ChatListModel::TrustRole).toInt());
    const bool blocked = index.data(ChatListModel::BlockedRole).toBool();
    if (trust == Trust::Changed || blocked) {
        const QRect icon = takeEnd(rest, kIconSide, option.direction);
        painter.drawPixmap(icon.left(), icon.center().y() - kIconSide / 2 + 1,
                           blocked ? symbolicPixmap(QStringLiteral("block"), theme.muted, kIconSide, ratio)
                                   : symbolicPixmap(QStringLiteral("warning"), theme.warning, kIconSide, ratio));
    }
    painter.setFont(fontOf(TextLevel::Strong, option.font));
    painter.setPen(theme.text);
    drawLine(painter, rest, lineText(index.data(Qt::DisplayRole).toString()), option.direction);
}

QRect ChatListDelegate::paintBadge(QPainter &painter, const QStyleOptionViewItem &option, int unread,
                                   const QRect &line) const
{
    const Theme &theme = Theme::of(option.palette);
    QFont font = fontOf(TextLevel::Caption, option.font);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QString count =
        unread > kUnreadShownMax ? tr("%1+").arg(QLocale().toString(kUnreadShownMax)) : QLocale().toString(unread);
    const int height = painter.fontMetrics().height() + 2;
    QRect rest = line;
    QRect badge =
        takeEnd(rest, std::max(height, painter.fontMetrics().horizontalAdvance(count) + 12), option.direction);
    badge.setTop(line.center().y() - height / 2 + 1);
    badge.setHeight(height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(badge, height / 2.0, height / 2.0);
    painter.setPen(theme.onAccent);
    painter.drawText(badge, Qt::AlignCenter, count);
    return rest;
}

void ChatListDelegate::paintLowerLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      const QRect &line) const
{
    const Theme &theme = Theme::of(option.palette);
    QRect rest = line;
    const int unread = index.data(ChatListModel::UnreadRole).toInt();
    if (unread > 0)
        rest = paintBadge(painter, option, unread, rest);
    painter.setFont(option.font);
    const QString draft = index.data(ChatListModel::DraftRole).toString();
    if (!draft.isEmpty() && !option.state.testFlag(QStyle::State_Selected)) {
        const QString label = tr("Draft:");
        painter.setPen(theme.danger);
        drawLine(painter, takeStart(rest, painter.fontMetrics().horizontalAdvance(label) + 1, option.direction), label,
                 option.direction);
        painter.setPen(theme.muted);
        drawLine(painter, rest, lineText(draft), option.direction);
        return;
    }
    const int state = index.data(ChatListModel::StateRole).toInt();
    if (state >= 0 && static_cast<DeliveryState>(state) != DeliveryState::Received) {
        const qreal height = painter.fontMetrics().ascent() * 0.85;
        const QRect mark = takeStart(rest, qRound(deliveryMarkWidth(height)), option.direction);
        paintDeliveryMark(painter, QRectF(mark.left(), mark.center().y() - height / 2 + 1, mark.width(), height),
                          static_cast<DeliveryState>(state), theme.muted, theme);
    }
    painter.setPen(unread > 0 ? theme.text : theme.muted);
    const QString preview = index.data(ChatListModel::PreviewRole).toString();
    drawLine(painter, rest, state < 0 ? tr("No messages yet") : lineText(preview), option.direction);
}

} // namespace tacet
