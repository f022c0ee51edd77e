// T13 and T24: standing in the way of others, with locks and with transactions that stay open.
#include "models/backend/directchatstore.h"
#include "tests/backend/honestwork.h"
#include "tests/backend/hostilesession.h"
#include "tests/support/attackreport.h"

using namespace tacet;

namespace {

constexpr int kPatience = 30'000;
constexpr std::chrono::seconds kPromised{10};

} // namespace

class AttackLocksTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<HostileSession> m_operator;
    std::optional<Member> m_owner;
    std::optional<Member> m_mallory;

    QList<QByteArray> relations()
    {
        return m_operator
            ->value(
                "SELECT string_agg(n.nspname || '.' || quote_ident(c.relname), ' ' ORDER BY 1) FROM pg_class c JOIN "
                "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('tacet', 'migrations') AND c.relkind "
                "IN ('r', 'p', 'v')")
            .split(' ');
    }

    bool isAlive(int pid)
    {
        return m_operator->number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + QByteArray::number(pid)) == 1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated, QStringList(),
                                                      EmbeddedCluster::Ward::On);
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_operator = std::make_unique<HostileSession>(m_world->tenant().address, m_fixture->superuser());
        m_owner = m_world->join(QStringLiteral("owner")); // whose connections TenantWorld uses too
        m_mallory = m_world->join(QStringLiteral("mallory"));
    }

    void cleanupTestCase()
    {
        m_mallory.reset();
        m_owner.reset();
        m_operator.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void T13_noLockIsGranted()
    {
        HonestWork quiet(*m_world);
        QTest::qWait(3'000);
        const HonestWork::Figures before = quiet.finish();
        const QList<QByteArray> tables = relations();
        QVERIFY(tables.size() > 30);
        HonestWork work(*m_world);
        auto mallory = std::make_unique<HostileSession>(m_world->tenant().address, m_mallory->login);
        qint64 tried = 0;
        qint64 granted = 0;
        for (const QByteArray &table : tables) {
            for (const char *attempt :
                 {"LOCK TABLE %1 IN ACCESS SHARE MODE", "LOCK TABLE %1 IN ROW SHARE MODE",
                  "LOCK TABLE %1 IN ROW EXCLUSIVE MODE", "LOCK TABLE %1 IN SHARE UPDATE EXCLUSIVE MODE",
                  "LOCK TABLE %1 IN SHARE MODE", "LOCK TABLE %1 IN SHARE ROW EXCLUSIVE MODE",
                  "LOCK TABLE %1 IN EXCLUSIVE MODE", "LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE NOWAIT",
                  "SELECT FROM %1 FOR UPDATE", "SELECT FROM %1 FOR NO KEY UPDATE", "SELECT FROM %1 FOR SHARE",
                  "SELECT FROM %1 FOR KEY SHARE SKIP LOCKED", "CREATE INDEX ON %1 ((1))", "VACUUM (FULL) %1",
                  "REINDEX TABLE %1", "CLUSTER %1", "ALTER TABLE %1 RENAME TO x", "COMMENT ON TABLE %1 IS ''",
                  "CREATE TRIGGER t BEFORE INSERT ON %1 EXECUTE FUNCTION tsvector_update_trigger()"}) {
                // The lock, if any, is held while somebody looks.
                const QByteArray sql = QByteArray(attempt).replace("%1", table);
                mallory->run("BEGIN");
                const QByteArray state = mallory->run(sql);
                ++tried;
                granted += state == "done";
                granted +=
                    m_operator->number("SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN "
                                       "pg_namespace n ON n.oid = c.relnamespace WHERE l.granted AND l.mode <> "
                                       "'AccessShareLock' AND n.nspname IN ('tacet', 'migrations') AND l.pid = " +
                                       QByteArray::number(mallory->pid()));
                mallory->run("ROLLBACK");
                // Vacuuming does not run in a transaction, and only warns.
                if (QByteArray(attempt).startsWith("VACUUM"))
                    mallory->run(sql);
            }
        }
        for (const char *advisory : {"SELECT pg_advisory_lock(1)", "SELECT pg_advisory_xact_lock(1952539508)",
                                     "SELECT pg_try_advisory_lock_shared(1, 2)"}) {
            ++tried;
            granted += mallory->run(advisory) == "done";
        }
        const HonestWork::Figures during = work.finish();
        TACET_VERIFY_ATTACK(
            "T13", tried, "no lock above ACCESS SHARE, and honest sends go on",
            QStringLiteral("%1 granted; before: %2; during: %3").arg(granted).arg(before.text(), during.text()),
            granted == 0 && before.allArrived() && during.allArrived());
    }

    void T24_openTransactionDelaysNobody_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("snapshot") << QByteArray("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
        QTest::newRow("serializable") << QByteArray(
            "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT * FROM api.prekey_counts()");
        QTest::newRow("transaction id") << QByteArray(
            "BEGIN; SELECT api.my_wake_channel(); SELECT * FROM api.prekey_counts()");
        QTest::newRow("cursor") << QByteArray(
            "BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 1000000000); FETCH c");
        QTest::newRow("a claim that is not committed") << QByteArray("BEGIN; SELECT 'claim'");
        QTest::newRow("a message that is not committed") << QByteArray("BEGIN; SELECT 'send'");
    }

    void T24_openTransactionDelaysNobody()
    {
        QFETCH(QByteArray, first);
        HonestWork work(*m_world);
        const auto connection = m_fixture->connect(m_world->tenant().address, m_mallory->login);
        QElapsedTimer since;
        since.start();
        orThrow(connection->script("SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0"));
        QVERIFY(connection->script(first));
        const Member victim = m_world->join(QStringLiteral("victim_%1").arg(newId<UserId>().toString().right(12)));
        if (first.contains("claim"))
            orThrow(PrekeyStore(*connection).claim(victim.device));
        if (first.contains("send")) {
            const ChatId chat = orThrow(DirectChatStore(*connection).openDirect(newId<ChatId>(), victim.user)).id;
            orThrow(DeliveryStore(*connection).send(messageFor(chat, {envelopeFor(victim.device)})));
        }
        const int pid = static_cast<int>(
            m_operator->number("SELECT pid FROM pg_stat_activity WHERE xact_start IS NOT NULL AND usename = '" +
                               m_mallory->login.role.toUtf8() + '\''));
        QVERIFY(pid > 0);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), kPatience);
        const std::chrono::milliseconds ended(since.elapsed());
        const HonestWork::Figures figures = work.finish();
        reportAttack(qPrintable(QStringLiteral("T24.%1").arg(QString::fromLatin1(QTest::currentDataTag()))),
                     figures.sent, QStringLiteral("0 messages delayed, the session ended within 10 s"),
                     QStringLiteral("ended after %1 ms; %2").arg(ended.count()).arg(figures.text()),
                     figures.allArrived() && ended <= kPromised);
        QVERIFY2(figures.allArrived(), qPrintable(figures.text()));
        QVERIFY2(ended <= kPromised, qPrintable(QString::number(ended.count())));
    }

    void T24_openTransactionDoesNotStopTheOneItWasOpenedAgainst()
    {
        // Mallory's message to bob is under way and never committed, and bob goes on being written to.
        HonestWork work(*m_world);
        const auto connection = m_fixture->connect(m_world->tenant().address, m_mallory->login);
        const Member bob = m_world->join(QStringLiteral("bob"));
        const Member alice = m_world->join(QStringLiteral("alice"));
        const ChatId theirs = orThrow(DirectChatStore(*connection).openDirect(newId<ChatId>(), bob.user)).id;
        const ChatId ours = orThrow(DirectChatStore(alice.db()).openDirect(newId<ChatId>(), bob.user)).id;
        orThrow(connection->script("BEGIN"));
        orThrow(DeliveryStore(*connection).send(messageFor(theirs, {envelopeFor(bob.device)})));
        orThrow(PrekeyStore(*connection).claim(bob.device));
        for (quint32 number = 0; number < 10; ++number) {
            orThrow(DeliveryStore(alice.db()).send(messageFor(ours, {envelopeFor(bob.device, number)})));
            orThrow(PrekeyStore(alice.db()).claim(bob.device));
        }
        const MailboxBatch batch = orThrow(MailboxStore(bob.db()).fetch(100));
        // Still open: nobody waited for the warden.
        QVERIFY(connection->script("SELECT 1"));
        TACET_VERIFY_ATTACK("T24.victim", 10, "everything arrives while a hostile send to the same person is open",
                            QStringLiteral("%1 arrived").arg(batch.items.size()), batch.items.size() == 10);
        QVERIFY(work.finish().allArrived());
    }
};

QTEST_GUILESS_MAIN(AttackLocksTest)
#include "tst_attacklocks.moc"
