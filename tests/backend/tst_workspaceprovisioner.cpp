#include "tests/support/postgresfixture.h"

using namespace tacet;

namespace {

constexpr PgStatement kMayConnect{"may_connect", "SELECT has_database_privilege($1, $2, 'CONNECT')"};
constexpr PgStatement kOpenFunctions{
    "open_functions", "SELECT count(*) FROM pg_proc p WHERE pronamespace = 'pg_catalog'::regnamespace "
                      "AND (proname ~ '^(lo_|pg_advisory|pg_try_advisory|pg_sleep|pg_notify|pg_export_snapshot)' "
                      "OR proname ~ '_to_xml' OR proname = 'pg_logical_emit_message') "
                      "AND has_function_privilege($1, p.oid, 'EXECUTE')"};
constexpr PgStatement kReadableTables{
    "readable_tables",
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') "
    "AND has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN')"};
constexpr PgStatement kPowers{
    "powers", "SELECT count(*) FROM pg_roles WHERE rolname LIKE $1 AND (rolsuper OR rolbypassrls OR rolcreatedb)"};
constexpr PgStatement kCatalogRoles{"catalog_roles", "SELECT count(*) FROM pg_roles WHERE rolname ~ '^t[0-9a-f]{16}_'"};
constexpr PgStatement kDatabases{"databases", "SELECT count(*) FROM pg_database WHERE datname LIKE 'tacet\\_%'"};
constexpr PgStatement kPublicConnect{
    "public_connect",
    "SELECT count(*) FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = $1 AND a.grantee = 0"};

} // namespace

class WorkspaceProvisionerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

    WorkspaceProvisioner provisioner()
    {
        return WorkspaceProvisioner(m_fixture->cluster().address(QStringLiteral("postgres")), m_fixture->superuser());
    }

    static qint64 number(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params = {})
    {
        return orThrow(orThrow(connection.exec(statement, params)).first([](PgRow &row) { return row.int64(0); }));
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::ClusterOnly); }
    void cleanupTestCase() { m_fixture.reset(); }

    void workspaceHasItsDatabaseRolesAndOwnerToken()
    {
        const auto workspace = orThrow(provisioner().create(QStringLiteral("Ärzte & Co"), std::chrono::hours(1)));
        QVERIFY(workspace.address.database.startsWith(QLatin1StringView("tacet_")));
        QCOMPARE(workspace.address.directory, m_fixture->cluster().paths().directory());
        QCOMPARE(workspace.ownerToken.size(), 32);
        QVERIFY(!workspace.address.id.isNull());
        const auto enrol = m_fixture->connect(workspace.address, {workspace.enrolRole, workspace.enrolPassword});
        QVERIFY(enrol->isOpen());
    }

    void rolesOfOneTenantDoNotEnterAnother()
    {
        const auto one = orThrow(provisioner().create(QStringLiteral("One"), std::chrono::hours(1)));
        const auto two = orThrow(provisioner().create(QStringLiteral("Two"), std::chrono::hours(1)));
        QVERIFY(one.address.database != two.address.database);
        const auto refused = DatabaseConnection::open(two.address, {one.enrolRole, one.enrolPassword});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::WorkspaceClosed);
        const auto admin = m_fixture->admin(one.address);
        const TenantNames names = orThrow(TenantNames::ofDatabase(two.address.database));
        for (const QString &role : {names.enrolRole(), names.userRole(), names.migratorRole()}) {
            const auto answer = orThrow(admin->exec(kMayConnect, PgParams().text(role).text(one.address.database)));
            QCOMPARE(orThrow(answer.first([](PgRow &row) { return row.boolean(0); })), false);
        }
        QCOMPARE(number(*admin, kPublicConnect, PgParams().text(one.address.database)), 0);
    }

    void devicesReachNoTableAndNoDangerousFunction()
    {
        const auto workspace = orThrow(provisioner().create(QStringLiteral("Closed"), std::chrono::hours(1)));
        const TenantNames names = orThrow(TenantNames::ofDatabase(workspace.address.database));
        const auto admin = m_fixture->admin(workspace.address);
        for (const QString &role : {names.userRole(), names.enrolRole()}) {
            QCOMPARE(number(*admin, kOpenFunctions, PgParams().text(role)), 0);
            QCOMPARE(number(*admin, kReadableTables, PgParams().text(role)), 0);
        }
        QCOMPARE(number(*admin, kPowers, PgParams().text(names.ownerRole().chopped(5) + u'%')), 0);
        const auto enrol = m_fixture->connect(workspace.address, {workspace.enrolRole, workspace.enrolPassword});
        for (const char *attack :
             {"CREATE TABLE t (id int)", "CREATE TEMP TABLE t (id int)", "CREATE SCHEMA x",
              "CREATE TABLE public.t (id int)", "DO $$ BEGIN NULL; END $$",
              "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT pg_notify('a', '')",
              "SELECT pg_sleep(1)", "SELECT lo_create(0)", "SELECT pg_advisory_lock(1)", "CREATE ROLE x",
              "SET ROLE tacet", "SELECT * FROM migrations.schema_migrations", "COPY (SELECT 1) TO PROGRAM 'true'",
              "SELECT admin.initialise(gen_random_uuid(), 'x')"}) {
            const auto answer = enrol->script(attack);
            QVERIFY2(!answer, attack);
            // 3F000: there is not even a schema in which to make something.
            QVERIFY2(answer.error().detail() == QLatin1StringView("42501") ||
                         answer.error().detail() == QLatin1StringView("3F000"),
                     attack);
        }
    }

    void devicesOfTheFixtureMayConnectAndNothingElse()
    {
        PostgresFixture fixture;
        const auto tenant = fixture.tenant();
        const auto other = fixture.tenant();
        QVERIFY(tenant.address.database != other.address.database);
        const auto device = fixture.connect(tenant.address, fixture.deviceRole(tenant));
        QVERIFY(!device->script("CREATE TEMP TABLE t (id int)"));
        QCOMPARE(tenant.ownerToken.size(), 32);
    }

    void hostileNamesStayNames()
    {
        const QString name = QStringLiteral("x'); DROP TABLE tacet.users; --\\\"@owner@");
        QVERIFY(provisioner().create(name, std::chrono::hours(1)));
    }

    void failedCreationLeavesNothingBehind()
    {
        const auto admin = m_fixture->admin(m_fixture->cluster().address(QStringLiteral("postgres")));
        const qint64 roles = number(*admin, kCatalogRoles);
        const qint64 databases = number(*admin, kDatabases);
        const auto refused = provisioner().create(QString(500, u'x'), std::chrono::hours(1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
        QCOMPARE(number(*admin, kCatalogRoles), roles);
        QCOMPARE(number(*admin, kDatabases), databases);
    }

    void onlyOurDatabasesHaveNames_data()
    {
        QTest::addColumn<QString>("database");
        for (const char *name : {"postgres", "tacet_", "tacet_0123456789abcde", "tacet_0123456789abcdeF",
                                 "tacet_0123456789abcdef\n", "x_tacet_0123456789abcdef"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void onlyOurDatabasesHaveNames()
    {
        QFETCH(QString, database);
        QVERIFY(!TenantNames::ofDatabase(database));
    }
};

QTEST_GUILESS_MAIN(WorkspaceProvisionerTest)
#include "tst_workspaceprovisioner.moc"
