#include "models/backend/workspaceprovisioner.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/migrator.h"
#include "models/backend/warden.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <array>

namespace tacet {

namespace {

constexpr QLatin1StringView kAdministration{"postgres"};
constexpr qsizetype kTagBytes = 8;
constexpr qsizetype kPasswordBytes = 24;
constexpr qsizetype kTokenBytes = 32;
constexpr std::chrono::minutes kDatabaseTime{5};

// The verifier comes as a setting of the transaction, so that no value is ever part of a statement.
constexpr auto kMakeRoles = R"(
CREATE ROLE @owner@ NOLOGIN;
CREATE ROLE @user@ NOLOGIN;
CREATE ROLE @signin@ NOLOGIN;
CREATE ROLE @console@ NOLOGIN;
CREATE ROLE @suspended@ NOLOGIN;
CREATE ROLE @enroller@ NOLOGIN CREATEROLE;
CREATE ROLE @warden@ NOLOGIN;
CREATE ROLE @migrator@ NOLOGIN;
CREATE ROLE @enrol@ LOGIN NOINHERIT CONNECTION LIMIT 20;
GRANT @user@, @signin@, @console@, @suspended@ TO @enroller@ WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT pg_signal_backend, pg_read_all_stats TO @warden@;
GRANT @owner@, @enroller@, @warden@ TO @migrator@ WITH INHERIT FALSE, SET TRUE;
DO $$ BEGIN
    EXECUTE format('ALTER ROLE @enrol@ PASSWORD %L', current_setting('tacet.verifier'));
END $$;
)";
constexpr PgStatement kSetVerifier{"provision_set_verifier", "SELECT set_config('tacet.verifier', $1, true)"};

constexpr auto kCreateDatabase = R"(CREATE DATABASE @database@ OWNER @owner@ TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C')";

constexpr auto kCloseDatabase = R"(
REVOKE ALL ON DATABASE @database@ FROM PUBLIC;
GRANT CONNECT ON DATABASE @database@ TO @user@, @signin@, @enrol@, @migrator@;
ALTER DATABASE @database@ SET jit = off;
ALTER DATABASE @database@ SET idle_in_transaction_session_timeout = '10s';
)";

constexpr auto kDropDatabase = "DROP DATABASE IF EXISTS @database@ WITH (FORCE)";
constexpr auto kDropRoles = "DROP ROLE IF EXISTS @enrol@, @migrator@, @warden@, @console@, @suspended@, @user@, "
                            "@signin@, @enroller@, @owner@";

constexpr PgStatement kInitialise{"provision_initialise", "SELECT admin.initialise($1, $2)"};
constexpr PgStatement kOwnerToken{"provision_owner_token", "SELECT admin.create_owner_token($1, $2)"};

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return bytes;
}

} // namespace

TenantNames TenantNames::generate()
{
    return TenantNames(QString::fromLatin1(randomBytes(kTagBytes).toHex()));
}

Result<TenantNames> TenantNames::ofDatabase(const QString &database)
{
    static const QRegularExpression pattern(QStringLiteral("\\Atacet_([0-9a-f]{16})\\z"));
    const auto match = pattern.match(database);
    if (!match.hasMatch())
        return fail(ErrorCode::InvalidInput, QStringLiteral("not a workspace's database"));
    return TenantNames(match.captured(1));
}

SqlPlaceholders TenantNames::placeholders() const
{
    SqlPlaceholders names{{QStringLiteral("database"), database()}};
    for (const char *kind :
         {"owner", "user", "signin", "console", "suspended", "enrol", "enroller", "warden", "migrator"})
        names.insert(QString::fromLatin1(kind), role(kind));
    return names;
}

WorkspaceProvisioner::WorkspaceProvisioner(WorkspaceAddress server, DatabaseLogin administrator)
    : m_server(std::move(server))
    , m_administrator(std::move(administrator))
{
}

Result<std::unique_ptr<DatabaseConnection>> WorkspaceProvisioner::connectTo(const QString &database) const
{
    WorkspaceAddress address = m_server;
    address.database = database;
    TACET_TRY_ASSIGN(auto connection, DatabaseConnection::open(address, m_administrator));
    connection->setTimeout(kDatabaseTime);
    return connection;
}

Result<ProvisionedWorkspace> WorkspaceProvisioner::create(const QString &name, std::chrono::seconds tokenLifetime)
{
    const TenantNames names = TenantNames::generate();
    ProvisionedWorkspace workspace;
    workspace.address = m_server;
    workspace.address.database = names.database();
    workspace.address.name = name;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QByteArray idBits = randomBytes(10);
    workspace.address.id =
        WorkspaceId(uuid7(now.toMSecsSinceEpoch(), std::as_bytes(std::span<const char, 10>(idBits.constData(), 10))));
    workspace.enrolRole = names.enrolRole();
    workspace.enrolPassword = QString::fromLatin1(
        randomBytes(kPasswordBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    workspace.expires = now.addDuration(tokenLifetime);
    const auto made = [&]() -> Result<> {
        TACET_TRY(makeRoles(names, workspace.enrolPassword));
        TACET_TRY(makeDatabase(names));
        TACET_TRY(initialise(names.database(), workspace.address.id, name));
        TACET_TRY_ASSIGN(workspace.ownerToken, mintOwnerToken(names.database(), workspace.expires));
        return {};
    }();
    if (!made) {
        std::ignore = remove(names);
        return std::unexpected(made.error());
    }
    return workspace;
}

Result<> WorkspaceProvisioner::makeRoles(const TenantNames &names, const QString &enrolPassword)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(kAdministration));
    TACET_TRY_ASSIGN(const QByteArray verifier, connection->scramVerifier(names.enrolRole(), enrolPassword));
    TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(kMakeRoles, names.placeholders()));
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(*connection));
    TACET_TRY(connection->exec(kSetVerifier, PgParams().text(QString::fromLatin1(verifier))));
    TACET_TRY(connection->script(sql));
    return transaction.commit();
}

Result<> WorkspaceProvisioner::makeDatabase(const TenantNames &names)
{
    {
        TACET_TRY_ASSIGN(const auto administration, connectTo(kAdministration));
        TACET_TRY_ASSIGN(const QByteArray create, withPlaceholders(kCreateDatabase, names.placeholders()));
        TACET_TRY(administration->script(create));
    }
    TACET_TRY(closeDatabase(names, names.database()));
    TACET_TRY_ASSIGN(const auto connection, connectTo(names.database()));
    TACET_TRY(Warden::closeTenant(*connection));
    TACET_TRY_ASSIGN(auto migrations, Migrator::tenantMigrations());
    TACET_TRY(Migrator(*connection, std::move(migrations), names.placeholders()).up());
    return {};
}

Result<> WorkspaceProvisioner::closeDatabase(const TenantNames &names, const QString &database)
{
    SqlPlaceholders placeholders = names.placeholders();
    placeholders.insert(QStringLiteral("database"), database);
    TACET_TRY_ASSIGN(const auto connection, connectTo(kAdministration));
    TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(kCloseDatabase, placeholders));
    return connection->script(sql);
}

Result<> WorkspaceProvisioner::initialise(const QString &database, const WorkspaceId &id, const QString &name)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(database));
    TACET_TRY(connection->exec(kInitialise, PgParams().id(id).text(name)));
    return {};
}

Result<QByteArray> WorkspaceProvisioner::mintOwnerToken(const QString &database, const QDateTime &expires)
{
    QByteArray token = randomBytes(kTokenBytes);
    TACET_TRY_ASSIGN(const auto connection, connectTo(database));
    TACET_TRY(connection->exec(
        kOwnerToken, PgParams().bytes(QCryptographicHash::hash(token, QCryptographicHash::Sha256)).timestamp(expires)));
    return token;
}

Result<> WorkspaceProvisioner::remove(const TenantNames &names)
{
    TACET_TRY_ASSIGN(const auto connection, connectTo(kAdministration));
    for (const char *statement : {kDropDatabase, kDropRoles}) {
        TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(statement, names.placeholders()));
        TACET_TRY(connection->script(sql));
    }
    return {};
}

} // namespace tacet
