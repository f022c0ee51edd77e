#include "models/services/threadtext.h"
#include "tests/services/threadfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

/// Threads of groups and channels between real accounts over a real database.
class TestThreads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void threadsAndRepliesArrive();
    void whatIsReadAndFollowedStaysOnThisComputer();
    void pinnedThreadStandsFirstForEverybody();
    void largestTextsArrive();
    void textsOutOfRangeAreRefused();
    void writingOfflineGoesOutLater();
    void whoMayNotWriteIsRefused();
    void deletedThreadsAndRepliesVanish();
    void deletedBeforeItWasSentLeavesNothing();
    void epochThatMovedSealsAnew();
    void newcomersReadTheThreadsTheyMaySee();

private:
    ThreadFixture m_threads;
};

namespace {

ThreadService &threadsOf(Talker &talker)
{
    return talker.core().threads();
}

} // namespace

void TestThreads::initTestCase()
{
    QVERIFY_RESULT(m_threads.meet());
}

void TestThreads::threadsAndRepliesArrive()
{
    const Thread thread = m_threads.created(u"alice"_s, u"Which  boat?"_s);
    QCOMPARE(thread.state, DeliveryState::Sent);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id), 30'000);
    const Thread received = *waitFor(m_threads.threads(u"bob"_s).find(thread.id));
    QCOMPARE(received.title, u"Which boat?"_s);
    QCOMPARE(received.body, u"body of Which  boat?"_s);
    QCOMPARE(received.author, m_threads.talk.at(u"alice"_s).user());
    QCOMPARE(received.createdAt, thread.createdAt);
    QCOMPARE(received.unread, 1);
    QVERIFY(!received.isOutgoing);

    const Reply green = m_threads.replied(u"bob"_s, thread.id, u"the green one"_s);
    QCOMPARE(green.state, DeliveryState::Sent);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, thread.id, green.id), 30'000);
    const Reply why = m_threads.replied(u"alice"_s, thread.id, u"why?"_s, green.id);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id, why.id), 30'000);
    const auto listed = waitFor(m_threads.threads(u"bob"_s).replies(thread.id));
    QVERIFY_RESULT(listed);
    QCOMPARE(listed->size(), 2);
    QCOMPARE(listed->last().parent, green.id);
    QCOMPARE(listed->last().author, m_threads.talk.at(u"alice"_s).user());
    QCOMPARE(waitFor(m_threads.threads(u"alice"_s).find(thread.id))->unread, 1);
    const auto found = waitFor(m_threads.threads(u"bob"_s).list({.chat = m_threads.group, .words = u"boat why"_s}));
    QCOMPARE(found->total, 1);
}

void TestThreads::whatIsReadAndFollowedStaysOnThisComputer()
{
    const Thread thread = m_threads.created(u"alice"_s, u"Rowing times"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id), 30'000);
    ThreadService &bob = m_threads.threads(u"bob"_s);
    QSignalSpy changes(&bob, &ThreadService::threadChanged);
    QVERIFY_RESULT(waitFor(bob.setFollowed(thread.id, true)));
    QCOMPARE(changes.size(), 1);
    QVERIFY_RESULT(waitFor(bob.markRead(thread.id, 0)));
    QCOMPARE(waitFor(bob.find(thread.id))->unread, 0);
    QVERIFY_RESULT(waitFor(bob.markAllRead(m_threads.group)));
    QCOMPARE(waitFor(bob.list({.chat = m_threads.group, .filter = ThreadFilter::Unread}))->total, 0);
}

void TestThreads::pinnedThreadStandsFirstForEverybody()
{
    const Thread pinned = m_threads.created(u"alice"_s, u"Rules of the boathouse"_s);
    const Thread newer = m_threads.created(u"alice"_s, u"Newer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, newer.id), 30'000);
    ThreadService &alice = m_threads.threads(u"alice"_s);
    ThreadService &bob = m_threads.threads(u"bob"_s);
    const auto notBobs = waitFor(bob.setPinned(pinned.id, true));
    QVERIFY(!notBobs);
    QCOMPARE(notBobs.error().code(), ErrorCode::Forbidden);
    QVERIFY_RESULT(waitFor(alice.setPinned(pinned.id, true)));
    const auto firstOf = [&](ThreadService &service) {
        return waitFor(service.list({.chat = m_threads.group}))->threads.first().id;
    };
    QCOMPARE(firstOf(alice), pinned.id);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.talk.at(u"bob"_s).synchronise() && firstOf(bob) == pinned.id, 30'000);
    QVERIFY_RESULT(waitFor(alice.setPinned(pinned.id, false)));
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.talk.at(u"bob"_s).synchronise() && firstOf(bob) != pinned.id, 30'000);
}

void TestThreads::largestTextsArrive()
{
    const QString title = QString(u"\U0001F6A3"_s).repeated(kThreadTitleMax);
    const QString body = QString(u"\U0001F6A3"_s).repeated(kThreadBodyMax);
    const auto thread = waitFor(m_threads.threads(u"alice"_s).create(m_threads.group, title, body));
    QVERIFY_RESULT(thread);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread->id), 30'000);
    QCOMPARE(waitFor(m_threads.threads(u"bob"_s).find(thread->id))->body, body);
}

void TestThreads::textsOutOfRangeAreRefused()
{
    ThreadService &alice = m_threads.threads(u"alice"_s);
    const auto refused = [&](const QString &title, const QString &body) {
        const auto thread = waitFor(alice.create(m_threads.group, title, body));
        return !thread && thread.error().code() == ErrorCode::InvalidInput;
    };
    QVERIFY(refused(QString(), u"body"_s));
    QVERIFY(refused(u"  "_s, u"body"_s));
    QVERIFY(refused(u"title"_s, u" \n "_s));
    QVERIFY(refused(QString(kThreadTitleMax + 1, u'a'), u"body"_s));
    QVERIFY(refused(u"title"_s, QString(kThreadBodyMax + 1, u'a')));
}

void TestThreads::writingOfflineGoesOutLater()
{
    Talker &bob = m_threads.talk.at(u"bob"_s);
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeBack());
    const auto thread = waitFor(threadsOf(bob).create(m_threads.group, u"Written offline"_s, u"body"_s));
    QVERIFY_RESULT(thread);
    const auto reply = waitFor(threadsOf(bob).reply(thread->id, u"and answered"_s));
    QVERIFY_RESULT(reply);
    QCOMPARE(waitFor(threadsOf(bob).find(thread->id))->state, DeliveryState::Queued);
    QVERIFY(!m_threads.sees(u"alice"_s, thread->id));
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeOnline());
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, thread->id, reply->id), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(waitFor(threadsOf(bob).find(thread->id))->state, DeliveryState::Sent, 30'000);
}

void TestThreads::whoMayNotWriteIsRefused()
{
    Talker &bob = m_threads.talk.at(u"bob"_s);
    const Thread thread = m_threads.created(u"alice"_s, u"Only for some"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id), 30'000);
    // The database refuses what this computer has not heard of yet.
    QVERIFY_RESULT(
        m_threads.talk.database().change(u"UPDATE tacet.chat_members SET muted_until = now() + interval '1 hour' "
                                         "WHERE chat_id = :0 AND user_id = :1"_s,
                                         {m_threads.group.toString(), bob.user().toString()}));
    const Reply refused = m_threads.replied(u"bob"_s, thread.id, u"not taken"_s);
    QCOMPARE(refused.state, DeliveryState::Failed);
    QVERIFY(refused.failure);
    QVERIFY_RESULT(m_threads.talk.database().change(
        u"UPDATE tacet.chat_members SET muted_until = NULL WHERE chat_id = :0"_s, {m_threads.group.toString()}));
    QVERIFY_RESULT(waitFor(threadsOf(bob).retryReply(refused.id)));
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, thread.id, refused.id), 30'000);
}

void TestThreads::deletedThreadsAndRepliesVanish()
{
    Talker &alice = m_threads.talk.at(u"alice"_s);
    Talker &bob = m_threads.talk.at(u"bob"_s);
    const Thread thread = m_threads.created(u"alice"_s, u"Short-lived"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id), 30'000);
    const Reply reply = m_threads.replied(u"bob"_s, thread.id, u"regretted"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, thread.id, reply.id), 30'000);
    QVERIFY_RESULT(waitFor(threadsOf(bob).deleteReply(thread.id, reply.id)));
    QCOMPARE(m_threads.bodies(u"bob"_s, thread.id), QStringList{u"(deleted)"_s});
    QTRY_COMPARE_WITH_TIMEOUT((alice.synchronise(), m_threads.bodies(u"alice"_s, thread.id)),
                              QStringList{u"(deleted)"_s}, 30'000);
    const auto others = waitFor(threadsOf(bob).deleteThread(thread.id));
    QVERIFY(!others);
    QCOMPARE(others.error().code(), ErrorCode::Forbidden);
    QVERIFY_RESULT(waitFor(threadsOf(alice).deleteThread(thread.id)));
    QVERIFY(!waitFor(threadsOf(alice).find(thread.id)));
    QTRY_VERIFY_WITH_TIMEOUT(!m_threads.sees(u"bob"_s, thread.id), 30'000);
}

void TestThreads::deletedBeforeItWasSentLeavesNothing()
{
    Talker &bob = m_threads.talk.at(u"bob"_s);
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeBack());
    const auto thread = waitFor(threadsOf(bob).create(m_threads.group, u"Never sent"_s, u"body"_s));
    QVERIFY_RESULT(thread);
    QVERIFY_RESULT(waitFor(threadsOf(bob).deleteThread(thread->id)));
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeOnline());
    const Thread later = m_threads.created(u"bob"_s, u"Sent"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, later.id), 30'000);
    QVERIFY(!m_threads.sees(u"alice"_s, thread->id));
    QCOMPARE(m_threads.talk.database()
                 .value(u"SELECT count(*) FROM tacet.threads WHERE id = :0"_s, {thread->id.toString()})
                 ->toInt(),
             0);
}

void TestThreads::epochThatMovedSealsAnew()
{
    QVERIFY_RESULT(m_threads.talk.add(m_threads.group, u"alice"_s, u"carol"_s));
    QVERIFY_RESULT(m_threads.talk.at(u"carol"_s).synchronise());
    Talker &bob = m_threads.talk.at(u"bob"_s);
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeBack());
    const auto thread = waitFor(threadsOf(bob).create(m_threads.group, u"Across epochs"_s, u"body"_s));
    QVERIFY_RESULT(thread);
    QVERIFY_RESULT(m_threads.talk.remove(m_threads.group, u"alice"_s, u"carol"_s));
    QVERIFY_RESULT(bob.goAway());
    QVERIFY_RESULT(bob.comeOnline());
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"alice"_s, thread->id), 60'000);
    QCOMPARE(m_threads.talk.database()
                 .value(u"SELECT epoch FROM tacet.threads WHERE id = :0"_s, {thread->id.toString()})
                 ->toInt(),
             m_threads.talk.database()
                 .value(u"SELECT epoch FROM tacet.chats WHERE id = :0"_s, {m_threads.group.toString()})
                 ->toInt());
    QVERIFY(!m_threads.sees(u"carol"_s, thread->id));
}

void TestThreads::newcomersReadTheThreadsTheyMaySee()
{
    const Thread before = m_threads.created(u"alice"_s, u"Before dora"_s);
    const Reply reply = m_threads.replied(u"alice"_s, before.id, u"also before"_s);
    QVERIFY_RESULT(m_threads.talk.database().change(u"UPDATE tacet.chats SET shares_history = true WHERE id = :0"_s,
                                                    {m_threads.group.toString()}));
    QVERIFY_RESULT(m_threads.talk.add(m_threads.group, u"alice"_s, u"dora"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"dora"_s, before.id, reply.id), 30'000);
    QCOMPARE(waitFor(m_threads.threads(u"dora"_s).find(before.id))->unread, 0);
    const Thread after = m_threads.created(u"alice"_s, u"With dora"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"dora"_s, after.id), 30'000);
    QCOMPARE(waitFor(m_threads.threads(u"dora"_s).find(after.id))->unread, 1);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    TestThreads test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_threads.moc"
