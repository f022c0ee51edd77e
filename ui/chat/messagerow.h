#pragma once
#include "models/domain/message.h"
#include "ui/chat/bubblelayout.h"

#include <QFontMetricsF>
#include <QModelIndex>
#include <QVariant>

#include <memory>

class QStyleOptionViewItem;

namespace tacet {

/// One row of a MessageListModel laid out for one width; rectangles are relative to its top left corner.
struct MessageRow {
    QList<QVariant> key; ///< what it was made from
    std::unique_ptr<BubbleLayout> bubble;
    QRectF day;
    QRectF unread;
    QRectF avatar; ///< of the author, at the first bubble of a group
    QRectF author;
    QRectF bubbleRect;
    QPointF text;
    QRectF footer;
    QRectF more;
    QRectF failure;
    int height = 0;
};

/// Lays out what MessageDelegate paints.
std::shared_ptr<MessageRow> layOutRow(const QStyleOptionViewItem &option, const QModelIndex &index,
                                      CodeHighlighter &highlighter);

QString timeText(const QModelIndex &index);
MessageKind kindOf(const QModelIndex &index);
DeliveryState stateOf(const QModelIndex &index);
/// What the row says: the text, or the sentence that stands for it.
QString shownWords(const QModelIndex &index);

/// Between the time and the clock of a message that disappears.
inline constexpr int kClockGap = 4;
/// Room for that clock; 0 for a message that stays.
qreal clockWidth(const QModelIndex &index, const QFontMetricsF &metrics);

} // namespace tacet
