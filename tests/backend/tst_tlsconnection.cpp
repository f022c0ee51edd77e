#include "tests/backend/tlsserver.h"

using namespace tacet;

namespace {

constexpr PgStatement kTls{"tls", "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"};
constexpr auto kScram = "hostssl all all 127.0.0.1/32 scram-sha-256\n";

} // namespace

class TlsConnectionTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<TestCertificates> m_certificates;
    QString m_directory;
    DatabaseLogin m_login;

    std::unique_ptr<TlsServer> server(const QByteArray &rules = kScram, const QStringList &more = {},
                                      const QString &certificate = QStringLiteral("server"))
    {
        const QStringList settings{QStringLiteral("ssl=on"),
                                   QStringLiteral("ssl_cert_file=") + m_certificates->path(certificate, ".pem"),
                                   QStringLiteral("ssl_key_file=") + m_certificates->path(certificate, ".key")};
        return std::make_unique<TlsServer>(m_directory, rules, settings + more);
    }

    WorkspaceAddress address(quint16 port, const char *host = "localhost", const char *authority = "authority")
    {
        WorkspaceAddress address;
        address.place = WorkspaceAddress::Place::Server;
        address.database = QStringLiteral("postgres");
        address.host = QString::fromLatin1(host);
        address.port = port;
        address.rootCertificate = authority ? m_certificates->pem(QString::fromLatin1(authority)) : QByteArray();
        return address;
    }

    void expectRefused(const WorkspaceAddress &to, ErrorCode code)
    {
        const auto connection = DatabaseConnection::open(to, m_login);
        QVERIFY(!connection);
        QVERIFY2(connection.error().code() == code, qPrintable(connection.error().databaseText()));
    }

    // What a client without channel binding makes of the same server.
    bool psqlConnects(quint16 port)
    {
        QProcess psql;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), m_login.password);
        psql.setProcessEnvironment(environment);
        psql.start(
            orThrow(PostgresPrograms::find()).folder + QLatin1StringView("/psql"),
            {QStringLiteral("-Atc"), QStringLiteral("SELECT 1"),
             QStringLiteral("host=localhost port=%1 dbname=postgres user=%2 sslmode=verify-full sslrootcert=%3 "
                            "sslnegotiation=direct channel_binding=disable")
                 .arg(QString::number(port), m_login.role, m_certificates->path(QStringLiteral("authority"), ".pem"))});
        psql.waitForFinished();
        return psql.readAllStandardOutput().trimmed() == "1";
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_certificates = std::make_unique<TestCertificates>(m_folder.path());
        m_certificates->makeAuthority(QStringLiteral("authority"));
        m_certificates->makeAuthority(QStringLiteral("stranger"));
        m_certificates->makeServer(QStringLiteral("server"), QStringLiteral("authority"), QStringLiteral("localhost"));
        m_certificates->makeServer(QStringLiteral("stolen"), QStringLiteral("authority"), QStringLiteral("localhost"));
        m_certificates->makeServer(QStringLiteral("elsewhere"), QStringLiteral("authority"),
                                   QStringLiteral("example.org"));
        m_directory = m_folder.filePath(QStringLiteral("postgres"));
        EmbeddedCluster::Options options;
        options.durability = EmbeddedCluster::Durability::None;
        m_login = orThrow(orThrow(EmbeddedCluster::start(m_directory, options))->superuser());
        orThrow(EmbeddedCluster::stop(m_directory));
    }

    void cleanupTestCase() { QTRY_VERIFY_WITH_TIMEOUT(ClusterProcesses(m_directory).keepers().isEmpty(), 20'000); }

    void rightServerIsReachedOverTls13()
    {
        const auto running = server();
        const auto connection = orThrow(DatabaseConnection::open(address(running->port()), m_login));
        const auto answer = orThrow(connection->exec(kTls));
        QCOMPARE(orThrow(answer.first([](PgRow &row) { return row.text(0); })), QStringLiteral("TLSv1.3"));
    }

    void wrongHostIsRefused()
    {
        const auto running = server();
        expectRefused(address(running->port(), "127.0.0.1"), ErrorCode::CryptoFailed);
    }

    void certificateOfAnotherHostIsRefused()
    {
        const auto running = server(kScram, {}, QStringLiteral("elsewhere"));
        expectRefused(address(running->port()), ErrorCode::CryptoFailed);
    }

    void otherAuthoritiesAreRefused()
    {
        const auto running = server();
        expectRefused(address(running->port(), "localhost", "stranger"), ErrorCode::CryptoFailed);
        expectRefused(address(running->port(), "localhost", nullptr), ErrorCode::CryptoFailed);
    }

    void serverWithoutTlsIsRefused()
    {
        const TlsServer plain(m_directory, "host all all 127.0.0.1/32 scram-sha-256\n", {QStringLiteral("ssl=off")});
        expectRefused(address(plain.port()), ErrorCode::CryptoFailed);
    }

    void olderTlsIsRefused()
    {
        const auto running = server(kScram, {QStringLiteral("ssl_max_protocol_version=TLSv1.2")});
        expectRefused(address(running->port()), ErrorCode::CryptoFailed);
    }

    void serverThatAsksForAnotherProofIsRefused_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::newRow("the password itself") << QByteArray("hostssl all all 127.0.0.1/32 password\n");
        QTest::newRow("nothing") << QByteArray("hostssl all all 127.0.0.1/32 trust\n");
    }
    void serverThatAsksForAnotherProofIsRefused()
    {
        QFETCH(QByteArray, rules);
        const auto running = server(rules);
        expectRefused(address(running->port()), ErrorCode::CryptoFailed);
    }

    void relayWithAStolenAuthorityIsRefused()
    {
        const auto running = server();
        const TlsRelay relay(*m_certificates, QStringLiteral("stolen"), running->port());
        QVERIFY(psqlConnects(relay.port()));
        const auto connection = DatabaseConnection::open(address(relay.port()), m_login);
        QVERIFY(!connection);
        // The server finds that the proof was made for another certificate than its own.
        QCOMPARE(connection.error().detail(), QStringLiteral("28000"));
    }

    void wrongPasswordIsALoginRefused()
    {
        const auto running = server();
        const auto connection =
            DatabaseConnection::open(address(running->port()), {m_login.role, QStringLiteral("wrong")});
        QVERIFY(!connection);
        QCOMPARE(connection.error().code(), ErrorCode::LoginRefused);
    }

    void readOnlyServerIsNotTakenForThePrimary()
    {
        const auto running = server(kScram, {QStringLiteral("default_transaction_read_only=on")});
        expectRefused(address(running->port()), ErrorCode::Offline);
    }

    void closedPortIsOffline() { expectRefused(address(freePort()), ErrorCode::Offline); }

    void hostsThatAreNoHostsAreRefused_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"", "/tmp", "@abstract", "a b", "a'b", "a\nb", "a\\"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void hostsThatAreNoHostsAreRefused()
    {
        QFETCH(QString, host);
        WorkspaceAddress to = address(5432);
        to.host = host;
        expectRefused(to, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TlsConnectionTest)
#include "tst_tlsconnection.moc"
