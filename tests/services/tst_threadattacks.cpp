#include "models/vault/groupcontrolstore.h"
#include "models/vault/groupstatestore.h"
#include "tests/services/threadfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

/// Threads over a real database whose operator changes what stands in it.
class TestThreadAttacks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void changedColumnsShowNothing_data();
    void changedColumnsShowNothing();
    void exchangedRepliesShowNothing();
    void earlierVersionDoesNotComeBack();
    void aLogWithTwoEndsHaltsTheChat();

private:
    ThreadFixture m_threads;
};

namespace {

ThreadService &threadsOf(Talker &talker)
{
    return talker.core().threads();
}

} // namespace

void TestThreadAttacks::initTestCase()
{
    QVERIFY_RESULT(m_threads.meet());
    // So that there is an earlier epoch.
    QVERIFY_RESULT(waitFor(m_threads.talk.at(u"alice"_s).core().groups().renewKeys(m_threads.group)));
    QVERIFY_RESULT(m_threads.talk.at(u"alice"_s).synchronise());
}

void TestThreadAttacks::changedColumnsShowNothing_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("title") << u"encrypted_title = overlay(encrypted_title placing '\\x00' from 60)"_s;
    QTest::newRow("body") << u"encrypted_body = overlay(encrypted_body placing '\\x00' from 60)"_s;
    QTest::newRow("title and body") << u"encrypted_title = encrypted_body, encrypted_body = encrypted_title"_s;
    QTest::newRow("epoch") << u"epoch = epoch + 1"_s;
    QTest::newRow("earlier epoch") << u"epoch = 1"_s;
    QTest::newRow("author") << u"author_user = (SELECT user_id FROM tacet.chat_members m WHERE m.chat_id = t.chat_id "
                               "AND user_id <> t.author_user LIMIT 1)"_s;
    QTest::newRow("device") << u"author_device = (SELECT d.id FROM tacet.devices d WHERE d.user_id <> t.author_user "
                               "LIMIT 1)"_s;
    QTest::newRow("author and device")
        << u"(author_user, author_device) = (SELECT d.user_id, d.id FROM tacet.devices d JOIN tacet.chat_members m "
           "ON m.user_id = d.user_id AND m.chat_id = t.chat_id WHERE d.user_id <> t.author_user LIMIT 1)"_s;
    QTest::newRow("order") << u"author_sequence = author_sequence + 1"_s;
    QTest::newRow("the one before") << u"parent_hash = sha256('another')"_s;
    QTest::newRow("version") << u"edit_number = 1, edited_at = now()"_s;
    QTest::newRow("signature") << u"signature = overlay(signature placing '\\x00' from 10)"_s;
}

/// T47: every column that says what a thread is, one at a time.
void TestThreadAttacks::changedColumnsShowNothing()
{
    QFETCH(QString, change);
    Talker &bob = m_threads.talk.at(u"bob"_s);
    QVERIFY_RESULT(bob.goAway());
    const Thread thread = m_threads.created(u"alice"_s, u"Tampered with"_s);
    QCOMPARE(*m_threads.talk.database().change(u"UPDATE tacet.threads t SET "_s + change + u" WHERE id = :0"_s,
                                               {thread.id.toString()}),
             1);
    QVERIFY_RESULT(bob.comeOnline());
    QSignalSpy refused(&threadsOf(bob), &ThreadService::refused);
    const Thread marker = m_threads.created(u"alice"_s, u"Untouched"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, marker.id), 30'000);
    QVERIFY(!m_threads.sees(u"bob"_s, thread.id));
    const auto found = waitFor(threadsOf(bob).list({.chat = m_threads.group, .words = u"Tampered"_s}));
    QCOMPARE(found->total, 0);
}

/// T47 and T48: a reply under another thread, below another reply, in another's place.
void TestThreadAttacks::exchangedRepliesShowNothing()
{
    Talker &bob = m_threads.talk.at(u"bob"_s);
    const Thread first = m_threads.created(u"alice"_s, u"First"_s);
    const Thread second = m_threads.created(u"alice"_s, u"Second"_s);
    const Reply anchor = m_threads.replied(u"alice"_s, first.id, u"anchor"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, first.id, anchor.id), 30'000);
    QVERIFY_RESULT(bob.goAway());
    const Reply moved = m_threads.replied(u"alice"_s, first.id, u"moved"_s);
    const Reply hung = m_threads.replied(u"alice"_s, first.id, u"hung elsewhere"_s);
    const Reply one = m_threads.replied(u"alice"_s, first.id, u"one"_s);
    const Reply two = m_threads.replied(u"alice"_s, first.id, u"two"_s);
    DatabaseOperator &database = m_threads.talk.database();
    QVERIFY_RESULT(database.change(u"UPDATE tacet.replies SET thread_id = :0 WHERE id = :1"_s,
                                   {second.id.toString(), moved.id.toString()}));
    QVERIFY_RESULT(database.change(u"UPDATE tacet.replies SET parent_reply_id = :0, level = 2 WHERE id = :1"_s,
                                   {anchor.id.toString(), hung.id.toString()}));
    QVERIFY_RESULT(
        database.change(u"UPDATE tacet.replies r SET encrypted_body = o.encrypted_body, signature = o.signature, "
                        "author_sequence = o.author_sequence, parent_hash = o.parent_hash FROM tacet.replies o "
                        "WHERE (r.id = :0 AND o.id = :1) OR (r.id = :2 AND o.id = :3)"_s,
                        {one.id.toString(), two.id.toString(), two.id.toString(), one.id.toString()}));
    QVERIFY_RESULT(bob.comeOnline());
    const Reply marker = m_threads.replied(u"alice"_s, first.id, u"untouched"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, first.id, marker.id), 30'000);
    QCOMPARE(m_threads.bodies(u"bob"_s, first.id), (QStringList{u"anchor"_s, u"untouched"_s}));
    QCOMPARE(m_threads.bodies(u"bob"_s, second.id), QStringList());
}

/// What was seen once stays, whatever the database says later.
void TestThreadAttacks::earlierVersionDoesNotComeBack()
{
    const Thread thread = m_threads.created(u"alice"_s, u"Seen once"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, thread.id), 30'000);
    QVERIFY_RESULT(m_threads.talk.database().change(
        u"UPDATE tacet.threads SET encrypted_title = sha256('x'), signature = signature WHERE id = :0"_s,
        {thread.id.toString()}));
    QVERIFY_RESULT(m_threads.talk.database().change(
        u"INSERT INTO tacet.chat_log (id, chat_id, kind, subject) VALUES (s.new_id(), :0, 'thread_edited', :1)"_s,
        {m_threads.group.toString(), thread.id.toString()}));
    const Thread marker = m_threads.created(u"alice"_s, u"Later"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, marker.id), 30'000);
    QCOMPARE(waitFor(m_threads.threads(u"bob"_s).find(thread.id))->title, u"Seen once"_s);
}

/// Its author saw another operation at the same place of the log.
void TestThreadAttacks::aLogWithTwoEndsHaltsTheChat()
{
    const auto chat = m_threads.talk.found(ChatType::Group, {u"alice"_s, u"bob"_s});
    QVERIFY_RESULT(chat);
    Talker &bob = m_threads.talk.at(u"bob"_s);
    QVERIFY_RESULT(waitFor(bob.core().vault().run([chat = *chat](VaultSession &vault) -> Result<> {
        TACET_TRY_ASSIGN(const auto state, vault.groups().find(chat));
        return vault.groupControls().pinHead(chat, state->logSequence, QByteArray(32, 'x'));
    })));
    QSignalSpy refused(&threadsOf(bob), &ThreadService::refused);
    QVERIFY_RESULT(waitFor(m_threads.threads(u"alice"_s).create(*chat, u"Which log do you see?"_s, u"body"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(bob.synchronise() && !refused.isEmpty(), 30'000);
    QCOMPARE(waitFor(bob.core().chats().find(*chat))->standing, ChatStanding::Halted);
    QCOMPARE(waitFor(threadsOf(bob).list({.chat = *chat}))->total, 0);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    TestThreadAttacks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_threadattacks.moc"
