#include "ui/chat/rowpainting.h"

#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace tacet {

namespace {

constexpr int kCountShownMax = 999;
constexpr int kTickIcon = 16;

struct RowPainting {
    Q_DECLARE_TR_FUNCTIONS(tacet::RowPainting)
};

/// A pill at the end of the line; the rest of the line is answered.
QRect paintPill(QPainter &painter, const QRect &line, const QString &text, const QColor &ground, const QColor &ink,
                Qt::LayoutDirection direction)
{
    const int height = painter.fontMetrics().height() + 2;
    QRect rest = line;
    QRect pill = takeEnd(rest, std::max(height, painter.fontMetrics().horizontalAdvance(text) + 12), direction);
    pill.setTop(line.center().y() - height / 2 + 1);
    pill.setHeight(height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setPen(ink);
    painter.drawText(pill, Qt::AlignCenter, text);
    return rest;
}

} // namespace

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
    // The text keeps its own direction, whatever the window's; names that stand apart in it have the window's order.
    const bool isComposed = text.startsWith(QChar(0x2068));
    const bool rightToLeft = isComposed ? direction == Qt::RightToLeft : text.isRightToLeft();
    painter.setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(rect, int(side | Qt::AlignVCenter), shown);
}

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

QRect paintCount(QPainter &painter, const QStyleOptionViewItem &option, int count, CountTone tone, const QRect &line)
{
    const Theme &theme = Theme::of(option.palette);
    QFont font = fontOf(TextLevel::Caption, option.font);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QString shown = count > kCountShownMax ? RowPainting::tr("%1+").arg(QLocale().toString(kCountShownMax))
                                                 : QLocale().toString(count);
    const bool loud = tone == CountTone::Loud;
    return paintPill(painter, line, shown, loud ? theme.accent : theme.border, loud ? theme.onAccent : theme.text,
                     option.direction);
}

QRect paintMentionMark(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line)
{
    const Theme &theme = Theme::of(option.palette);
    QFont font = fontOf(TextLevel::Caption, option.font);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    return paintPill(painter, line, QStringLiteral("@"), theme.danger, theme.isDark() ? theme.onAccent : Qt::white,
                     option.direction);
}

QRect paintTag(QPainter &painter, const QStyleOptionViewItem &option, const QString &text, const QColor &color,
               const QRect &line)
{
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    QColor ground = color;
    ground.setAlphaF(0.14F);
    return paintPill(painter, line, text, ground, color, option.direction);
}

void paintTick(QPainter &painter, const QRect &column, bool ticked, const Theme &theme)
{
    const QRectF box(column.left() + 1, column.center().y() - column.width() / 2.0 + 1, column.width() - 2,
                     column.width() - 2);
    painter.setPen(ticked ? Qt::NoPen : QPen(theme.muted, 1.5));
    painter.setBrush(ticked ? QBrush(theme.accent) : Qt::NoBrush);
    painter.drawEllipse(box);
    if (ticked)
        painter.drawPixmap(
            qRound(box.center().x()) - kTickIcon / 2, qRound(box.center().y()) - kTickIcon / 2,
            symbolicPixmap(QStringLiteral("check"), theme.onAccent, kTickIcon, painter.device()->devicePixelRatioF()));
}

} // namespace tacet
