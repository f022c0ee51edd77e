#include "tests/services/conversationfixture.h"

#include <QtCrypto>

using namespace tacet;
using namespace tacet::tests;

class ConversationTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<tests::Person> m_alice;
    std::unique_ptr<tests::Person> m_bob;

private slots:
    void initTestCase()
    {
        m_alice = std::make_unique<tests::Person>(QStringLiteral("alice"));
        m_bob = std::make_unique<tests::Person>(QStringLiteral("bob"));
        QVERIFY_RESULT(m_alice->create());
        QVERIFY(m_alice->goOnline());
        const auto link = waitFor(m_alice->session().enrolment().createLink());
        QVERIFY_RESULT(link);
        const auto again = EnrolmentLink::fromString(link->toString());
        QVERIFY_RESULT(again);
        QVERIFY_RESULT(m_bob->join(*again));
        QVERIFY(m_bob->goOnline());
    }

    void cleanupTestCase()
    {
        m_bob.reset();
        m_alice.reset();
    }

    void aMessageArrivesAndIsMarkedDeliveredThenRead()
    {
        const auto sent = m_alice->send("bob", "Hello Bob");
        QVERIFY_RESULT(sent);
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->received().size(), 1, 20'000);
        QCOMPARE(m_bob->received().constFirst().text, "Hello Bob");
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->stateOf(*sent), DeliveryState::Delivered, 20'000);
        const auto chat = m_bob->chatWith("alice");
        QVERIFY_RESULT(chat);
        QCOMPARE(chat->unread, 1);
        QVERIFY_RESULT(waitFor(m_bob->session().chats().markRead(chat->id, m_bob->received().constFirst().position)));
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->stateOf(*sent), DeliveryState::Read, 20'000);
    }

    void theOtherWayToo()
    {
        QVERIFY_RESULT(m_bob->send("alice", "Hello Alice"));
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->received().size(), 1, 20'000);
        QCOMPARE(m_alice->textsWith("bob"), (QStringList{"Hello Bob", "Hello Alice"}));
        QCOMPARE(m_bob->textsWith("alice"), (QStringList{"Hello Bob", "Hello Alice"}));
    }

    void whatIsWrittenOfflineArrivesLater()
    {
        QVERIFY_RESULT(m_bob->lock());
        QStringList texts;
        for (int i = 0; i < 30; ++i) {
            texts += QString("offline %1").arg(i);
            QVERIFY_RESULT(m_alice->send("bob", texts.constLast()));
        }
        QVERIFY_RESULT(m_bob->unlock());
        QVERIFY(m_bob->goOnline());
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->textsWith("alice").size(), 32, 20'000);
        QCOMPARE(m_bob->textsWith("alice").mid(2), texts);
    }

    /// More than fit in one commit and one call of the database, handed over at once.
    void aBurstArrivesInOrderAndOnce()
    {
        const auto chat = m_alice->chatWith("bob");
        QVERIFY_RESULT(chat);
        const auto before = m_bob->received().size();
        QStringList texts;
        QList<AsyncResult<Message>> answers;
        for (int i = 0; i < 350; ++i) {
            texts += QString("burst %1").arg(i);
            answers += m_alice->session().messages().send(chat->id, texts.constLast());
        }
        // One that cannot be stored fails by itself.
        const auto astray = m_alice->session().messages().send(ChatId(QUuid::createUuid()), "to nobody");
        for (const auto &answer : std::as_const(answers))
            QVERIFY_RESULT(waitFor(answer));
        QCOMPARE(waitFor(astray).error().code(), ErrorCode::NotFound);
        QTRY_COMPARE_WITH_TIMEOUT(m_bob->received().size(), before + 350, 30'000);
        QStringList arrived;
        for (const Message &message : m_bob->received().mid(before))
            arrived += message.text;
        QCOMPARE(arrived, texts);
        QTRY_COMPARE_WITH_TIMEOUT(*waitFor(m_alice->session().messages().countWaiting()), 0, 20'000);
    }

    void bothSeeTheSameSafetyNumber()
    {
        const auto bob = waitFor(m_alice->session().people().findByUsername("bob"));
        const auto alice = waitFor(m_bob->session().people().findByUsername("alice"));
        QVERIFY_RESULT(bob);
        QVERIFY_RESULT(alice);
        const auto here = waitFor(m_alice->session().people().safetyNumber(bob->id));
        const auto there = waitFor(m_bob->session().people().safetyNumber(alice->id));
        QVERIFY_RESULT(here);
        QVERIFY_RESULT(there);
        QCOMPARE(here->digits, there->digits);
        QCOMPARE(here->digits.size(), 60);
        QVERIFY_RESULT(waitFor(m_alice->session().people().setVerified(bob->id, true)));
        QCOMPARE(waitFor(m_alice->session().people().find(bob->id))->trust, Trust::Verified);
    }

    void theLinkWorksOnce()
    {
        const auto link = waitFor(m_alice->session().enrolment().createLink());
        QVERIFY_RESULT(link);
        tests::Person carol(QStringLiteral("carol"));
        QVERIFY_RESULT(carol.join(*link));
        tests::Person dave(QStringLiteral("dave"));
        const auto refused = dave.join(*link);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::TokenInvalid);
        QCOMPARE(dave.profile().state(), ProfileService::State::Empty);
    }

    void aTakenNameLeavesTheLinkUsable()
    {
        const auto link = waitFor(m_alice->session().enrolment().createLink());
        QVERIFY_RESULT(link);
        tests::Person impostor(QStringLiteral("Bob"));
        const auto refused = impostor.join(*link);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::UsernameTaken);
        tests::Person erin(QStringLiteral("erin"));
        QVERIFY_RESULT(erin.join(*link));
    }

    void aBlockedPersonCannotWrite()
    {
        const auto alice = waitFor(m_bob->session().people().findByUsername("alice"));
        QVERIFY_RESULT(waitFor(m_bob->session().people().block(alice->id)));
        const auto sent = m_alice->send("bob", "are you there?");
        QVERIFY_RESULT(sent);
        QTRY_COMPARE_WITH_TIMEOUT(m_alice->stateOf(*sent), DeliveryState::Failed, 20'000);
        QVERIFY_RESULT(waitFor(m_bob->session().people().unblock(alice->id)));
        QVERIFY_RESULT(waitFor(m_alice->session().messages().retry(sent->id)));
        QTRY_VERIFY_WITH_TIMEOUT(m_bob->textsWith("alice").contains("are you there?"), 20'000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    ConversationTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_conversation.moc"
