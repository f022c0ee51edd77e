#include "vaultfixture.h"

#include "models/vault/statement.h"
#include "models/vault/vaultfiles.h"
#include "models/vault/vaultmigrations.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultMigrations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void versionsRiseWithoutGaps();
    void upDownAndUpAgainEqualsAFreshSchema();
    void newerVaultIsRefused();
    void editedMigrationIsRefused();
    void failedMigrationChangesNothing();
    void missingMigrationsAreAppliedOnOpening();
};

namespace {

constexpr char kSelectSchema[] = "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema "
                                 "WHERE name <> 'sqlite_sequence' ORDER BY type, name";

QStringList schemaOf(VaultDatabase &database)
{
    QStringList objects;
    Statement select(database, kSelectSchema);
    need(select.run());
    while (need(select.next()))
        objects.append(select.row().value(0).toString());
    return objects;
}

VaultMigration migration(int version, const QByteArray &up, const QByteArray &down = "SELECT 1")
{
    return {.version = version, .name = u"%1_test"_s.arg(version, 4, 10, QChar(u'0')), .up = up, .down = down};
}

} // namespace

void TestVaultMigrations::versionsRiseWithoutGaps()
{
    const auto migrations = need(embeddedVaultMigrations());
    QVERIFY(!migrations.isEmpty());
    for (qsizetype i = 0; i < migrations.size(); ++i) {
        QCOMPARE(migrations.at(i).version, int(i) + 1);
        QVERIFY(!migrations.at(i).up.isEmpty());
        QVERIFY(!migrations.at(i).down.isEmpty());
    }
}

void TestVaultMigrations::upDownAndUpAgainEqualsAFreshSchema()
{
    VaultFixture vault;
    VaultDatabase &database = vault.session->database();
    const auto migrations = need(embeddedVaultMigrations());
    const QStringList fresh = schemaOf(database);
    QCOMPARE_GE(fresh.size(), 40);
    need(vault.session->messages().insert(incoming(vault.addChat(), u"content"_s)));
    need(migrateVaultDown(database, migrations, 0));
    const QStringList left = schemaOf(database);
    QCOMPARE(left.size(), 1);
    QVERIFY(left.first().startsWith("table schema_migrations"_L1));
    QCOMPARE(need(vaultSchemaVersion(database)), 0);
    need(migrateVaultUp(database, migrations));
    QCOMPARE(schemaOf(database), fresh);
    QCOMPARE(need(vaultSchemaVersion(database)), int(migrations.size()));
}

void TestVaultMigrations::newerVaultIsRefused()
{
    VaultFixture vault;
    auto migrations = need(embeddedVaultMigrations());
    migrations.append(migration(int(migrations.size()) + 1, "CREATE TABLE later (id INTEGER)"));
    need(migrateVaultUp(vault.session->database(), migrations));
    vault.session.reset();
    QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::SchemaTooNew);
}

void TestVaultMigrations::editedMigrationIsRefused()
{
    VaultFixture vault;
    auto migrations = need(embeddedVaultMigrations());
    migrations[0].up += "-- edited";
    QCOMPARE(codeOf(migrateVaultUp(vault.session->database(), migrations)), ErrorCode::SchemaEdited);
    QCOMPARE(codeOf(migrateVaultDown(vault.session->database(), migrations, 0)), ErrorCode::SchemaEdited);
}

void TestVaultMigrations::failedMigrationChangesNothing()
{
    VaultFixture vault;
    VaultDatabase &database = vault.session->database();
    auto migrations = need(embeddedVaultMigrations());
    const QStringList before = schemaOf(database);
    migrations.append(migration(int(migrations.size()) + 1, "CREATE TABLE half (id INTEGER); DROP TABLE nowhere"));
    QVERIFY(!migrateVaultUp(database, migrations));
    QCOMPARE(schemaOf(database), before);
    QCOMPARE(need(vaultSchemaVersion(database)), int(migrations.size()) - 1);
}

void TestVaultMigrations::missingMigrationsAreAppliedOnOpening()
{
    VaultFixture vault;
    const QStringList fresh = schemaOf(vault.session->database());
    need(migrateVaultDown(vault.session->database(), need(embeddedVaultMigrations()), 0));
    vault.reopen();
    QCOMPARE(schemaOf(vault.session->database()), fresh);
}

TACET_VAULT_TEST_MAIN(TestVaultMigrations)
#include "tst_vaultmigrations.moc"
