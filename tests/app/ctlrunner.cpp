#include "tests/app/ctlrunner.h"

#include <QJsonDocument>

namespace tacet::tests {

namespace {

constexpr int kPatience = 120'000;

} // namespace

QList<QJsonObject> jsonLinesOf(const QByteArray &bytes, bool &isJson)
{
    QList<QJsonObject> objects;
    const QByteArrayList lines = bytes.split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            objects += document.object();
        else
            isJson = false;
    }
    return objects;
}

QString CtlRun::errorName() const
{
    bool json = true;
    const QList<QJsonObject> errors = jsonLinesOf(errorOutput, json);
    return errors.isEmpty() ? QString() : errors.last().value(QLatin1StringView("error")).toString();
}

QString CtlRun::describe() const
{
    return QStringLiteral("exit code %1\noutput: %2\nerrors: %3")
        .arg(exitCode)
        .arg(QString::fromUtf8(output), QString::fromUtf8(errorOutput));
}

CtlRunner::CtlRunner(const QString &profile, const QString &passphrase)
    : m_profile(profile)
    , m_passphrase(passphrase)
{
}

void CtlRunner::start(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (m_passphrase.isNull())
        environment.remove("TACET_PASSPHRASE");
    else
        environment.insert("TACET_PASSPHRASE", m_passphrase);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TACET_BINARY_DIR "/bin/tacetctl"), QStringList{"--profile", m_profile} + arguments);
}

CtlRun CtlRunner::execute(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    CtlRun result;
    if (process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.output = process.readAllStandardOutput();
    result.errorOutput = process.readAllStandardError();
    result.lines = jsonLinesOf(result.output, result.isJson);
    jsonLinesOf(result.errorOutput, result.isJson);
    return result;
}

CtlRun CtlRunner::run(const QStringList &arguments) const
{
    return execute(QStringList{"--json"} + arguments, {});
}

CtlRun CtlRunner::runForPeople(const QStringList &arguments) const
{
    return execute(arguments, {});
}

CtlRun CtlRunner::runWithInput(const QStringList &arguments, const QByteArray &input) const
{
    return execute(QStringList{"--json"} + arguments, input);
}

} // namespace tacet::tests
