#include "ui/widgets/theme.h"

namespace tacet {

namespace {

constexpr double kTitleScale = 1.7;
constexpr double kHeadingScale = 1.2;
constexpr double kCaptionScale = 0.88;

} // namespace

const Theme &Theme::light()
{
    static const Theme theme{
        .window = QColor(0xF5F7F7),
        .surface = QColor(0xFFFFFF),
        .raised = QColor(0xFFFFFF),
        .border = QColor(0xDDE3E2),
        .text = QColor(0x17201F),
        .muted = QColor(0x566261),
        .accent = QColor(0x0D6D66),
        .accentHover = QColor(0x0A5751),
        .onAccent = QColor(0xFFFFFF),
        .hover = QColor(0xE9EEED),
        .selected = QColor(0xD3EBE7),
        .bubblePeer = QColor(0xEFF2F2),
        .bubbleOwn = QColor(0xD0EDE7),
        .bubbleOwnMuted = QColor(0x3C5E59),
        .codeSurface = QColor(0xFAFBFB),
        .danger = QColor(0xB42318),
        .dangerSurface = QColor(0xFDECEA),
        .warning = QColor(0x7D4706),
        .warningSurface = QColor(0xFFF3DC),
        .success = QColor(0x18703A),
    };
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme{
        .window = QColor(0x161B1B),
        .surface = QColor(0x1B2121),
        .raised = QColor(0x262E2D),
        .border = QColor(0x364140),
        .text = QColor(0xE9EFEE),
        .muted = QColor(0xA3B0AE),
        .accent = QColor(0x45C7B6),
        .accentHover = QColor(0x66D6C7),
        .onAccent = QColor(0x04211D),
        .hover = QColor(0x222A29),
        .selected = QColor(0x1F403C),
        .bubblePeer = QColor(0x2A3332),
        .bubbleOwn = QColor(0x154A44),
        .bubbleOwnMuted = QColor(0xA9CFC9),
        .codeSurface = QColor(0x121616),
        .danger = QColor(0xFF9B90),
        .dangerSurface = QColor(0x3D201E),
        .warning = QColor(0xF3C270),
        .warningSurface = QColor(0x3A2E17),
        .success = QColor(0x6FCF8E),
    };
    return theme;
}

const Theme &Theme::of(const QPalette &palette)
{
    // Mid is a role that no style sheet touches.
    return palette.color(QPalette::Mid).lightness() < 128 ? dark() : light();
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) { palette.setColor(role, color); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, surface);
    set(QPalette::AlternateBase, window);
    set(QPalette::Text, text);
    set(QPalette::PlaceholderText, muted);
    set(QPalette::Button, raised);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, danger);
    set(QPalette::ToolTipBase, raised);
    set(QPalette::ToolTipText, text);
    set(QPalette::Highlight, accent);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::Accent, accent);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::Mid, border);
    set(QPalette::Midlight, hover);
    set(QPalette::Light, raised);
    set(QPalette::Dark, border);
    set(QPalette::Shadow, border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, muted);
    return palette;
}

QFont fontOf(TextLevel level, const QFont &base)
{
    QFont font = base;
    const double points = base.pointSizeF();
    switch (level) {
    case TextLevel::Title:
        font.setPointSizeF(points * kTitleScale);
        font.setWeight(QFont::DemiBold);
        break;
    case TextLevel::Heading:
        font.setPointSizeF(points * kHeadingScale);
        font.setWeight(QFont::DemiBold);
        break;
    case TextLevel::Strong: font.setWeight(QFont::DemiBold); break;
    case TextLevel::Body: break;
    case TextLevel::Caption: font.setPointSizeF(points * kCaptionScale); break;
    }
    return font;
}

} // namespace tacet
