#include "models/backend/directchatstore.h"
#include "models/backend/warden.h"
#include "models/backend/wardensql.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/tenantworld.h"

#include <atomic>

using namespace tacet;
using std::chrono::milliseconds;

namespace {

constexpr int kPatience = 20'000;
constexpr Warden::Limits kShort{
    .transaction = milliseconds(300), .sending = milliseconds(3'000), .enrolment = milliseconds(900)};

} // namespace

class WardenTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::unique_ptr<HostileSession> m_operator;
    std::unique_ptr<DatabaseConnection> m_connection;
    const QString m_password = Warden::randomPassword();

    WorkspaceAddress administration() const { return m_fixture->cluster().address(QStringLiteral("postgres")); }
    DatabaseLogin wardenLogin() const { return {QString::fromLatin1(wardensql::kRole), m_password}; }
    HostileSession sessionOf(const Member &member) { return {m_world->tenant().address, member.login}; }

    bool isAlive(int pid)
    {
        return m_operator->number(("SELECT count(*) FROM pg_stat_activity WHERE pid = " + QByteArray::number(pid))) ==
               1;
    }

    // Passes until the session is ended; its reason, or empty if it never was.
    QString reasonForEnding(int pid)
    {
        Warden warden(*m_connection, kShort);
        for (const QDeadlineTimer deadline(kPatience); !deadline.hasExpired(); QTest::qWait(20)) {
            for (const EndedSession &ended : orThrow(warden.pass()).ended) {
                if (ended.pid == pid)
                    return ended.reason;
            }
        }
        return {};
    }

    qint64 enrollersDevices()
    {
        return m_operator->number(
            "SELECT count(*) FROM pg_auth_members m JOIN pg_roles d ON d.oid = m.roleid "
            "JOIN pg_roles e ON e.oid = m.member WHERE d.rolname ~ '^d_' AND e.rolname ~ '_enroller$'");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_operator = std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser());
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        orThrow(Warden::prepare(*m_fixture->admin(administration()), m_password));
        m_connection = m_fixture->connect(administration(), wardenLogin());
    }

    void cleanupTestCase()
    {
        m_connection.reset();
        m_operator.reset();
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void whoIsInATransactionForTooLongIsEnded_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QString>("reason");
        QTest::newRow("idle") << QByteArray("BEGIN; SELECT 1") << QByteArray() << "idle in transaction";
        QTest::newRow("failed") << QByteArray("BEGIN; SELECT 1/0") << QByteArray() << "idle in transaction (aborted)";
        QTest::newRow("timeouts off")
            << QByteArray("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; SET "
                          "transaction_timeout = 0; BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1")
            << QByteArray() << "idle in transaction";
        QTest::newRow("busy") << QByteArray("SET statement_timeout = 0") << QByteArray(kEndlessSql) << "active";
        QTest::newRow("asking for more memory")
            << QByteArray("SET work_mem = '2GB'")
            << QByteArray("SELECT count(*) FROM (SELECT g, repeat('x', 100) FROM generate_series(1, 1000000000) g "
                          "ORDER BY 2, 1) s")
            << "active";
        QTest::newRow("parallel") << QByteArray(
                                         "SET debug_parallel_query = on; SET parallel_leader_participation = off")
                                  << QByteArray(kEndlessSql) << "active";
        QTest::newRow("ignores cancelling")
            << QByteArray("SET client_connection_check_interval = 0") << QByteArray(kEndlessSql) << "active";
    }

    void whoIsInATransactionForTooLongIsEnded()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, then);
        QFETCH(QString, reason);
        HostileSession hostile = sessionOf(*m_bob);
        QVERIFY2(hostile.isOpen(), qPrintable(hostile.words()));
        std::ignore = hostile.run(first);
        if (!then.isEmpty())
            QVERIFY(hostile.send(then));
        QCOMPARE(reasonForEnding(hostile.pid()), reason);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(hostile.pid()), kPatience);
        QVERIFY(m_alice->db().script("SELECT 1"));
    }

    void goingIdleAgainAndAgainDoesNotHelp()
    {
        HostileSession hostile = sessionOf(*m_bob);
        QCOMPARE(hostile.run("BEGIN"), "done");
        Warden warden(*m_connection, kShort);
        bool ended = false;
        for (const QDeadlineTimer deadline(kPatience); !ended && !deadline.hasExpired(); QTest::qWait(20)) {
            ended = hostile.run("SELECT 1") != "done";
            std::ignore = orThrow(warden.pass());
        }
        QVERIFY(ended);
    }

    void transactionsOneAfterTheOtherAreNobodysBusiness()
    {
        Warden warden(*m_connection, {.transaction = milliseconds(2'000), .sending = {}, .enrolment = {}});
        HostileSession quick = sessionOf(*m_bob);
        const QDeadlineTimer deadline(milliseconds(3'000));
        while (!deadline.hasExpired()) {
            QCOMPARE(quick.run("BEGIN; SELECT 1; COMMIT"), "done");
            QVERIFY(orThrow(warden.pass()).ended.isEmpty());
        }
    }

    void listenerThatDoesNotReadIsEnded()
    {
        HostileSession deaf = sessionOf(*m_bob);
        QCOMPARE(deaf.run("LISTEN x"), "done");
        HostileSession loud = sessionOf(*m_bob);
        const QByteArray notify = "NOTIFY x, '" + QByteArray(7900, 'n') + "'";
        int sent = 0;
        // Says "idle" to everybody, and keeps the queue from being emptied.
        const auto isStuck = [&] {
            return m_operator->number(("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle' AND wait_event = "
                                       "'ClientWrite' AND pid = " +
                                       QByteArray::number(deaf.pid()))) == 1;
        };
        for (; sent < 2000 && !isStuck(); ++sent)
            QCOMPARE(loud.run(notify + ";" + notify), "done");
        QVERIFY2(sent < 2000, "the listener never blocked");
        QCOMPARE(reasonForEnding(deaf.pid()), QStringLiteral("deaf"));
    }

    void honestListenersAreLeftAlone()
    {
        const auto listener = m_fixture->connect(m_world->tenant().address, m_alice->login);
        orThrow(listener->listen(QStringLiteral("y")));
        QTest::qWait(static_cast<int>(kShort.transaction.count()) + 100);
        Warden warden(*m_connection, kShort);
        HostileSession loud = sessionOf(*m_bob);
        for (int round = 0; round < 300; ++round) {
            QCOMPARE(loud.run("NOTIFY y"), "done");
            QVERIFY(orThrow(warden.pass()).ended.isEmpty());
            QCoreApplication::processEvents();
        }
    }

    void whoTakesAnAnswerSlowlyHasMoreTime()
    {
        HostileSession slow = sessionOf(*m_bob);
        QVERIFY(slow.send("SELECT repeat('x', 1000) FROM generate_series(1, 100000)"));
        Warden warden(*m_connection, kShort);
        const QDeadlineTimer deadline(kShort.transaction * 4);
        while (!deadline.hasExpired())
            QVERIFY(orThrow(warden.pass()).ended.isEmpty());
        QCOMPARE(reasonForEnding(slow.pid()), QStringLiteral("not reading"));
    }

    void operatorsAreLeftAlone()
    {
        orThrow(m_world->superuser().script("BEGIN; SELECT 1"));
        QTest::qWait(static_cast<int>(kShort.transaction.count()) + 100);
        const WardenPass pass = orThrow(Warden(*m_connection, kShort).pass());
        QVERIFY(pass.ended.isEmpty());
        QVERIFY(pass.oldestTransaction >= kShort.transaction);
        QVERIFY(m_world->superuser().script("ROLLBACK"));
    }

    void enrolmentRoleCannotBeSatOn()
    {
        HostileSession sitting(m_world->tenant().address, m_world->tenant().enrolLogin());
        QVERIFY(sitting.isOpen());
        QCOMPARE(reasonForEnding(sitting.pid()), QStringLiteral("enrolling"));
        QVERIFY(sitting.run("SELECT 1") != "done");
    }

    void figuresAreSeen()
    {
        const HostileSession one = sessionOf(*m_bob);
        const WardenPass pass = orThrow(Warden(*m_connection).pass());
        QVERIFY(pass.ended.isEmpty());
        const auto bobs = std::ranges::find(pass.roles, m_bob->login.role, &RoleConnections::role);
        QVERIFY(bobs != pass.roles.end());
        QCOMPARE(bobs->count, 2);
        QCOMPARE(bobs->database, m_world->tenant().address.database);
        QVERIFY(pass.connections >= 4);
        QCOMPARE(pass.connectionsAllowed, 100);
        QVERIFY(pass.queueUsage >= 0 && pass.queueUsage < 1);
    }

    void sealedDevicesAreNoLongerTheEnrollers()
    {
        QVERIFY(enrollersDevices() > 0);
        const qint64 before = enrollersDevices();
        QCOMPARE(orThrow(Warden(*m_connection).seal()), before);
        QCOMPARE(enrollersDevices(), 0);
        QCOMPARE(orThrow(Warden(*m_connection).seal()), 0);
        // As the enroller, nobody alters a device.
        const QByteArray enroller = m_world->tenant().names.placeholders().value(QStringLiteral("enroller")).toUtf8();
        const auto superuser = m_fixture->admin(m_world->tenant().address);
        orThrow(superuser->script("SET SESSION AUTHORIZATION \"" + enroller + '"'));
        for (const QByteArray &change :
             {QByteArray("PASSWORD 'x'"), QByteArray("CONNECTION LIMIT -1"), QByteArray("NOLOGIN")})
            QVERIFY(!superuser->script("ALTER ROLE " + m_alice->login.role.toUtf8() + ' ' + change));
        QVERIFY(!superuser->script("DROP ROLE " + m_alice->login.role.toUtf8()));
        QVERIFY(!superuser->script("GRANT " + m_alice->login.role.toUtf8() + " TO \"" + enroller + '"'));
        // And everything goes on.
        const Member carol = m_world->join(QStringLiteral("carol"));
        QVERIFY(m_fixture->connect(m_world->tenant().address, m_alice->login));
        QCOMPARE(enrollersDevices(), 1);
        QCOMPARE(orThrow(Warden(*m_connection).seal()), 1);
    }

    void sealedDeviceCanBeRemoved()
    {
        const Member dave = m_world->join(QStringLiteral("dave"));
        const Member second = m_world->secondDevice(dave);
        const QByteArray role = second.login.role.toUtf8();
        Warden warden(*m_connection, kShort);
        QCOMPARE(orThrow(warden.seal()), 2);
        orThrow(DeviceStore(dave.db()).removeDevice(second.device));
        // At once: the session is gone and no new one enters.
        QVERIFY(!second.connection->script("SELECT 1"));
        QVERIFY(!HostileSession(m_world->tenant().address, second.login).isOpen());
        // At the next sweep: no login at all.
        const QByteArray canLogin =
            "SELECT count(*) FROM pg_authid WHERE rolcanlogin AND rolpassword IS NOT NULL AND rolname = '" + role + "'";
        QCOMPARE(m_operator->number(canLogin), 1);
        QCOMPARE(orThrow(warden.endRemovedLogins()), 1);
        QCOMPARE(m_operator->number(canLogin), 0);
        QCOMPARE(orThrow(warden.endRemovedLogins()), 0);
        const HostileSession refused(m_world->tenant().address, second.login);
        QVERIFY2(refused.words().contains(QLatin1StringView("authentication failed")), qPrintable(refused.words()));
        QVERIFY(dave.connection->script("SELECT 1"));
        QVERIFY(m_fixture->connect(m_world->tenant().address, dave.login));
    }

    void sealingGoesOnBesideEnrolmentsAndRemovals()
    {
        constexpr int kWorkers = 4;
        constexpr int kLogins = 60;
        const QByteArray verifier = m_operator->value("SELECT rolpassword FROM pg_authid WHERE rolname = '" +
                                                      m_alice->login.role.toUtf8() + "'");
        std::atomic<int> working = kWorkers;
        std::atomic<int> failed = 0;
        std::atomic<qint64> sealed = 0;
        together(
            kWorkers + 1, [](int) {},
            [&](int worker) {
                if (worker == kWorkers) {
                    const auto connection = m_fixture->connect(administration(), wardenLogin());
                    while (working > 0) {
                        const auto seal = Warden(*connection).seal();
                        failed += !seal || !Warden(*connection).endRemovedLogins();
                        sealed += seal.value_or(0);
                    }
                    return;
                }
                HostileSession session(m_world->tenant().address, m_fixture->superuser());
                for (int login = 0; login < kLogins; ++login) {
                    const QByteArray name =
                        "'d_" + QByteArray::number(worker * kLogins + login).rightJustified(32, 'f') + "'";
                    failed += session.run("SELECT s.make_login(" + name + ", '" + verifier + "')") != "done";
                    failed += session.run("SELECT s.drop_login(" + name + ")") != "done";
                }
                --working;
            });
        QCOMPARE(failed, 0);
        QVERIFY(sealed > 0);
        std::ignore = orThrow(Warden(*m_connection).seal());
        std::ignore = orThrow(Warden(*m_connection).endRemovedLogins());
        QCOMPARE(m_operator->number(
                     "SELECT count(*) FROM pg_authid WHERE rolname ~ '^d_f{29}' AND (rolcanlogin OR rolpassword IS "
                     "NOT NULL)"),
                 0);
        QCOMPARE(m_operator->number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^d_f{29}'"), kWorkers * kLogins);
    }

    void sessionOfALoginThatEndedIsEnded()
    {
        const Member erin = m_world->join(QStringLiteral("erin"));
        const HostileSession stays = sessionOf(erin);
        orThrow(m_world->superuser().script("ALTER ROLE " + erin.login.role.toUtf8() + " NOLOGIN"));
        QCOMPARE(reasonForEnding(stays.pid()), QStringLiteral("removed"));
    }
};

QTEST_GUILESS_MAIN(WardenTest)
#include "tst_warden.moc"
