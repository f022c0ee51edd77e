#include "models/backend/warden.h"
#include "models/backend/wardensql.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/tenantworld.h"

using namespace tacet;

namespace {

constexpr int kPatience = 20'000;

} // namespace

/// What the warden finds or makes on a cluster, and that it runs beside the embedded server.
class WardenSetupTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

    WorkspaceAddress administration() const { return m_fixture->cluster().address(QStringLiteral("postgres")); }

    static bool isAlive(HostileSession &looking, int pid)
    {
        return looking.number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + QByteArray::number(pid)) == 1;
    }
    HostileSession superuser() { return {administration(), m_fixture->superuser()}; }
    static bool wardenIsThere(HostileSession &looking)
    {
        return looking.number("SELECT count(*) FROM pg_stat_activity WHERE usename = 'tacet_warden'") == 1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated, QStringList(),
                                                      EmbeddedCluster::Ward::On);
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void embeddedServerHasItsWarden()
    {
        HostileSession looking = superuser();
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        HostileSession hostile(world.tenant().address, alice.login);
        QCOMPARE(hostile.run("SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT 1"), "done");
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(looking, hostile.pid()), kPatience);
        QVERIFY(hostile.run("SELECT 1") != "done");
        // New devices are sealed without anybody's doing.
        QTRY_COMPARE_WITH_TIMEOUT(
            looking.number("SELECT count(*) FROM pg_auth_members m JOIN pg_roles d ON d.oid = m.roleid JOIN pg_roles e "
                           "ON e.oid = m.member WHERE d.rolname ~ '^d_' AND e.rolname ~ '_enroller$'"),
            0, kPatience);
        QVERIFY(alice.connection->script("SELECT 1"));
    }

    void itComesBackWithTheServer()
    {
        {
            HostileSession looking = superuser();
            QTRY_VERIFY_WITH_TIMEOUT(wardenIsThere(looking), kPatience);
        }
        orThrow(EmbeddedCluster::stop(m_fixture->cluster().paths().directory()));
        orThrow(m_fixture->cluster().ensureRunning());
        HostileSession looking = superuser();
        TenantWorld world(*m_fixture);
        QTRY_VERIFY_WITH_TIMEOUT(wardenIsThere(looking), kPatience);
    }

    void itsRoleHasTheLeastRights()
    {
        TenantWorld world(*m_fixture);
        HostileSession looking(world.tenant().address, m_fixture->superuser());
        QCOMPARE(looking.number("SELECT count(*) FROM pg_roles WHERE rolname = 'tacet_warden' AND rolcanlogin AND NOT "
                                "(rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"),
                 1);
        QCOMPARE(
            looking.number("SELECT count(*) FROM pg_auth_members m WHERE m.member = 'tacet_warden'::regrole AND NOT "
                           "m.admin_option AND m.roleid::regrole::text IN ('pg_signal_backend', "
                           "'pg_read_all_stats', 'pg_use_reserved_connections')"),
            3);
        QCOMPARE(looking.number("SELECT count(*) FROM pg_auth_members m WHERE m.member = 'tacet_warden'::regrole"), 3);
        QCOMPARE(
            looking.number("SELECT has_database_privilege('tacet_warden', current_database(), 'CONNECT')::int::int8"),
            0);
        QCOMPARE(looking.number("SELECT count(*) FROM pg_authid WHERE rolname = 'tacet_warden' AND rolconnlimit = 4"),
                 1);
    }

    void devicesEnterNoDatabaseButTheirOwn_data()
    {
        QTest::addColumn<QString>("database");
        QTest::newRow("postgres") << "postgres";
        QTest::newRow("template1") << "template1";
    }

    void devicesEnterNoDatabaseButTheirOwn()
    {
        QFETCH(QString, database);
        HostileSession looking = superuser();
        TenantWorld world(*m_fixture);
        QTRY_VERIFY_WITH_TIMEOUT(wardenIsThere(looking), kPatience);
        const Member alice = world.join(QStringLiteral("alice"));
        const WorkspaceAddress place = m_fixture->cluster().address(database);
        for (const DatabaseLogin &login : {alice.login, world.tenant().enrolLogin()}) {
            const HostileSession inside(place, login);
            QVERIFY(!inside.isOpen());
            QVERIFY2(inside.words().contains(QLatin1StringView("permission denied for database")),
                     qPrintable(inside.words()));
        }
    }

    void preparingTwiceAtOnceIsFine()
    {
        QAtomicInt failed;
        together(
            4, [](int) {},
            [&](int) {
                const auto superuser = m_fixture->admin(administration());
                for (int round = 0; round < 5; ++round) {
                    if (!Warden::prepare(*superuser, Warden::randomPassword()))
                        failed.ref();
                }
            });
        QCOMPARE(failed.loadRelaxed(), 0);
    }

    void openedTenantIsClosedAgain_data()
    {
        QTest::addColumn<QByteArray>("opening");
        QTest::addColumn<QByteArray>("use");
        QTest::newRow("pg_notify") << QByteArray("GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC")
                                   << QByteArray("SELECT pg_notify('x', '')");
        QTest::newRow("pg_sleep") << QByteArray("GRANT EXECUTE ON FUNCTION pg_sleep(double precision) TO PUBLIC")
                                  << QByteArray("SELECT pg_sleep(0)");
        QTest::newRow("lo_create") << QByteArray("GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC")
                                   << QByteArray("SELECT lo_create(0)");
        QTest::newRow("activity") << QByteArray("GRANT EXECUTE ON FUNCTION pg_stat_get_activity(integer) TO PUBLIC")
                                  << QByteArray("SELECT * FROM pg_stat_activity");
        QTest::newRow("sizes") << QByteArray("GRANT EXECUTE ON FUNCTION pg_relation_size(regclass) TO PUBLIC; GRANT "
                                             "EXECUTE ON FUNCTION pg_relation_size(regclass, text) TO PUBLIC")
                               << QByteArray("SELECT pg_relation_size(1259)");
        QTest::newRow("transaction ids") << QByteArray("GRANT EXECUTE ON FUNCTION pg_current_xact_id() TO PUBLIC")
                                         << QByteArray("SELECT pg_current_xact_id()");
        QTest::newRow("language") << QByteArray("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC")
                                  << QByteArray("DO $$ BEGIN END $$");
        QTest::newRow("schema") << QByteArray("GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC")
                                << QByteArray("CREATE TABLE public.t (x int)");
    }

    void openedTenantIsClosedAgain()
    {
        QFETCH(QByteArray, opening);
        QFETCH(QByteArray, use);
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        HostileSession session(world.tenant().address, alice.login);
        QCOMPARE(session.run(use), "42501");
        orThrow(world.superuser().script(opening));
        QCOMPARE(session.run(use), "done");
        QVERIFY(
            orThrow(Warden::tenants(*m_fixture->admin(administration()))).contains(world.tenant().address.database));
        orThrow(Warden::closeTenant(world.superuser()));
        QCOMPARE(session.run(use), "42501");
        // What the tenant's own functions stand on still works.
        QVERIFY(world.join(QStringLiteral("bob")).connection->script("SELECT api.my_wake_channel()"));
    }

    void whatTheTenantsOwnFunctionsNeedIsGivenBack()
    {
        TenantWorld world(*m_fixture);
        HostileSession looking(world.tenant().address, m_fixture->superuser());
        const QByteArray owner = world.tenant().names.ownerRole().toUtf8();
        // As an earlier version closed it: taken from everybody and given to nobody.
        QCOMPARE(
            looking.run("REVOKE ALL ON FUNCTION pg_blocking_pids(integer), pg_lock_status(), pg_current_xact_id() FROM "
                        "PUBLIC, \"" +
                        owner + "\", \"" + owner.chopped(5) + "warden\""),
            "done");
        QCOMPARE(looking.run("SELECT * FROM admin.locks()"), "42501");
        orThrow(Warden::closeTenant(world.superuser()));
        for (const char *call :
             {"SELECT * FROM admin.locks()", "SELECT * FROM admin.pool()", "SELECT s.server_activity()"})
            QCOMPARE(looking.run(call), "done");
    }

    void tenantOfAnEarlierVersionIsClosedWhenTheServerStarts()
    {
        auto world = std::make_unique<TenantWorld>(*m_fixture);
        const Member alice = world->join(QStringLiteral("alice"));
        orThrow(world->superuser().script("GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC"));
        const WorkspaceAddress place = world->tenant().address;
        world.reset();
        orThrow(EmbeddedCluster::stop(m_fixture->cluster().paths().directory()));
        orThrow(m_fixture->cluster().ensureRunning());
        HostileSession session(place, alice.login);
        QVERIFY(session.isOpen());
        QTRY_COMPARE_WITH_TIMEOUT(session.run("SELECT pg_notify('x', '')"), QByteArray("42501"), kPatience);
    }

    void onlyTenantsAreClosed()
    {
        const auto other = m_fixture->admin(m_fixture->emptyDatabase());
        QVERIFY(!Warden::closeTenant(*other));
    }
};

QTEST_GUILESS_MAIN(WardenSetupTest)
#include "tst_wardensetup.moc"
