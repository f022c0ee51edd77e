// tacet-demo-window: the desktop application on a profile of the demo, unlocked from the start.
//
//   TACET_PASSPHRASE=… tacet-demo-window --profile DIR --theme light|dark [--pictures DIR]
//
// With --pictures it shows every screen, saves a picture of each, and ends.
#include "app/demo/pictures.h"
#include "app/desktop/desktopapplication.h"
#include "app/desktop/languages.h"
#include "ui/chat/chatlistpane.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QCoro/QCoroTimer>
#include <QDeadlineTimer>
#include <QIcon>

#include <chrono>

using namespace tacet;

namespace {

constexpr std::chrono::seconds kOpenTime{60};
constexpr std::chrono::milliseconds kOpenPoll{50};

void addOptions(QCommandLineParser &parser)
{
    parser.addHelpOption();
    parser.addOption({QStringLiteral("profile"), QStringLiteral("the account's folder"), QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("theme"), QStringLiteral("light or dark"), QStringLiteral("THEME")});
    parser.addOption({QStringLiteral("pictures"), QStringLiteral("save pictures and end"), QStringLiteral("DIR")});
}

/// Answers the exit code of the program.
QCoro::Task<int> drive(DesktopApplication &desktop, const QCommandLineParser &parser)
{
    const QCA::SecureArray passphrase(qgetenv("TACET_PASSPHRASE"));
    if (const auto opened = co_await answerOf(desktop.profile().unlock(passphrase)); !opened)
        co_return EXIT_FAILURE;
    const QDeadlineTimer deadline(kOpenTime);
    while (!qobject_cast<MainWindow *>(desktop.currentWindow()) ||
           desktop.profile().session()->connection().state().kind != ConnectionState::Kind::Online) {
        if (deadline.hasExpired())
            co_return EXIT_FAILURE;
        co_await QCoro::sleepFor(kOpenPoll);
    }
    if (!parser.isSet(QStringLiteral("pictures"))) {
        qobject_cast<MainWindow *>(desktop.currentWindow())->side().selectRow(0);
        co_return EXIT_SUCCESS;
    }
    const QString name = QFileInfo(parser.value(QStringLiteral("profile"))).fileName();
    demo::Pictures pictures(desktop, parser.value(QStringLiteral("pictures")),
                            name + u'-' + parser.value(QStringLiteral("theme")));
    co_await pictures.takeChat();
    co_await pictures.takeOnboarding();
    co_return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setDesktopFileName(QStringLiteral("im.tacet.Tacet"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("fusion"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/tacet.svg")));
    QApplication::setQuitOnLastWindowClosed(false);
    const QCA::Initializer crypto;
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);

    Languages languages;
    languages.use({});
    const QDir profile(parser.value(QStringLiteral("profile")));
    PreferencesFile preferences(profile.filePath(QStringLiteral("desktop.ini")));
    Preferences chosen = preferences.read();
    const bool isDark = parser.value(QStringLiteral("theme")) == QLatin1StringView("dark");
    chosen.theme = isDark ? ThemeController::Choice::Dark : ThemeController::Choice::Light;
    preferences.write(chosen);
    DesktopApplication desktop(profile.absolutePath(), preferences);
    desktop.start({});
    drive(desktop, parser).then([&desktop, &parser](int code) {
        if (code != EXIT_SUCCESS)
            QCoreApplication::exit(code);
        else if (parser.isSet(QStringLiteral("pictures")))
            desktop.quit();
    });
    return QApplication::exec();
}
