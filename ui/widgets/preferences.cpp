#include "ui/widgets/preferences.h"

#include <QSettings>

#include <algorithm>

namespace tacet {

namespace {

const QString kTheme = QStringLiteral("theme");
const QString kLanguage = QStringLiteral("language");
const QString kEnterSends = QStringLiteral("enter_sends");
const QString kZoom = QStringLiteral("zoom");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kSplitter = QStringLiteral("window/splitter");
constexpr int kLastChoice = static_cast<int>(ThemeController::Choice::Dark);

} // namespace

PreferencesFile::PreferencesFile(QString path)
    : m_path(std::move(path))
{
}

Preferences PreferencesFile::read() const
{
    const QSettings file(m_path, QSettings::IniFormat);
    const int theme = std::clamp(file.value(kTheme, 0).toInt(), 0, kLastChoice);
    return {.theme = static_cast<ThemeController::Choice>(theme),
            .language = file.value(kLanguage).toString(),
            .enterSends = file.value(kEnterSends, true).toBool(),
            .zoom = file.value(kZoom, 0).toInt()};
}

void PreferencesFile::write(const Preferences &preferences)
{
    QSettings file(m_path, QSettings::IniFormat);
    file.setValue(kTheme, static_cast<int>(preferences.theme));
    file.setValue(kLanguage, preferences.language);
    file.setValue(kEnterSends, preferences.enterSends);
    file.setValue(kZoom, preferences.zoom);
}

QByteArray PreferencesFile::geometry() const
{
    return QSettings(m_path, QSettings::IniFormat).value(kGeometry).toByteArray();
}

QByteArray PreferencesFile::splitter() const
{
    return QSettings(m_path, QSettings::IniFormat).value(kSplitter).toByteArray();
}

void PreferencesFile::writeWindow(const QByteArray &geometry, const QByteArray &splitter)
{
    QSettings file(m_path, QSettings::IniFormat);
    file.setValue(kGeometry, geometry);
    file.setValue(kSplitter, splitter);
}

} // namespace tacet
