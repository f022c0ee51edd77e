// T21, T22, T23: processor, memory, disk and connections.
#include "tests/backend/honestwork.h"
#include "tests/backend/hostilesession.h"
#include "tests/support/attackreport.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tacet;

namespace {

constexpr int kHostiles = 10;
constexpr int kPatience = 60'000;
constexpr std::chrono::seconds kPromised{10};
constexpr qint64 kTempMax = qint64(1) << 30;
constexpr int kStalled = 1000;

} // namespace

class AttackResourcesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<HostileSession> m_operator;
    std::vector<Member> m_hostiles;
    HonestWork::Figures m_undisturbed;

    static bool isBusy(const std::unique_ptr<HostileSession> &session)
    {
        return PQconsumeInput(session->handle()) == 1 && PQisBusy(session->handle()) == 1;
    }

    // What a statement comes to: its SQLSTATE, or "ended".
    static QByteArray outcomeOf(pg_conn *connection)
    {
        QByteArray state = "done";
        while (PGresult *result = PQgetResult(connection)) {
            if (PQresultStatus(result) == PGRES_FATAL_ERROR) {
                const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
                state = !code || qstrcmp(code, "57P01") == 0 ? QByteArray("ended") : QByteArray(code);
            }
            PQclear(result);
        }
        return state;
    }

    qint64 temporaryBytes() { return m_operator->number("SELECT COALESCE(sum(size), 0)::int8 FROM pg_ls_tmpdir()"); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated, QStringList(),
                                                      EmbeddedCluster::Ward::On);
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_operator = std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser());
        for (int index = 0; index < kHostiles; ++index) {
            m_hostiles.push_back(m_world->join(QStringLiteral("hostile_%1").arg(index)));
            m_hostiles.back().connection.reset();
        }
    }

    void cleanupTestCase()
    {
        m_hostiles.clear();
        m_operator.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void T21_tenHostileRolesAreEnded_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QList<QByteArray>>("outcomes");
        const QList<QByteArray> ended{"ended"};
        QTest::newRow("processor") << QByteArray(kEndlessSql) << ended;
        QTest::newRow("memory")
            << QByteArray("SET work_mem = '2GB'; SELECT count(*) FROM (SELECT g, repeat('x', 500) AS t FROM "
                          "generate_series(1, 2000000000) g ORDER BY t, g) s")
            << QList<QByteArray>{"ended", "53200"};
        QTest::newRow("memory at once")
            << QByteArray("SELECT length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 3000) g")
            << QList<QByteArray>{"ended", "53200", "54000"};
        QTest::newRow("temporary files")
            << QByteArray("SET work_mem = '64kB'; SELECT count(*) FROM (SELECT g, repeat('x', 900) "
                          "AS t FROM generate_series(1, 2000000000) g ORDER BY t, g) s")
            << QList<QByteArray>{"ended", "53400"};
    }

    void T21_tenHostileRolesAreEnded()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QList<QByteArray>, outcomes);
        if (m_undisturbed.sent == 0) {
            HonestWork quiet(*m_world);
            QTest::qWait(3'000);
            m_undisturbed = quiet.finish();
        }
        HonestWork work(*m_world);
        std::vector<std::unique_ptr<HostileSession>> sessions;
        for (const Member &member : m_hostiles) {
            sessions.push_back(std::make_unique<HostileSession>(m_world->tenant().address, member.login));
            sessions.back()->run("SET statement_timeout = 0; SET max_parallel_workers_per_gather = 0");
        }
        QElapsedTimer since;
        since.start();
        for (const auto &session : sessions)
            QVERIFY(session->send(sql));
        qint64 mostFiles = 0;
        while (std::ranges::any_of(sessions, &isBusy) && since.elapsed() < kPatience) {
            mostFiles = std::max(mostFiles, temporaryBytes());
            QTest::qWait(20);
        }
        const qint64 took = since.elapsed();
        QByteArrayList seen;
        bool expected = true;
        for (const auto &session : sessions) {
            seen += outcomeOf(session->handle());
            expected = expected && outcomes.contains(seen.last());
        }
        const HonestWork::Figures during = work.finish();
        const bool passed = expected && during.allArrived() && mostFiles <= kHostiles * kTempMax &&
                            std::chrono::milliseconds(took) <= kPromised;
        const QString observed =
            QStringLiteral("all over after %1 ms (%2), most temporary files %3 MB; p99 of a send %4 us "
                           "before, %5 us during; %6")
                .arg(took)
                .arg(QString::fromLatin1(seen.join(' ')))
                .arg(mostFiles >> 20)
                .arg(m_undisturbed.p99.count())
                .arg(during.p99.count())
                .arg(during.text());
        reportAttack(qPrintable(QStringLiteral("T21.%1").arg(QString::fromLatin1(QTest::currentDataTag()))), kHostiles,
                     QStringLiteral("ten hostile roles: over within 10 s, honest work goes on"), observed, passed);
        QVERIFY2(passed, qPrintable(observed));
    }

    void T21_temporaryFilesAreBoundedAndNobodyLiftsTheBound()
    {
        HostileSession session(m_world->tenant().address, m_hostiles.front().login);
        QCOMPARE(session.value("SHOW temp_file_limit"), "1GB");
        for (const char *sql :
             {"SET temp_file_limit = -1", "SET LOCAL temp_file_limit = '9GB'",
              "SELECT set_config('temp_file_limit', '-1', false)", "ALTER ROLE CURRENT_USER SET temp_file_limit = -1"})
            QCOMPARE(session.run(sql), "42501");
        // As somebody whom the warden leaves alone, to see the limit itself.
        m_operator->run("SET temp_file_limit = '20MB'; SET work_mem = '64kB'");
        QCOMPARE(m_operator->run("SELECT count(*) FROM (SELECT g, repeat('x', 900) AS t FROM generate_series(1, "
                                 "100000) g ORDER BY t, g) s"),
                 "53400");
        m_operator->run("RESET ALL");
    }

    void T21_whatFillsTheDiskIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char *sql : {"SELECT pg_logical_emit_message(true, 'x', repeat('x', 50000000))",
                                "SELECT pg_logical_emit_message(false, 'x', 'x', true)",
                                "SELECT lo_create(0)",
                                "SELECT lo_from_bytea(0, 'x')",
                                "SELECT lo_put(1, 0, 'x')",
                                "SELECT lo_import('/dev/zero')",
                                "SELECT lo_creat(-1)",
                                "SELECT lowrite(0, 'x')",
                                "CREATE TEMP TABLE t AS SELECT generate_series(1, 10)",
                                "SELECT 1 INTO TEMP t",
                                "CREATE TABLE t (x int)",
                                "CREATE UNLOGGED TABLE public.t (x int)",
                                "COPY (SELECT 1) TO '/tmp/x'",
                                "SELECT pg_switch_wal()",
                                "SELECT pg_create_restore_point('x')",
                                "SELECT pg_current_xact_id()",
                                "SELECT txid_current()",
                                "SELECT pg_export_snapshot()",
                                "CREATE SEQUENCE s",
                                "SELECT pg_backup_start('x')",
                                "SELECT pg_create_physical_replication_slot('x')",
                                "SELECT pg_sleep(1000)",
                                "SELECT query_to_xml('SELECT 1', true, true, '')"})
            QTest::newRow(sql) << QByteArray(sql);
    }

    void T21_whatFillsTheDiskIsRefused()
    {
        QFETCH(QByteArray, sql);
        // A place that was just left counts until its process has ended.
        std::optional<HostileSession> session;
        QTRY_VERIFY(session.emplace(m_world->tenant().address, m_hostiles.front().login).isOpen());
        const QByteArray state = session->run(sql);
        QVERIFY2(state == "42501" || state == "3F000",
                 state.constData()); // the second: there is no schema to make it in
        QCOMPARE(session->run("BEGIN; SELECT 1; PREPARE TRANSACTION 'x'"), "55000");
    }

    void T22_stalledStartupsBlockNobodyForLong()
    {
        const QByteArray path = QFile::encodeName(orThrow(m_fixture->cluster().paths().runningSocketDirectory()) +
                                                  ClusterPaths::kSocketName);
        sockaddr_un place{};
        place.sun_family = AF_UNIX;
        std::memcpy(place.sun_path, path.constData(), static_cast<size_t>(path.size()));
        std::vector<int> sockets;
        int refused = 0;
        QElapsedTimer opening;
        opening.start();
        while (static_cast<int>(sockets.size()) < kStalled && opening.elapsed() < 3'000) {
            const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&place), sizeof place) == 0) {
                sockets.push_back(descriptor);
                continue;
            }
            ++refused; // the server's queue is full
            close(descriptor);
            QTest::qWait(1);
        }
        const qint64 stalled = static_cast<qint64>(sockets.size());
        QElapsedTimer since;
        since.start();
        int attempts = 1;
        while (!DatabaseConnection::open(m_world->tenant().address, m_hostiles.front().login) &&
               since.elapsed() < kPatience)
            ++attempts;
        const qint64 took = since.elapsed();
        for (const int descriptor : sockets)
            close(descriptor);
        // What waits in the queue counts from when it is taken out of it: twice the timeout at most.
        TACET_VERIFY_ATTACK("T22", stalled, "an honest login within authentication_timeout (5 s), twice at most",
                            QStringLiteral("after %1 ms and %2 attempts, with %3 startups stalled")
                                .arg(took)
                                .arg(attempts)
                                .arg(stalled),
                            stalled > 100 && std::chrono::milliseconds(took) <= kPromised);
    }

    void T23_aRoleHasItsLimitOfConnections()
    {
        const auto opened = [this](const DatabaseLogin &login) {
            std::vector<std::unique_ptr<HostileSession>> sessions;
            do
                sessions.push_back(std::make_unique<HostileSession>(m_world->tenant().address, login));
            while (sessions.back()->isOpen() && sessions.size() < 100);
            return static_cast<qint64>(sessions.size()) - 1;
        };
        const qint64 device = opened(m_hostiles.at(1).login);
        const qint64 enrolment = opened(m_world->tenant().enrolLogin());
        HostileSession session(m_world->tenant().address, m_hostiles.at(2).login);
        const QByteArray raised =
            session.run("ALTER ROLE " + m_hostiles.at(2).login.role.toUtf8() + " CONNECTION LIMIT 100");
        TACET_VERIFY_ATTACK("T23", 2, "a device has 3 connections, the enrolment role 20, and neither can raise it",
                            QStringLiteral("device %1, enrolment %2, raising: %3")
                                .arg(device)
                                .arg(enrolment)
                                .arg(QString::fromLatin1(raised)),
                            device == 3 && enrolment == 20 && raised == "42501");
    }

    void T23_everyConnectionTakenLeavesRoomForTheWarden()
    {
        // All devices together take what there is; the warden and the operator still come in.
        std::vector<std::unique_ptr<HostileSession>> sessions;
        std::vector<Member> crowd;
        for (int index = 0; index < 30; ++index) {
            crowd.push_back(m_world->join(QStringLiteral("crowd_%1").arg(index)));
            crowd.back().connection.reset();
        }
        bool full = false;
        for (const Member &member : crowd) {
            for (int number = 0; number < 3; ++number) {
                sessions.push_back(std::make_unique<HostileSession>(m_world->tenant().address, member.login));
                full = full ||
                       sessions.back()->words().contains(QLatin1StringView("remaining connection slots are reserved"));
            }
        }
        QVERIFY(full);
        const HostileSession operatorToo(m_fixture->cluster().address(QStringLiteral("postgres")),
                                         m_fixture->superuser());
        QVERIFY2(operatorToo.isOpen(), qPrintable(operatorToo.words()));
        m_operator->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tacet_warden'");
        QTRY_COMPARE_WITH_TIMEOUT(
            m_operator->number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'tacet_warden'"), 1, kPatience);
        TACET_VERIFY_ATTACK("T23.reserved", static_cast<qint64>(sessions.size()),
                            "with every connection taken the warden and the operator still enter",
                            QStringLiteral("both entered"), true);
    }
};

QTEST_GUILESS_MAIN(AttackResourcesTest)
#include "tst_attackresources.moc"
