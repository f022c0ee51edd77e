// T19 and T20: the notification queue, which all databases of a server share.
#include "models/backend/directchatstore.h"
#include "models/backend/wakestore.h"
#include "tests/backend/honestwork.h"
#include "tests/backend/hostilesession.h"
#include "tests/support/attackreport.h"

#include <atomic>

using namespace tacet;

namespace {

constexpr int kPatience = 60'000;
constexpr std::chrono::seconds kPromised{10};
constexpr int kWakesPerSecond = 1000;

} // namespace

class AttackNotifyTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::unique_ptr<HostileSession> m_operator;
    std::optional<Member> m_owner;
    std::optional<Member> m_mallory;

    double usage() { return m_operator->value("SELECT pg_notification_queue_usage()").toDouble(); }

    // Until nobody can notify any more; how often it worked.
    qint64 fillQueue(HostileSession &loud)
    {
        const QByteArray notify = "NOTIFY jam, '" + QByteArray(7900, 'n') + "'";
        qint64 sent = 0;
        while (loud.run(notify) == "done")
            ++sent;
        return sent;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // 64 pages of 8 KiB are the least that PostgreSQL takes.
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated,
                                                      QStringList{QStringLiteral("max_notify_queue_pages=64")},
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

    void T19_fullQueueStopsNoSend_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("in a transaction") << QByteArray("BEGIN; SELECT 1");
        QTest::newRow("not reading") << QByteArray();
    }

    void T19_fullQueueStopsNoSend()
    {
        QFETCH(QByteArray, after);
        HonestWork work(*m_world);
        HostileSession stuck(m_world->tenant().address, m_mallory->login);
        QCOMPARE(stuck.run("LISTEN jam"), "done");
        if (!after.isEmpty())
            QCOMPARE(stuck.run(after), "done");
        HostileSession loud(m_world->tenant().address, m_mallory->login);
        QVERIFY(loud.isOpen());
        const qint64 filled = fillQueue(loud);
        QElapsedTimer since;
        since.start();
        const double full = usage();
        const qint64 sentBefore = work.sentSoFar();
        // Waking is refused to nobody for long, and never with the message.
        QTRY_VERIFY_WITH_TIMEOUT(usage() < 0.5, kPatience);
        const qint64 recovery = since.elapsed();
        const qint64 sentDuring = work.sentSoFar() - sentBefore;
        QTRY_COMPARE_WITH_TIMEOUT(loud.run("NOTIFY jam"), QByteArray("done"), kPatience);
        const HonestWork::Figures figures = work.finish();
        const bool passed =
            figures.allArrived() && full > 0.9 && sentDuring > 0 && std::chrono::milliseconds(recovery) <= kPromised;
        const QString observed =
            QStringLiteral("%1 notifications fill it to %2 %, empty again after %3 ms, %4 sends meanwhile; %5")
                .arg(filled)
                .arg(full * 100, 0, 'f', 0)
                .arg(recovery)
                .arg(sentDuring)
                .arg(figures.text());
        reportAttack(after.isEmpty() ? "T19.deaf" : "T19", figures.sent,
                     QStringLiteral("no honest send fails under a full queue, the warden clears it within 10 s"),
                     observed, passed);
        QVERIFY2(passed, qPrintable(observed));
    }

    void T19_wakingIsRefusedForAMomentAndHarmsNothing()
    {
        const Member alice = m_world->join(QStringLiteral("alice"));
        const Member bob = m_world->join(QStringLiteral("bob"));
        const ChatId chat = orThrow(DirectChatStore(alice.db()).openDirect(newId<ChatId>(), bob.user)).id;
        orThrow(bob.connection->listen(orThrow(WakeStore(bob.db()).myChannel())));
        HostileSession stuck(m_world->tenant().address, m_mallory->login);
        QCOMPARE(stuck.run("LISTEN jam; BEGIN; SELECT 1"), "done");
        HostileSession loud(m_world->tenant().address, m_mallory->login);
        QVERIFY(loud.isOpen());
        fillQueue(loud);
        orThrow(DeliveryStore(alice.db()).send(messageFor(chat, {envelopeFor(bob.device)})));
        const auto refused = WakeStore(alice.db()).wake(chat);
        // What was sent is there, and the connection is as good as before.
        QCOMPARE(orThrow(MailboxStore(bob.db()).fetch(100)).items.size(), 1);
        QVERIFY(alice.connection->isOpen() && !alice.connection->isInTransaction());
        QTRY_VERIFY_WITH_TIMEOUT(WakeStore(alice.db()).wake(chat).has_value(), kPatience);
        TACET_VERIFY_ATTACK("T19.wake", 1,
                            "a wake-up may be refused while the queue is full, and works again by itself",
                            refused ? QStringLiteral("not refused")
                                    : QStringLiteral("refused (%1), then works").arg(refused.error().detail()),
                            true);
    }

    void T20_withoutAnyNotificationEverythingArrives()
    {
        constexpr std::chrono::milliseconds kPoll{250};
        HonestWork work(*m_world, kPoll);
        QTest::qWait(4'000);
        const HonestWork::Figures figures = work.finish();
        TACET_VERIFY_ATTACK("T20.lost", figures.sent, "with every notification lost, polling every 250 ms delivers all",
                            figures.text(), figures.allArrived());
    }

    void T20_forgedWakeUpsChangeNothing()
    {
        // The worst case: the channel, 128 random bits that only its device is told, is known.
        const Member victim = m_world->join(QStringLiteral("victim"));
        const QString channel = orThrow(WakeStore(victim.db()).myChannel());
        orThrow(victim.connection->listen(channel));
        std::atomic<qint64> heard = 0;
        connect(victim.connection.get(), &DatabaseConnection::notified, this, [&heard] { ++heard; });
        HonestWork work(*m_world);
        HostileSession forger(m_world->tenant().address, m_mallory->login);
        const QByteArray forged = "NOTIFY \"" + channel.toLatin1() + "\", 'a lie'";
        QElapsedTimer since;
        since.start();
        qint64 sent = 0;
        for (; since.elapsed() < 4'000; ++sent) {
            QCOMPARE(forger.run(forged), "done");
            QCoreApplication::processEvents();
            if (sent * 1000 > since.elapsed() * kWakesPerSecond)
                QTest::qWait(1);
        }
        const auto batch = orThrow(MailboxStore(victim.db()).fetch(100));
        const HonestWork::Figures figures = work.finish();
        TACET_VERIFY_ATTACK("T20.forged", sent, "forged wake-ups carry nothing, and delivery goes on",
                            QStringLiteral("%1 heard, %2 messages seen because of them; %3")
                                .arg(heard.load())
                                .arg(batch.items.size())
                                .arg(figures.text()),
                            heard > 0 && batch.items.isEmpty() && figures.allArrived());
    }

    void T20_channelsOfOthersAreNotTold()
    {
        const Member one = m_world->join(QStringLiteral("one"));
        const QString channel = orThrow(WakeStore(one.db()).myChannel());
        HostileSession mallory(m_world->tenant().address, m_mallory->login);
        QVERIFY(mallory.value("SELECT api.my_wake_channel()") != channel.toLatin1());
        QCOMPARE(mallory.run("SELECT channel FROM tacet.wake_channels"), "42501");
        QVERIFY(mallory.value("SELECT string_agg(c, ' ') FROM pg_listening_channels() c").isEmpty());
        static const QRegularExpression random(QStringLiteral("[0-9a-f]{32}"));
        QVERIFY2(random.match(channel).hasMatch(), qPrintable(channel));
    }
};

QTEST_GUILESS_MAIN(AttackNotifyTest)
#include "tst_attacknotify.moc"
