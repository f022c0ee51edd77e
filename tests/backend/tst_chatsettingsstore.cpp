#include "models/backend/chatsettingsstore.h"
#include "models/backend/directchatstore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

using Which = ChatSettingsStore::Which;

class ChatSettingsStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::optional<GroupRoom> m_room;

    ChatSettingsStore alice() { return ChatSettingsStore(m_room->alice.db()); }
    ChatSettingsStore bob() { return ChatSettingsStore(m_room->bob.db()); }
    void keepReadMarks() { m_room->world.setPolicy(QStringLiteral("{\"delivery_status\": \"read\"}")); }
    MessageId posted()
    {
        const OutgoingPost post = livePost(m_room->group.id());
        orThrow(PostStore(m_room->alice.db()).post(post));
        return post.id;
    }
    void slowDown(std::chrono::seconds slowMode)
    {
        StoredGroupSettings settings = m_room->group.genesis().settings;
        settings.slowMode = slowMode;
        orThrow(m_room->group.change(m_room->alice, settings));
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init() { m_room.emplace(*m_fixture); }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void settingsAreOnesOwn()
    {
        const QDateTime tomorrow = QDateTime::currentDateTimeUtc().addDays(1);
        orThrow(bob().set(m_room->group.id(), {.isMuted = true,
                                               .mutedUntil = tomorrow,
                                               .isPinned = true,
                                               .isArchived = true,
                                               .notifications = ChatNotifications::Mentions}));
        const auto listed = orThrow(bob().settings(Which::All, ChatId(), 10));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0].chat, m_room->group.id());
        QVERIFY(listed[0].settings.isMuted && listed[0].settings.isPinned && listed[0].settings.isArchived);
        QCOMPARE(listed[0].settings.mutedUntil, tomorrow);
        QCOMPARE(listed[0].settings.notifications, ChatNotifications::Mentions);
        QVERIFY(listed[0].lastRead.isNull());
        QCOMPARE(listed[0].messageTimer, std::chrono::seconds(0));
        QVERIFY(orThrow(alice().settings(Which::All, ChatId(), 10)).isEmpty());
        QCOMPARE_ERROR(alice().set(newId<ChatId>(), {}), ErrorCode::NotFound);
    }

    void listsAreFilteredAndPaged()
    {
        const TestGroup second(m_room->bob, ChatType::Group);
        const auto direct = orThrow(DirectChatStore(m_room->bob.db()).openDirect(newId<ChatId>(), m_room->alice.user));
        orThrow(bob().set(m_room->group.id(), {.isPinned = true}));
        orThrow(bob().set(second.id(), {.isArchived = true}));
        orThrow(bob().set(direct.id, {.isMuted = true}));
        QCOMPARE(orThrow(bob().settings(Which::Pinned, ChatId(), 10)).first().chat, m_room->group.id());
        QCOMPARE(orThrow(bob().settings(Which::Archived, ChatId(), 10)).first().chat, second.id());
        QList<ChatId> all;
        for (;;) {
            const auto page = orThrow(bob().settings(Which::All, all.isEmpty() ? ChatId() : all.last(), 2));
            if (page.isEmpty())
                break;
            for (const ListedChatSettings &settings : page)
                all.append(settings.chat);
        }
        QCOMPARE(all.size(), 3);
    }

    void rulesHoldForEverybody()
    {
        QCOMPARE_ERROR(bob().setMessageTimer(m_room->group.id(), std::chrono::hours(1)), ErrorCode::NotFound);
        orThrow(alice().setMessageTimer(m_room->group.id(), std::chrono::hours(1)));
        const OutgoingPost post = livePost(m_room->group.id());
        const PostReceipt receipt = orThrow(PostStore(m_room->bob.db()).post(post));
        const qint64 lives = receipt.storedAt.secsTo(receipt.expiresAt);
        QVERIFY2(lives >= 3595 && lives <= 3605, qPrintable(QString::number(lives)));
        QCOMPARE(orThrow(bob().rules(m_room->group.id())).messageTimer, std::chrono::seconds(3600));
        QCOMPARE_ERROR(alice().setMessageTimer(m_room->group.id(), std::chrono::seconds(4)), ErrorCode::InvalidInput);
        orThrow(alice().setMessageTimer(m_room->group.id(), {}));
        QCOMPARE(orThrow(bob().rules(m_room->group.id())).messageTimer, std::chrono::seconds(0));
        const auto direct = orThrow(DirectChatStore(m_room->bob.db()).openDirect(newId<ChatId>(), m_room->alice.user));
        orThrow(bob().setMessageTimer(direct.id, std::chrono::minutes(1)));
        QCOMPARE(orThrow(alice().rules(direct.id)).messageTimer, std::chrono::seconds(60));
        QCOMPARE_ERROR(bob().rules(newId<ChatId>()), ErrorCode::NotFound);
    }

    void slowModeIsForWhoOnlyWrites()
    {
        slowDown(std::chrono::hours(1));
        QVERIFY(!orThrow(bob().rules(m_room->group.id())).nextPostAt.isValid());
        PostStore bobs(m_room->bob.db());
        const OutgoingPost first = livePost(m_room->group.id());
        orThrow(bobs.post(first));
        QCOMPARE(orThrow(bobs.post(first)).state, StoredState::Repeat);
        QCOMPARE_ERROR(bobs.post(livePost(m_room->group.id())), ErrorCode::TooSoon);
        const Member phone = m_room->world.secondDevice(m_room->bob);
        QCOMPARE_ERROR(PostStore(phone.db()).post(livePost(m_room->group.id())), ErrorCode::TooSoon);
        const ChatRules rules = orThrow(bob().rules(m_room->group.id()));
        QCOMPARE(rules.slowMode, std::chrono::seconds(3600));
        QVERIFY(QDateTime::currentDateTimeUtc().secsTo(rules.nextPostAt) > 3500);
        posted();
        posted();
        QVERIFY(!orThrow(alice().rules(m_room->group.id())).nextPostAt.isValid());
        QCOMPARE(orThrow(GroupLogStore(m_room->bob.db()).group(m_room->group.id())).nextPostAt, rules.nextPostAt);
        slowDown({});
        orThrow(bobs.post(livePost(m_room->group.id())));
    }

    void twoDevicesAtOncePostOneMessageInSlowMode()
    {
        slowDown(std::chrono::hours(1));
        const Member phone = m_room->world.secondDevice(m_room->bob);
        const std::array<const Member *, 2> devices{&m_room->bob, &phone};
        std::array<std::unique_ptr<DatabaseConnection>, 2> connections;
        std::atomic_int stored = 0;
        std::atomic_int tooSoon = 0;
        together(
            2, [&](int index) { connections[size_t(index)] = m_room->world.connect(devices[size_t(index)]->login); },
            [&](int index) {
                const auto connection = std::move(connections[size_t(index)]);
                for (int attempt = 0; attempt < 10; ++attempt) {
                    const auto receipt = PostStore(*connection).post(livePost(m_room->group.id()));
                    if (receipt)
                        ++stored;
                    else if (receipt.error().code() == ErrorCode::TooSoon)
                        ++tooSoon;
                }
            });
        QCOMPARE(stored.load(), 1);
        QCOMPARE(tooSoon.load(), 19);
    }

    void readMarksAreKeptWhereThePolicySaysSo()
    {
        const MessageId first = posted();
        orThrow(bob().markRead(m_room->group.id(), first));
        QVERIFY(orThrow(alice().readMarks(m_room->group.id(), UserId(), 10)).isEmpty());
        QVERIFY(!orThrow(bob().unreadCount(m_room->group.id())));
        keepReadMarks();
        const MessageId second = posted();
        QCOMPARE(orThrow(bob().unreadCount(m_room->group.id())), std::optional<qint64>(2));
        orThrow(bob().markRead(m_room->group.id(), std::max(first, second)));
        orThrow(bob().markRead(m_room->group.id(), std::min(first, second)));
        QCOMPARE(orThrow(bob().unreadCount(m_room->group.id())), std::optional<qint64>(0));
        orThrow(alice().markRead(m_room->group.id(), first));
        const auto marks = orThrow(alice().readMarks(m_room->group.id(), UserId(), 10));
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks[1].user, m_room->bob.user);
        QCOMPARE(marks[1].lastRead, std::max(first, second));
        QCOMPARE(orThrow(alice().readMarks(m_room->group.id(), marks[0].user, 10)).size(), 1);
        QCOMPARE(orThrow(bob().settings(Which::All, ChatId(), 10)).first().lastRead, std::max(first, second));
        const auto status = orThrow(DeliveryStore(m_room->alice.db()).deliveryStatus({first}));
        QCOMPARE(status.first().status, RecipientStatus::Read);
    }

    void strangersMarkNothing()
    {
        keepReadMarks();
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        ChatSettingsStore eves(eve.db());
        QCOMPARE_ERROR(eves.markRead(m_room->group.id(), posted()), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.readMarks(m_room->group.id(), UserId(), 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.unreadCount(m_room->group.id()), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().markRead(m_room->group.id(), newId<MessageId>(3LL * 86'400'000)), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(ChatSettingsStoreTest)
#include "tst_chatsettingsstore.moc"
