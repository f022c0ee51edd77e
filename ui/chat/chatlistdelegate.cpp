#include "ui/chat/chatlistdelegate.h"

#include "models/items/chatlistmodel.h"
#include "models/items/groupwords.h"
#include "models/items/messagewords.h"
#include "ui/chat/deliverymark.h"
#include "ui/chat/eventtext.h"
#include "ui/chat/rowpainting.h"
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
constexpr double kGoneOpacity = 0.5;

ChatType typeOf(const QModelIndex &index)
{
    return static_cast<ChatType>(index.data(ChatListModel::TypeRole).toInt());
}

ChatStanding standingOf(const QModelIndex &index)
{
    return static_cast<ChatStanding>(index.data(ChatListModel::StandingRole).toInt());
}

} // namespace

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
    const bool isDirect = typeOf(index) == ChatType::Direct;
    if (standingOf(index) != ChatStanding::Member)
        painter->setOpacity(kGoneOpacity);
    paintAvatar(*painter, avatar,
                {.id = index.data(ChatListModel::AvatarIdRole).toUuid(),
                 .name = lineText(index.data(Qt::DisplayRole).toString()),
                 .shape = isDirect ? AvatarShape::Person : AvatarShape::Chat,
                 .picture = index.data(ChatListModel::PictureRole).toByteArray()});
    painter->setOpacity(1);
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
    const bool halted = standingOf(index) == ChatStanding::Halted;
    if (trust == Trust::Changed || blocked || halted) {
        const QRect icon = takeEnd(rest, kIconSide, option.direction);
        painter.drawPixmap(icon.left(), icon.center().y() - kIconSide / 2 + 1,
                           blocked ? symbolicPixmap(QStringLiteral("block"), theme.muted, kIconSide, ratio)
                                   : symbolicPixmap(QStringLiteral("warning"), theme.warning, kIconSide, ratio));
    }
    if (typeOf(index) != ChatType::Direct) {
        const QRect icon = takeStart(rest, kIconSide, option.direction);
        rest.adjust(option.direction == Qt::LeftToRight ? -space::kTiny : 0, 0,
                    option.direction == Qt::LeftToRight ? 0 : space::kTiny, 0);
        const QString name = typeOf(index) == ChatType::Group ? QStringLiteral("group") : QStringLiteral("channel");
        painter.drawPixmap(icon.left(), icon.center().y() - kIconSide / 2 + 1,
                           symbolicPixmap(name, theme.muted, kIconSide, ratio));
    }
    painter.setFont(fontOf(TextLevel::Strong, option.font));
    const QString name = lineText(index.data(Qt::DisplayRole).toString());
    painter.setPen(name.isEmpty() ? theme.muted : theme.text);
    drawLine(painter, rest, name.isEmpty() ? tr("Name not known yet") : name, option.direction);
}

void ChatListDelegate::paintLowerLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      const QRect &line) const
{
    const Theme &theme = Theme::of(option.palette);
    QRect rest = line;
    const int unread = index.data(ChatListModel::UnreadRole).toInt();
    if (unread > 0)
        rest = paintCount(painter, option, unread, CountTone::Loud, rest);
    if (index.data(ChatListModel::MentionsRole).toInt() > 0)
        rest = paintMentionMark(painter, option, rest);
    if (index.data(ChatListModel::UnreadThreadsRole).toInt() > 0) {
        const QRect icon = takeEnd(rest, kIconSide, option.direction);
        painter.drawPixmap(
            icon.left(), icon.center().y() - kIconSide / 2 + 1,
            symbolicPixmap(QStringLiteral("thread"), theme.accent, kIconSide, painter.device()->devicePixelRatioF()));
    }
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
    paintPreview(painter, option, index, rest);
}

void ChatListDelegate::paintPreview(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool unread = index.data(ChatListModel::UnreadRole).toInt() > 0;
    const int state = index.data(ChatListModel::StateRole).toInt();
    const auto kind = static_cast<MessageKind>(index.data(ChatListModel::KindRole).toInt());
    painter.setPen(theme.muted);
    if (const ChatStanding standing = standingOf(index); standing != ChatStanding::Member) {
        drawLine(painter, line, standingSentence(standing, typeOf(index)), option.direction);
        return;
    }
    if (state < 0) {
        drawLine(painter, line, tr("No messages yet"), option.direction);
        return;
    }
    if (kind == MessageKind::Event) {
        const auto event = index.data(ChatListModel::EventRole).value<ChatEvent>();
        drawLine(painter, line, eventText(event, index.data(ChatListModel::SelfRole).value<UserId>()),
                 option.direction);
        return;
    }
    if (static_cast<DeliveryState>(state) != DeliveryState::Received) {
        const qreal height = painter.fontMetrics().ascent() * 0.85;
        const QRect mark = takeStart(line, qRound(deliveryMarkWidth(height)), option.direction);
        paintDeliveryMark(painter, QRectF(mark.left(), mark.center().y() - height / 2 + 1, mark.width(), height),
                          static_cast<DeliveryState>(state), theme.muted, theme);
    }
    const QString text = kind == MessageKind::Waiting ? tr("A message that cannot be read yet")
                                                      : lineText(index.data(ChatListModel::PreviewRole).toString());
    const QString author = index.data(ChatListModel::AuthorRole).toString();
    painter.setPen(unread ? theme.text : theme.muted);
    drawLine(painter, line, author.isEmpty() ? text : tr("%1: %2").arg(isolated(lineText(author)), isolated(text)),
             option.direction);
}

} // namespace tacet
