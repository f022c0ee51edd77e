#include "models/backend/threadstore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

class ThreadStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::optional<GroupRoom> m_room;

    ThreadStore alice() { return ThreadStore(m_room->alice.db()); }
    ThreadStore bob() { return ThreadStore(m_room->bob.db()); }
    OutgoingThread thread(const QByteArray &title = "title")
    {
        return {.id = newId<ThreadId>(),
                .chat = m_room->group.id(),
                .seal = signedSeal(),
                .encryptedTitle = title,
                .encryptedBody = "body"};
    }
    static OutgoingReply replyTo(ThreadId thread, ReplyId parent = {})
    {
        return {
            .id = newId<ReplyId>(), .thread = thread, .parent = parent, .seal = signedSeal(), .encryptedBody = "reply"};
    }
    ThreadId opened(const QByteArray &title = "title")
    {
        const OutgoingThread one = thread(title);
        orThrow(alice().create(one));
        return one.id;
    }
    QList<ThreadId> listed(int limit)
    {
        QList<ThreadId> ids;
        StoredThreadPage page;
        do {
            page = orThrow(bob().threads(m_room->group.id(), page.end, limit));
            for (const StoredThread &one : page.threads)
                ids.append(one.id);
        } while (!page.isLast);
        return ids;
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init() { m_room.emplace(*m_fixture); }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void aThreadIsReadAsItWasWritten()
    {
        OutgoingThread one = thread();
        const WritingReceipt receipt = orThrow(alice().create(one));
        QCOMPARE(receipt.state, StoredState::Stored);
        QCOMPARE(orThrow(alice().create(one)).state, StoredState::Repeat);
        const StoredThread stored = orThrow(bob().threads({one.id})).first();
        QCOMPARE(stored.chat, m_room->group.id());
        QCOMPARE(stored.author, m_room->alice.user);
        QCOMPARE(stored.authorDevice, m_room->alice.device);
        QCOMPARE(stored.seal.epoch, 1);
        QCOMPARE(stored.seal.parentHash, one.seal.parentHash);
        QCOMPARE(stored.seal.signature, one.seal.signature);
        QCOMPARE(stored.encryptedTitle, one.encryptedTitle);
        QCOMPARE(stored.encryptedBody, one.encryptedBody);
        QCOMPARE(stored.createdAt, receipt.createdAt);
        QCOMPARE(stored.replyCount, 0);
        one.encryptedBody = "other";
        QCOMPARE_ERROR(alice().create(one), ErrorCode::Conflict);
    }

    void onlyWhoMayWrites()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        const ThreadId id = opened();
        QCOMPARE_ERROR(ThreadStore(eve.db()).create(thread()), ErrorCode::NotFound);
        QCOMPARE_ERROR(ThreadStore(eve.db()).reply(replyTo(id)), ErrorCode::NotFound);
        QCOMPARE_ERROR(ThreadStore(eve.db()).replies(id, ReplyId(), 10), ErrorCode::NotFound);
        QVERIFY(orThrow(ThreadStore(eve.db()).threads({id})).isEmpty());
        orThrow(m_room->group.define(m_room->alice,
                                     {.id = m_room->group.memberRole(), .permissions = {}, .isDefault = true}));
        QCOMPARE_ERROR(bob().create(thread()), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().reply(replyTo(id)), ErrorCode::NotFound);
        OutgoingThread future = thread();
        future.seal.epoch = 2;
        QCOMPARE_ERROR(alice().create(future), ErrorCode::Conflict);
        OutgoingThread unsealed = thread();
        unsealed.seal.signature.clear();
        QCOMPARE_ERROR(alice().create(unsealed), ErrorCode::InvalidInput);
        OutgoingThread longTitle = thread(QByteArray(1281, 't'));
        QCOMPARE_ERROR(alice().create(longTitle), ErrorCode::InvalidInput);
    }

    void repliesNestAndMoveTheirThreadUp()
    {
        const ThreadId first = opened("first");
        const ThreadId second = opened("second");
        QCOMPARE(listed(10), (QList<ThreadId>{second, first}));
        const OutgoingReply top = replyTo(first);
        QCOMPARE(orThrow(bob().reply(top)).state, StoredState::Stored);
        QCOMPARE(orThrow(bob().reply(top)).state, StoredState::Repeat);
        const OutgoingReply below = replyTo(first, top.id);
        orThrow(alice().reply(below));
        QCOMPARE(listed(10), (QList<ThreadId>{first, second}));
        const auto replies = orThrow(alice().replies(first, ReplyId(), 10));
        QCOMPARE(replies.size(), 2);
        const StoredReply &nested = replies[0].id == below.id ? replies[0] : replies[1];
        QCOMPARE(nested.parent, top.id);
        QCOMPARE(nested.level, 2);
        QCOMPARE(nested.thread, first);
        QCOMPARE(nested.author, m_room->alice.user);
        QCOMPARE(nested.seal.signature, below.seal.signature);
        QCOMPARE(nested.encryptedBody, below.encryptedBody);
        QCOMPARE(orThrow(bob().threads({first})).first().replyCount, 2);
        QCOMPARE_ERROR(bob().reply(replyTo(second, top.id)), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().reply(replyTo(newId<ThreadId>())), ErrorCode::NotFound);
    }

    void pagesOfThreadsAndRepliesMissNothing()
    {
        QSet<ThreadId> threads;
        for (int index = 0; index < 7; ++index)
            threads.insert(opened());
        const QList<ThreadId> read = listed(3);
        QCOMPARE(read.size(), 7);
        QCOMPARE(QSet<ThreadId>(read.begin(), read.end()), threads);
        // All within one millisecond: the key of a page is as fine as the database's time.
        orThrow(m_room->world.superuser().script(
            "UPDATE tacet.threads SET last_activity_at = date_trunc('second', now()) + "
            "interval '1 microsecond' * ('x' || right(id::text, 2))::bit(8)::int"));
        const QList<ThreadId> again = listed(1);
        QCOMPARE(again.size(), 7);
        QCOMPARE(QSet<ThreadId>(again.begin(), again.end()), threads);
        for (int index = 0; index < 5; ++index)
            orThrow(bob().reply(replyTo(read.first())));
        const auto page = orThrow(alice().replies(read.first(), ReplyId(), 3));
        QCOMPARE(page.size(), 3);
        QCOMPARE(orThrow(alice().replies(read.first(), page.last().id, 3)).size(), 2);
        QCOMPARE_ERROR(bob().threads(m_room->group.id(), {}, 101), ErrorCode::InvalidInput);
    }

    void whatEventsNameIsReadByIds()
    {
        const ThreadId one = opened();
        const OutgoingReply reply = replyTo(one);
        orThrow(bob().reply(reply));
        const auto replies = orThrow(alice().replies({reply.id, newId<ReplyId>()}));
        QCOMPARE(replies.size(), 1);
        QCOMPARE(replies[0].id, reply.id);
        orThrow(alice().remove(one));
        QVERIFY(orThrow(bob().replies({reply.id})).isEmpty());
        const StoredThread gone = orThrow(bob().threads({one})).first();
        QVERIFY(gone.deletedAt.isValid() && gone.encryptedTitle.isEmpty());
        QCOMPARE(gone.deletedBy, m_room->alice.user);
    }

    void editsAreNumbered()
    {
        OutgoingThread one = thread();
        orThrow(alice().create(one));
        one.encryptedTitle = "better";
        one.seal = signedSeal(2);
        QCOMPARE(orThrow(alice().edit(one, 1)), StoredState::Stored);
        QCOMPARE(orThrow(alice().edit(one, 1)), StoredState::Repeat);
        QCOMPARE_ERROR(alice().edit(one, 3), ErrorCode::Conflict);
        QCOMPARE_ERROR(bob().edit(one, 2), ErrorCode::NotFound);
        const StoredThread stored = orThrow(bob().threads({one.id})).first();
        QCOMPARE(stored.encryptedTitle, QByteArray("better"));
        QCOMPARE(stored.editNumber, 1);
        QCOMPARE(stored.seal.authorSequence, 2);
        QVERIFY(stored.editedAt.isValid());
        OutgoingReply reply = replyTo(one.id);
        orThrow(bob().reply(reply));
        reply.encryptedBody = "better";
        QCOMPARE(orThrow(bob().edit(reply, 1)), StoredState::Stored);
        QCOMPARE(orThrow(bob().edit(reply, 1)), StoredState::Repeat);
        QCOMPARE_ERROR(alice().edit(reply, 2), ErrorCode::NotFound);
        QCOMPARE(orThrow(alice().replies({reply.id})).first().encryptedBody, QByteArray("better"));
        QCOMPARE(orThrow(alice().replies({reply.id})).first().editNumber, 1);
    }

    void deletingTakesTheRepliesOrLeavesAPlace()
    {
        const ThreadId one = opened();
        const OutgoingReply top = replyTo(one);
        orThrow(bob().reply(top));
        orThrow(alice().reply(replyTo(one, top.id)));
        QCOMPARE_ERROR(bob().remove(one), ErrorCode::NotFound);
        orThrow(bob().remove(top.id));
        orThrow(bob().remove(top.id));
        const StoredReply tombstone = orThrow(alice().replies({top.id})).first();
        QVERIFY(tombstone.deletedAt.isValid() && tombstone.encryptedBody.isEmpty());
        QCOMPARE(tombstone.deletedBy, m_room->bob.user);
        QCOMPARE(orThrow(alice().replies(one, ReplyId(), 10)).size(), 2);
        QCOMPARE(orThrow(alice().threads({one})).first().replyCount, 1);
        orThrow(alice().remove(one));
        orThrow(alice().remove(one));
        QVERIFY(listed(10).isEmpty());
        QCOMPARE(m_room->world.number("SELECT count(*) FROM tacet.replies"), 0);
        QCOMPARE_ERROR(bob().reply(replyTo(one)), ErrorCode::NotFound);
    }

    void threadsArePinnedByWhoMay()
    {
        const ThreadId first = opened();
        const ThreadId second = opened();
        QCOMPARE_ERROR(bob().pin(first), ErrorCode::NotFound);
        orThrow(alice().pin(first));
        orThrow(alice().pin(first));
        orThrow(alice().pin(second));
        const auto pins = orThrow(bob().pinned(m_room->group.id()));
        QCOMPARE(pins.size(), 2);
        QCOMPARE(pins[0].thread, second);
        QCOMPARE(pins[0].pinnedBy, m_room->alice.user);
        QVERIFY(pins[0].pinnedAt.isValid());
        orThrow(alice().unpin(second));
        m_room->world.setPolicy(QStringLiteral("{\"pins_per_chat\": 1}"));
        QCOMPARE_ERROR(alice().pin(second), ErrorCode::QuotaExceeded);
        orThrow(alice().remove(first));
        QVERIFY(orThrow(bob().pinned(m_room->group.id())).isEmpty());
    }

    void whatOneFollowsAndHasReadIsOnesOwn()
    {
        const ThreadId one = opened();
        const OutgoingReply reply = replyTo(one);
        orThrow(bob().reply(reply));
        orThrow(alice().follow(one, true));
        orThrow(alice().markRead(one, ReplyId()));
        auto marks = orThrow(alice().marks(m_room->group.id(), ThreadId(), 10));
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks[0].thread, one);
        QVERIFY(marks[0].isFollowed && !marks[0].readTo);
        QVERIFY(orThrow(bob().marks(m_room->group.id(), ThreadId(), 10)).isEmpty());
        m_room->world.setPolicy(QStringLiteral("{\"delivery_status\": \"read\"}"));
        orThrow(alice().markRead(one, ReplyId()));
        marks = orThrow(alice().marks(m_room->group.id(), ThreadId(), 10));
        QCOMPARE(marks[0].readTo, std::optional(ReplyId()));
        QCOMPARE(marks[0].unread, 1);
        orThrow(alice().markRead(one, reply.id));
        orThrow(alice().follow(one, false));
        marks = orThrow(alice().marks(m_room->group.id(), ThreadId(), 10));
        QCOMPARE(marks[0].readTo, std::optional(reply.id));
        QVERIFY(!marks[0].isFollowed && marks[0].unread == 0);
        QVERIFY(orThrow(alice().marks(m_room->group.id(), one, 10)).isEmpty());
        QCOMPARE_ERROR(alice().follow(newId<ThreadId>(), true), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(ThreadStoreTest)
#include "tst_threadstore.moc"
