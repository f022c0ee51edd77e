#include "models/backend/chatlogstore.h"
#include "models/backend/chatsettingsstore.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/reactionstore.h"
#include "models/backend/threadstore.h"
#include "models/backend/wakestore.h"
#include "tests/backend/groupworld.h"

#include <QSignalSpy>

using namespace tacet;

class ChatLogStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<TestGroup> m_group;

    ChatLogStore bob() { return ChatLogStore(m_bob->db()); }
    MessageId posted(DatabaseConnection &db)
    {
        const OutgoingPost post = livePost(m_group->id());
        orThrow(PostStore(db).post(post));
        return post.id;
    }
    /// What happened since `cursor`, which goes on.
    QList<LogEvent> news(SyncCursor &cursor, int limit = 100)
    {
        const SyncCursor now = orThrow(bob().cursor());
        QList<LogEvent> events;
        SyncPage page;
        do {
            page = orThrow(bob().events(cursor, now, page.end, limit));
            events.append(page.events);
        } while (!page.isLast);
        cursor = now;
        return events;
    }
    static QSet<QUuid> subjectsOf(const QList<LogEvent> &events)
    {
        QSet<QUuid> subjects;
        for (const LogEvent &event : events)
            subjects.insert(event.subject);
        return subjects;
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_group.emplace(*m_alice, ChatType::Group);
        orThrow(m_group->add(*m_alice, *m_bob));
    }

    void cleanup()
    {
        m_group.reset();
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void whatHappensIsToldOnce()
    {
        SyncCursor cursor = orThrow(bob().cursor());
        QVERIFY(news(cursor).isEmpty());
        const MessageId message = posted(m_alice->db());
        const auto events = news(cursor);
        QCOMPARE(events.size(), 1);
        QCOMPARE(events[0].kind, LogEventKind::Message);
        QCOMPARE(events[0].subject, message.uuid());
        QCOMPARE(events[0].position.chat, m_group->id());
        QVERIFY(news(cursor).isEmpty());
    }

    void everyKindIsTold()
    {
        SyncCursor cursor = orThrow(bob().cursor());
        PostStore posts(m_alice->db());
        ThreadStore threads(m_alice->db());
        const OutgoingPost post = livePost(m_group->id());
        orThrow(posts.post(post));
        orThrow(posts.edit({.message = post.id,
                            .seal = post.seal,
                            .distribution = post.distribution,
                            .encryptedContent = "edited",
                            .contentHash = sha256("edited")}));
        orThrow(ReactionStore(m_alice->db()).react(post.id, filler(32), "e"));
        orThrow(posts.pin(post.id));
        orThrow(posts.remove(post.id));
        const OutgoingThread thread{.id = newId<ThreadId>(),
                                    .chat = m_group->id(),
                                    .seal = signedSeal(),
                                    .encryptedTitle = "title",
                                    .encryptedBody = "body"};
        orThrow(threads.create(thread));
        orThrow(threads.edit(thread, 1));
        const OutgoingReply reply{
            .id = newId<ReplyId>(), .thread = thread.id, .seal = signedSeal(), .encryptedBody = "reply"};
        orThrow(threads.reply(reply));
        orThrow(threads.edit(reply, 1));
        orThrow(threads.remove(reply.id));
        orThrow(threads.remove(thread.id));
        orThrow(m_group->beginEpoch(*m_alice, 2));
        orThrow(ChatSettingsStore(m_alice->db()).setMessageTimer(m_group->id(), std::chrono::hours(1)));
        QSet<LogEventKind> kinds;
        for (const LogEvent &event : news(cursor, 3))
            kinds.insert(event.kind);
        using enum LogEventKind;
        QCOMPARE(kinds, (QSet<LogEventKind>{Message, MessageEdited, MessageDeleted, Reaction, Pin, Thread, ThreadEdited,
                                            ThreadDeleted, LogEventKind::Reply, ReplyEdited, ReplyDeleted, Operation,
                                            Epoch, Chat}));
    }

    void aLateCommitIsNotMissed()
    {
        SyncCursor cursor = orThrow(bob().cursor());
        const auto late = m_world->connect(m_alice->login);
        auto transaction = orThrow(DatabaseTransaction::begin(*late));
        const MessageId first = posted(*late);
        const MessageId second = posted(m_bob->db());
        QCOMPARE(subjectsOf(news(cursor)), QSet<QUuid>{second.uuid()});
        orThrow(transaction.commit());
        QCOMPARE(subjectsOf(news(cursor)), QSet<QUuid>{first.uuid()});
        QVERIFY(news(cursor).isEmpty());
    }

    void pagesGoOnWhereTheOneBeforeEnded()
    {
        const TestGroup other(*m_bob, ChatType::Group);
        SyncCursor cursor = orThrow(bob().cursor());
        QSet<QUuid> written;
        for (int index = 0; index < 7; ++index)
            written.insert(posted(m_alice->db()).uuid());
        for (int index = 0; index < 4; ++index) {
            const OutgoingPost post = livePost(other.id());
            orThrow(PostStore(m_bob->db()).post(post));
            written.insert(post.id.uuid());
        }
        const auto events = news(cursor, 3);
        QCOMPARE(events.size(), 11);
        QCOMPARE(subjectsOf(events), written);
    }

    void whoListensIsWoken()
    {
        QSignalSpy woken(&m_bob->db(), &DatabaseConnection::notified);
        const QString channel = orThrow(WakeStore(m_bob->db()).myChannel());
        orThrow(m_bob->db().listen(channel));
        posted(m_alice->db());
        QVERIFY(woken.isEmpty());
        orThrow(WakeStore(m_alice->db()).wake(m_group->id()));
        QTRY_COMPARE(woken.size(), 1);
        QCOMPARE(woken.first().first().toString(), channel);
        const Member eve = m_world->join(QStringLiteral("eve"));
        QCOMPARE_ERROR(WakeStore(eve.db()).wake(m_group->id()), ErrorCode::NotFound);
    }

    void strangersLearnNothing()
    {
        const Member eve = m_world->join(QStringLiteral("eve"));
        ChatLogStore eves(eve.db());
        const SyncCursor before = orThrow(eves.cursor());
        posted(m_alice->db());
        const SyncPage page = orThrow(eves.events(before, orThrow(eves.cursor()), {}, 100));
        QVERIFY(page.events.isEmpty() && page.isLast);
    }

    void aCursorOfAnotherDatabaseIsRefused()
    {
        const SyncCursor cursor = orThrow(bob().cursor());
        orThrow(m_world->superuser().script("UPDATE tacet.tenant SET incarnation = gen_random_uuid()"));
        QCOMPARE_ERROR(bob().events(cursor, orThrow(bob().cursor()), {}, 100), ErrorCode::Conflict);
    }

    void malformedCursorsAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << QString();
        QTest::newRow("words") << QStringLiteral("give me everything");
        QTest::newRow("huge") << QString(40'000, u'1');
    }

    void malformedCursorsAreRefused()
    {
        QFETCH(QString, text);
        const SyncCursor now = orThrow(bob().cursor());
        QCOMPARE_ERROR(bob().events({.text = text}, now, {}, 100), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(bob().events(now, now, {}, 501), ErrorCode::InvalidInput);
    }

    void aCursorIsNotTakenWhereSomethingWasWritten()
    {
        auto transaction = orThrow(DatabaseTransaction::begin(m_bob->db()));
        posted(m_bob->db());
        QCOMPARE_ERROR(bob().cursor(), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(ChatLogStoreTest)
#include "tst_chatlogstore.moc"
