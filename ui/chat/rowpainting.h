#pragma once
#include <QColor>
#include <QRect>
#include <QString>

class QPainter;
class QStyleOptionViewItem;

namespace tacet {

struct Theme;

/// Parts that the delegates of lists share. All take the direction of the window into account.

/// Cuts `width` from the end of `line` (its right edge in a left-to-right window) and returns it.
QRect takeEnd(QRect &line, int width, Qt::LayoutDirection direction);
QRect takeStart(QRect &line, int width, Qt::LayoutDirection direction);

/// One line of text in the painter's font and colour, cut at its end.
void drawLine(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection direction);

/// The background of a hovered, selected or focused row.
void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option);

enum class CountTone { Loud, Quiet };
/// A number in a pill at the end of `line`; answers the rest of the line.
QRect paintCount(QPainter &painter, const QStyleOptionViewItem &option, int count, CountTone tone, const QRect &line);
/// The sign of somebody being mentioned, likewise.
QRect paintMentionMark(QPainter &painter, const QStyleOptionViewItem &option, const QRect &line);
/// A word in a pill of a pale `color`, likewise.
QRect paintTag(QPainter &painter, const QStyleOptionViewItem &option, const QString &text, const QColor &color,
               const QRect &line);

/// A round box of the column's width, ticked or not.
void paintTick(QPainter &painter, const QRect &column, bool ticked, const Theme &theme);

} // namespace tacet
