#include "ui/widgets/themecontroller.h"

#include "ui/widgets/stylesheet.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyleHints>

#include <algorithm>

namespace tacet {

namespace {

Qt::ColorScheme schemeOf(ThemeController::Choice choice)
{
    switch (choice) {
    case ThemeController::Choice::System: return Qt::ColorScheme::Unknown;
    case ThemeController::Choice::Light: return Qt::ColorScheme::Light;
    case ThemeController::Choice::Dark: return Qt::ColorScheme::Dark;
    }
    return Qt::ColorScheme::Unknown;
}

} // namespace

ThemeController::ThemeController(QObject *parent)
    : QObject(parent)
    , m_basePoints(QApplication::font().pointSizeF())
{
    // Emoji in colour, where the text's own font has none.
    QFont font = QApplication::font();
    font.setFamilies({QFontInfo(font).family(), QStringLiteral("Noto Color Emoji")});
    QApplication::setFont(font);
    connect(QApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ThemeController::apply);
    apply();
}

void ThemeController::setChoice(Choice choice)
{
    m_choice = choice;
    // Tells the platform too, so that title bars and native dialogs follow.
    QApplication::styleHints()->setColorScheme(schemeOf(choice));
    apply();
}

void ThemeController::setZoom(int points)
{
    m_zoom = std::clamp(points, kZoomMin, kZoomMax);
    QFont font = QApplication::font();
    font.setPointSizeF(m_basePoints + m_zoom);
    QApplication::setFont(font);
}

void ThemeController::apply()
{
    const bool followsDark =
        m_choice == Choice::System && QApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    const Theme &theme = m_choice == Choice::Dark || followsDark ? Theme::dark() : Theme::light();
    const QString sheet = styleSheetFor(theme);
    if (qApp->styleSheet() == sheet)
        return;
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(sheet);
}

} // namespace tacet
