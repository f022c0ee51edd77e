#include "ui/group/memberdelegate.h"

#include "models/domain/person.h"
#include "models/items/groupwords.h"
#include "models/items/memberlistmodel.h"
#include "ui/chat/rowpainting.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QPainter>

namespace tacet {

namespace {

constexpr int kAvatarSide = 36;
constexpr int kPadding = 8;
constexpr int kIconSide = 16;
/// Somebody seen more recently than this is said to be here now.
constexpr qint64 kNowSeconds = 120;

} // namespace

QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, std::max(kAvatarSide, QFontMetrics(option.font).height() * 2 + space::kTiny) + 2 * kPadding};
}

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, option);
    QRect content = option.rect.adjusted(2 * space::kSmall, kPadding, -2 * space::kSmall, -kPadding);
    QRect avatar = takeStart(content, kAvatarSide, option.direction);
    avatar.setTop(avatar.center().y() - kAvatarSide / 2);
    avatar.setHeight(kAvatarSide);
    paintAvatar(*painter, avatar,
                {.id = index.data(MemberListModel::UserIdRole).value<UserId>().uuid(),
                 .name = lineText(index.data(Qt::DisplayRole).toString())});
    const int half = content.height() / 2;
    paintUpperLine(*painter, option, index, QRect(content.left(), content.top(), content.width(), half));
    paintLowerLine(*painter, option, index, QRect(content.left(), content.top() + half, content.width(), half));
    painter->restore();
}

void MemberDelegate::paintUpperLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const QString role = lineText(index.data(MemberListModel::RoleNameRole).toString());
    const QColor wish(index.data(MemberListModel::RoleColorRole).toString());
    if (!role.isEmpty())
        line = paintTag(painter, option, role, wish.isValid() ? readableColor(wish, theme) : theme.muted, line);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const auto trust = static_cast<Trust>(index.data(MemberListModel::TrustRole).toInt());
    QString name = lineText(index.data(Qt::DisplayRole).toString());
    if (index.data(MemberListModel::SelfRole).toBool())
        name = tr("%1 (you)").arg(isolated(name));
    painter.setFont(fontOf(TextLevel::Strong, option.font));
    const int width = std::min(line.width() - kIconSide - space::kTiny, painter.fontMetrics().horizontalAdvance(name));
    const QRect words = takeStart(line, width + 1, option.direction);
    painter.setPen(theme.text);
    drawLine(painter, words, name, option.direction);
    if (trust == Trust::NotCompared)
        return;
    const QRect icon = takeStart(line, kIconSide, option.direction);
    painter.drawPixmap(icon.left(), icon.center().y() - kIconSide / 2 + 1,
                       trust == Trust::Verified
                           ? symbolicPixmap(QStringLiteral("shield-check"), theme.accent, kIconSide, ratio)
                           : symbolicPixmap(QStringLiteral("warning"), theme.warning, kIconSide, ratio));
}

void MemberDelegate::paintLowerLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    QRect line) const
{
    const Theme &theme = Theme::of(option.palette);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime seen = index.data(MemberListModel::LastSeenRole).toDateTime();
    const QDateTime muted = index.data(MemberListModel::MutedUntilRole).toDateTime();
    QStringList parts{isolated(lineText(u'@' + index.data(MemberListModel::UsernameRole).toString()))};
    if (muted > now)
        parts += tr("muted until %1").arg(QLocale().toString(muted.toLocalTime(), QLocale::ShortFormat));
    else if (seen.isValid() && seen.secsTo(now) < kNowSeconds)
        parts += tr("here now");
    else if (seen.isValid())
        parts += tr("seen %1 ago").arg(ageWords(seen.secsTo(now)));
    if (const QDateTime joined = index.data(MemberListModel::JoinedRole).toDateTime(); joined.isValid())
        parts += tr("since %1").arg(QLocale().toString(joined.toLocalTime().date(), QLocale::ShortFormat));
    painter.setFont(fontOf(TextLevel::Caption, option.font));
    painter.setPen(theme.muted);
    drawLine(painter, line, parts.join(QStringLiteral(" · ")), option.direction);
}

} // namespace tacet
