#pragma once
#include "ui/widgets/themecontroller.h"

#include <QByteArray>
#include <QString>

namespace tacet {

/// What a person has chosen about the window. Nothing secret: it stands in a plain file of the profile, so
/// that the log-in window can be shown in the right language and colours.
struct Preferences {
    ThemeController::Choice theme = ThemeController::Choice::System;
    QString language; ///< "de", "ar", "en"; empty: the system's
    bool enterSends = true;
    int zoom = 0; ///< points added to the font

    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// The file itself, and the window's place. GUI thread; owned by main.
class PreferencesFile
{
public:
    explicit PreferencesFile(QString path);

    Preferences read() const;
    void write(const Preferences &preferences);
    QByteArray geometry() const;
    QByteArray splitter() const;
    void writeWindow(const QByteArray &geometry, const QByteArray &splitter);

private:
    QString m_path;
};

} // namespace tacet
