#pragma once
#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace tacet {

/// Which of the theme's colours an icon takes.
enum class IconTone { Text, Muted, Accent, OnAccent, Danger, Warning };

/// One of our own icons (resources/icons), drawn sharp at any scale and in the current theme's colour,
/// also after the theme changes.
QIcon symbolicIcon(const QString &name, IconTone tone = IconTone::Text);

/// The same as a picture of `side` device-independent pixels, for painting.
QPixmap symbolicPixmap(const QString &name, const QColor &color, int side, qreal devicePixelRatio);

} // namespace tacet
