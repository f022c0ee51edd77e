#include "tests/backend/tlsserver.h"
#include "tests/services/conversationfixture.h"

#include <QtCrypto>

using namespace tacet;

/// A workspace on a PostgreSQL that is reached over TLS, with everything that protects the way.
class ServerWorkspaceTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<TestCertificates> m_certificates;
    std::unique_ptr<TlsServer> m_server;
    DatabaseLogin m_administrator;

    WorkspaceServer serverFor(const char *authority)
    {
        return {.host = QStringLiteral("localhost"),
                .port = m_server->port(),
                .rootCertificate = m_certificates->pem(QString::fromLatin1(authority)),
                .administrator = m_administrator.role,
                .password = QCA::SecureArray(m_administrator.password.toUtf8())};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_certificates = std::make_unique<TestCertificates>(m_folder.path());
        m_certificates->makeAuthority(QStringLiteral("authority"));
        m_certificates->makeAuthority(QStringLiteral("stranger"));
        m_certificates->makeServer(QStringLiteral("server"), QStringLiteral("authority"), QStringLiteral("localhost"));
        const QString directory = m_folder.filePath(QStringLiteral("postgres"));
        EmbeddedCluster::Options options;
        options.durability = EmbeddedCluster::Durability::None;
        m_administrator = orThrow(orThrow(EmbeddedCluster::start(directory, options))->superuser());
        orThrow(EmbeddedCluster::stop(directory));
        m_server = std::make_unique<TlsServer>(
            directory, "hostssl all all 127.0.0.1/32 scram-sha-256\n",
            QStringList{QStringLiteral("ssl=on"),
                        QStringLiteral("ssl_cert_file=") + m_certificates->path(QStringLiteral("server"), ".pem"),
                        QStringLiteral("ssl_key_file=") + m_certificates->path(QStringLiteral("server"), ".key")});
    }

    void cleanupTestCase() { m_server.reset(); }

    void aServerThatCannotProveItselfIsRefused()
    {
        tests::Person alice(QStringLiteral("alice"));
        const auto refused = alice.create(serverFor("stranger"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::CryptoFailed);
    }

    void aWrongAdministratorIsRefused()
    {
        tests::Person alice(QStringLiteral("alice"));
        WorkspaceServer server = serverFor("authority");
        server.password = QCA::SecureArray("not the password");
        const auto refused = alice.create(server);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::LoginRefused);
    }

    void twoPeopleTalkOverIt()
    {
        tests::Person alice(QStringLiteral("alice"));
        QVERIFY_RESULT(alice.create(serverFor("authority")));
        QVERIFY(alice.goOnline());
        const auto link = tests::waitFor(alice.session().enrolment().createLink());
        QVERIFY_RESULT(link);
        QCOMPARE(link->workspace.place, WorkspaceAddress::Place::Server);
        QVERIFY(!link->toString().contains(m_administrator.password));
        tests::Person bob(QStringLiteral("bob"));
        QVERIFY_RESULT(bob.join(*EnrolmentLink::fromString(link->toString())));
        QVERIFY(bob.goOnline());
        QVERIFY_RESULT(bob.send(QStringLiteral("alice"), QStringLiteral("over TLS")));
        QTRY_COMPARE_WITH_TIMEOUT(alice.received().size(), 1, 20'000);
        QCOMPARE(alice.received().constFirst().text, QStringLiteral("over TLS"));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    ServerWorkspaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_serverworkspace.moc"
