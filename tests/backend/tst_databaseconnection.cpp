#include "models/backend/databasetransaction.h"
#include "models/backend/sqlerror.h"
#include "tests/support/postgresfixture.h"

#include <QRegularExpression>
#include <QSqlQuery>
#include <QTimeZone>

using namespace tacet;

namespace {

constexpr PgStatement kEcho{"echo", "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10"};
constexpr PgStatement kArrays{"echo_arrays", "SELECT $1, $2, $3[2], $4[1]"};
constexpr PgStatement kOne{"one", "SELECT 1"};
constexpr PgStatement kMany{"many", "SELECT n FROM generate_series(1, 1000) n"};
constexpr PgStatement kHuge{"huge", "SELECT repeat('x', 1048576) FROM generate_series(1, 80)"};
constexpr PgStatement kSlow{"slow", "SELECT 1 FROM pg_sleep(30)"};
constexpr PgStatement kRaise{"raise", "SELECT test_raise($1)"};
constexpr PgStatement kBadUtf8{"bad", "SELECT '\\xff'::bytea, 7::int4, NULL::uuid, NULL::bytea"};
constexpr PgStatement kBackend{"backend", "SELECT pg_backend_pid()"};
constexpr PgStatement kTerminate{"terminate", "SELECT pg_terminate_backend($1)"};
constexpr PgStatement kCount{"count", "SELECT count(*) FROM test_rows"};

} // namespace

class DatabaseConnectionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    WorkspaceAddress m_address;

    std::unique_ptr<DatabaseConnection> open() { return m_fixture->admin(m_address); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::ClusterOnly);
        m_address = m_fixture->emptyDatabase();
        orThrow(open()->script("CREATE TABLE test_rows (id int PRIMARY KEY);"
                               "CREATE TABLE test_late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);"
                               "CREATE FUNCTION test_raise(state text) RETURNS void LANGUAGE plpgsql AS "
                               "$$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = state; END $$"));
    }

    void cleanupTestCase() { m_fixture.reset(); }

    // The server counts a connection that was closed until its process has ended, which takes it a while here.
    void aLoginMayComeBackAtOnce()
    {
        constexpr int kPlaces = 3;
        orThrow(open()->script("CREATE ROLE hasty LOGIN CONNECTION LIMIT 3 PASSWORD 'a test password'"));
        const DatabaseLogin login{.role = QStringLiteral("hasty"), .password = QStringLiteral("a test password")};
        for (int round = 0; round < 2; ++round) {
            std::vector<std::unique_ptr<DatabaseConnection>> all;
            for (int place = 0; place < kPlaces; ++place) {
                all.push_back(m_fixture->connect(m_address, login));
                orThrow(all.back()->script("DO $$ BEGIN FOR n IN 1..40 LOOP "
                                           "EXECUTE format('CREATE TEMP TABLE t%s (a text PRIMARY KEY)', n); "
                                           "END LOOP; END $$"));
            }
        }
        std::vector<std::unique_ptr<DatabaseConnection>> all;
        for (int place = 0; place < kPlaces; ++place)
            all.push_back(m_fixture->connect(m_address, login));
        const auto oneMore = DatabaseConnection::open(m_address, login);
        QVERIFY(!oneMore);
        QCOMPARE(oneMore.error().code(), ErrorCode::Offline);
        QCOMPARE(oneMore.error().detail(), QStringLiteral("53300"));
    }

    void valuesOfEveryTypeComeBack()
    {
        const auto connection = open();
        const QUuid uuid = QUuid::createUuid();
        const QByteArray bytes("\0\xff\x01", 3);
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'750'000'000'123, QTimeZone::UTC);
        const auto params = PgParams()
                                .bytes(bytes)
                                .uuid(uuid)
                                .text(QStringLiteral("ä'\\\"; DROP"))
                                .int64(-(1LL << 62))
                                .int32(-7)
                                .int16(-3)
                                .boolean(true)
                                .timestamp(time)
                                .nullBytes()
                                .bytes(QByteArray());
        const PgResult result = orThrow(connection->exec(kEcho, params));
        QCOMPARE(result.size(), 1);
        PgRow row = result.row(0);
        QCOMPARE(row.bytes(0, 3), bytes);
        QCOMPARE(row.uuid(1), uuid);
        QCOMPARE(row.text(2), QStringLiteral("ä'\\\"; DROP"));
        QCOMPARE(row.int64(3), -(1LL << 62));
        QCOMPARE(row.int32(4), -7);
        QCOMPARE(row.int32(5), -3);
        QCOMPARE(row.boolean(6), true);
        QCOMPARE(row.timestamp(7), time);
        QVERIFY(row.isNull(8));
        QVERIFY(!row.isNull(9));
        QVERIFY(row.bytes(9).isEmpty());
        QVERIFY(row.check());
    }

    void arraysComeBack()
    {
        const auto connection = open();
        const QList<QUuid> uuids{QUuid::createUuid(), QUuid::createUuid()};
        const QList<QByteArray> blobs{QByteArray("a\0b", 3), QByteArray(), QByteArray(100, 'z')};
        const PgResult result = orThrow(connection->exec(
            kArrays, PgParams().uuids(uuids).byteas(blobs).int64s({5, 6}).texts({QStringLiteral("ü")})));
        PgRow row = result.row(0);
        QCOMPARE(row.uuids(0), uuids);
        const auto back = row.byteas(1);
        QCOMPARE(back.size(), 3);
        QCOMPARE(back.at(0), blobs.at(0));
        QVERIFY(back.at(1).isEmpty());
        QCOMPARE(row.int64(2), 6);
        QCOMPARE(row.text(3), QStringLiteral("ü"));
        QVERIFY(row.check());
        const PgResult empty =
            orThrow(connection->exec(kArrays, PgParams().uuids({}).byteas({}).int64s({1, 2}).texts({QString()})));
        PgRow emptyRow = empty.row(0);
        QVERIFY(emptyRow.uuids(0).isEmpty());
        QVERIFY(emptyRow.byteas(1).isEmpty());
        QVERIFY(emptyRow.check());
    }

    void rowRefusesOtherTypesAndSizes_data()
    {
        QTest::addColumn<int>("reading");
        for (int reading = 0; reading < 7; ++reading)
            QTest::addRow("%d", reading) << reading;
    }
    void rowRefusesOtherTypesAndSizes()
    {
        QFETCH(int, reading);
        const auto connection = open();
        const PgResult result = orThrow(connection->exec(kBadUtf8));
        PgRow row = result.row(0);
        switch (reading) {
        case 0: QVERIFY(row.text(0).isEmpty()); break;
        case 1: QVERIFY(row.bytes(0, 2).isEmpty()); break;
        case 2: QVERIFY(row.bytes(1).isEmpty()); break;
        case 3: QVERIFY(row.uuid(2).isNull()); break;
        case 4: QVERIFY(row.bytes(3).isEmpty()); break;
        case 5: QCOMPARE(row.int64(17), 0); break;
        case 6: QVERIFY(row.uuids(0).isEmpty()); break;
        }
        QVERIFY(!row.check());
        QCOMPARE(row.check().error().code(), ErrorCode::Damaged);
    }

    void resultsLongerThanAChunkKeepTheirOrder()
    {
        const auto connection = open();
        const PgResult result = orThrow(connection->exec(kMany));
        QCOMPARE(result.size(), 1000);
        const auto numbers = orThrow(result.list([](PgRow &row) { return row.int32(0); }));
        for (int index = 0; index < 1000; ++index)
            QCOMPARE(numbers.at(index), index + 1);
    }

    void answersThatAreTooLargeAreRefused()
    {
        const auto connection = open();
        const auto answer = connection->exec(kHuge);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), ErrorCode::QuotaExceeded);
        QVERIFY(!connection->isOpen());
    }

    void errorsBecomeCodes_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *state, ErrorCode code) {
            QTest::newRow(state) << QString::fromLatin1(state) << code;
        };
        row("SR001", ErrorCode::NotFound);
        row("SR002", ErrorCode::InvalidInput);
        row("SR003", ErrorCode::RateLimited);
        row("SR004", ErrorCode::QuotaExceeded);
        row("SR005", ErrorCode::TokenInvalid);
        row("SR006", ErrorCode::Conflict);
        row("SR007", ErrorCode::UsernameTaken);
        row("SR008", ErrorCode::Blocked);
        row("SR009", ErrorCode::QuotaExceeded);
        row("SR013", ErrorCode::AdministrationEnded);
        row("SR014", ErrorCode::NotAdministrator);
        row("42501", ErrorCode::NotFound);
        row("57014", ErrorCode::Timeout);
        row("55P03", ErrorCode::Timeout);
        row("53100", ErrorCode::DiskFull);
        row("53200", ErrorCode::QuotaExceeded);
        row("40001", ErrorCode::Timeout);
        row("23505", ErrorCode::Conflict);
        row("08006", ErrorCode::Offline);
        row("28P01", ErrorCode::LoginRefused);
        row("XX001", ErrorCode::Damaged);
        row("XX000", ErrorCode::Internal);
    }
    void errorsBecomeCodes()
    {
        QFETCH(QString, state);
        QFETCH(ErrorCode, code);
        const auto connection = open();
        const auto answer = connection->exec(kRaise, PgParams().text(state));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), code);
        QCOMPARE(answer.error().detail(), state);
        QVERIFY(connection->exec(kOne));
    }

    void queriesOfQtRunOnTheSameConnection()
    {
        const auto connection = open();
        {
            QSqlQuery query(connection->database());
            QVERIFY(query.prepare(QStringLiteral("SELECT :word || '!'")));
            query.bindValue(QStringLiteral(":word"), QStringLiteral("it's"));
            QVERIFY(connection->exec(query));
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toString(), QStringLiteral("it's!"));
            QVERIFY(query.prepare(QStringLiteral("SELECT test_raise(:state)")));
            query.bindValue(QStringLiteral(":state"), QStringLiteral("SR001"));
            const auto refused = connection->exec(query);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code(), ErrorCode::NotFound);
        }
        QVERIFY(connection->exec(kOne));
    }

    void wrongPasswordIsRefusedAndUnknownDatabaseIsAbsent()
    {
        DatabaseLogin login = m_fixture->superuser();
        login.password += u'x';
        const auto refused = DatabaseConnection::open(m_address, login);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::LoginRefused);
        WorkspaceAddress other = m_address;
        other.database = QStringLiteral("nowhere");
        const auto absent = DatabaseConnection::open(other, m_fixture->superuser());
        QVERIFY(!absent);
        QCOMPARE(absent.error().code(), ErrorCode::NotFound);
        QVERIFY(!absent.error().detail().contains(QLatin1StringView("nowhere")));
    }

    void serverThatDoesNotRunIsNotOpen()
    {
        WorkspaceAddress address = m_address;
        address.directory = QStringLiteral("/nonexistent/postgres");
        const auto answer = DatabaseConnection::open(address, m_fixture->superuser());
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), ErrorCode::NotOpen);
    }

    void transactionIsRolledBackUnlessCommitted()
    {
        const auto connection = open();
        {
            auto transaction = orThrow(DatabaseTransaction::begin(*connection));
            QVERIFY(connection->isInTransaction());
            QVERIFY(connection->script("INSERT INTO test_rows VALUES (1)"));
        }
        QVERIFY(!connection->isInTransaction());
        auto transaction = orThrow(DatabaseTransaction::begin(*connection));
        QVERIFY(connection->script("INSERT INTO test_rows VALUES (2)"));
        QVERIFY(transaction.commit());
        const auto count = orThrow(orThrow(connection->exec(kCount)).first([](PgRow &row) { return row.int64(0); }));
        QCOMPARE(count, 1);
    }

    void commitOfAFailedTransactionIsNoSuccess()
    {
        const auto connection = open();
        auto transaction = orThrow(DatabaseTransaction::begin(*connection));
        QVERIFY(!connection->script("SELECT 1/0"));
        const auto committed = transaction.commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().code(), ErrorCode::Conflict);
        auto late = orThrow(DatabaseTransaction::begin(*connection));
        QVERIFY(connection->script("INSERT INTO test_late VALUES (1), (1)"));
        const auto refused = late.commit();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::Conflict);
        QVERIFY(!connection->isInTransaction());
    }

    void serverThatDoesNotAnswerIsGivenUp()
    {
        const auto connection = open();
        QSignalSpy lost(connection.get(), &DatabaseConnection::lost);
        connection->setTimeout(std::chrono::milliseconds(200));
        const auto answer = connection->exec(kSlow);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), ErrorCode::Timeout);
        QVERIFY(!connection->isOpen());
        QCOMPARE(connection->exec(kOne).error().code(), ErrorCode::Offline);
        QTRY_COMPARE(lost.size(), 1);
    }

    void notificationsArriveIdleAndWithAnAnswer()
    {
        const auto listening = open();
        const auto other = open();
        QSignalSpy notified(listening.get(), &DatabaseConnection::notified);
        const QString channel = QStringLiteral("w\"; DROP 1f");
        QVERIFY(listening->listen(channel));
        QVERIFY(other->exec(PgStatement{"notify", "SELECT pg_notify($1, '')"}, PgParams().text(channel)));
        QTRY_COMPARE(notified.size(), 1);
        QCOMPARE(notified.at(0).at(0).toString(), channel);
        // The bytes of the second one are read by a statement, before the event loop sees the socket.
        QVERIFY(other->exec(PgStatement{"notify", "SELECT pg_notify($1, '')"}, PgParams().text(channel)));
        QVERIFY(listening->exec(PgStatement{"nap", "SELECT 1 FROM pg_sleep(0.05)"}));
        QTRY_COMPARE(notified.size(), 2);
        QVERIFY(listening->unlisten(channel));
        QVERIFY(other->exec(PgStatement{"notify", "SELECT pg_notify($1, '')"}, PgParams().text(channel)));
        QVERIFY(listening->exec(kOne));
        QCoreApplication::processEvents();
        QCOMPARE(notified.size(), 2);
    }

    void endOfAnIdleConnectionIsNoticedAtOnce()
    {
        const auto connection = open();
        const auto other = open();
        QSignalSpy lost(connection.get(), &DatabaseConnection::lost);
        const int pid = orThrow(orThrow(connection->exec(kBackend)).first([](PgRow &row) { return row.int32(0); }));
        QVERIFY(other->exec(kTerminate, PgParams().int32(pid)));
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY(!connection->isOpen());
        QCOMPARE(connection->exec(kOne).error().code(), ErrorCode::Offline);
    }

    void verifierOfAPasswordLogsIn()
    {
        const auto connection = open();
        const QByteArray verifier =
            orThrow(connection->scramVerifier(QStringLiteral("d_test"), QStringLiteral("päss")));
        static const QRegularExpression form(
            QStringLiteral("^SCRAM-SHA-256\\$4096:[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$"));
        QVERIFY(form.match(QString::fromLatin1(verifier)).hasMatch());
        QVERIFY(connection->script("CREATE ROLE d_test LOGIN PASSWORD '" + verifier + "'"));
        QVERIFY(DatabaseConnection::open(m_address, {QStringLiteral("d_test"), QStringLiteral("päss")}));
    }
};

QTEST_GUILESS_MAIN(DatabaseConnectionTest)
#include "tst_databaseconnection.moc"
