#include "ui/widgets/avatar.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSet>
#include <QTextBoundaryFinder>
#include <QThreadPool>

#include <array>
#include <cmath>

namespace tacet {

namespace {

/// White on each of them meets 4.5 : 1.
constexpr std::array<QRgb, 8> kColors{0xFFB3412A, 0xFF8F5A0A, 0xFF4C751D, 0xFF1C7A58,
                                      0xFF17748F, 0xFF3F63C6, 0xFF7A52C2, 0xFFAD3A7C};
constexpr QRgb kNobody = 0xFF5E6B6A;
constexpr double kLetterShare = 0.38;
constexpr double kSquareRadius = 0.28;
constexpr int kPictureSideMax = 2'048;
constexpr double kContrastWanted = 4.6;

QColor colorFor(const QUuid &id)
{
    if (id.isNull())
        return QColor(kNobody);
    uint hash = 0;
    for (const char byte : id.toRfc4122())
        hash = hash * 31 + static_cast<uchar>(byte);
    return QColor(kColors.at(hash % kColors.size()));
}

/// Relative luminance of WCAG 2.
double luminance(const QColor &color)
{
    const auto linear = [](float part) {
        return part <= 0.04045F ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

/// Null for what is no PNG or JPEG, or larger than it may be.
QImage decodedSquare(const QByteArray &encoded, int side)
{
    QBuffer buffer;
    buffer.setData(encoded);
    QImageReader reader(&buffer);
    const QByteArray format = reader.format();
    const QSize size = reader.size();
    const bool isAllowed = format == "png" || format == "jpeg";
    if (!isAllowed || !size.isValid() || std::max(size.width(), size.height()) > kPictureSideMax)
        return {};
    reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatioByExpanding));
    const QImage image = reader.read();
    return image.isNull() ? image : image.copy((image.width() - side) / 2, (image.height() - side) / 2, side, side);
}

QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.first(std::min<qsizetype>(end, 8)).toUpper() : QString();
}

} // namespace

QString initialsOf(const QString &name)
{
    QStringList words;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (word.front().isLetterOrNumber() || word.front().isHighSurrogate())
            words += word;
    }
    if (words.isEmpty())
        return QStringLiteral("?");
    // Arabic letters join: two of them would read as a word.
    if (words.size() == 1 || words.first().isRightToLeft())
        return firstLetter(words.first());
    return firstLetter(words.first()) + firstLetter(words.last());
}

QPixmap squarePicture(const QByteArray &encoded, int side)
{
    // Keys of what is being decoded, and of what cannot be. The GUI thread's.
    static QSet<QString> tried;
    if (encoded.isEmpty() || side <= 0)
        return {};
    const QString key =
        QStringLiteral("tacet/picture/%1/%2/%3").arg(qHash(encoded), 0, 16).arg(encoded.size()).arg(side);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap) || tried.contains(key))
        return pixmap;
    tried.insert(key);
    QThreadPool::globalInstance()->start([encoded, side, key] {
        const QImage image = decodedSquare(encoded, side);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [image, key] {
                if (image.isNull())
                    return;
                tried.remove(key);
                QPixmapCache::insert(key, QPixmap::fromImage(image));
                for (QWidget *window : QApplication::topLevelWidgets())
                    window->update();
            },
            Qt::QueuedConnection);
    });
    return {};
}

QColor readableColor(const QColor &wish, const Theme &theme)
{
    constexpr double kStep = 0.03;
    const QColor ground = theme.isDark() ? theme.bubblePeer : theme.hover;
    float h = 0;
    float s = 0;
    float l = 0;
    wish.getHslF(&h, &s, &l);
    QColor color = wish;
    while (contrast(color, ground) < kContrastWanted) {
        l = static_cast<float>(l + (theme.isDark() ? kStep : -kStep));
        if (l < 0 || l > 1)
            return theme.text;
        color = QColor::fromHslF(h, s, l);
    }
    return color;
}

QColor nameColor(const QUuid &person, const Theme &theme)
{
    return readableColor(colorFor(person), theme);
}

void paintAvatar(QPainter &painter, const QRectF &rect, const AvatarLook &look)
{
    const double radius = rect.height() * (look.shape == AvatarShape::Person ? 0.5 : kSquareRadius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = qRound(rect.width() * painter.device()->devicePixelRatioF());
    if (const QPixmap picture = squarePicture(look.picture, side); !picture.isNull()) {
        QPainterPath clip;
        clip.addRoundedRect(rect, radius, radius);
        painter.setClipPath(clip, Qt::IntersectClip);
        painter.drawPixmap(rect, picture, picture.rect());
        painter.restore();
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorFor(look.id));
    painter.drawRoundedRect(rect, radius, radius);
    QFont font = painter.font();
    font.setPixelSize(qRound(rect.height() * kLetterShare));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, initialsOf(look.name));
    painter.restore();
}

Avatar::Avatar(int side, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void Avatar::setPerson(UserId person, const QString &name)
{
    setLook({.id = person.uuid(), .name = name});
}

void Avatar::setLook(const AvatarLook &look)
{
    m_look = look;
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect(), m_look);
}

} // namespace tacet
