#include "ui/admin/consoledelegate.h"

#include "models/items/consoletablemodel.h"
#include "models/items/consolewords.h"
#include "ui/chat/rowpainting.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tacet {

namespace {

constexpr int kBarHeight = 6;
constexpr int kBarWidest = 96;
constexpr int kMarkSide = 16;
constexpr int kShareWordsWidth = 48;

QColor colorOf(ConsoleTone tone, const Theme &theme)
{
    switch (tone) {
    case ConsoleTone::Plain: return theme.muted;
    case ConsoleTone::Good: return theme.success;
    case ConsoleTone::Warning: return theme.warning;
    case ConsoleTone::Danger: return theme.danger;
    }
    return theme.muted;
}

/// Good is a tick, what asks for something a triangle; what is neither has no mark.
void paintMark(QPainter &painter, const QRect &place, ConsoleTone tone, const Theme &theme)
{
    const QString icon = tone == ConsoleTone::Good ? QStringLiteral("check") : QStringLiteral("warning");
    QRect mark(0, 0, kMarkSide, kMarkSide);
    mark.moveCenter(place.center());
    painter.drawPixmap(mark,
                       symbolicPixmap(icon, colorOf(tone, theme), kMarkSide, painter.device()->devicePixelRatio()));
}

} // namespace

QSize ConsoleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const auto kind = static_cast<ConsoleKind>(index.data(ConsoleTableModel::KindRole).toInt());
    const int words = option.fontMetrics.horizontalAdvance(index.data().toString());
    const int beside = kind == ConsoleKind::Share   ? kBarWidest + kShareWordsWidth + kMarkSide
                       : kind == ConsoleKind::State ? words + kMarkSide + space::kSmall
                                                    : words;
    size.setWidth(beside + 3 * space::kSmall);
    size.setHeight(option.fontMetrics.height() + 2 * space::kSmall);
    return size;
}

void ConsoleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::of(option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selected);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 1));
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const QRect cell = option.rect.adjusted(space::kSmall, 0, -space::kSmall, 0);
    const auto kind = static_cast<ConsoleKind>(index.data(ConsoleTableModel::KindRole).toInt());
    const bool hasValue = !index.data(ConsoleTableModel::ValueRole).isNull();
    if (kind == ConsoleKind::Share && hasValue) {
        paintShare(*painter, option, cell, index);
    } else if (kind == ConsoleKind::State && hasValue) {
        paintState(*painter, option, cell, index);
    } else {
        const QString text = lineText(index.data().toString());
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        painter->setPen(hasValue ? theme.text : theme.muted);
        painter->drawText(cell, int(QStyle::visualAlignment(option.direction, alignment)),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
    }
    painter->restore();
}

void ConsoleDelegate::paintShare(QPainter &painter, const QStyleOptionViewItem &option, const QRect &cell,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const auto tone = static_cast<ConsoleTone>(index.data(ConsoleTableModel::ToneRole).toInt());
    QRect line = cell;
    const QRect mark = takeEnd(line, kMarkSide, option.direction);
    if (tone != ConsoleTone::Plain)
        paintMark(painter, mark, tone, theme);
    const QRect words = takeEnd(line, kShareWordsWidth, option.direction);
    painter.setPen(tone == ConsoleTone::Plain ? theme.text : colorOf(tone, theme));
    painter.drawText(words, int(QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter),
                     index.data().toString());
    QRect bar = takeStart(line, std::min(kBarWidest, line.width()), option.direction);
    bar.setTop(cell.center().y() - kBarHeight / 2);
    bar.setHeight(kBarHeight);
    const double share = std::clamp(index.data(ConsoleTableModel::ValueRole).toDouble(), 0.0, 1.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.border);
    painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    QRect filled = takeStart(bar, qRound(bar.width() * share), option.direction);
    painter.setBrush(tone == ConsoleTone::Plain ? theme.accent : colorOf(tone, theme));
    painter.drawRoundedRect(filled, kBarHeight / 2.0, kBarHeight / 2.0);
}

void ConsoleDelegate::paintState(QPainter &painter, const QStyleOptionViewItem &option, const QRect &cell,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    QRect line = cell;
    if (const auto tone = static_cast<ConsoleTone>(index.data(ConsoleTableModel::ToneRole).toInt());
        tone != ConsoleTone::Plain)
        paintMark(painter, takeStart(line, kMarkSide, option.direction), tone, theme);
    painter.setPen(theme.text);
    drawLine(painter, line, index.data().toString(), option.direction);
}

} // namespace tacet
