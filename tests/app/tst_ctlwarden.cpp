#include "tests/app/ctlrunner.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/tenantworld.h"
#include "tests/backend/tlsserver.h"

#include <QJsonArray>

using namespace tacet;
using namespace tacet::tests;

namespace {

constexpr int kPatience = 30'000;

QByteArray reasonsIn(const QByteArray &output)
{
    bool isJson = true;
    QByteArrayList reasons;
    const auto lines = jsonLinesOf(output, isJson);
    for (const QJsonObject &line : lines) {
        if (line.value(QLatin1StringView("event")) == QLatin1StringView("ended"))
            reasons += line.value(QLatin1StringView("reason")).toString().toUtf8();
    }
    return reasons.join(',');
}

} // namespace

/// tacetctl warden on the database of this computer and on a server with TLS.
class CtlWardenTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    CtlRunner m_ctl{m_folder.filePath("nobody"), "no passphrase is asked for"};

    QString directory() const { return m_fixture->cluster().paths().directory(); }
    HostileSession idleInTransaction()
    {
        HostileSession hostile(m_world->tenant().address, m_alice->login);
        hostile.run("SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT 1");
        return hostile;
    }

private slots:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join("alice");
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void onePassSaysItsFigures()
    {
        const CtlRun run = m_ctl.run({"warden", "--once", "--cluster", directory()});
        QVERIFY2(run.exitCode == 0 && run.isJson && !run.lines.isEmpty(), qPrintable(run.describe()));
        const QJsonObject figures = run.lines.last();
        QCOMPARE(figures.value("event").toString(), "figures");
        QVERIFY(figures.value("connections").toInteger() >= 2);
        QCOMPARE(figures.value("connections_allowed").toInteger(), 100);
        QVERIFY(figures.contains("queue_usage") && figures.contains("snapshot_age"));
        QVERIFY(!figures.value("roles").toArray().isEmpty());
        QVERIFY2(run.output.contains("\"sealed\":1"), qPrintable(run.describe()));
        QVERIFY(m_ctl.runForPeople({"warden", "--once", "--cluster", directory()}).output.contains("connections"));
    }

    void runningItEndsWhoHoldsUpTheOthersUntilItIsTerminated()
    {
        QProcess process;
        m_ctl.start(process, {"--json", "warden", "--cluster", directory()});
        HostileSession hostile = idleInTransaction();
        QByteArray output;
        const auto reasons = [&] {
            output += process.readAllStandardOutput();
            return reasonsIn(output);
        };
        QTRY_COMPARE_WITH_TIMEOUT(reasons(), QByteArray("idle in transaction"), kPatience);
        QVERIFY(hostile.run("SELECT 1") != "done");
        // Its own connection is lost, and it goes on.
        HostileSession superuser(m_fixture->cluster().address("postgres"), m_fixture->superuser());
        QCOMPARE(superuser.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tacet_warden'"),
                 "done");
        HostileSession again = idleInTransaction();
        QTRY_COMPARE_WITH_TIMEOUT(reasons(), QByteArray("idle in transaction,idle in transaction"), kPatience);
        process.terminate();
        QVERIFY(process.waitForFinished(kPatience));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(m_alice->connection->script("SELECT 1"));
    }

    void wrongUseIsSaid_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("two places") << QStringList{"--server", "postgresql://tacet_warden@localhost", "--cluster", "x"};
        QTest::newRow("figures") << QStringList{"--figures", "often"};
        QTest::newRow("prepare and pass") << QStringList{"--prepare", "--once"};
        QTest::newRow("words") << QStringList{"now"};
    }

    void wrongUseIsSaid()
    {
        QFETCH(QStringList, words);
        QCOMPARE(m_ctl.run(QStringList{"warden"} + words).exitCode, 2);
    }

    void missingPasswordIsSaid()
    {
        const CtlRun run = m_ctl.run({"warden", "--prepare", "--cluster", directory()});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.errorOutput.contains("TACET_WARDEN_PASSWORD"));
    }

    void aServerIsPreparedOnceAndWatchedWithTheLeastRights()
    {
        TestCertificates certificates(m_folder.path());
        certificates.makeAuthority("authority");
        certificates.makeServer("server", "authority", "localhost");
        const DatabaseLogin superuser = m_fixture->superuser();
        const QString place = directory();
        m_alice.reset();
        m_world.reset();
        orThrow(EmbeddedCluster::stop(place));
        const TlsServer server(place, "hostssl all all 127.0.0.1/32 scram-sha-256\n",
                               {"ssl=on", "ssl_cert_file=" + certificates.path("server", ".pem"),
                                "ssl_key_file=" + certificates.path("server", ".key")});
        const auto words = [&](const QString &role, const QStringList &more) {
            return QStringList{"warden", "--server",
                               QStringLiteral("postgresql://%1@localhost:%2").arg(role).arg(server.port()),
                               "--root-certificate", certificates.path("authority", ".pem")} +
                   more;
        };
        qputenv("TACET_SERVER_PASSWORD", superuser.password.toUtf8());
        qputenv("TACET_WARDEN_PASSWORD", "a long word for the warden");
        const CtlRun prepared = m_ctl.run(words(superuser.role, {"--prepare"}));
        QVERIFY2(prepared.exitCode == 0, qPrintable(prepared.describe()));
        QCOMPARE(prepared.line().value("workspaces").toInteger(), 2); // the template of the fixture is one
        qunsetenv("TACET_WARDEN_PASSWORD");
        qputenv("TACET_SERVER_PASSWORD", "a long word for the warden");
        const CtlRun watched = m_ctl.run(words("tacet_warden", {"--once"}));
        QVERIFY2(watched.exitCode == 0 && !watched.lines.isEmpty(), qPrintable(watched.describe()));
        qputenv("TACET_SERVER_PASSWORD", "another word");
        QCOMPARE(m_ctl.run(words("tacet_warden", {"--once"})).exitCode, 1);
        // A superuser's login is used for one preparation, and the watching is the warden's all the same.
        qputenv("TACET_SERVER_PASSWORD", superuser.password.toUtf8());
        const CtlRun once = m_ctl.run(words(superuser.role, {"--once"}));
        qunsetenv("TACET_SERVER_PASSWORD");
        QVERIFY2(once.exitCode == 0, qPrintable(once.describe()));
        QVERIFY(once.output.contains("tacet_warden"));
    }
};

QTEST_GUILESS_MAIN(CtlWardenTest)
#include "tst_ctlwarden.moc"
