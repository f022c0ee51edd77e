#pragma once
#include <QColor>
#include <QFont>
#include <QPalette>

namespace tacet {

/// Distances in device-independent pixels; everything is a multiple of 4, mostly of 8.
namespace space {
inline constexpr int kTiny = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 16;
inline constexpr int kLarge = 24;
inline constexpr int kHuge = 40;
inline constexpr int kRadius = 8;
inline constexpr int kBubbleRadius = 14;
} // namespace space

/// The colours of the program, by what they are for. Text on its surface meets WCAG AA (4.5 : 1).
struct Theme {
    QColor window;  ///< side bar and dialogs
    QColor surface; ///< conversation, fields
    QColor raised;  ///< menus, cards
    QColor border;
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentHover;
    QColor onAccent;
    QColor hover;
    QColor selected;
    QColor bubblePeer;
    QColor bubbleOwn;
    QColor bubbleOwnMuted;
    QColor codeSurface;
    QColor danger;
    QColor dangerSurface;
    QColor warning;
    QColor warningSurface;
    QColor success;

    static const Theme &light();
    static const Theme &dark();
    /// The one that a widget with this palette is shown in.
    static const Theme &of(const QPalette &palette);

    bool isDark() const { return window.lightness() < 128; }
    QPalette palette() const;
};

/// Levels of text; sizes follow the application's font.
enum class TextLevel { Title, Heading, Strong, Body, Caption };

QFont fontOf(TextLevel level, const QFont &base);

} // namespace tacet
