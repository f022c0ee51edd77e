#include "models/backend/clusterfiles.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/migrator.h"
#include "tests/support/postgresfixture.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QThread>

using namespace tacet;

namespace {

constexpr PgStatement kRows{"rows", "SELECT count(*) FROM migrations.schema_migrations"};
constexpr PgStatement kOwners{"owners",
                              "SELECT count(*) FROM pg_class WHERE relname IN ('one', 'two', 'schema_migrations') "
                              "AND relkind = 'r' AND pg_get_userbyid(relowner) = $1"};

Migration migration(int version, const QByteArray &up, const QByteArray &down)
{
    return {.version = version, .name = QStringLiteral("step"), .up = up, .down = down};
}

QList<Migration> twoSteps()
{
    return {migration(1, "CREATE SCHEMA s; CREATE TABLE s.one (id int); GRANT USAGE ON SCHEMA s TO @user@",
                      "DROP SCHEMA s CASCADE"),
            migration(2, "CREATE TABLE s.two (id int); SET LOCAL ROLE @user@", "DROP TABLE s.two")};
}

} // namespace

class MigratorTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    TenantNames m_names = TenantNames::generate();
    WorkspaceAddress m_address;
    std::unique_ptr<DatabaseConnection> m_connection;

    Migrator migrator(QList<Migration> migrations)
    {
        return Migrator(*m_connection, std::move(migrations), m_names.placeholders());
    }

    QByteArray schemaOf(const WorkspaceAddress &address)
    {
        QProcess dump;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), m_fixture->superuser().password);
        dump.setProcessEnvironment(environment);
        const QString uri =
            orThrow(EmbeddedCluster::uri(address.directory, address.database, m_fixture->superuser().role));
        dump.start(orThrow(PostgresPrograms::find()).folder + QLatin1StringView("/pg_dump"),
                   {QStringLiteral("--schema-only"), QStringLiteral("--restrict-key=same"), uri});
        dump.waitForFinished();
        return dump.readAllStandardOutput();
    }

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::ClusterOnly);
        WorkspaceProvisioner provisioner(m_fixture->cluster().address(QStringLiteral("postgres")),
                                         m_fixture->superuser());
        orThrow(provisioner.makeRoles(m_names, QStringLiteral("published")));
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_fixture.reset();
    }
    void init()
    {
        m_address = m_fixture->emptyDatabase();
        m_connection = m_fixture->admin(m_address);
        orThrow(m_connection->script(orThrow(withPlaceholders(
            "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO @owner@', current_database()); END $$",
            m_names.placeholders()))));
    }

    void embeddedMigrationsAreCompleteAndRise()
    {
        const auto migrations = orThrow(Migrator::tenantMigrations());
        QVERIFY(!migrations.isEmpty());
        for (qsizetype index = 0; index < migrations.size(); ++index) {
            QCOMPARE(migrations.at(index).version, index + 1);
            QVERIFY(!migrations.at(index).up.isEmpty());
            QVERIFY(!migrations.at(index).down.isEmpty());
        }
    }

    void upRunsAsOwnerAndIsRepeatable()
    {
        auto steps = migrator(twoSteps());
        QStringList told;
        QCOMPARE(orThrow(steps.status()).pending.size(), 2);
        QCOMPARE(orThrow(steps.up([&told](const Migration &step) { told.append(QString::number(step.version)); })), 2);
        QCOMPARE(told, (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(orThrow(steps.up()), 0);
        const MigrationStatus status = orThrow(steps.status());
        QCOMPARE(status.version(), 2);
        QVERIFY(status.pending.isEmpty());
        QVERIFY(status.applied.constFirst().appliedAt.isValid());
        const auto owned = orThrow(m_connection->exec(kOwners, PgParams().text(m_names.ownerRole())));
        QCOMPARE(orThrow(owned.first([](PgRow &row) { return row.int64(0); })), 3);
    }

    void downTakesBackTheNewestFirst()
    {
        auto steps = migrator(twoSteps());
        QCOMPARE(orThrow(steps.up()), 2);
        QCOMPARE(orThrow(steps.down(1)), 1);
        QCOMPARE(orThrow(steps.status()).version(), 1);
        QCOMPARE(orThrow(steps.down(0)), 1);
        QCOMPARE(orThrow(steps.status()).version(), 0);
        QCOMPARE(orThrow(steps.up()), 2);
    }

    void failedMigrationLeavesTheOneBefore()
    {
        auto migrations = twoSteps();
        migrations.append(migration(3, "CREATE TABLE s.three (id int); SELECT 1/0", "DROP TABLE s.three"));
        auto steps = migrator(migrations);
        const auto failed = steps.up();
        QVERIFY(!failed);
        QCOMPARE(failed.error().detail(), QStringLiteral("22012"));
        QCOMPARE(orThrow(steps.status()).version(), 2);
        QVERIFY(!m_connection->script("SELECT * FROM s.three"));
        QVERIFY(!m_connection->isInTransaction());
    }

    void editedMigrationIsRefused()
    {
        QCOMPARE(orThrow(migrator(twoSteps()).up()), 2);
        auto edited = twoSteps();
        edited[0].up += ' ';
        for (const auto &answer : {migrator(edited).up(), migrator(edited).down(0)}) {
            QVERIFY(!answer);
            QCOMPARE(answer.error().code(), ErrorCode::SchemaEdited);
        }
        auto repaired = twoSteps();
        repaired[0].down += ' ';
        QVERIFY(migrator(repaired).status());
    }

    void newerDatabaseIsRefused()
    {
        QCOMPARE(orThrow(migrator(twoSteps()).up()), 2);
        const auto answer = migrator(twoSteps().first(1)).up();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), ErrorCode::SchemaTooNew);
    }

    void emptyListIsAnError()
    {
        QVERIFY(!migrator({}).up());
        QVERIFY(!Migrator::load(QStringLiteral(":/nowhere")));
    }

    void filesMustBeCompleteAndInOrder_data()
    {
        QTest::addColumn<QStringList>("files");
        const auto row = [](const char *name, std::initializer_list<const char *> files) {
            QStringList list;
            for (const char *file : files)
                list.append(QString::fromLatin1(file));
            QTest::newRow(name) << list;
        };
        row("no down", {"0001_a.up.sql"});
        row("gap", {"0001_a.up.sql", "0001_a.down.sql", "0003_b.up.sql", "0003_b.down.sql"});
        row("double", {"0001_a.up.sql", "0001_a.down.sql", "0001_b.up.sql", "0001_b.down.sql"});
        row("not from one", {"0002_a.up.sql", "0002_a.down.sql"});
        row("name", {"1_a.up.sql", "1_a.down.sql"});
        row("capital", {"0001_A.up.sql", "0001_A.down.sql"});
    }
    void filesMustBeCompleteAndInOrder()
    {
        QFETCH(QStringList, files);
        const QTemporaryDir folder;
        for (const QString &file : files)
            write(folder.filePath(file), "SELECT 1");
        const auto loaded = Migrator::load(folder.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code(), ErrorCode::Damaged);
    }

    void placeholdersBecomeQuotedNamesOnly_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"", "a b", "a\"b", "Name", "a;b", "ä", "a\n"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void placeholdersBecomeQuotedNamesOnly()
    {
        QFETCH(QString, name);
        QCOMPARE(orThrow(withPlaceholders("GRANT @a@, @b@ x@y.z", {{QStringLiteral("a"), QStringLiteral("r_1")},
                                                                   {QStringLiteral("b"), QStringLiteral("r_2")}})),
                 QByteArray("GRANT \"r_1\", \"r_2\" x@y.z"));
        const auto refused = withPlaceholders("GRANT @a@", {{QStringLiteral("a"), name}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
        QVERIFY(!withPlaceholders("@unknown@", {}));
    }

    void lockedTableIsWaitedForInShortTries()
    {
        QCOMPARE(orThrow(migrator(twoSteps()).up()), 2);
        auto migrations = twoSteps();
        migrations.append(migration(3, "ALTER TABLE s.one ADD COLUMN more int", "ALTER TABLE s.one DROP COLUMN more"));
        const auto blocker = m_fixture->admin(m_address);
        auto lock = std::make_optional(orThrow(DatabaseTransaction::begin(*blocker)));
        QVERIFY(blocker->script("LOCK TABLE s.one IN ACCESS SHARE MODE"));
        // The first try gives up after lock_timeout; progress is before it, so the lock goes in between.
        QElapsedTimer timer;
        timer.start();
        const std::unique_ptr<QThread> release(QThread::create([this] {
            QThread::msleep(2300);
            const auto ender = orThrow(DatabaseConnection::open(m_address, m_fixture->superuser()));
            std::ignore = ender->script(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 's.one'::regclass AND granted");
        }));
        release->start();
        QCOMPARE(orThrow(migrator(migrations).up()), 1);
        QVERIFY(timer.elapsed() >= 2000);
        release->wait();
        std::ignore = lock->commit();
    }

    void migratorsRacingApplyEachStepOnce()
    {
        std::vector<std::unique_ptr<QThread>> threads;
        std::array<QString, 4> errors;
        for (QString &error : errors) {
            threads.emplace_back(QThread::create([this, &error] {
                const auto connection = DatabaseConnection::open(m_address, m_fixture->superuser());
                const auto done = connection ? Migrator(**connection, twoSteps(), m_names.placeholders()).up()
                                             : std::unexpected(connection.error());
                error = done ? QString() : done.error().detail() + done.error().databaseText();
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        for (const QString &error : errors)
            QCOMPARE(error, QString());
        const auto rows = orThrow(m_connection->exec(kRows));
        QCOMPARE(orThrow(rows.first([](PgRow &row) { return row.int64(0); })), 2);
    }

    void tenantSchemaDownAndUpAgainEqualsAFreshOne()
    {
        const auto names = TenantNames::generate();
        WorkspaceProvisioner provisioner(m_fixture->cluster().address(QStringLiteral("postgres")),
                                         m_fixture->superuser());
        orThrow(provisioner.makeRoles(names, QStringLiteral("published")));
        orThrow(provisioner.makeDatabase(names));
        const WorkspaceAddress address = m_fixture->cluster().address(names.database());
        const QByteArray fresh = schemaOf(address);
        QVERIFY(fresh.contains("CREATE TABLE tacet.users"));
        const auto connection = m_fixture->admin(address);
        Migrator steps(*connection, orThrow(Migrator::tenantMigrations()), names.placeholders());
        for (int version = orThrow(steps.status()).version(); version > 0; --version) {
            orThrow(steps.down(version - 1));
            orThrow(steps.up());
            QCOMPARE(schemaOf(address), fresh);
        }
        orThrow(steps.down(0));
        QVERIFY(!schemaOf(address).contains("CREATE TABLE tacet."));
        QVERIFY(!schemaOf(address).contains("CREATE FUNCTION"));
        orThrow(steps.up());
        QCOMPARE(schemaOf(address), fresh);
    }

    void migratorRoleMayMigrateWithoutBeingSuperuser()
    {
        const auto names = TenantNames::generate();
        WorkspaceProvisioner provisioner(m_fixture->cluster().address(QStringLiteral("postgres")),
                                         m_fixture->superuser());
        orThrow(provisioner.makeRoles(names, QStringLiteral("published")));
        orThrow(provisioner.makeDatabase(names));
        const WorkspaceAddress address = m_fixture->cluster().address(names.database());
        auto placeholders = names.placeholders();
        placeholders.insert(QStringLiteral("person"), names.database() + QLatin1StringView("_person"));
        orThrow(m_fixture->admin(address)->script(orThrow(withPlaceholders(
            "CREATE ROLE @person@ LOGIN PASSWORD 'a person''s'; GRANT @migrator@ TO @person@", placeholders))));
        const auto person =
            m_fixture->connect(address, {placeholders.value(QStringLiteral("person")), QStringLiteral("a person's")});
        Migrator steps(*person, orThrow(Migrator::tenantMigrations()), names.placeholders());
        QVERIFY(orThrow(steps.down(0)) > 0);
        QVERIFY(orThrow(steps.up()) > 0);
    }
};

QTEST_GUILESS_MAIN(MigratorTest)
#include "tst_migrator.moc"
