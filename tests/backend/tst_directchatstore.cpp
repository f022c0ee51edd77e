#include "models/backend/chatsettingsstore.h"
#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "tests/backend/tenantworld.h"

#include <QSet>

#include <mutex>

using namespace tacet;

class DirectChatStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void bothSidesGetTheSameChat()
    {
        const auto proposed = newId<ChatId>();
        const DirectChat alices = orThrow(DirectChatStore(m_alice->db()).openDirect(proposed, m_bob->user));
        QCOMPARE(alices.id, proposed);
        QCOMPARE(alices.peer, m_bob->user);
        QVERIFY(alices.lastMessage.isNull());
        const DirectChat bobs = orThrow(DirectChatStore(m_bob->db()).openDirect(newId<ChatId>(), m_alice->user));
        QCOMPARE(bobs.id, proposed);
        QCOMPARE(bobs.peer, m_alice->user);
        QCOMPARE(bobs.createdAt, alices.createdAt);
    }

    void openingAtOnceMakesOneChat()
    {
        constexpr int kEach = 2; // a device may have three connections, and the owner has one
        QSet<ChatId> ids;
        std::mutex mutex;
        std::atomic_int failures = 0;
        std::vector<std::unique_ptr<DatabaseConnection>> connections(2 * kEach);
        m_alice->connection.reset();
        m_bob->connection.reset();
        together(
            2 * kEach,
            [&](int index) {
                connections.at(static_cast<size_t>(index)) =
                    m_world->connect(index < kEach ? m_alice->login : m_bob->login);
            },
            [&](int index) {
                const auto connection = std::move(connections.at(static_cast<size_t>(index)));
                const UserId peer = index < kEach ? m_bob->user : m_alice->user;
                const auto chat = DirectChatStore(*connection).openDirect(newId<ChatId>(), peer);
                const std::lock_guard lock(mutex);
                if (chat)
                    ids.insert(chat->id);
                else
                    ++failures;
            });
        QCOMPARE(failures.load(), 0);
        QCOMPARE(ids.size(), 1);
    }

    void refusals()
    {
        DirectChatStore store(m_alice->db());
        QCOMPARE_ERROR(store.openDirect(newId<ChatId>(), m_alice->user), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.openDirect(newId<ChatId>(), newId<UserId>()), ErrorCode::NotFound);
        QCOMPARE_ERROR(store.openDirect(newId<ChatId>(3LL * 86'400'000), m_bob->user), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.openDirect(ChatId(QUuid::createUuid()), m_bob->user), ErrorCode::InvalidInput);
        orThrow(DirectoryStore(m_bob->db()).block(m_alice->user));
        QCOMPARE_ERROR(store.openDirect(newId<ChatId>(), m_bob->user), ErrorCode::Blocked);
        QCOMPARE_ERROR(DirectChatStore(m_bob->db()).openDirect(newId<ChatId>(), m_alice->user), ErrorCode::Blocked);
    }

    void strangersToAChatSeeNothingOfIt()
    {
        const Member eve = m_world->join(QStringLiteral("eve"));
        const DirectChat chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user));
        DirectChatStore store(eve.db());
        const auto foreign = store.chat(chat.id);
        const auto absent = store.chat(newId<ChatId>());
        QVERIFY(!foreign && !absent);
        QCOMPARE(foreign.error().databaseText(), absent.error().databaseText());
        QCOMPARE_ERROR(ChatSettingsStore(eve.db()).unreadCount(chat.id), ErrorCode::NotFound);
        QCOMPARE_ERROR(ChatSettingsStore(eve.db()).markRead(chat.id, newId<MessageId>()), ErrorCode::NotFound);
        QVERIFY(orThrow(store.chats(ChatId(), 10)).isEmpty());
    }

    void chatsArePaged()
    {
        QList<ChatId> opened;
        DirectChatStore store(m_alice->db());
        opened.append(orThrow(store.openDirect(newId<ChatId>(), m_bob->user)).id);
        for (int index = 0; index < 4; ++index) {
            const Member other = m_world->join(QStringLiteral("other%1").arg(index));
            opened.append(orThrow(DirectChatStore(other.db()).openDirect(newId<ChatId>(), m_alice->user)).id);
        }
        QList<ChatId> listed;
        ChatId after;
        for (;;) {
            const auto page = orThrow(store.chats(after, 2));
            if (page.isEmpty())
                break;
            QVERIFY(page.size() <= 2);
            for (const DirectChat &chat : page)
                listed.append(chat.id);
            after = listed.last();
        }
        QCOMPARE(listed, opened);
    }

    void unreadCountsWhatNoDeviceHasFetched()
    {
        const DirectChat chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user));
        DeliveryStore(m_alice->db()).send(messageFor(chat.id, {envelopeFor(m_bob->device)})).value();
        const OutgoingMessage second = messageFor(chat.id, {envelopeFor(m_bob->device, 1)});
        orThrow(DeliveryStore(m_alice->db()).send(second));
        ChatSettingsStore bobs(m_bob->db());
        QCOMPARE(orThrow(bobs.unreadCount(chat.id)), 2);
        QCOMPARE(orThrow(ChatSettingsStore(m_alice->db()).unreadCount(chat.id)), 0);
        QCOMPARE(orThrow(DirectChatStore(m_bob->db()).chat(chat.id)).lastMessage, second.id);
        const MailboxBatch batch = orThrow(MailboxStore(m_bob->db()).fetch(10));
        orThrow(MailboxStore(m_bob->db()).acknowledge({batch.items.first().mailboxId}));
        QCOMPARE(orThrow(bobs.unreadCount(chat.id)), 1);
    }

    void readMarksAreKeptOnlyWhereThePolicySaysSo()
    {
        const DirectChat chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user));
        const OutgoingMessage message = messageFor(chat.id, {envelopeFor(m_bob->device)});
        orThrow(DeliveryStore(m_alice->db()).send(message));
        ChatSettingsStore bobs(m_bob->db());
        orThrow(bobs.markRead(chat.id, message.id));
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.chat_settings"), 0);
        m_world->setPolicy(QStringLiteral("{\"delivery_status\": \"read\"}"));
        QCOMPARE(orThrow(bobs.unreadCount(chat.id)), 1);
        orThrow(bobs.markRead(chat.id, message.id));
        QCOMPARE(orThrow(bobs.unreadCount(chat.id)), 0);
        const auto status = orThrow(DeliveryStore(m_alice->db()).deliveryStatus({message.id}));
        QCOMPARE(status.first().status, RecipientStatus::Read);
    }
};

QTEST_GUILESS_MAIN(DirectChatStoreTest)
#include "tst_directchatstore.moc"
