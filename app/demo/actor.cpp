#include "app/demo/actor.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QUuid>

namespace tacet::demo {

namespace {

constexpr std::chrono::milliseconds kCommandTime{120'000};
constexpr std::chrono::milliseconds kEndTime{30'000};
constexpr std::chrono::milliseconds kReadPause{100};

Result<QJsonObject> parsedLine(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return fail(ErrorCode::Internal, QStringLiteral("a line of output is no JSON object"));
    return document.object();
}

} // namespace

Actor::Actor(QString program, QString profile, QString username)
    : m_program(std::move(program))
    , m_profile(std::move(profile))
    , m_username(std::move(username))
    , m_passphrase(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

QProcessEnvironment Actor::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TACET_PASSPHRASE"), m_passphrase);
    return environment;
}

Result<QList<QJsonObject>> Actor::run(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(m_program, QStringList{QStringLiteral("--profile"), m_profile, QStringLiteral("--json")} + arguments);
    if (!process.waitForFinished(static_cast<int>(kCommandTime.count())))
        return fail(ErrorCode::Timeout,
                    QStringLiteral("tacetctl %1: %2").arg(arguments.value(0), process.errorString()));
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorCode::Internal, QStringLiteral("tacetctl %1 ended with %2: %3")
                                             .arg(arguments.value(0))
                                             .arg(process.exitCode())
                                             .arg(QString::fromUtf8(process.readAllStandardError().trimmed())));
    QList<QJsonObject> lines;
    const QByteArrayList texts = process.readAllStandardOutput().split('\n');
    for (const QByteArray &text : texts) {
        if (text.isEmpty())
            continue;
        TACET_TRY_ASSIGN(const QJsonObject line, parsedLine(text));
        lines.append(line);
    }
    return lines;
}

Result<QJsonObject> Actor::ask(const QStringList &arguments) const
{
    TACET_TRY_ASSIGN(const QList<QJsonObject> lines, run(arguments));
    if (lines.size() != 1)
        return fail(ErrorCode::Internal,
                    QStringLiteral("tacetctl %1 answered %2 lines, not one").arg(arguments.value(0)).arg(lines.size()));
    return lines.constFirst();
}

Listener::Listener(const Actor &actor)
{
    m_process.setProcessEnvironment(actor.environment());
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(actor.program(), {QStringLiteral("--profile"), actor.profile(), QStringLiteral("--json"),
                                      QStringLiteral("receive"), QStringLiteral("--follow")});
}

Listener::~Listener()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(static_cast<int>(kEndTime.count())))
        m_process.kill();
    m_process.waitForFinished();
}

void Listener::read()
{
    while (m_process.canReadLine()) {
        if (const auto line = parsedLine(m_process.readLine()))
            m_events.append(*line);
    }
}

int Listener::countOf(const QString &kind) const
{
    int count = 0;
    for (const QJsonObject &event : m_events)
        count += event.value(QLatin1StringView("kind")).toString() == kind ? 1 : 0;
    return count;
}

Result<> Listener::waitFor(const QString &kind, int count, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    read();
    while (countOf(kind) < count && !deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(static_cast<int>(kReadPause.count()));
        read();
    }
    if (countOf(kind) >= count)
        return {};
    return fail(ErrorCode::Timeout,
                QStringLiteral("%1 of %2 events \"%3\" came").arg(countOf(kind)).arg(count).arg(kind));
}

Result<> Listener::stop()
{
    m_process.terminate();
    const bool ended = m_process.waitForFinished(static_cast<int>(kEndTime.count()));
    read();
    if (!ended || m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return fail(ErrorCode::Internal, QStringLiteral("tacetctl receive --follow did not end in good order"));
    return {};
}

} // namespace tacet::demo
