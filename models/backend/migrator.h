#pragma once
#include "models/backend/sqlplaceholders.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>

namespace tacet {

class DatabaseConnection;

/// One step of the schema, as it lies in resources/migrations/tenant.
struct Migration {
    int version = 0;
    QString name;
    QByteArray up;
    QByteArray down;

    /// SHA-256 of `up` before the placeholders are replaced.
    QByteArray checksum() const;
};

/// A row of migrations.schema_migrations.
struct AppliedMigration {
    int version = 0;
    QString name;
    QByteArray checksum;
    QDateTime appliedAt;
};

struct MigrationStatus {
    QList<AppliedMigration> applied; ///< rising versions
    QList<Migration> pending;        ///< rising versions

    int version() const { return applied.isEmpty() ? 0 : applied.constLast().version; }
};

/// Brings a tenant database to the program's schema, or back. Each migration runs as the role `@owner@`
/// in one transaction with its row in `migrations.schema_migrations`; `lock_timeout` is 2 s and is
/// retried, so that a busy table is never blocked for long, and an advisory lock keeps a second migrator
/// out. Migrations name roles by placeholders `@owner@`, `@user@`, …, which become quoted identifiers.
///
/// The connection's role must be allowed to SET ROLE to those that the migrations use: a superuser, or
/// the tenant's migrator.
class Migrator
{
public:
    using Placeholders = SqlPlaceholders;
    using Progress = std::function<void(const Migration &)>;

    /// The program's tenant migrations, embedded in this library. Damaged if there are none, if a
    /// version is missing or double, or if one has no down script.
    static Result<QList<Migration>> tenantMigrations();
    /// The same from `NNNN_name.up.sql` and `.down.sql` files of any folder.
    static Result<QList<Migration>> load(const QString &folder);

    /// `connection` outlives the migrator.
    Migrator(DatabaseConnection &connection, QList<Migration> migrations, Placeholders placeholders);

    /// SchemaEdited if an applied migration is another one than the program's; SchemaTooNew if the
    /// database has one that the program does not know.
    Result<MigrationStatus> status();
    /// Applies what is pending, in order; `progress` before each. Answers how many.
    Result<int> up(const Progress &progress = {});
    /// Takes back everything above `version`, newest first. Answers how many.
    Result<int> down(int version, const Progress &progress = {});

private:
    enum class Direction { Up, Down };

    Result<QList<AppliedMigration>> applied();
    Result<> makeTable();
    Result<> run(const Migration &migration, Direction direction);
    Result<> attempt(const Migration &migration, Direction direction);
    Result<> record(const Migration &migration, Direction direction);

    DatabaseConnection &m_connection;
    const QList<Migration> m_migrations;
    const Placeholders m_placeholders;
};

} // namespace tacet
