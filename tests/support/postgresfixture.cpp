#include "tests/support/postgresfixture.h"

#include <QUuid>

namespace tacet {

namespace {

constexpr PgStatement kMakeLogin{"fixture_make_login", "SELECT s.make_login($1, $2)"};
constexpr auto kDevicePassword = "a test device's password";

QString freshName(const char *prefix)
{
    return QLatin1StringView(prefix) + QUuid::createUuid().toString(QUuid::Id128);
}

} // namespace

PostgresFixture::PostgresFixture(Content content, const QStringList &settings, EmbeddedCluster::Ward ward)
    : m_enrolPassword(QStringLiteral("published"))
{
    EmbeddedCluster::Options options;
    options.durability = EmbeddedCluster::Durability::None;
    options.linger = std::chrono::milliseconds(0);
    options.ward = ward;
    options.settings = settings;
    m_cluster = orThrow(EmbeddedCluster::start(m_directory.filePath(QStringLiteral("postgres")), options));
    if (content == Content::ClusterOnly)
        return;
    orThrow(provisioner().makeRoles(m_names, m_enrolPassword));
    orThrow(provisioner().makeDatabase(m_names));
}

PostgresFixture::~PostgresFixture()
{
    std::ignore = EmbeddedCluster::stop(m_cluster->paths().directory());
}

WorkspaceProvisioner PostgresFixture::provisioner() const
{
    return WorkspaceProvisioner(m_cluster->address(QStringLiteral("postgres")), superuser());
}

DatabaseLogin PostgresFixture::superuser() const
{
    return orThrow(m_cluster->superuser());
}

PostgresFixture::Tenant PostgresFixture::tenant(const QString &name)
{
    WorkspaceAddress address = m_cluster->address(freshName("test_"));
    address.name = name;
    address.id = WorkspaceId(QUuid::createUuid());
    auto placeholders = m_names.placeholders();
    placeholders.insert(QStringLiteral("copy"), address.database);
    orThrow(admin(m_cluster->address(QStringLiteral("postgres")))
                ->script(orThrow(withPlaceholders(
                    "CREATE DATABASE @copy@ TEMPLATE @database@ OWNER @owner@ STRATEGY file_copy", placeholders))));
    orThrow(provisioner().closeDatabase(m_names, address.database));
    orThrow(provisioner().initialise(address.database, address.id, name));
    const QByteArray token =
        orThrow(provisioner().mintOwnerToken(address.database, QDateTime::currentDateTimeUtc().addSecs(3600)));
    return {.address = address, .names = m_names, .enrolPassword = m_enrolPassword, .ownerToken = token};
}

std::unique_ptr<DatabaseConnection> PostgresFixture::connect(const WorkspaceAddress &address,
                                                             const DatabaseLogin &login)
{
    return orThrow(DatabaseConnection::open(address, login));
}

std::unique_ptr<DatabaseConnection> PostgresFixture::admin(const WorkspaceAddress &address)
{
    return connect(address, superuser());
}

DatabaseLogin PostgresFixture::deviceRole(const Tenant &tenant)
{
    const DatabaseLogin login{.role = freshName("d_"), .password = QString::fromLatin1(kDevicePassword)};
    const auto connection = admin(tenant.address);
    const QByteArray verifier = orThrow(connection->scramVerifier(login.role, login.password));
    orThrow(connection->exec(kMakeLogin, PgParams().text(login.role).text(QString::fromLatin1(verifier))));
    return login;
}

WorkspaceAddress PostgresFixture::emptyDatabase()
{
    const WorkspaceAddress address = m_cluster->address(freshName("empty_"));
    orThrow(admin(m_cluster->address(QStringLiteral("postgres")))
                ->script(orThrow(withPlaceholders("CREATE DATABASE @fresh@ TEMPLATE template0",
                                                  {{QStringLiteral("fresh"), address.database}}))));
    return address;
}

} // namespace tacet
