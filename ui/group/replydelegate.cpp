#include "ui/group/replydelegate.h"

#include "models/items/messagewords.h"
#include "models/items/replytreemodel.h"
#include "ui/chat/bubblelayout.h"
#include "ui/chat/codehighlighter.h"
#include "ui/chat/rowpainting.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTreeView>

namespace tacet {

namespace {

constexpr int kLaidKept = 256;
constexpr int kAvatarSide = 24;
constexpr int kPadding = 8;
constexpr int kWidthLeast = 120;

DeliveryState stateOf(const QModelIndex &index)
{
    return static_cast<DeliveryState>(index.data(ReplyTreeModel::StateRole).toInt());
}

/// What stands beside the author: the moment, or why it was not sent.
QString stateText(const QModelIndex &index)
{
    switch (stateOf(index)) {
    case DeliveryState::Queued: return ReplyDelegate::tr("Waiting to be sent");
    case DeliveryState::Failed: {
        const QVariant failure = index.data(ReplyTreeModel::FailureRole);
        return failureWords(failure.isValid() ? static_cast<ErrorCode>(failure.toInt()) : ErrorCode::Internal);
    }
    default: return shortMoment(index.data(ReplyTreeModel::TimeRole).toDateTime(), QDateTime::currentDateTimeUtc());
    }
}

} // namespace

struct ReplyDelegate::Laid {
    QList<QVariant> key; ///< what it was made from
    std::unique_ptr<BubbleLayout> text;
    int height = 0;
};

ReplyDelegate::ReplyDelegate(QTreeView &view)
    : QStyledItemDelegate(&view)
    , m_view(view)
    , m_highlighter(std::make_unique<CodeHighlighter>())
    , m_laid(kLaidKept)
{
}

ReplyDelegate::~ReplyDelegate() = default;

void ReplyDelegate::forgetLayouts()
{
    m_laid.clear();
}

int ReplyDelegate::widthOf(const QModelIndex &index) const
{
    int depth = 0;
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        ++depth;
    return std::max(kWidthLeast, m_view.viewport()->width() - depth * m_view.indentation() - 2 * space::kMedium);
}

std::shared_ptr<const ReplyDelegate::Laid> ReplyDelegate::laidOut(const QStyleOptionViewItem &option,
                                                                  const QModelIndex &index) const
{
    const QUuid id = index.data(ReplyTreeModel::ReplyIdRole).value<ReplyId>().uuid();
    const bool deleted = index.data(ReplyTreeModel::DeletedRole).toBool();
    const QList<QVariant> key{
        widthOf(index), option.direction, option.font.pointSizeF(), deleted, option.palette.color(QPalette::Mid).rgba(),
        index.data()};
    if (const auto *kept = m_laid.object(id); kept != nullptr && (*kept)->key == key)
        return *kept;
    auto laid = std::make_shared<Laid>();
    laid->key = key;
    laid->text = std::make_unique<BubbleLayout>(
        BubbleLayout::Request{.text = deleted ? tr("This reply was deleted.") : index.data().toString(),
                              .font = option.font,
                              .maxWidth = qreal(widthOf(index)),
                              .footer = QSizeF(),
                              .expanded = true,
                              .direction = option.direction},
        Theme::of(option.palette), *m_highlighter);
    laid->height = 2 * kPadding + kAvatarSide + space::kTiny + qCeil(laid->text->size().height());
    m_laid.insert(id, new std::shared_ptr<const Laid>(laid));
    return laid;
}

QSize ReplyDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {0, laidOut(option, index)->height};
}

void ReplyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::of(option.palette);
    QStyleOptionViewItem background = option;
    background.rect.setLeft(m_view.viewport()->rect().left());
    background.rect.setRight(m_view.viewport()->rect().right());
    paintRowBackground(*painter, background);
    const QRect content = option.rect.adjusted(space::kMedium, kPadding, -space::kMedium, -kPadding);
    paintHead(*painter, option, index, QRect(content.left(), content.top(), content.width(), kAvatarSide));
    const std::shared_ptr<const Laid> laid = laidOut(option, index);
    const qreal x =
        option.direction == Qt::LeftToRight ? content.left() : content.right() + 1 - laid->text->size().width();
    const bool deleted = index.data(ReplyTreeModel::DeletedRole).toBool();
    laid->text->draw(*painter, QPointF(x, content.top() + kAvatarSide + space::kTiny), theme, std::nullopt,
                     deleted ? theme.muted : theme.text);
    if (index.data(ReplyTreeModel::NewRole).toBool() && !deleted) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accent);
        const int edge = option.direction == Qt::LeftToRight ? option.rect.left() + 2 : option.rect.right() - 4;
        painter->drawRoundedRect(QRectF(edge, content.top(), 3, content.height()), 1.5, 1.5);
    }
    painter->restore();
}

void ReplyDelegate::paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const QString name = lineText(index.data(ReplyTreeModel::AuthorRole).toString());
    const QUuid id = index.data(ReplyTreeModel::AuthorIdRole).value<UserId>().uuid();
    paintAvatar(painter, takeStart(line, kAvatarSide, option.direction), {.id = id, .name = name});
    const QString state = stateText(index);
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    painter.setPen(stateOf(index) == DeliveryState::Failed ? theme.danger : theme.muted);
    painter.drawText(takeEnd(line, painter.fontMetrics().horizontalAdvance(state) + 1, option.direction),
                     Qt::AlignCenter, state);
    const QString answered = index.data(ReplyTreeModel::AnswersRole).toString();
    painter.setFont(fontOf(TextLevel::Strong, fontOf(TextLevel::Caption, option.font)));
    painter.setPen(nameColor(id, theme));
    drawLine(painter, line,
             answered.isEmpty() ? name : tr("%1 to %2").arg(isolated(name), isolated(lineText(answered))),
             option.direction);
}

} // namespace tacet
