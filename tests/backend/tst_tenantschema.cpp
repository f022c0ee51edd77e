#include "models/backend/migrator.h"
#include "tests/backend/tenantworld.h"

#include <QFile>
#include <QProcess>

using namespace tacet;

namespace {

constexpr PgStatement kOpenTables{
    "schema_open_tables",
    "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'tacet' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity "
    "AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'owner_only' "
    "AND p.polroles = ARRAY[c.relowner]) AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1)"};
constexpr PgStatement kGrants{
    "schema_grants",
    "SELECT replace(a.grantee::regrole::text, split_part(a.grantee::regrole::text, '_', 1) || '_', '@') || '@ ' || "
    "n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' "
    "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, "
    "aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a "
    "WHERE n.nspname IN ('tacet', 's', 'api', 'admin', 'console') AND a.grantee <> p.proowner AND a.grantee <> 0 "
    "UNION ALL SELECT replace(a.grantee::regrole::text, split_part(a.grantee::regrole::text, '_', 1) || '_', '@') || "
    "'@ ' || n.nspname || '.' || c.relname || ' ' || a.privilege_type FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a "
    "WHERE n.nspname IN ('tacet', 's', 'api', 'admin', 'console') AND a.grantee <> c.relowner "
    "UNION ALL SELECT 'PUBLIC ' || p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, "
    "aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a "
    "WHERE n.nspname IN ('tacet', 's', 'api', 'admin', 'console') AND a.grantee = 0 ORDER BY 1"};
constexpr PgStatement kPartitions{
    "schema_partitions",
    "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent WHERE c.relname = 'messages'"};

QStringList texts(DatabaseConnection &connection, const PgStatement &statement)
{
    return orThrow(orThrow(connection.exec(statement)).list([](PgRow &row) { return row.text(0); }));
}

qint64 number(DatabaseConnection &connection, const PgStatement &statement)
{
    return orThrow(orThrow(connection.exec(statement)).first([](PgRow &row) { return row.int64(0); }));
}

} // namespace

/// What a tenant is made of and that it can be unmade; rules for every table are in tst_attackrules.
class TenantSchemaTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;

    DatabaseConnection &db() { return m_world->superuser(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
    }

    void cleanupTestCase()
    {
        m_world.reset();
        m_fixture.reset();
    }

    void grantsEqualTheReviewedFile()
    {
        QFile file(QStringLiteral(TACET_SOURCE_DIR "/tests/data/grants.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString actual = texts(db(), kGrants).join(u'\n') + u'\n';
        const QString reviewed = QString::fromUtf8(file.readAll());
        QFile found(QStringLiteral(TACET_BINARY_DIR "/grants.found.txt"));
        QVERIFY(found.open(QIODevice::WriteOnly));
        found.write(actual.toUtf8());
        QVERIFY2(actual == reviewed, "compare build/*/grants.found.txt with tests/data/grants.txt, and review");
    }

    void partitionsReachThreeMonthsAhead() { QVERIFY(number(db(), kPartitions) >= 5); }

    void helloMakesPartitionsThatAreMissing()
    {
        const Member alice = m_world->join(QStringLiteral("alice"));
        const qint64 before = number(db(), kPartitions);
        orThrow(db().script("DO $$ DECLARE x text; BEGIN FOR x IN SELECT c.relname FROM pg_inherits i "
                            "JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent "
                            "WHERE p.relkind = 'p' LOOP EXECUTE 'DROP TABLE tacet.' || x; END LOOP; END $$"));
        static constexpr PgStatement kHello{"schema_hello", "SELECT 1 FROM api.hello(1)"};
        orThrow(alice.db().exec(kHello));
        QCOMPARE(number(db(), kPartitions), before);
        QCOMPARE(texts(db(), kOpenTables), QStringList());
    }

    void upDownUpEqualsFresh()
    {
        const auto tenant = m_fixture->tenant();
        const auto dump = [&] {
            QProcess process;
            process.setProcessEnvironment([&] {
                auto environment = QProcessEnvironment::systemEnvironment();
                environment.insert(QStringLiteral("PGPASSWORD"), m_fixture->superuser().password);
                return environment;
            }());
            process.start(QStringLiteral("/usr/lib/postgresql/17/bin/pg_dump"),
                          {QStringLiteral("--schema-only"), QStringLiteral("--restrict-key=test"),
                           QStringLiteral("--exclude-table-data=*"), QStringLiteral("-h"),
                           orThrow(m_fixture->cluster().paths().runningSocketDirectory()), QStringLiteral("-U"),
                           m_fixture->superuser().role, tenant.address.database});
            process.waitForFinished(60'000);
            return QString::fromUtf8(process.readAllStandardOutput());
        };
        const QString fresh = dump();
        QVERIFY2(fresh.contains(QLatin1StringView("send_direct")), "no dump");
        const auto connection = m_fixture->admin(tenant.address);
        Migrator migrator(*connection, orThrow(Migrator::tenantMigrations()), tenant.names.placeholders());
        const int count = orThrow(migrator.down(0));
        QCOMPARE(count, static_cast<int>(orThrow(Migrator::tenantMigrations()).size()));
        const QString empty = dump();
        QVERIFY(!empty.contains(QLatin1StringView("api.")));
        QVERIFY(!empty.contains(QLatin1StringView("DEFAULT PRIVILEGES")));
        orThrow(migrator.up());
        QCOMPARE(dump(), fresh);
    }

    void adminFunctionsRefuseNonsense()
    {
        QVERIFY(!db().script("SELECT admin.set_policy('{\"unknown\": 1}')"));
        QVERIFY(!db().script("SELECT admin.set_policy('{\"send_burst\": \"many\"}')"));
        QVERIFY(!db().script("SELECT admin.set_policy('{\"send_burst\": -1}')"));
        QVERIFY(!db().script("SELECT admin.set_policy('{\"delivery_status\": \"all\"}')"));
        QVERIFY(!db().script("SELECT admin.set_policy(NULL)"));
        QVERIFY(!db().script("SELECT admin.initialise(gen_random_uuid(), 'another')"));
        QVERIFY(!db().script("SELECT admin.create_owner_token('\\x00', now() + interval '1 hour')"));
        QVERIFY(db().script("SELECT admin.maintain()"));
    }
};

QTEST_GUILESS_MAIN(TenantSchemaTest)
#include "tst_tenantschema.moc"
