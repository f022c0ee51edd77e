#include "vaultfixture.h"

#include "models/vault/replyvaultstore.h"
#include "models/vault/threadvaultstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestThreadVaultStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storedThreadComesBackWhole();
    void sameThreadAgainChangesNothing();
    void anotherThreadUnderTheIdIsRefused();
    void ownThreadIsReadAndFollowed();
    void laterVersionReplacesTheEarlier();
    void removedThreadDoesNotComeBack();
    void everyOrderPutsPinnedOnesFirst();
    void pinsAreReplacedPerChat();
    void filtersAndPagesAgreeWithTheTotal();
    void wordsAreFoundInTitlesBodiesAndReplies();
    void unreadFollowedThreadsCountInTheChat();
    void readMarkNeverGoesBackOrAhead();
    void ownThreadMovesThroughItsStates();
    void tenThousandThreadsOpenByPage();
};

namespace {

const UserId kAuthor(QUuid::createUuid());

NewThread threadOf(ChatId chat, const QString &title, qint64 number = 1)
{
    NewThread thread;
    thread.thread.id = ThreadId(QUuid::createUuid());
    thread.thread.chat = chat;
    thread.thread.author = kAuthor;
    thread.thread.title = title;
    thread.thread.body = u"body of "_s + title;
    thread.thread.createdAt = VaultFixture::time(number);
    thread.seal = {.authorDevice = DeviceId(QUuid::createUuid()), .authorSequence = number, .contentHash = "hash"};
    return thread;
}

NewThread ownThread(ChatId chat, const QString &title, qint64 number = 1)
{
    NewThread thread = threadOf(chat, title, number);
    thread.thread.isOutgoing = true;
    thread.thread.state = DeliveryState::Queued;
    return thread;
}

NewReply replyTo(ThreadId thread, const QString &body, qint64 number = 1)
{
    NewReply reply;
    reply.reply.id = ReplyId(QUuid::createUuid());
    reply.reply.thread = thread;
    reply.reply.author = kAuthor;
    reply.reply.body = body;
    reply.reply.createdAt = VaultFixture::time(number);
    return reply;
}

QStringList titlesOf(const ThreadPage &page)
{
    QStringList titles;
    for (const Thread &thread : page.threads)
        titles.append(thread.title);
    return titles;
}

} // namespace

void TestThreadVaultStore::storedThreadComesBackWhole()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    NewThread thread = threadOf(group, u"Which boat?"_s, 7);
    thread.thread.author = vault.addPerson();
    need(vault.session->threads().insert(thread));
    vault.reopen();
    const Thread found = *need(vault.session->threads().find(thread.thread.id));
    QCOMPARE(found.chat, group);
    QCOMPARE(found.author, thread.thread.author);
    QCOMPARE(found.authorName, u"BOB"_s);
    QCOMPARE(found.title, u"Which boat?"_s);
    QCOMPARE(found.body, thread.thread.body);
    QCOMPARE(found.createdAt, VaultFixture::time(7));
    QCOMPARE(found.lastActivity, VaultFixture::time(7));
    QCOMPARE(found.unread, 1);
    QVERIFY(!found.isFollowed);
    QCOMPARE(found.state, DeliveryState::Received);
    const PostSeal seal = *need(vault.session->threads().seal(found.id));
    QCOMPARE(seal.authorDevice, thread.seal.authorDevice);
    QCOMPARE(seal.authorSequence, 7);
    QCOMPARE(seal.contentHash, "hash");
    const Chat chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.unreadThreads, 1);
    QCOMPARE(chat.lastActivity, VaultFixture::time(7));
    QVERIFY(!need(vault.session->threads().find(ThreadId(QUuid::createUuid()))));
}

void TestThreadVaultStore::sameThreadAgainChangesNothing()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    NewThread thread = threadOf(group, u"first words"_s);
    QVERIFY(need(vault.session->threads().insert(thread)).isNew);
    thread.thread.title = u"other words"_s;
    const InsertedThread again = need(vault.session->threads().insert(thread));
    QVERIFY(!again.isNew);
    QCOMPARE(again.thread.title, u"first words"_s);
    QCOMPARE(need(vault.session->chats().find(group))->unreadThreads, 1);
}

void TestThreadVaultStore::anotherThreadUnderTheIdIsRefused()
{
    VaultFixture vault;
    NewThread thread = threadOf(vault.addGroup(), u"here"_s);
    need(vault.session->threads().insert(thread));
    thread.thread.chat = vault.addGroup();
    QCOMPARE(codeOf(vault.session->threads().insert(thread)), ErrorCode::Conflict);
    QCOMPARE(codeOf(vault.session->threads().insert(threadOf(ChatId(QUuid::createUuid()), u"nowhere"_s))),
             ErrorCode::NotFound);
}

void TestThreadVaultStore::ownThreadIsReadAndFollowed()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    const Thread own = need(vault.session->threads().insert(ownThread(group, u"mine"_s))).thread;
    QCOMPARE(own.unread, 0);
    QVERIFY(own.isFollowed);
    QVERIFY(own.isOutgoing);
    QCOMPARE(need(vault.session->chats().find(group))->unreadThreads, 0);
}

void TestThreadVaultStore::laterVersionReplacesTheEarlier()
{
    VaultFixture vault;
    ThreadVaultStore &threads = vault.session->threads();
    const ChatId group = vault.addGroup();
    const ThreadId id = need(threads.insert(threadOf(group, u"mistyped"_s))).thread.id;
    const PostSeal second{.authorDevice = DeviceId(QUuid::createUuid()), .authorSequence = 2, .editNumber = 2};
    QCOMPARE(need(threads.revise(id, u"corrected"_s, u"new body"_s, second))->title, u"corrected"_s);
    PostSeal first = second;
    first.editNumber = 1;
    QVERIFY(!need(threads.revise(id, u"older"_s, u"older"_s, first)));
    QVERIFY(!need(threads.revise(id, u"same"_s, u"same"_s, second)));
    QCOMPARE(need(threads.list({.chat = group, .words = u"corrected"_s})).total, 1);
    QCOMPARE(need(threads.list({.chat = group, .words = u"mistyped"_s})).total, 0);
    QCOMPARE(codeOf(threads.revise(ThreadId(QUuid::createUuid()), u"a"_s, u"b"_s, second)), ErrorCode::NotFound);
    need(vault.session->checkIntegrity());
}

void TestThreadVaultStore::removedThreadDoesNotComeBack()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    const NewThread thread = threadOf(group, u"deleted"_s);
    need(vault.session->threads().insert(thread));
    const NewReply reply = replyTo(thread.thread.id, u"deleted with it"_s);
    need(vault.session->replies().insert(reply));
    need(vault.session->threads().remove(thread.thread.id, group));
    QVERIFY(need(vault.session->threads().wasRemoved(thread.thread.id)));
    QVERIFY(!need(vault.session->threads().find(thread.thread.id)));
    QVERIFY(!need(vault.session->replies().find(reply.reply.id)));
    QCOMPARE(need(vault.session->chats().find(group))->unreadThreads, 0);
    QCOMPARE(codeOf(vault.session->threads().insert(thread)), ErrorCode::Conflict);
    const ThreadId unseen(QUuid::createUuid());
    need(vault.session->threads().remove(unseen, group));
    QVERIFY(need(vault.session->threads().wasRemoved(unseen)));
    need(vault.session->checkIntegrity());
}

void TestThreadVaultStore::everyOrderPutsPinnedOnesFirst()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    const ThreadId bravo = need(threads.insert(threadOf(group, u"bravo"_s, 1))).thread.id;
    const ThreadId alpha = need(threads.insert(threadOf(group, u"Älpha"_s, 2))).thread.id;
    const ThreadId delta = need(threads.insert(threadOf(group, u"Delta"_s, 3))).thread.id;
    need(threads.insert(threadOf(group, u"charlie"_s, 4)));
    need(vault.session->replies().insert(replyTo(bravo, u"one"_s, 10)));
    need(vault.session->replies().insert(replyTo(alpha, u"one"_s, 8)));
    need(vault.session->replies().insert(replyTo(alpha, u"two"_s, 9)));
    QVERIFY(need(threads.setPinned(delta, true)).isPinned);
    using enum ThreadOrder;
    const auto ordered = [&](ThreadOrder order) {
        return titlesOf(need(threads.list({.chat = group, .order = order})));
    };
    QCOMPARE(ordered(LastActivity), (QStringList{u"Delta"_s, u"bravo"_s, u"Älpha"_s, u"charlie"_s}));
    QCOMPARE(ordered(Newest), (QStringList{u"Delta"_s, u"charlie"_s, u"Älpha"_s, u"bravo"_s}));
    QCOMPARE(ordered(MostReplies), (QStringList{u"Delta"_s, u"Älpha"_s, u"bravo"_s, u"charlie"_s}));
    QCOMPARE(ordered(Title), (QStringList{u"Delta"_s, u"Älpha"_s, u"bravo"_s, u"charlie"_s}));
    QVERIFY(!need(threads.setPinned(delta, false)).isPinned);
    QCOMPARE(ordered(Title), (QStringList{u"Älpha"_s, u"bravo"_s, u"charlie"_s, u"Delta"_s}));
    QCOMPARE(codeOf(threads.setPinned(ThreadId(QUuid::createUuid()), true)), ErrorCode::NotFound);
}

void TestThreadVaultStore::pinsAreReplacedPerChat()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    const ThreadId one = need(threads.insert(threadOf(group, u"one"_s))).thread.id;
    const ThreadId two = need(threads.insert(threadOf(group, u"two"_s))).thread.id;
    const ThreadId elsewhere = need(threads.insert(threadOf(vault.addGroup(), u"elsewhere"_s))).thread.id;
    QCOMPARE(need(threads.setPins(group, {one, elsewhere, ThreadId(QUuid::createUuid())})).size(), 1);
    QCOMPARE(need(threads.setPins(group, {two})).size(), 2);
    QVERIFY(!need(threads.find(one))->isPinned);
    QVERIFY(need(threads.find(two))->isPinned);
    QVERIFY(!need(threads.find(elsewhere))->isPinned);
    QVERIFY(need(threads.setPins(group, {two})).isEmpty());
}

void TestThreadVaultStore::filtersAndPagesAgreeWithTheTotal()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    for (int i = 0; i < 30; ++i) {
        const auto id = need(threads.insert(i % 3 == 0 ? ownThread(group, u"own %1"_s.arg(i), i)
                                                       : threadOf(group, u"theirs %1"_s.arg(i), i)))
                            .thread.id;
        if (i % 10 == 1)
            need(threads.markRead(id, 0));
        if (i % 10 == 4)
            need(threads.setFollowed(id, true));
    }
    need(threads.insert(threadOf(vault.addGroup(), u"elsewhere"_s)));
    using enum ThreadFilter;
    const auto total = [&](ThreadFilter filter) { return need(threads.list({.chat = group, .filter = filter})).total; };
    QCOMPARE(total(All), 30);
    QCOMPARE(total(Mine), 10);
    QCOMPARE(total(Unread), 18);
    QCOMPARE(total(Followed), 12);
    QStringList paged;
    for (int offset = 0; offset < 18; offset += 7) {
        const ThreadPage page = need(threads.list({.chat = group, .filter = Unread, .offset = offset, .limit = 7}));
        QCOMPARE(page.total, 18);
        paged += titlesOf(page);
    }
    QCOMPARE(paged, titlesOf(need(threads.list({.chat = group, .filter = Unread}))));
    QCOMPARE(paged.size(), 18);
}

void TestThreadVaultStore::wordsAreFoundInTitlesBodiesAndReplies()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    const ThreadId boat = need(threads.insert(threadOf(group, u"Which boat?"_s, 1))).thread.id;
    need(threads.insert(threadOf(group, u"Dinner 晚餐"_s, 2)));
    const ThreadId elsewhere = need(threads.insert(threadOf(vault.addGroup(), u"Another boat"_s))).thread.id;
    need(vault.session->replies().insert(replyTo(boat, u"The grün one of course, \"quoted\""_s, 3)));
    need(vault.session->replies().insert(replyTo(elsewhere, u"green"_s, 3)));
    const auto found = [&](const QString &words) {
        return titlesOf(need(threads.list({.chat = group, .order = ThreadOrder::Title, .words = words})));
    };
    QCOMPARE(found(u"BOAT"_s), QStringList{u"Which boat?"_s});
    QCOMPARE(found(u"boat grun"_s), QStringList{u"Which boat?"_s});
    QCOMPARE(found(u"boat dinner"_s), QStringList());
    QCOMPARE(found(u"body of"_s).size(), 2);
    QCOMPARE(found(u"晚餐"_s), QStringList{u"Dinner 晚餐"_s});
    QCOMPARE(found(u"of 晚"_s), QStringList{u"Dinner 晚餐"_s});
    QCOMPARE(found(u"co"_s), QStringList{u"Which boat?"_s});
    QCOMPARE(found(u"\"quoted\""_s), QStringList{u"Which boat?"_s});
    QCOMPARE(found(u"nothing"_s), QStringList());
    QCOMPARE(found(u"  "_s).size(), 2);
}

void TestThreadVaultStore::unreadFollowedThreadsCountInTheChat()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    need(vault.session->messages().insert(incoming(group, u"message"_s)));
    const ThreadId id = need(threads.insert(threadOf(group, u"theirs"_s))).thread.id;
    need(vault.session->replies().insert(replyTo(id, u"one"_s, 2)));
    const auto chat = [&] { return *need(vault.session->chats().find(group)); };
    QCOMPARE(chat().unread, 1);
    QCOMPARE(chat().unreadThreads, 1);
    QCOMPARE(need(threads.setFollowed(id, true)).unread, 2);
    QCOMPARE(chat().unread, 3);
    QCOMPARE(chat().unreadFollowed, 2);
    QCOMPARE(need(vault.session->chats().unreadTotal()), 3);
    QCOMPARE(need(vault.session->chats().markRead(group, 100)).unread, 2);
    QCOMPARE(chat().unread, 2);
    QCOMPARE(need(threads.markAllRead(group)).size(), 1);
    QCOMPARE(chat().unread, 0);
    QCOMPARE(chat().unreadThreads, 0);
    QVERIFY(need(threads.markAllRead(group)).isEmpty());
    need(vault.session->replies().insert(replyTo(id, u"two"_s, 3)));
    QCOMPARE(chat().unread, 1);
    need(threads.setFollowed(id, false));
    QCOMPARE(chat().unread, 0);
    QCOMPARE(chat().unreadThreads, 1);
}

void TestThreadVaultStore::readMarkNeverGoesBackOrAhead()
{
    VaultFixture vault;
    ThreadVaultStore &threads = vault.session->threads();
    const ThreadId id = need(threads.insert(threadOf(vault.addGroup(), u"theirs"_s))).thread.id;
    const qint64 first = need(vault.session->replies().insert(replyTo(id, u"one"_s, 2))).reply.position;
    need(vault.session->replies().insert(replyTo(id, u"two"_s, 3)));
    QCOMPARE(need(threads.markRead(id, 0)).unread, 2);
    QCOMPARE(need(threads.markRead(id, first)).unread, 1);
    QCOMPARE(need(threads.markRead(id, 0)).unread, 1);
    QCOMPARE(need(threads.markRead(id, 1'000'000)).unread, 0);
    need(vault.session->replies().insert(replyTo(id, u"three"_s, 4)));
    QCOMPARE(need(threads.find(id))->unread, 1);
    QCOMPARE(codeOf(threads.markRead(ThreadId(QUuid::createUuid()), 1)), ErrorCode::NotFound);
}

void TestThreadVaultStore::ownThreadMovesThroughItsStates()
{
    VaultFixture vault;
    ThreadVaultStore &threads = vault.session->threads();
    const ChatId group = vault.addGroup();
    const ThreadId id = need(threads.insert(ownThread(group, u"mine"_s))).thread.id;
    QCOMPARE(codeOf(threads.requeue(id)), ErrorCode::NotFound);
    QCOMPARE(need(threads.markFailed(id, ErrorCode::Forbidden)).failure, ErrorCode::Forbidden);
    QCOMPARE(need(threads.requeue(id)).state, DeliveryState::Queued);
    const PostSeal seal{.authorDevice = DeviceId(QUuid::createUuid()), .authorSequence = 4, .contentHash = "made"};
    need(threads.setSeal(id, seal));
    QCOMPARE(need(threads.seal(id))->contentHash, "made");
    QCOMPARE(need(threads.markSent(id)).state, DeliveryState::Sent);
    QCOMPARE(codeOf(threads.markFailed(id, ErrorCode::Forbidden)), ErrorCode::NotFound);
    const ThreadId theirs = need(threads.insert(threadOf(group, u"theirs"_s))).thread.id;
    QCOMPARE(codeOf(threads.markSent(theirs)), ErrorCode::NotFound);
    QCOMPARE(codeOf(threads.setSeal(theirs, seal)), ErrorCode::NotFound);
}

void TestThreadVaultStore::tenThousandThreadsOpenByPage()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    ThreadVaultStore &threads = vault.session->threads();
    constexpr int kThreads = 10'000;
    need(vault.session->transact([&]() -> Result<> {
        for (int i = 0; i < kThreads; ++i) {
            NewThread thread = i % 50 == 0 ? ownThread(group, u"own thread number %1"_s.arg(i), i)
                                           : threadOf(group, u"thread number %1"_s.arg(i), i);
            TACET_TRY(threads.insert(thread));
            if (i % 5 != 0)
                TACET_TRY(threads.markRead(thread.thread.id, 0));
        }
        return {};
    }));
    vault.reopen();
    QElapsedTimer timer;
    using enum ThreadOrder;
    for (const ThreadOrder order : {LastActivity, Newest, MostReplies, Title}) {
        for (const ThreadFilter filter :
             {ThreadFilter::All, ThreadFilter::Unread, ThreadFilter::Followed, ThreadFilter::Mine}) {
            timer.start();
            const ThreadPage page =
                need(vault.session->threads().list({.chat = group, .order = order, .filter = filter, .offset = 50}));
            qInfo("order %d, filter %d: %lld us for %lld of %d", int(order), int(filter), timer.nsecsElapsed() / 1000,
                  qint64(page.threads.size()), page.total);
            QCOMPARE(page.threads.size(), 100);
        }
    }
    timer.start();
    QCOMPARE(need(vault.session->threads().list({.chat = group, .offset = 9900})).threads.size(), 100);
    qInfo("last page: %lld us", timer.nsecsElapsed() / 1000);
    timer.start();
    QCOMPARE(need(vault.session->threads().list({.chat = group, .words = u"number 7345"_s})).total, 1);
    QCOMPARE(need(vault.session->threads().list({.chat = group, .words = u"number"_s})).total, kThreads);
    qInfo("two searches: %lld us", timer.nsecsElapsed() / 1000);
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        if (!plan.contains("OFFSET"_L1))
            continue;
        QVERIFY2(!plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
        QVERIFY2(!plan.contains("SCAN t"_L1), qPrintable(plan));
    }
}

TACET_VAULT_TEST_MAIN(TestThreadVaultStore)
#include "tst_threadvaultstore.moc"
