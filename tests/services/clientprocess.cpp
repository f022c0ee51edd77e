#include "tests/services/clientprocess.h"

#include "tests/services/conversationfixture.h"

#include <QProcess>

#include <csignal>

namespace tacet::tests {

QByteArray ClientProcess::run(const QString &task, int count, const QString &crashAt) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TACET_PASSPHRASE"), QString::fromUtf8(testPassphrase().toByteArray()));
    environment.insert(QStringLiteral("QT_FORCE_STDERR_LOGGING"), QStringLiteral("1"));
    environment.remove(QStringLiteral("TACET_CRASH_AT"));
    if (!crashAt.isEmpty())
        environment.insert(QStringLiteral("TACET_CRASH_AT"), crashAt);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(CRASHCLIENT), {folder, task, chat.toString(), prefix, QString::number(count)});
    process.waitForFinished(300'000);
    const QByteArray said = process.readAll();
    const bool killed = process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGKILL;
    const bool isRefused = said.contains("gap") || said.contains("refused");
    if (killed == !crashAt.isEmpty() && (killed || process.exitCode() == 0) && !isRefused)
        return {};
    return task.toUtf8() + ' ' + crashAt.toUtf8() + ": " + said;
}

} // namespace tacet::tests
