#include "models/services/crashpoint.h"
#include "models/vault/accountstore.h"
#include "models/vault/chatstore.h"
#include "models/vault/inboxstore.h"
#include "models/vault/keystore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/ratchetstore.h"
#include "tests/services/conversationfixture.h"
#include "tests/services/databaseoperator.h"

#include <QProcess>
#include <QtCrypto>

#include <csignal>
#include <span>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

namespace {

struct ClientRun {
    bool killed = false; ///< by SIGKILL
    int exitCode = -1;
    QByteArray said;
};

/// Who is killed, and in what.
enum class Victim { Sender, Receiver, ReceiverAtStart };

} // namespace

/// Kills a client at every point of crashpoint.h and looks for what was lost, doubled or garbled
/// (docs/security.md 2.3).
class CrashPointsTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<tests::Person> m_alice;
    std::unique_ptr<tests::Person> m_bob;
    std::unique_ptr<DatabaseOperator> m_operator;
    QSet<QString> m_reached;
    const bool m_long = qEnvironmentVariableIsSet("TACET_LONG");
    const int m_kills = m_long ? 10 : 2;
    const int m_messages = m_long ? 200 : 20;

    ClientRun runClient(const tests::Person &person, const QString &task, const QString &peer, int count,
                        const QString &crashAt = {})
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("TACET_PASSPHRASE", QString::fromUtf8(testPassphrase().toByteArray()));
        environment.insert("QT_FORCE_STDERR_LOGGING", "1");
        environment.remove("TACET_CRASH_AT");
        if (!crashAt.isEmpty())
            environment.insert("TACET_CRASH_AT", crashAt);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(CRASHCLIENT), {person.directory(), task, peer, m_prefix, QString::number(count)});
        process.waitForFinished(120'000);
        return {.killed = process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGKILL,
                .exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                .said = process.readAll()};
    }

    void complete(const tests::Person &person, const QString &task, const QString &peer, int count)
    {
        const ClientRun run = runClient(person, task, peer, count);
        QVERIFY2(run.exitCode == 0, run.said.constData());
        QVERIFY2(!run.said.contains("gap") && !run.said.contains("quarantined"), run.said.constData());
    }

    void crash(const tests::Person &person, const QString &task, const QString &peer, int count, int occasion)
    {
        const ClientRun run = runClient(person, task, peer, count, u"%1:%2"_s.arg(m_point).arg(occasion));
        QVERIFY2(run.killed, ("not killed: " + run.said).constData());
        m_reached += m_point;
    }

    void forgetSessions(tests::Person &person)
    {
        const auto vault = person.openVault();
        QVERIFY_RESULT(vault);
        QVERIFY_RESULT((*vault)->ratchets().removeAll());
    }

    void takePublishedKeysFrom(const QString &username)
    {
        for (const QString &table : {u"one_time_prekeys"_s, u"kem_prekeys"_s}) {
            const QString oneTime = table == u"kem_prekeys" ? u" AND NOT k.last_resort"_s : QString();
            QVERIFY_RESULT(m_operator->change(
                u"DELETE FROM tacet.%1 k USING tacet.devices d, tacet.users u WHERE "
                "k.device_id = d.id AND d.user_id = u.id AND u.username = :0%2"_s.arg(table, oneTime),
                {username}));
        }
    }

    QStringList expected() const
    {
        QStringList texts;
        for (int i = 0; i < m_messages; ++i)
            texts += u"%1 %2"_s.arg(m_prefix).arg(i, 4, 10, QChar(u'0'));
        return texts;
    }

    /// The texts of this point in the vault's order, and that nothing is left half done there.
    void verifyVault(tests::Person &person, bool outgoing)
    {
        const auto vault = person.openVault();
        QVERIFY_RESULT(vault);
        const auto chats = (*vault)->chats().list();
        QVERIFY_RESULT(chats);
        QCOMPARE(chats->size(), 1);
        const auto page = (*vault)->messages().page(chats->constFirst().id, INT64_MAX, m_messages * 4);
        QVERIFY_RESULT(page);
        QStringList texts;
        for (const Message &message : page->messages) {
            if (!message.text.startsWith(m_prefix + u' '))
                continue;
            QCOMPARE(message.outgoing, outgoing);
            QVERIFY(message.state != DeliveryState::Queued && message.state != DeliveryState::Failed);
            texts.prepend(message.text);
        }
        QCOMPARE(texts, expected());
        QCOMPARE((*vault)->inbox().quarantined({}, 10)->size(), 0);
        QCOMPARE((*vault)->inbox().unacknowledged(10)->size(), 0);
        QCOMPARE(*(*vault)->outbox().count(), 0);
        QCOMPARE(*(*vault)->account().missingCommits(), 0);
    }

    void crashWhileSending()
    {
        // Reached only where a session is missing.
        const bool once = m_point == u"after-bundle-claimed" || m_point == u"after-devices-pinned";
        for (int kill = 1; kill <= m_kills; ++kill) {
            if (once)
                forgetSessions(*m_alice);
            crash(*m_alice, u"send"_s, u"bob"_s, m_messages, once ? 1 : kill);
        }
        complete(*m_alice, u"send"_s, u"bob"_s, m_messages);
        complete(*m_bob, u"receive"_s, u"alice"_s, m_messages);
    }

    void crashWhileReceiving()
    {
        for (int kill = 1; kill <= m_kills; ++kill) {
            complete(*m_alice, u"send"_s, u"bob"_s, m_messages * kill / (m_kills + 1));
            crash(*m_bob, u"receive"_s, u"alice"_s, m_messages, 1);
        }
        complete(*m_alice, u"send"_s, u"bob"_s, m_messages);
        complete(*m_bob, u"receive"_s, u"alice"_s, m_messages);
    }

    /// Between making and publishing keys; then sessions are started with them.
    void crashWhilePublishing()
    {
        takePublishedKeysFrom(u"bob"_s);
        for (int kill = 1; kill <= m_kills; ++kill)
            crash(*m_bob, u"receive"_s, u"alice"_s, 0, 1);
        complete(*m_bob, u"receive"_s, u"alice"_s, 0);
        forgetSessions(*m_alice);
        complete(*m_alice, u"send"_s, u"bob"_s, m_messages);
        complete(*m_bob, u"receive"_s, u"alice"_s, m_messages);
    }

    QString m_point;
    QString m_prefix;

private slots:
    void initTestCase()
    {
        m_alice = std::make_unique<tests::Person>(u"alice"_s);
        m_bob = std::make_unique<tests::Person>(u"bob"_s);
        QVERIFY_RESULT(m_alice->create());
        QVERIFY(m_alice->goOnline());
        auto made = DatabaseOperator::at(m_alice->session().account().workspace);
        QVERIFY_RESULT(made);
        m_operator = std::move(*made);
        const auto link = waitFor(m_alice->session().enrolment().createLink());
        QVERIFY_RESULT(link);
        QVERIFY_RESULT(m_bob->join(*link));
        QVERIFY(m_bob->goOnline());
        // Both have accepted each other: a stranger may not write as much as this test does.
        QVERIFY_RESULT(m_bob->send("alice", "hello"));
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->received().size(), 1, 20'000);
        QVERIFY_RESULT(m_alice->send("bob", "hello"));
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->received().size(), 1, 20'000);
        QVERIFY_RESULT(m_alice->lock());
        QVERIFY_RESULT(m_bob->lock());
    }

    void cleanupTestCase()
    {
        m_operator.reset();
        m_bob.reset();
        m_alice.reset();
    }

    void nothingIsLostDoubledOrGarbledAt_data()
    {
        QTest::addColumn<Victim>("victim");
        for (size_t i = 0; i < kPairwiseCrashPoints; ++i) {
            const auto point = static_cast<CrashPoint>(i);
            Victim victim = point >= CrashPoint::AfterFetch ? Victim::Receiver : Victim::Sender;
            if (point >= CrashPoint::AfterPrekeysStored)
                victim = Victim::ReceiverAtStart;
            QTest::newRow(kCrashPointNames[i].data()) << victim;
        }
    }

    void nothingIsLostDoubledOrGarbledAt()
    {
        QFETCH(const Victim, victim);
        static int number = 0;
        ++number;
        m_point = QString::fromLatin1(QTest::currentDataTag());
        m_prefix = u"p%1"_s.arg(number, 2, 10, QChar(u'0'));
        // Every other point begins with a handshake.
        if (number % 2 == 0)
            forgetSessions(*m_alice);
        switch (victim) {
        case Victim::Sender: crashWhileSending(); break;
        case Victim::Receiver: crashWhileReceiving(); break;
        case Victim::ReceiverAtStart: crashWhilePublishing(); break;
        }
        if (QTest::currentTestFailed())
            return;
        // The sender hears of the deliveries.
        complete(*m_alice, u"receive"_s, u"bob"_s, 0);
        verifyVault(*m_alice, true);
        verifyVault(*m_bob, false);
        const auto waiting = m_operator->value(u"SELECT count(*) FROM tacet.mailbox"_s);
        QVERIFY_RESULT(waiting);
        QCOMPARE(waiting->toInt(), 0);
    }

    void everyMessageIsMarkedDelivered()
    {
        const auto vault = m_alice->openVault();
        QVERIFY_RESULT(vault);
        const auto chats = (*vault)->chats().list();
        QVERIFY_RESULT(chats);
        const auto left = (*vault)->messages().undelivered(chats->constFirst().id, 10);
        QVERIFY_RESULT(left);
        QCOMPARE(left->size(), 0);
    }

    void everyPointWasReached()
    {
        for (const QLatin1StringView name : std::span(kCrashPointNames).first(kPairwiseCrashPoints))
            QVERIFY2(m_reached.contains(name), name.data());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    CrashPointsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crashpoints.moc"
