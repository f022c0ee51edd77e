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
    std::optional<GroupRoom> m_room;

    ChatLogStore bob() { return ChatLogStore(m_room->bob.db()); }
    MessageId posted(DatabaseConnection &db)
    {
        const OutgoingPost post = livePost(m_room->group.id());
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

    void init() { m_room.emplace(*m_fixture); }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void whatHappensIsToldOnce()
    {
        SyncCursor cursor = orThrow(bob().cursor());
        QVERIFY(news(cursor).isEmpty());
        const MessageId message = posted(m_room->alice.db());
        const auto events = news(cursor);
        QCOMPARE(events.size(), 1);
        QCOMPARE(events[0].kind, LogEventKind::Message);
        QCOMPARE(events[0].subject, message.uuid());
        QCOMPARE(events[0].position.chat, m_room->group.id());
        QVERIFY(news(cursor).isEmpty());
    }

    void everyKindIsTold()
    {
        SyncCursor cursor = orThrow(bob().cursor());
        PostStore posts(m_room->alice.db());
        ThreadStore threads(m_room->alice.db());
        const OutgoingPost post = livePost(m_room->group.id());
        orThrow(posts.post(post));
        orThrow(posts.edit({.message = post.id,
                            .seal = post.seal,
                            .distribution = post.distribution,
                            .encryptedContent = "edited",
                            .contentHash = sha256("edited")}));
        orThrow(ReactionStore(m_room->alice.db()).react(post.id, filler(32), "e"));
        orThrow(posts.pin(post.id));
        orThrow(posts.remove(post.id));
        const OutgoingThread thread{.id = newId<ThreadId>(),
                                    .chat = m_room->group.id(),
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
        orThrow(m_room->group.beginEpoch(m_room->alice, 2));
        orThrow(ChatSettingsStore(m_room->alice.db()).setMessageTimer(m_room->group.id(), std::chrono::hours(1)));
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
        const auto late = m_room->world.connect(m_room->alice.login);
        auto transaction = orThrow(DatabaseTransaction::begin(*late));
        const MessageId first = posted(*late);
        const MessageId second = posted(m_room->bob.db());
        QCOMPARE(subjectsOf(news(cursor)), QSet<QUuid>{second.uuid()});
        orThrow(transaction.commit());
        QCOMPARE(subjectsOf(news(cursor)), QSet<QUuid>{first.uuid()});
        QVERIFY(news(cursor).isEmpty());
    }

    void pagesGoOnWhereTheOneBeforeEnded()
    {
        const TestGroup other(m_room->bob, ChatType::Group);
        SyncCursor cursor = orThrow(bob().cursor());
        QSet<QUuid> written;
        for (int index = 0; index < 7; ++index)
            written.insert(posted(m_room->alice.db()).uuid());
        for (int index = 0; index < 4; ++index) {
            const OutgoingPost post = livePost(other.id());
            orThrow(PostStore(m_room->bob.db()).post(post));
            written.insert(post.id.uuid());
        }
        const auto events = news(cursor, 3);
        QCOMPARE(events.size(), 11);
        QCOMPARE(subjectsOf(events), written);
    }

    void whoListensIsWoken()
    {
        QSignalSpy woken(&m_room->bob.db(), &DatabaseConnection::notified);
        const QString channel = orThrow(WakeStore(m_room->bob.db()).myChannel());
        orThrow(m_room->bob.db().listen(channel));
        posted(m_room->alice.db());
        QVERIFY(woken.isEmpty());
        orThrow(WakeStore(m_room->alice.db()).wake(m_room->group.id()));
        QTRY_COMPARE(woken.size(), 1);
        QCOMPARE(woken.first().first().toString(), channel);
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        QCOMPARE_ERROR(WakeStore(eve.db()).wake(m_room->group.id()), ErrorCode::NotFound);
    }

    void strangersLearnNothing()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        ChatLogStore eves(eve.db());
        const SyncCursor before = orThrow(eves.cursor());
        posted(m_room->alice.db());
        const SyncPage page = orThrow(eves.events(before, orThrow(eves.cursor()), {}, 100));
        QVERIFY(page.events.isEmpty() && page.isLast);
    }

    void aCursorOfAnotherDatabaseIsRefused()
    {
        const SyncCursor cursor = orThrow(bob().cursor());
        orThrow(m_room->world.superuser().script("UPDATE tacet.tenant SET incarnation = gen_random_uuid()"));
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
        auto transaction = orThrow(DatabaseTransaction::begin(m_room->bob.db()));
        posted(m_room->bob.db());
        QCOMPARE_ERROR(bob().cursor(), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(ChatLogStoreTest)
#include "tst_chatlogstore.moc"
