#include "ui/group/threadlistdelegate.h"

#include "models/items/messagewords.h"
#include "models/items/threadlistmodel.h"
#include "ui/chat/rowpainting.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace tacet {

namespace {

constexpr int kPadding = 10;
constexpr int kIconSide = 14;

void paintIcon(QPainter &painter, QRect &line, const QString &name, const QColor &color, Qt::LayoutDirection direction)
{
    const QRect icon = takeEnd(line, kIconSide, direction);
    painter.drawPixmap(icon.left(), icon.center().y() - kIconSide / 2 + 1,
                       symbolicPixmap(name, color, kIconSide, painter.device()->devicePixelRatioF()));
}

} // namespace

QSize ThreadListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, QFontMetrics(option.font).height() * 2 + space::kTiny + 2 * kPadding};
}

void ThreadListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    const QRect content = option.rect.adjusted(2 * space::kSmall, kPadding, -2 * space::kSmall, -kPadding);
    const int half = content.height() / 2;
    paintTitle(*painter, option, index, QRect(content.left(), content.top(), content.width(), half));
    paintPreview(*painter, option, index, QRect(content.left(), content.top() + half, content.width(), half));
    painter->restore();
}

void ThreadListDelegate::paintTitle(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool unread = index.data(ThreadListModel::UnreadRole).toInt() > 0;
    const QString moment =
        shortMoment(index.data(ThreadListModel::TimeRole).toDateTime(), QDateTime::currentDateTimeUtc());
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    painter.setPen(unread ? theme.accent : theme.muted);
    painter.drawText(takeEnd(line, painter.fontMetrics().horizontalAdvance(moment) + 1, option.direction),
                     Qt::AlignCenter, moment);
    if (index.data(ThreadListModel::PinnedRole).toBool())
        paintIcon(painter, line, QStringLiteral("pin"), theme.muted, option.direction);
    painter.setFont(unread ? fontOf(TextLevel::Strong, option.font) : option.font);
    painter.setPen(theme.text);
    drawLine(painter, line, lineText(index.data(Qt::DisplayRole).toString()), option.direction);
}

void ThreadListDelegate::paintPreview(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const int unread = index.data(ThreadListModel::UnreadRole).toInt();
    const int replies = index.data(ThreadListModel::RepliesRole).toInt();
    const bool followed = index.data(ThreadListModel::FollowedRole).toBool();
    if (unread > 0)
        line = paintCount(painter, option, unread, followed ? CountTone::Loud : CountTone::Quiet, line);
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    painter.setPen(theme.muted);
    if (unread == 0 && replies > 0) {
        const QString count = QLocale().toString(replies);
        painter.drawText(takeEnd(line, painter.fontMetrics().horizontalAdvance(count) + 1, option.direction),
                         Qt::AlignCenter, count);
        paintIcon(painter, line, QStringLiteral("chat"), theme.muted, option.direction);
    }
    if (followed)
        paintIcon(painter, line, QStringLiteral("bell"), theme.accent, option.direction);
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    const auto state = static_cast<DeliveryState>(index.data(ThreadListModel::StateRole).toInt());
    if (state == DeliveryState::Failed) {
        const QVariant failure = index.data(ThreadListModel::FailureRole);
        painter.setPen(theme.danger);
        drawLine(painter, line,
                 failureWords(failure.isValid() ? static_cast<ErrorCode>(failure.toInt()) : ErrorCode::Internal),
                 option.direction);
        return;
    }
    painter.setPen(theme.muted);
    const QString author = isolated(lineText(index.data(ThreadListModel::AuthorRole).toString()));
    const QString preview = isolated(lineText(index.data(ThreadListModel::PreviewRole).toString()));
    drawLine(painter, line,
             state == DeliveryState::Queued ? tr("Waiting to be sent") : tr("%1: %2").arg(author, preview),
             option.direction);
}

} // namespace tacet
