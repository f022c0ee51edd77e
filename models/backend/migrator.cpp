#include "models/backend/migrator.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(lcBackend, "tacet.backend")

constexpr auto kTenantFolder = ":/tacet/migrations/tenant";
constexpr int kAttempts = 8;
constexpr std::chrono::milliseconds kRetryPause{250};
constexpr std::chrono::minutes kStatementTime{30};
constexpr QLatin1StringView kLockNotAvailable{"55P03"};
constexpr QLatin1StringView kDeadlock{"40P01"};

// Not to_regclass(): it may answer from a cache that does not know yet what another migrator has made.
constexpr PgStatement kTableExists{
    "migrations_exists",
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'migrations' AND c.relname = 'schema_migrations')"};
constexpr PgStatement kApplied{
    "migrations_applied",
    "SELECT version, name, checksum, applied_at FROM migrations.schema_migrations ORDER BY version"};
constexpr PgStatement kIsApplied{"migrations_is_applied",
                                 "SELECT 1 FROM migrations.schema_migrations WHERE version = $1"};
constexpr PgStatement kInsert{"migrations_insert",
                              "INSERT INTO migrations.schema_migrations (version, name, checksum) VALUES ($1, $2, $3)"};
constexpr PgStatement kDelete{"migrations_delete", "DELETE FROM migrations.schema_migrations WHERE version = $1"};
// Whoever looks first for a circle of locks is the one who gives way: the migration can try again, a member's call not.
constexpr PgStatement kYield{"migrations_yield",
                             "SELECT pg_catalog.set_config('deadlock_timeout', '50ms', true) "
                             "FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER AND r.rolsuper"};
// The key is the first eight bytes of SHA-256("tacet migrations") as a signed number.
constexpr PgStatement kLock{"migrations_lock", "SELECT pg_advisory_xact_lock(1308423263582613588)"};

constexpr auto kCreateTable = R"(
SET LOCAL ROLE @owner@;
CREATE SCHEMA migrations;
CREATE TABLE migrations.schema_migrations (
    version integer PRIMARY KEY CHECK (version > 0),
    name text NOT NULL,
    checksum bytea NOT NULL CHECK (octet_length(checksum) = 32),
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA migrations TO @migrator@;
GRANT SELECT ON migrations.schema_migrations TO @migrator@;
)";

/// Long statements are the rule here; the caller's limit comes back afterwards.
class LongTimeout
{
public:
    explicit LongTimeout(DatabaseConnection &connection)
        : m_connection(connection)
        , m_before(connection.timeout())
    {
        connection.setTimeout(kStatementTime);
    }
    ~LongTimeout() { m_connection.setTimeout(m_before); }
    Q_DISABLE_COPY_MOVE(LongTimeout)

private:
    DatabaseConnection &m_connection;
    const std::chrono::milliseconds m_before;
};

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Damaged, QStringLiteral("migration %1 cannot be read").arg(path));
    return file.readAll();
}

} // namespace

QByteArray Migration::checksum() const
{
    return QCryptographicHash::hash(up, QCryptographicHash::Sha256);
}

Result<QList<Migration>> Migrator::tenantMigrations()
{
    return load(QString::fromLatin1(kTenantFolder));
}

Result<QList<Migration>> Migrator::load(const QString &folder)
{
    static const QRegularExpression fileName(QStringLiteral("^(\\d{4})_([a-z0-9_]+)\\.up\\.sql$"));
    const QDir directory(folder);
    QList<Migration> migrations;
    const QStringList names = directory.entryList({QStringLiteral("*.up.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto match = fileName.match(name);
        Migration migration{.version = match.captured(1).toInt(), .name = match.captured(2), .up = {}, .down = {}};
        if (!match.hasMatch() || migration.version != migrations.size() + 1)
            return fail(ErrorCode::Damaged, QStringLiteral("migration %1 is out of order").arg(name));
        TACET_TRY_ASSIGN(migration.up, contentOf(directory.filePath(name)));
        TACET_TRY_ASSIGN(migration.down,
                         contentOf(directory.filePath(name.chopped(7) + QLatin1StringView(".down.sql"))));
        migrations.append(migration);
    }
    if (migrations.isEmpty())
        return fail(ErrorCode::Damaged, QStringLiteral("no migrations in %1").arg(folder));
    return migrations;
}

Migrator::Migrator(DatabaseConnection &connection, QList<Migration> migrations, Placeholders placeholders)
    : m_connection(connection)
    , m_migrations(std::move(migrations))
    , m_placeholders(std::move(placeholders))
{
}

Result<QList<AppliedMigration>> Migrator::applied()
{
    TACET_TRY_ASSIGN(const PgResult exists, m_connection.exec(kTableExists));
    TACET_TRY_ASSIGN(const bool tableExists, exists.first([](PgRow &row) { return row.boolean(0); }));
    if (!tableExists)
        return QList<AppliedMigration>();
    TACET_TRY_ASSIGN(const PgResult rows, m_connection.exec(kApplied));
    return rows.list([](PgRow &row) {
        return AppliedMigration{
            .version = row.int32(0), .name = row.text(1), .checksum = row.bytes(2), .appliedAt = row.timestamp(3)};
    });
}

Result<MigrationStatus> Migrator::status()
{
    if (m_migrations.isEmpty())
        return fail(ErrorCode::Damaged, QStringLiteral("no migrations"));
    MigrationStatus status;
    TACET_TRY_ASSIGN(status.applied, applied());
    if (status.applied.size() > m_migrations.size())
        return fail(ErrorCode::SchemaTooNew,
                    QStringLiteral("database %1, program %2").arg(status.version()).arg(m_migrations.size()));
    for (qsizetype index = 0; index < status.applied.size(); ++index) {
        const AppliedMigration &row = status.applied.at(index);
        const Migration &own = m_migrations.at(index);
        if (row.version != own.version || row.checksum != own.checksum())
            return fail(ErrorCode::SchemaEdited, QStringLiteral("migration %1").arg(row.version));
    }
    status.pending = m_migrations.sliced(status.applied.size());
    return status;
}

Result<int> Migrator::up(const Progress &progress)
{
    const LongTimeout timeout(m_connection);
    TACET_TRY_ASSIGN(const MigrationStatus before, status());
    TACET_TRY(makeTable());
    for (const Migration &migration : before.pending) {
        if (progress)
            progress(migration);
        TACET_TRY(run(migration, Direction::Up));
    }
    // A second migrator may have been faster, with other migrations.
    TACET_TRY(status());
    return static_cast<int>(before.pending.size());
}

Result<int> Migrator::down(int version, const Progress &progress)
{
    const LongTimeout timeout(m_connection);
    TACET_TRY_ASSIGN(const MigrationStatus before, status());
    int count = 0;
    for (int current = before.version(); current > version; --current, ++count) {
        const Migration &migration = m_migrations.at(current - 1);
        if (progress)
            progress(migration);
        TACET_TRY(run(migration, Direction::Down));
    }
    return count;
}

Result<> Migrator::makeTable()
{
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    TACET_TRY(m_connection.exec(kLock));
    TACET_TRY_ASSIGN(const PgResult exists, m_connection.exec(kTableExists));
    TACET_TRY_ASSIGN(const bool tableExists, exists.first([](PgRow &row) { return row.boolean(0); }));
    if (!tableExists) {
        TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(kCreateTable, m_placeholders));
        TACET_TRY(m_connection.script(sql));
    }
    return transaction.commit();
}

Result<> Migrator::run(const Migration &migration, Direction direction)
{
    for (int tries = 1;; ++tries) {
        const auto done = attempt(migration, direction);
        if (done)
            return {};
        const QString state = done.error().detail();
        if (tries == kAttempts || (state != kLockNotAvailable && state != kDeadlock)) {
            qCWarning(lcBackend) << "migration" << migration.version << "failed:" << state;
            return done;
        }
        qCInfo(lcBackend) << "migration" << migration.version << "waits for a lock, attempt" << tries;
        QThread::sleep(kRetryPause * tries);
    }
}

Result<> Migrator::attempt(const Migration &migration, Direction direction)
{
    TACET_TRY_ASSIGN(const QByteArray sql,
                     withPlaceholders(direction == Direction::Up ? migration.up : migration.down, m_placeholders));
    TACET_TRY_ASSIGN(const QByteArray asOwner, withPlaceholders("SET LOCAL ROLE @owner@", m_placeholders));
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(m_connection));
    TACET_TRY(m_connection.script("SET LOCAL lock_timeout = '2s'"));
    TACET_TRY(m_connection.exec(kYield));
    TACET_TRY(m_connection.exec(kLock));
    TACET_TRY(m_connection.script(asOwner));
    TACET_TRY_ASSIGN(const PgResult row, m_connection.exec(kIsApplied, PgParams().int32(migration.version)));
    if (row.isEmpty() == (direction == Direction::Down))
        return transaction.commit(); // a second migrator was faster
    TACET_TRY(m_connection.script(sql));
    // The script may have left another role behind.
    TACET_TRY(m_connection.script(asOwner));
    TACET_TRY(record(migration, direction));
    return transaction.commit();
}

Result<> Migrator::record(const Migration &migration, Direction direction)
{
    if (direction == Direction::Down) {
        TACET_TRY(m_connection.exec(kDelete, PgParams().int32(migration.version)));
        return {};
    }
    return m_connection.change(kInsert,
                               PgParams().int32(migration.version).text(migration.name).bytes(migration.checksum()));
}

} // namespace tacet
