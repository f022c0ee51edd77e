#pragma once
#include "app/desktop/desktopapplication.h"

#include <QDir>

namespace tacet::demo {

/// Drives the real desktop application of one unlocked profile through its screens and saves a picture
/// of each. GUI thread.
class Pictures
{
public:
    /// `application` outlives it; pictures are called `PREFIX-SCREEN.png`.
    Pictures(DesktopApplication &application, const QString &folder, const QString &prefix);

    /// The pages that stand before an account.
    QCoro::Task<> takeOnboarding();
    /// The chat window with its newest chat open, and every dialog.
    QCoro::Task<> takeChat();

private:
    QCoro::Task<> take(QWidget &widget, QString screen);
    QCoro::Task<> takeDialog(QString screen);

    DesktopApplication &m_application;
    QDir m_folder;
    QString m_prefix;
};

} // namespace tacet::demo
