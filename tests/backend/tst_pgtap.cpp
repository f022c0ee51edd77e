#include "tests/support/postgresfixture.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>

using namespace tacet;

namespace {

constexpr auto kFolder = TACET_SOURCE_DIR "/tests/sql/";

} // namespace

/// Runs the pgTAP files of tests/sql, each in a tenant of its own (tests/sql/README.md).
class PgTapTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<PostgresFixture> m_fixture;

    QString psql(const PostgresFixture::Tenant &tenant, const QString &file)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), m_fixture->superuser().password);
        environment.insert(QStringLiteral("PGOPTIONS"), QStringLiteral("--client-min-messages=warning"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(QString::fromLatin1(kFolder));
        process.start(QStringLiteral("/usr/lib/postgresql/17/bin/psql"),
                      {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
                       QStringLiteral("-v"), QStringLiteral("enrol=") + tenant.names.enrolRole(), QStringLiteral("-v"),
                       QStringLiteral("owner_token=") + QString::fromLatin1(tenant.ownerToken.toHex()),
                       QStringLiteral("-h"), orThrow(m_fixture->cluster().paths().runningSocketDirectory()),
                       QStringLiteral("-U"), m_fixture->superuser().role, QStringLiteral("-d"), tenant.address.database,
                       QStringLiteral("-f"), file});
        process.waitForFinished(240'000);
        const QString output = QString::fromUtf8(process.readAll());
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
                   ? output
                   : output + QStringLiteral("\nnot ok - psql ended with %1").arg(process.exitCode());
    }

private slots:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void sql_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = QDir(QString::fromLatin1(kFolder)).entryList({QStringLiteral("*.sql")}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::newRow(qPrintable(file.chopped(4))) << file;
    }

    void sql()
    {
        QFETCH(const QString, file);
        static const QRegularExpression failure(QStringLiteral("^(not ok|# Looks like).*"),
                                                QRegularExpression::MultilineOption);
        static const QRegularExpression plan(QStringLiteral("^1\\.\\.[1-9]"), QRegularExpression::MultilineOption);
        const auto tenant = m_fixture->tenant();
        const auto connection = m_fixture->admin(tenant.address);
        orThrow(connection->script("CREATE SCHEMA tap; CREATE EXTENSION pgtap SCHEMA tap; DO $$ BEGIN EXECUTE format("
                                   "'ALTER DATABASE %I SET search_path = public, tap', current_database()); END $$"));
        const QString setUp = psql(tenant, QStringLiteral("support/people.sql"));
        QVERIFY2(!failure.match(setUp).hasMatch(), qPrintable(setUp));
        const QString output = psql(tenant, file);
        QVERIFY2(!failure.match(output).hasMatch(), qPrintable(output));
        QVERIFY2(plan.match(output).hasMatch(), qPrintable(output));
    }
};

QTEST_GUILESS_MAIN(PgTapTest)
#include "tst_pgtap.moc"
