#include "app/desktop/commandline.h"
#include "app/desktop/desktopapplication.h"
#include "app/desktop/languages.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <kdsingleapplication.h>

#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

/// Keys and messages are in this memory: no core file, no debugger, no /proc/PID/environ.
void keepMemoryPrivate()
{
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

QString instanceName(const QString &profile)
{
    const QByteArray hash = QCryptographicHash::hash(profile.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("tacet-") + QString::fromLatin1(hash.first(8).toHex());
}

} // namespace

int main(int argc, char **argv)
{
    keepMemoryPrivate();
    QApplication::setApplicationName(QStringLiteral("tacet"));
    QApplication::setApplicationVersion(QStringLiteral(TACET_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("im.tacet.Tacet"));
    QApplication application(argc, argv);
    // Outlives everything that holds a key.
    const QCA::Initializer crypto;

    const auto line = tacet::CommandLine::parse(QApplication::arguments().sliced(1));
    if (!line) {
        std::fputs(line.error().text.toLocal8Bit().constData(), line.error().exitCode == 0 ? stdout : stderr);
        return line.error().exitCode;
    }
    KDSingleApplication single(instanceName(line->profile));
    if (!single.isPrimaryInstance())
        return single.sendMessageWithTimeout(line->link.toUtf8(), 5'000) ? 0 : 1;

    QApplication::setStyle(QStringLiteral("fusion"));
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/tacet.svg")));
    tacet::PreferencesFile preferences(QDir(line->profile).filePath(QStringLiteral("desktop.ini")));
    tacet::Languages languages;
    languages.use(line->language.isEmpty() ? preferences.read().language : line->language);

    tacet::DesktopApplication desktop(line->profile, preferences);
    QObject::connect(&single, &KDSingleApplication::messageReceived, &desktop,
                     [&desktop](const QByteArray &link) { desktop.activate(QString::fromUtf8(link)); });
    desktop.start(line->link);
    return QApplication::exec();
}
