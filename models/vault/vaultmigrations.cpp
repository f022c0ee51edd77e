#include "models/vault/vaultmigrations.h"

#include "models/vault/statement.h"
#include "models/vault/transaction.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kCreateTable[] = "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, "
                                "name TEXT NOT NULL, checksum BLOB NOT NULL, applied_at INTEGER NOT NULL) STRICT";
constexpr char kSelect[] = "SELECT version, checksum FROM schema_migrations ORDER BY version";
constexpr char kInsert[] = "INSERT INTO schema_migrations (version, name, checksum, applied_at) "
                           "VALUES (:version, :name, :checksum, :applied_at)";
constexpr char kDelete[] = "DELETE FROM schema_migrations WHERE version = :version";

constexpr auto kUpSuffix = ".up.sql"_L1;

struct AppliedMigration {
    int version = 0;
    QByteArray checksum;
};

Result<QByteArray> embeddedFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"a migration is not embedded: "_s + path);
    return file.readAll();
}

Result<QList<AppliedMigration>> appliedMigrations(VaultDatabase &database)
{
    TACET_TRY(database.executeScript(kCreateTable));
    QList<AppliedMigration> applied;
    Statement select(database, kSelect);
    TACET_TRY(select.run());
    while (true) {
        TACET_TRY_ASSIGN(const bool more, select.next());
        if (!more)
            return applied;
        applied.append({.version = select.row().value(0).toInt(), .checksum = select.row().value(1).toByteArray()});
    }
}

Result<int> checkApplied(VaultDatabase &database, const QList<VaultMigration> &migrations)
{
    TACET_TRY_ASSIGN(const auto applied, appliedMigrations(database));
    for (const AppliedMigration &step : applied) {
        if (step.version > migrations.size())
            return fail(ErrorCode::SchemaTooNew,
                        u"vault schema %1, program %2"_s.arg(applied.last().version).arg(migrations.size()));
        if (step.checksum != migrations.at(step.version - 1).checksum())
            return fail(ErrorCode::SchemaEdited, u"vault migration %1"_s.arg(step.version));
    }
    return int(applied.size());
}

Result<> applyUp(VaultDatabase &database, const VaultMigration &migration)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::begin(database));
    TACET_TRY(database.executeScript(migration.up));
    Statement insert(database, kInsert);
    TACET_TRY(insert.bind(":version"_L1, qint64(migration.version))
                  .bind(":name"_L1, migration.name)
                  .bind(":checksum"_L1, migration.checksum())
                  .bind(":applied_at"_L1, QDateTime::currentDateTimeUtc())
                  .run());
    return transaction.commitUncounted();
}

Result<> applyDown(VaultDatabase &database, const VaultMigration &migration)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::begin(database));
    TACET_TRY(database.executeScript(migration.down));
    Statement remove(database, kDelete);
    TACET_TRY(remove.bind(":version"_L1, qint64(migration.version)).run());
    return transaction.commitUncounted();
}

} // namespace

QByteArray VaultMigration::checksum() const
{
    return QCryptographicHash::hash(up, QCryptographicHash::Sha256);
}

Result<QList<VaultMigration>> embeddedVaultMigrations()
{
    const QDir folder(u":/migrations/vault"_s);
    QList<VaultMigration> migrations;
    for (const QString &file : folder.entryList({u"*.up.sql"_s}, QDir::Files, QDir::Name)) {
        VaultMigration migration;
        migration.name = file.chopped(kUpSuffix.size());
        migration.version = migration.name.section(u'_', 0, 0).toInt();
        if (migration.version != migrations.size() + 1)
            return fail(ErrorCode::Internal, u"a vault migration is missing before "_s + file);
        TACET_TRY_ASSIGN(migration.up, embeddedFile(folder.filePath(file)));
        TACET_TRY_ASSIGN(migration.down, embeddedFile(folder.filePath(migration.name + ".down.sql"_L1)));
        migrations.append(migration);
    }
    if (migrations.isEmpty())
        return fail(ErrorCode::Internal, u"no vault migration is embedded"_s);
    return migrations;
}

Result<> migrateVaultUp(VaultDatabase &database, const QList<VaultMigration> &migrations)
{
    TACET_TRY_ASSIGN(const int applied, checkApplied(database, migrations));
    for (const VaultMigration &migration : migrations.sliced(applied))
        TACET_TRY(applyUp(database, migration));
    return {};
}

Result<> migrateVaultDown(VaultDatabase &database, const QList<VaultMigration> &migrations, int version)
{
    TACET_TRY_ASSIGN(const int applied, checkApplied(database, migrations));
    for (int step = applied; step > version; --step)
        TACET_TRY(applyDown(database, migrations.at(step - 1)));
    return {};
}

Result<int> vaultSchemaVersion(VaultDatabase &database)
{
    TACET_TRY_ASSIGN(const auto applied, appliedMigrations(database));
    return applied.isEmpty() ? 0 : applied.last().version;
}

} // namespace tacet
