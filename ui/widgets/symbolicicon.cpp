#include "ui/widgets/symbolicicon.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tacet {

namespace {

constexpr double kDisabledOpacity = 0.45;

/// Icons that point along the line of reading.
bool isDirected(const QString &name)
{
    return name == u"back" || name == u"send" || name == u"reply" || name == u"leave" || name == u"thread" ||
           name == u"channel";
}

QColor colorOf(IconTone tone)
{
    const Theme &theme = Theme::of(QGuiApplication::palette());
    switch (tone) {
    case IconTone::Text: return theme.text;
    case IconTone::Muted: return theme.muted;
    case IconTone::Accent: return theme.accent;
    case IconTone::OnAccent: return theme.onAccent;
    case IconTone::Danger: return theme.danger;
    case IconTone::Warning: return theme.warning;
    }
    return theme.text;
}

QPixmap rendered(const QString &name, const QColor &color, const QSize &pixels)
{
    const bool mirrored = isDirected(name) && QGuiApplication::isRightToLeft();
    const QString key =
        QStringLiteral("tacet/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(pixels.width()).arg(mirrored);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        Q_ASSERT_X(false, "symbolicIcon", qPrintable(name));
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    if (mirrored) {
        painter.translate(pixels.width(), 0);
        painter.scale(-1, 1);
    }
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class SymbolicIconEngine final : public QIconEngine
{
public:
    SymbolicIconEngine(QString name, IconTone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap picture = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        QColor color = colorOf(m_tone);
        if (mode == QIcon::Disabled)
            color.setAlphaF(static_cast<float>(kDisabledOpacity));
        const int side = std::min(size.width(), size.height());
        return rendered(m_name, color, QSize(side, side));
    }

    QIconEngine *clone() const override { return new SymbolicIconEngine(m_name, m_tone); }

private:
    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon symbolicIcon(const QString &name, IconTone tone)
{
    return QIcon(new SymbolicIconEngine(name, tone));
}

QPixmap symbolicPixmap(const QString &name, const QColor &color, int side, qreal devicePixelRatio)
{
    const int pixels = qRound(side * devicePixelRatio);
    QPixmap picture = rendered(name, color, QSize(pixels, pixels));
    picture.setDevicePixelRatio(devicePixelRatio);
    return picture;
}

} // namespace tacet
