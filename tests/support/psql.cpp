#include "tests/support/psql.h"

#include <QProcess>
#include <QRegularExpression>

namespace tacet {

namespace {

constexpr int kPatienceMilliseconds = 900'000;
constexpr auto kProgram = "/usr/lib/postgresql/17/bin/psql";

} // namespace

Psql::Psql(PostgresFixture &fixture, PostgresFixture::Tenant tenant)
    : m_fixture(fixture)
    , m_tenant(std::move(tenant))
    , m_superuser(fixture.admin(m_tenant.address))
{
    orThrow(m_superuser->script("CREATE SCHEMA tap; CREATE EXTENSION pgtap SCHEMA tap; DO $$ BEGIN EXECUTE format("
                                "'ALTER DATABASE %I SET search_path = public, tap', current_database()); END $$"));
    if (const QString wrong = troubles(run(QStringLiteral("support/people.sql"))); !wrong.isEmpty())
        throw std::runtime_error(wrong.toStdString());
}

QString Psql::run(const QString &file)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PGPASSWORD"), m_fixture.superuser().password);
    environment.insert(QStringLiteral("PGOPTIONS"), QStringLiteral("--client-min-messages=warning"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral(TACET_SOURCE_DIR "/tests/sql"));
    process.start(QString::fromLatin1(kProgram),
                  {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
                   QStringLiteral("-v"), QStringLiteral("enrol=") + m_tenant.names.enrolRole(), QStringLiteral("-v"),
                   QStringLiteral("owner_token=") + QString::fromLatin1(m_tenant.ownerToken.toHex()),
                   QStringLiteral("-h"), orThrow(m_fixture.cluster().paths().runningSocketDirectory()),
                   QStringLiteral("-U"), m_fixture.superuser().role, QStringLiteral("-d"), m_tenant.address.database,
                   QStringLiteral("-f"), file});
    process.waitForFinished(kPatienceMilliseconds);
    QString output = QString::fromUtf8(process.readAll());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        output += QStringLiteral("\nnot ok - psql ended with %1").arg(process.exitCode());
    return output;
}

QString Psql::troubles(const QString &output)
{
    static const QRegularExpression failure(QStringLiteral("^(not ok|# Looks like).*"),
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression well(QStringLiteral("^(ok |\\s*$|\\|*$|1\\.\\.)"));
    constexpr int kLines = 60;
    if (!failure.match(output).hasMatch())
        return {};
    QStringList lines = output.split(u'\n');
    lines.removeIf([](const QString &line) { return well.match(line).hasMatch(); });
    return lines.mid(0, kLines).join(u'\n');
}

} // namespace tacet
