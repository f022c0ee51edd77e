#include "ui/chat/messagedelegate.h"

#include "models/items/messagelistmodel.h"
#include "models/items/messagewords.h"
#include "ui/chat/bubblelayout.h"
#include "ui/chat/codehighlighter.h"
#include "ui/chat/deliverymark.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

namespace tacet {

namespace {

constexpr int kRowsKept = 256;
constexpr int kLineHeight = 40;
constexpr int kGroupGap = 12;
constexpr int kRowGap = 3;
constexpr int kPaddingX = 12;
constexpr int kPaddingY = 8;
constexpr double kWidthShare = 0.75;
constexpr int kEmMax = 38;
constexpr double kTightRadius = 5;

/// A rounded rectangle whose corner towards the author's edge is tight inside a group.
QPainterPath bubblePath(const QRectF &rect, bool authorAtRight, bool startsGroup, bool endsGroup)
{
    const double wide = space::kBubbleRadius;
    const double top = startsGroup ? wide : kTightRadius;
    const double bottom = endsGroup ? wide : kTightRadius;
    const double topLeft = authorAtRight ? wide : top;
    const double topRight = authorAtRight ? top : wide;
    const double bottomLeft = authorAtRight ? wide : bottom;
    const double bottomRight = authorAtRight ? bottom : wide;
    QPainterPath path;
    path.moveTo(rect.left() + topLeft, rect.top());
    path.lineTo(rect.right() - topRight, rect.top());
    path.quadTo(rect.topRight(), rect.topRight() + QPointF(0, topRight));
    path.lineTo(rect.right(), rect.bottom() - bottomRight);
    path.quadTo(rect.bottomRight(), rect.bottomRight() - QPointF(bottomRight, 0));
    path.lineTo(rect.left() + bottomLeft, rect.bottom());
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - QPointF(0, bottomLeft));
    path.lineTo(rect.left(), rect.top() + topLeft);
    path.quadTo(rect.topLeft(), rect.topLeft() + QPointF(topLeft, 0));
    return path;
}

QString timeText(const QModelIndex &index)
{
    const QDateTime at = index.data(MessageListModel::TimeRole).toDateTime().toLocalTime();
    return QLocale().toString(at.time(), QLocale::ShortFormat);
}

DeliveryState stateOf(const QModelIndex &index)
{
    return static_cast<DeliveryState>(index.data(MessageListModel::StateRole).toInt());
}

} // namespace

/// One row laid out; rectangles are relative to its top left corner.
struct MessageDelegate::Row {
    QList<QVariant> key; ///< what it was made from
    std::unique_ptr<BubbleLayout> bubble;
    QRectF day;
    QRectF unread;
    QRectF bubbleRect;
    QPointF text;
    QRectF footer;
    QRectF more;
    QRectF failure;
    int height = 0;
};

MessageDelegate::MessageDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_highlighter(std::make_unique<CodeHighlighter>())
    , m_rows(kRowsKept)
{
}

MessageDelegate::~MessageDelegate() = default;

void MessageDelegate::forgetLayouts()
{
    m_rows.clear();
}

std::shared_ptr<const MessageDelegate::Row> MessageDelegate::rowFor(const QStyleOptionViewItem &option,
                                                                    const QModelIndex &index) const
{
    const QUuid id = index.data(MessageListModel::MessageIdRole).value<MessageId>().uuid();
    QList<QVariant> key{option.rect.width(), option.direction, option.font.pointSizeF(),
                        option.palette.color(QPalette::Mid).rgba()};
    for (const int role : {int(Qt::DisplayRole), int(MessageListModel::StateRole), int(MessageListModel::StartsDayRole),
                           int(MessageListModel::StartsGroupRole), int(MessageListModel::EndsGroupRole),
                           int(MessageListModel::FirstUnreadRole), int(MessageListModel::ExpandedRole)})
        key += index.data(role);
    if (const auto *kept = m_rows.object(id); kept != nullptr && (*kept)->key == key)
        return *kept;
    const std::shared_ptr<Row> made = built(option, index);
    made->key = std::move(key);
    m_rows.insert(id, new std::shared_ptr<const Row>(made));
    return made;
}

std::shared_ptr<MessageDelegate::Row> MessageDelegate::built(const QStyleOptionViewItem &option,
                                                             const QModelIndex &index) const
{
    auto row = std::make_shared<Row>();
    const qreal width = option.rect.width();
    const bool outgoing = index.data(MessageListModel::OutgoingRole).toBool();
    const QFontMetricsF caption(fontOf(TextLevel::Caption, option.font));
    const qreal markWidth = outgoing ? deliveryMarkWidth(caption.ascent()) + space::kTiny : 0;
    const QSizeF footer(caption.horizontalAdvance(timeText(index)) + markWidth + 1, caption.height());
    const qreal widest = std::min(width * kWidthShare, QFontMetricsF(option.font).averageCharWidth() * 2 * kEmMax);
    row->bubble = std::make_unique<BubbleLayout>(
        BubbleLayout::Request{.text = index.data().toString(),
                              .font = option.font,
                              .maxWidth = std::max<qreal>(widest - 2 * kPaddingX, footer.width()),
                              .footer = footer,
                              .expanded = index.data(MessageListModel::ExpandedRole).toBool(),
                              .direction = option.direction},
        Theme::of(option.palette), *m_highlighter);

    qreal y = 0;
    const auto takeLine = [&y, width](QRectF &line) {
        line = QRectF(0, y, width, kLineHeight);
        y += kLineHeight;
    };
    if (index.data(MessageListModel::StartsDayRole).toBool())
        takeLine(row->day);
    if (index.data(MessageListModel::FirstUnreadRole).toBool())
        takeLine(row->unread);
    y += index.data(MessageListModel::StartsGroupRole).toBool() ? kGroupGap / 2 : kRowGap / 2;

    QSizeF content = row->bubble->size();
    const bool offersMore = row->bubble->isCut() && !index.data(MessageListModel::ExpandedRole).toBool();
    const qreal moreHeight = row->bubble->isCut() ? caption.height() + space::kTiny : 0;
    const QSizeF size(content.width() + 2 * kPaddingX, content.height() + moreHeight + 2 * kPaddingY);
    const bool atRight = outgoing == (option.direction == Qt::LeftToRight);
    row->bubbleRect = QRectF(QPointF(atRight ? width - size.width() - space::kMedium : space::kMedium, y), size);
    row->text = row->bubbleRect.topLeft() + QPointF(kPaddingX, kPaddingY);
    const qreal footerX = option.direction == Qt::LeftToRight ? row->bubbleRect.right() - kPaddingX - footer.width()
                                                              : row->bubbleRect.left() + kPaddingX;
    row->footer = QRectF(QPointF(footerX, row->bubbleRect.bottom() - kPaddingY - footer.height() + 1), footer);
    if (offersMore || row->bubble->isCut())
        row->more = QRectF(row->text.x(), row->bubbleRect.bottom() - kPaddingY - caption.height() - moreHeight,
                           content.width(), caption.height());
    y = row->bubbleRect.bottom();
    if (stateOf(index) == DeliveryState::Failed) {
        row->failure = QRectF(space::kMedium, y + space::kTiny, width - 2 * space::kMedium, caption.height());
        y = row->failure.bottom();
    }
    y += index.data(MessageListModel::EndsGroupRole).toBool() ? kGroupGap / 2 : kRowGap - kRowGap / 2;
    row->height = qCeil(y);
    return row;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), rowFor(option, index)->height};
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const std::shared_ptr<const Row> kept = rowFor(option, index);
    const Row &row = *kept;
    const Theme &theme = Theme::of(option.palette);
    painter->save();
    painter->translate(option.rect.topLeft());
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.day.isValid()) {
        const QDate day = index.data(MessageListModel::TimeRole).toDateTime().toLocalTime().date();
        paintLine(*painter, option, row.day, dayName(day, QDate::currentDate()), theme.muted);
    }
    if (row.unread.isValid())
        paintLine(*painter, option, row.unread, tr("New messages"), theme.accent);
    paintBubble(*painter, option, index, row);
    if (row.failure.isValid()) {
        const QVariant failure = index.data(MessageListModel::FailureRole);
        const auto code = failure.isValid() ? static_cast<ErrorCode>(failure.toInt()) : ErrorCode::Internal;
        painter->setFont(fontOf(TextLevel::Caption, option.font));
        painter->setPen(theme.danger);
        const Qt::Alignment side = QStyle::visualAlignment(option.direction, Qt::AlignRight);
        painter->drawText(row.failure, int(side | Qt::AlignVCenter), tr("%1 · Try again").arg(failureWords(code)));
    }
    painter->restore();
}

void MessageDelegate::paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QRectF &rect,
                                const QString &text, const QColor &color) const
{
    const Theme &theme = Theme::of(option.palette);
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    const qreal half = painter.fontMetrics().horizontalAdvance(text) / 2.0 + space::kMedium;
    painter.setPen(QPen(color == theme.muted ? theme.border : color, 1));
    const QPointF middle = rect.center();
    painter.drawLine(QPointF(space::kMedium, middle.y()), QPointF(middle.x() - half, middle.y()));
    painter.drawLine(QPointF(middle.x() + half, middle.y()), QPointF(rect.right() - space::kMedium, middle.y()));
    painter.setPen(color);
    painter.drawText(rect, Qt::AlignCenter, text);
}

void MessageDelegate::paintBubble(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const Row &row) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool outgoing = index.data(MessageListModel::OutgoingRole).toBool();
    const bool atRight = outgoing == (option.direction == Qt::LeftToRight);
    const QPainterPath path =
        bubblePath(row.bubbleRect, atRight, index.data(MessageListModel::StartsGroupRole).toBool(),
                   index.data(MessageListModel::EndsGroupRole).toBool());
    painter.fillPath(path, outgoing ? theme.bubbleOwn : theme.bubblePeer);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    std::optional<std::pair<int, int>> selection;
    if (index.data(MessageListModel::MessageIdRole).value<MessageId>() == m_selection.message)
        selection = std::minmax(m_selection.from, m_selection.to);
    row.bubble->draw(painter, row.text, theme, selection);
    if (row.more.isValid()) {
        const bool expanded = index.data(MessageListModel::ExpandedRole).toBool();
        painter.setFont(fontOf(TextLevel::Caption, option.font));
        painter.setPen(expanded ? theme.muted : theme.accent);
        painter.drawText(row.more, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
                         expanded ? tr("Too long to show. Copy it to read the rest.") : tr("Show more"));
    }
    paintFooter(painter, option, index, row);
}

void MessageDelegate::paintFooter(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const Row &row) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool outgoing = index.data(MessageListModel::OutgoingRole).toBool();
    const QColor color = outgoing ? theme.bubbleOwnMuted : theme.muted;
    const QFont font = fontOf(TextLevel::Caption, option.font);
    painter.setFont(font);
    painter.setPen(color);
    const bool leftToRight = option.direction == Qt::LeftToRight;
    painter.drawText(row.footer,
                     int((leftToRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute | Qt::AlignVCenter),
                     timeText(index));
    if (!outgoing)
        return;
    const qreal height = QFontMetricsF(font).ascent();
    const qreal width = deliveryMarkWidth(height);
    const QRectF mark(leftToRight ? row.footer.right() - width : row.footer.left(),
                      row.footer.center().y() - height / 2, width, height);
    paintDeliveryMark(painter, mark, stateOf(index), color, theme);
}

MessageDelegate::Hit MessageDelegate::hit(const QStyleOptionViewItem &option, const QModelIndex &index,
                                          QPointF point) const
{
    const std::shared_ptr<const Row> kept = rowFor(option, index);
    const Row &row = *kept;
    const bool expanded = index.data(MessageListModel::ExpandedRole).toBool();
    if (row.failure.contains(point))
        return {.kind = Hit::Kind::Retry, .url = {}};
    if (row.more.contains(point) && !expanded)
        return {.kind = Hit::Kind::More, .url = {}};
    if (!row.bubbleRect.contains(point))
        return {.kind = Hit::Kind::Nothing, .position = row.bubble->positionAt(point - row.text), .url = {}};
    const QPointF inside = point - row.text;
    if (const auto link = row.bubble->linkAt(inside))
        return {.kind = Hit::Kind::Link, .position = row.bubble->positionAt(inside), .url = *link};
    return {.kind = Hit::Kind::Text, .position = row.bubble->positionAt(inside), .url = {}};
}

QString MessageDelegate::shownText(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return rowFor(option, index)->bubble->text();
}

QRectF MessageDelegate::bubbleRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return rowFor(option, index)->bubbleRect;
}

} // namespace tacet
