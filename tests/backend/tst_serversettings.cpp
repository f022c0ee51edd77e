#include "tests/backend/clusterprocesses.h"
#include "tests/support/postgresfixture.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace tacet;

namespace {

constexpr PgStatement kSetting{"setting", "SELECT current_setting($1)"};

} // namespace

class ServerSettingsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

    std::unique_ptr<DatabaseConnection> connect()
    {
        return m_fixture->admin(m_fixture->cluster().address(QStringLiteral("postgres")));
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::ClusterOnly); }
    void cleanupTestCase() { m_fixture.reset(); }

    void settingsProtectTheData()
    {
        const auto connection = connect();
        constexpr std::array kExpected{std::pair{"data_checksums", "on"},
                                       std::pair{"listen_addresses", ""},
                                       std::pair{"unix_socket_permissions", "0700"},
                                       std::pair{"jit", "off"},
                                       std::pair{"max_prepared_transactions", "0"},
                                       std::pair{"temp_file_limit", "1GB"},
                                       std::pair{"authentication_timeout", "5s"},
                                       std::pair{"reserved_connections", "10"},
                                       std::pair{"superuser_reserved_connections", "3"},
                                       std::pair{"client_connection_check_interval", "5s"},
                                       std::pair{"log_parameter_max_length", "0"},
                                       std::pair{"log_parameter_max_length_on_error", "0"},
                                       std::pair{"log_statement", "none"},
                                       std::pair{"scram_iterations", "4096"},
                                       std::pair{"server_encoding", "UTF8"}};
        for (const auto &[name, value] : kExpected) {
            const auto answer = orThrow(connection->exec(kSetting, PgParams().text(QString::fromLatin1(name))));
            QCOMPARE(orThrow(answer.first([](PgRow &row) { return row.text(0); })), QString::fromLatin1(value));
        }
    }

    void memoryOfAServerProcessIsBounded()
    {
        QFile limits(QStringLiteral("/proc/%1/limits")
                         .arg(EmbeddedCluster::status(m_fixture->cluster().paths().directory()).pid));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        static const QRegularExpression data(QStringLiteral("Max data size +1073741824 +1073741824 "));
        QVERIFY(data.match(QString::fromLatin1(limits.readAll())).hasMatch());
    }

    void noStatementReachesTheLog()
    {
        const QString directory = m_fixture->cluster().paths().directory();
        const auto connection = connect();
        QVERIFY(connection->script("CREATE TABLE kept (id text UNIQUE)"));
        for (const char *statement :
             {"INSERT INTO kept VALUES ('canary-word'), ('canary-word')", "SELECT 'canary-word'::int",
              "SELECT canary_word",
              "DO $$ BEGIN RAISE WARNING 'canary-word'; RAISE LOG '%', 1; RAISE EXCEPTION 'canary-word'; END $$",
              "COPY kept FROM '/canary-word'"})
            std::ignore = connection->script(statement);
        std::ignore =
            connection->exec(PgStatement{"bad", "SELECT $1::int"}, PgParams().text(QStringLiteral("canary-word")));
        QVERIFY(EmbeddedCluster::stop(directory));
        int files = 0;
        for (const QString &place : {directory + QLatin1StringView("/data/log"), directory}) {
            QDirIterator iterator(place, {QStringLiteral("*.log")}, QDir::Files);
            for (; iterator.hasNext(); ++files)
                QVERIFY(!readFile(iterator.next()).contains("canary"));
        }
        QVERIFY(files >= 2);
    }
};

QTEST_GUILESS_MAIN(ServerSettingsTest)
#include "tst_serversettings.moc"
