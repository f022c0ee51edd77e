#include "ui/chat/messagerow.h"

#include "models/items/groupwords.h"
#include "models/items/messagelistmodel.h"
#include "ui/chat/deliverymark.h"
#include "ui/chat/eventtext.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QStyleOptionViewItem>

#include <cmath>

namespace tacet {

namespace {

constexpr int kLineHeight = 40;
constexpr int kGroupGap = 12;
constexpr int kRowGap = 3;
constexpr int kPaddingX = 12;
constexpr int kPaddingY = 8;
constexpr double kWidthShare = 0.75;
constexpr int kEmMax = 38;
constexpr int kAuthorSide = 32;

QList<BubbleLayout::MentionSpan> mentionsOf(const QModelIndex &index)
{
    QList<BubbleLayout::MentionSpan> spans;
    const QString text = index.data().toString();
    const QUuid self = index.data(MessageListModel::SelfRole).value<UserId>().uuid();
    for (const Mention &mention : index.data(MessageListModel::MentionsRole).value<QList<Mention>>()) {
        const bool isMe = mention.kind == MentionKind::Everyone || mention.target == self;
        spans.append({text.mid(mention.start, mention.length), isMe});
    }
    return spans;
}

void placeEvent(const QStyleOptionViewItem &option, const QModelIndex &index, CodeHighlighter &highlighter, qreal y,
                MessageRow &row)
{
    const qreal width = option.rect.width();
    row.bubble = std::make_unique<BubbleLayout>(
        BubbleLayout::Request{.text = shownWords(index),
                              .font = fontOf(TextLevel::Caption, option.font),
                              .maxWidth = std::max<qreal>(width - 2 * space::kHuge, space::kHuge),
                              .footer = QSizeF(),
                              .expanded = true,
                              .direction = option.direction,
                              .isOwnWords = true},
        Theme::of(option.palette), highlighter);
    const QSizeF content = row.bubble->size();
    row.bubbleRect = QRectF((width - content.width()) / 2 - kPaddingX, y, content.width() + 2 * kPaddingX,
                            content.height() + kPaddingY);
    row.text = row.bubbleRect.topLeft() + QPointF(kPaddingX, kPaddingY / 2.0);
}

void placeBubble(const QStyleOptionViewItem &option, const QModelIndex &index, CodeHighlighter &highlighter, qreal y,
                 MessageRow &row)
{
    const qreal width = option.rect.width();
    const bool outgoing = index.data(MessageListModel::OutgoingRole).toBool();
    const QString author = lineText(index.data(MessageListModel::AuthorRole).toString());
    const qreal indent = author.isEmpty() ? 0 : kAuthorSide + space::kSmall;
    const QFontMetricsF caption(fontOf(TextLevel::Caption, option.font));
    const qreal markWidth = outgoing ? deliveryMarkWidth(caption.ascent()) + space::kTiny : 0;
    const QSizeF footer(caption.horizontalAdvance(timeText(index)) + markWidth + clockWidth(index, caption) + 1,
                        caption.height());
    const qreal widest =
        std::min((width - indent) * kWidthShare, QFontMetricsF(option.font).averageCharWidth() * 2 * kEmMax);
    row.bubble = std::make_unique<BubbleLayout>(
        BubbleLayout::Request{.text = shownWords(index),
                              .mentions = mentionsOf(index),
                              .font = option.font,
                              .maxWidth = std::max<qreal>(widest - 2 * kPaddingX, footer.width()),
                              .footer = footer,
                              .expanded = index.data(MessageListModel::ExpandedRole).toBool(),
                              .direction = option.direction,
                              .isOwnWords = kindOf(index) == MessageKind::Waiting},
        Theme::of(option.palette), highlighter);

    QSizeF content = row.bubble->size();
    const bool isNamed = !author.isEmpty() && index.data(MessageListModel::StartsGroupRole).toBool();
    const QFontMetricsF strong(fontOf(TextLevel::Strong, fontOf(TextLevel::Caption, option.font)));
    const qreal nameHeight = isNamed ? strong.height() + 2 : 0;
    if (isNamed)
        content.setWidth(std::max(content.width(),
                                  std::min(std::ceil(strong.horizontalAdvance(author)) + 1, widest - 2 * kPaddingX)));
    const qreal moreHeight = row.bubble->isCut() ? caption.height() + space::kTiny : 0;
    const QSizeF size(content.width() + 2 * kPaddingX, nameHeight + content.height() + moreHeight + 2 * kPaddingY);
    const bool leftToRight = option.direction == Qt::LeftToRight;
    const qreal margin = space::kMedium + indent;
    row.bubbleRect = QRectF(QPointF(outgoing == leftToRight ? width - size.width() - margin : margin, y), size);
    if (isNamed) {
        row.author = QRectF(row.bubbleRect.left() + kPaddingX, y + kPaddingY, content.width(), strong.height());
        row.avatar =
            QRectF(leftToRight ? space::kMedium : width - space::kMedium - kAuthorSide, y, kAuthorSide, kAuthorSide);
    }
    row.text = row.bubbleRect.topLeft() + QPointF(kPaddingX, kPaddingY + nameHeight);
    const bool isOwnWords = kindOf(index) == MessageKind::Waiting;
    if (isOwnWords ? !leftToRight : row.bubble->text().isRightToLeft())
        row.text.rx() += content.width() - row.bubble->size().width();
    const qreal footerX =
        leftToRight ? row.bubbleRect.right() - kPaddingX - footer.width() : row.bubbleRect.left() + kPaddingX;
    row.footer = QRectF(QPointF(footerX, row.bubbleRect.bottom() - kPaddingY - footer.height() + 1), footer);
    if (row.bubble->isCut())
        row.more = QRectF(row.text.x(), row.bubbleRect.bottom() - kPaddingY - caption.height() - moreHeight,
                          content.width(), caption.height());
}

} // namespace

QString timeText(const QModelIndex &index)
{
    const QDateTime at = index.data(MessageListModel::TimeRole).toDateTime().toLocalTime();
    return QLocale().toString(at.time(), QLocale::ShortFormat);
}

MessageKind kindOf(const QModelIndex &index)
{
    return static_cast<MessageKind>(index.data(MessageListModel::KindRole).toInt());
}

DeliveryState stateOf(const QModelIndex &index)
{
    return static_cast<DeliveryState>(index.data(MessageListModel::StateRole).toInt());
}

QString shownWords(const QModelIndex &index)
{
    switch (kindOf(index)) {
    case MessageKind::Text: break;
    case MessageKind::Event:
        return eventText(index.data(MessageListModel::EventRole).value<ChatEvent>(),
                         index.data(MessageListModel::SelfRole).value<UserId>());
    case MessageKind::Waiting:
        return waitingSentence(index.data(MessageListModel::WaitingRole).value<WaitingForKey>(),
                               QDateTime::currentDateTimeUtc());
    }
    return index.data().toString();
}

qreal clockWidth(const QModelIndex &index, const QFontMetricsF &metrics)
{
    const bool expires = index.data(MessageListModel::ExpiresRole).toDateTime().isValid();
    return expires ? std::round(metrics.ascent()) + kClockGap : 0;
}

std::shared_ptr<MessageRow> layOutRow(const QStyleOptionViewItem &option, const QModelIndex &index,
                                      CodeHighlighter &highlighter)
{
    auto row = std::make_shared<MessageRow>();
    qreal y = 0;
    const auto takeLine = [&y, width = option.rect.width()](QRectF &line) {
        line = QRectF(0, y, width, kLineHeight);
        y += kLineHeight;
    };
    if (index.data(MessageListModel::StartsDayRole).toBool())
        takeLine(row->day);
    if (index.data(MessageListModel::FirstUnreadRole).toBool())
        takeLine(row->unread);
    y += index.data(MessageListModel::StartsGroupRole).toBool() ? kGroupGap / 2 : kRowGap / 2;
    if (kindOf(index) == MessageKind::Event)
        placeEvent(option, index, highlighter, y, *row);
    else
        placeBubble(option, index, highlighter, y, *row);
    y = row->bubbleRect.bottom();
    if (stateOf(index) == DeliveryState::Failed) {
        const qreal height = QFontMetricsF(fontOf(TextLevel::Caption, option.font)).height();
        row->failure = QRectF(space::kMedium, y + space::kTiny, option.rect.width() - 2 * space::kMedium, height);
        y = row->failure.bottom();
    }
    y += index.data(MessageListModel::EndsGroupRole).toBool() ? kGroupGap / 2 : kRowGap - kRowGap / 2;
    row->height = qCeil(y);
    return row;
}

} // namespace tacet
