#include "ui/chat/messagedelegate.h"

#include "models/items/messagelistmodel.h"
#include "models/items/messagewords.h"
#include "ui/chat/bubblelayout.h"
#include "ui/chat/codehighlighter.h"
#include "ui/chat/deliverymark.h"
#include "ui/chat/messagerow.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

namespace tacet {

namespace {

constexpr int kRowsKept = 256;
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

} // namespace

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

std::shared_ptr<const MessageRow> MessageDelegate::rowFor(const QStyleOptionViewItem &option,
                                                          const QModelIndex &index) const
{
    const QUuid id = index.data(MessageListModel::MessageIdRole).value<MessageId>().uuid();
    QList<QVariant> key{option.rect.width(), option.direction, option.font.pointSizeF(),
                        option.palette.color(QPalette::Mid).rgba()};
    for (const int role : {int(Qt::DisplayRole), int(MessageListModel::StateRole), int(MessageListModel::StartsDayRole),
                           int(MessageListModel::StartsGroupRole), int(MessageListModel::EndsGroupRole),
                           int(MessageListModel::FirstUnreadRole), int(MessageListModel::ExpandedRole),
                           int(MessageListModel::AuthorRole), int(MessageListModel::KindRole)})
        key += index.data(role);
    // Ages grow while they are looked at.
    if (kindOf(index) != MessageKind::Text)
        key += shownWords(index);
    if (const auto *kept = m_rows.object(id); kept != nullptr && (*kept)->key == key)
        return *kept;
    const std::shared_ptr<MessageRow> made = layOutRow(option, index, *m_highlighter);
    made->key = std::move(key);
    m_rows.insert(id, new std::shared_ptr<const MessageRow>(made));
    return made;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), rowFor(option, index)->height};
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const std::shared_ptr<const MessageRow> kept = rowFor(option, index);
    const MessageRow &row = *kept;
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
                                  const MessageRow &row) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool outgoing = index.data(MessageListModel::OutgoingRole).toBool();
    const bool atRight = outgoing == (option.direction == Qt::LeftToRight);
    const QPainterPath path =
        bubblePath(row.bubbleRect, atRight, index.data(MessageListModel::StartsGroupRole).toBool(),
                   index.data(MessageListModel::EndsGroupRole).toBool());
    const MessageKind kind = kindOf(index);
    if (kind == MessageKind::Text)
        painter.fillPath(path, outgoing ? theme.bubbleOwn : theme.bubblePeer);
    if (kind == MessageKind::Waiting || index.data(MessageListModel::MentionsMeRole).toBool()) {
        const bool waiting = kind == MessageKind::Waiting;
        painter.setPen(
            QPen(waiting ? theme.muted : theme.accent, waiting ? 1 : 1.5, waiting ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    std::optional<std::pair<int, int>> selection;
    if (index.data(MessageListModel::MessageIdRole).value<MessageId>() == m_selection.message)
        selection = std::minmax(m_selection.from, m_selection.to);
    const bool isSaid = kind == MessageKind::Text;
    row.bubble->draw(painter, row.text, theme, selection, isSaid ? theme.text : theme.muted);
    if (row.more.isValid()) {
        const bool expanded = index.data(MessageListModel::ExpandedRole).toBool();
        painter.setFont(fontOf(TextLevel::Caption, option.font));
        painter.setPen(expanded ? theme.muted : theme.accent);
        painter.drawText(row.more, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
                         expanded ? tr("Too long to show. Copy it to read the rest.") : tr("Show more"));
    }
    if (kind == MessageKind::Event)
        return;
    if (row.author.isValid())
        paintAuthor(painter, option, index, row);
    paintFooter(painter, option, index, row);
}

void MessageDelegate::paintAuthor(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const MessageRow &row) const
{
    const QString name = lineText(index.data(MessageListModel::AuthorRole).toString());
    const QUuid id = index.data(MessageListModel::AuthorIdRole).value<UserId>().uuid();
    painter.setFont(fontOf(TextLevel::Strong, fontOf(TextLevel::Caption, option.font)));
    painter.setPen(nameColor(id, Theme::of(option.palette)));
    const QString shown = painter.fontMetrics().elidedText(name, Qt::ElideRight, qCeil(row.author.width()));
    painter.drawText(row.author, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
                     shown);
    paintAvatar(painter, row.avatar, {.id = id, .name = name});
}

void MessageDelegate::paintFooter(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const MessageRow &row) const
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
    const qreal height = QFontMetricsF(font).ascent();
    if (const qreal clock = clockWidth(index, QFontMetricsF(font)); clock > 0) {
        const int side = qRound(clock - kClockGap);
        const qreal x = painter.fontMetrics().horizontalAdvance(timeText(index)) + kClockGap;
        const QPointF at(leftToRight ? row.footer.left() + x : row.footer.right() - x - side,
                         row.footer.center().y() - side / 2.0);
        painter.drawPixmap(at,
                           symbolicPixmap(QStringLiteral("clock"), color, side, painter.device()->devicePixelRatioF()));
    }
    if (!outgoing)
        return;
    const qreal width = deliveryMarkWidth(height);
    const QRectF mark(leftToRight ? row.footer.right() - width : row.footer.left(),
                      row.footer.center().y() - height / 2, width, height);
    paintDeliveryMark(painter, mark, stateOf(index), color, theme);
}

MessageDelegate::Hit MessageDelegate::hit(const QStyleOptionViewItem &option, const QModelIndex &index,
                                          QPointF point) const
{
    const std::shared_ptr<const MessageRow> kept = rowFor(option, index);
    const MessageRow &row = *kept;
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
