#include "models/backend/deliverystore.h"
#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "tests/backend/tenantworld.h"

using namespace tacet;

class DeliveryStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    ChatId m_chat;

    DeliveryStore alice() { return DeliveryStore(m_alice->db()); }
    OutgoingMessage toBob(quint32 number = 0) { return messageFor(m_chat, {envelopeFor(m_bob->device, number)}); }
    QList<MailboxItem> mailOf(const Member &member) { return orThrow(MailboxStore(member.db()).fetch(500)).items; }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user)).id;
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void aMessageReachesEveryAddressedDevice()
    {
        const Member phone = m_world->secondDevice(*m_bob);
        const Member desk = m_world->secondDevice(*m_alice);
        const auto message = messageFor(m_chat, {envelopeFor(m_bob->device, 1, "handshake"),
                                                 envelopeFor(phone.device, 2), envelopeFor(desk.device, 3)});
        const SendReceipt receipt = orThrow(alice().send(message));
        QCOMPARE(receipt.state, SendReceipt::State::Stored);
        QCOMPARE(receipt.ownManifestVersion, 2);
        QCOMPARE(receipt.peerManifestVersion, 2);
        QVERIFY(receipt.dropped.isEmpty());
        QCOMPARE(mailOf(*m_bob).size(), 1);
        QCOMPARE(mailOf(phone).first().envelope.number, 2U);
        QCOMPARE(mailOf(desk).first().encryptedContent, message.encryptedContent);
        QVERIFY(mailOf(*m_alice).isEmpty());
    }

    void aRepeatChangesNothing()
    {
        const auto message = toBob();
        orThrow(alice().send(message));
        const SendReceipt again = orThrow(alice().send(message));
        QCOMPARE(again.state, SendReceipt::State::Repeat);
        QCOMPARE(mailOf(*m_bob).size(), 1);
        orThrow(MailboxStore(m_bob->db()).acknowledge({mailOf(*m_bob).first().mailboxId}));
        QCOMPARE(orThrow(alice().send(message)).state, SendReceipt::State::Repeat);
        QVERIFY(mailOf(*m_bob).isEmpty());
    }

    void aRepeatIsAnsweredEvenAfterABlock()
    {
        const auto message = toBob();
        orThrow(alice().send(message));
        orThrow(DirectoryStore(m_bob->db()).block(m_alice->user));
        QCOMPARE(orThrow(alice().send(message)).state, SendReceipt::State::Repeat);
        QCOMPARE_ERROR(alice().send(toBob()), ErrorCode::Blocked);
        QCOMPARE_ERROR(DeliveryStore(m_bob->db()).send(messageFor(m_chat, {envelopeFor(m_alice->device)})),
                       ErrorCode::Blocked);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 1);
    }

    void theSameIdWithOtherContentIsAConflict()
    {
        auto message = toBob();
        orThrow(alice().send(message));
        message.encryptedContent = "other";
        message.contentHash = sha256("other");
        QCOMPARE_ERROR(alice().send(message), ErrorCode::Conflict);
        auto fromBob = messageFor(m_chat, {envelopeFor(m_alice->device)});
        fromBob.id = message.id;
        QCOMPARE_ERROR(DeliveryStore(m_bob->db()).send(fromBob), ErrorCode::Conflict);
        QCOMPARE(mailOf(*m_bob).first().encryptedContent, QByteArray("sealed"));
    }

    void malformedMessagesAreRefused_data()
    {
        using Change = std::function<void(OutgoingMessage &)>;
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("empty body", [](auto &m) { m.encryptedContent.clear(), m.contentHash = sha256({}); });
        row("wrong hash", [](auto &m) { m.contentHash = sha256("x"); });
        row("body of 1 MiB and 1", [](auto &m) {
            m.encryptedContent = QByteArray((1 << 20) + 1, 'x');
            m.contentHash = sha256(m.encryptedContent);
        });
        row("36 days old", [](auto &m) { m.id = newId<MessageId>(-36LL * 86'400'000); });
        row("25 hours ahead", [](auto &m) { m.id = newId<MessageId>(25LL * 3'600'000); });
        row("100 years ago", [](auto &m) { m.id = MessageId(uuid7(1, std::array<std::byte, 10>{})); });
        row("100 years ahead", [](auto &m) { m.id = newId<MessageId>(36'500LL * 86'400'000); });
        row("version 4 id", [](auto &m) { m.id = MessageId(QUuid::createUuid()); });
        row("null id", [](auto &m) { m.id = MessageId(); });
        row("no session", [](auto &m) { m.envelopes[0].session.clear(); });
        row("long session", [](auto &m) { m.envelopes[0].session = filler(33); });
        row("short ratchet key", [](auto &m) { m.envelopes[0].ratchetKey.chop(1); });
        row("no ciphertext", [](auto &m) { m.envelopes[0].ciphertext.clear(); });
        row("huge ciphertext", [](auto &m) { m.envelopes[0].ciphertext = QByteArray(65'537, 'x'); });
        row("huge handshake", [](auto &m) { m.envelopes[0].handshake = QByteArray(16'385, 'x'); });
        row("device twice", [](auto &m) { m.envelopes.append(m.envelopes[0]); });
        row("513 devices", [](auto &m) {
            for (int index = 0; index < 512; ++index)
                m.envelopes.append(envelopeFor(newId<DeviceId>()));
        });
    }

    void malformedMessagesAreRefused()
    {
        QFETCH(std::function<void(OutgoingMessage &)>, change);
        auto message = toBob();
        change(message);
        QCOMPARE_ERROR(alice().send(message), ErrorCode::InvalidInput);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.messages"), 0);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.mailbox"), 0);
    }

    void aMonthOldMessageAndALargeOneAreTaken()
    {
        auto old = toBob();
        old.id = newId<MessageId>(-34LL * 86'400'000);
        orThrow(alice().send(old));
        auto large = toBob(1);
        large.encryptedContent = filler(1 << 20);
        large.contentHash = sha256(large.encryptedContent);
        orThrow(alice().send(large));
        QCOMPARE(mailOf(*m_bob).last().encryptedContent, large.encryptedContent);
    }

    void devicesThatAreNotOfTheChatAreDropped()
    {
        const Member eve = m_world->join(QStringLiteral("eve"));
        const auto unknown = newId<DeviceId>();
        const SendReceipt receipt =
            orThrow(alice().send(messageFor(m_chat, {envelopeFor(m_bob->device), envelopeFor(eve.device, 1),
                                                     envelopeFor(unknown, 2), envelopeFor(m_alice->device, 3)})));
        QCOMPARE(receipt.dropped, (QList<DeviceId>{eve.device, unknown, m_alice->device}));
        QVERIFY(mailOf(eve).isEmpty());
    }

    void nobodySendsToAChatOfOthers()
    {
        const Member eve = m_world->join(QStringLiteral("eve"));
        const auto foreign = DeliveryStore(eve.db()).send(toBob());
        const auto absent = DeliveryStore(eve.db()).send(messageFor(newId<ChatId>(), {envelopeFor(m_bob->device)}));
        QVERIFY(!foreign && !absent);
        QCOMPARE(errorName(foreign.error().code()), errorName(ErrorCode::NotFound));
        QCOMPARE(foreign.error().databaseText(), absent.error().databaseText());
        const auto message = toBob();
        orThrow(alice().send(message));
        QCOMPARE_ERROR(DeliveryStore(eve.db()).addRecipients(message.id, {envelopeFor(eve.device)}),
                       ErrorCode::NotFound);
        QCOMPARE_ERROR(DeliveryStore(m_bob->db()).addRecipients(message.id, {envelopeFor(m_bob->device)}),
                       ErrorCode::NotFound);
    }

    void aStrangerMayLeaveTwentyRows()
    {
        for (quint32 index = 0; index < 20; ++index)
            orThrow(alice().send(toBob(index)));
        QCOMPARE_ERROR(alice().send(toBob(20)), ErrorCode::RateLimited);
        QCOMPARE_ERROR(alice().sendControl(controlFor(m_chat, {envelopeFor(m_bob->device)})), ErrorCode::RateLimited);
        // A receipt of Bob's program is no answer of Bob's.
        orThrow(DeliveryStore(m_bob->db()).sendControl(controlFor(m_chat, {envelopeFor(m_alice->device)})));
        QCOMPARE_ERROR(alice().send(toBob(20)), ErrorCode::RateLimited);
        orThrow(DeliveryStore(m_bob->db()).send(messageFor(m_chat, {envelopeFor(m_alice->device)})));
        orThrow(alice().send(toBob(20)));
    }

    void addingTheSenderAsContactAcceptsThem()
    {
        for (quint32 index = 0; index < 20; ++index)
            orThrow(alice().send(toBob(index)));
        orThrow(DirectoryStore(m_bob->db()).addContact(m_alice->user));
        orThrow(alice().send(toBob(20)));
    }

    void sendingOneMessageTwiceAtOnceStoresItOnce()
    {
        const auto message = toBob();
        std::atomic_int stored = 0;
        std::atomic_int repeated = 0;
        std::vector<std::unique_ptr<DatabaseConnection>> connections(2);
        m_alice->connection.reset();
        together(
            2, [&](int index) { connections.at(static_cast<size_t>(index)) = m_world->connect(m_alice->login); },
            [&](int index) {
                const auto connection = std::move(connections.at(static_cast<size_t>(index)));
                const auto receipt = DeliveryStore(*connection).send(message);
                stored += receipt && receipt->state == SendReceipt::State::Stored;
                repeated += receipt && receipt->state == SendReceipt::State::Repeat;
            });
        QCOMPARE(stored.load(), 1);
        QCOMPARE(repeated.load(), 1);
        QCOMPARE(mailOf(*m_bob).size(), 1);
    }

    void aStrangerWithSeveralConnectionsLeavesNoMore()
    {
        std::vector<std::unique_ptr<DatabaseConnection>> connections(2);
        m_alice->connection.reset();
        together(
            2, [&](int index) { connections.at(static_cast<size_t>(index)) = m_world->connect(m_alice->login); },
            [&](int index) {
                const auto connection = std::move(connections.at(static_cast<size_t>(index)));
                for (quint32 count = 0; count < 15; ++count)
                    std::ignore = DeliveryStore(*connection).send(toBob(count));
            });
        QCOMPARE(mailOf(*m_bob).size(), 20);
    }

    void aStrangerMayBeginOneSession()
    {
        orThrow(alice().send(messageFor(m_chat, {envelopeFor(m_bob->device, 0, "shake", "session1")})));
        orThrow(alice().send(messageFor(m_chat, {envelopeFor(m_bob->device, 1, "shake", "session1")})));
        QCOMPARE_ERROR(alice().send(messageFor(m_chat, {envelopeFor(m_bob->device, 2, "shake", "session2")})),
                       ErrorCode::RateLimited);
    }

    void sessionsAdvance()
    {
        const auto state = [&](const char *name) {
            return m_world->number(
                QByteArray("SELECT count(*) FROM tacet.pending_sessions WHERE state = '" + QByteArray(name) + "'")
                    .constData());
        };
        orThrow(alice().send(messageFor(m_chat, {envelopeFor(m_bob->device, 0, "shake")})));
        QCOMPARE(state("initiated"), 1);
        orThrow(DeliveryStore(m_bob->db()).send(messageFor(m_chat, {envelopeFor(m_alice->device)})));
        QCOMPARE(state("responded"), 1);
        QCOMPARE(m_world->number("SELECT count(*) FROM tacet.ratchet_sessions"), 1);
        orThrow(alice().send(toBob(1)));
        QCOMPARE(state("completed"), 1);
    }

    void sendingIsLimited()
    {
        m_world->setPolicy(QStringLiteral("{\"send_burst\": 3, \"send_per_second\": 0}"));
        const auto first = toBob();
        orThrow(alice().send(first));
        orThrow(alice().send(toBob(1)));
        orThrow(alice().send(toBob(2)));
        QCOMPARE_ERROR(alice().send(toBob(3)), ErrorCode::RateLimited);
        QCOMPARE(orThrow(alice().send(first)).state, SendReceipt::State::Repeat);
    }

    void severalMessagesGoInOneTransaction()
    {
        const std::vector<OutgoingMessage> messages{toBob(0), toBob(1), toBob(2)};
        QCOMPARE(orThrow(alice().send(messages)).size(), 3);
        QCOMPARE(mailOf(*m_bob).at(2).envelope.number, 2U);
        std::vector<OutgoingMessage> bad{toBob(3), toBob(4)};
        bad[1].contentHash = sha256("x");
        QCOMPARE_ERROR(alice().send(bad), ErrorCode::InvalidInput);
        QCOMPARE(mailOf(*m_bob).size(), 3);
        QVERIFY(!m_alice->db().isInTransaction());
        const auto mixed = orThrow(alice().send(std::vector<OutgoingMessage>{messages[0], toBob(5)}));
        QCOMPARE(mixed.at(0).state, SendReceipt::State::Repeat);
        QCOMPARE(mixed.at(1).state, SendReceipt::State::Stored);
        QVERIFY(orThrow(alice().send(std::vector<OutgoingMessage>())).isEmpty());
    }

    void manyInOneBatchComeInOrder()
    {
        orThrow(DirectoryStore(m_bob->db()).addContact(m_alice->user));
        std::vector<OutgoingMessage> messages;
        for (quint32 index = 0; index < 300; ++index)
            messages.push_back(toBob(index));
        QCOMPARE(orThrow(alice().send(messages)).size(), 300);
        const auto mail = mailOf(*m_bob);
        for (quint32 index = 0; index < 300; ++index)
            QCOMPARE(mail.at(index).id, messages.at(index).id);
    }

    void controlMessagesAreIdempotentToo()
    {
        auto control = controlFor(m_chat, {envelopeFor(m_bob->device)}, 3);
        QCOMPARE(orThrow(alice().sendControl(control)).state, SendReceipt::State::Stored);
        QCOMPARE(orThrow(alice().sendControl(control)).state, SendReceipt::State::Repeat);
        control.envelopes[0].ciphertext = "other";
        QCOMPARE_ERROR(alice().sendControl(control), ErrorCode::Conflict);
        const auto mail = mailOf(*m_bob);
        QCOMPARE(mail.size(), 1);
        QCOMPARE(mail.first().kind, 3);
        QVERIFY(mail.first().encryptedContent.isEmpty());
        QCOMPARE_ERROR(alice().sendControl(controlFor(m_chat, {})), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(alice().sendControl(controlFor(m_chat, {envelopeFor(m_bob->device)}, 0)),
                       ErrorCode::InvalidInput);
    }

    void missedDevicesAreAddedOnce()
    {
        const auto message = toBob();
        orThrow(alice().send(message));
        const Member phone = m_world->secondDevice(*m_bob);
        const QList<DeviceEnvelope> both{envelopeFor(m_bob->device, 9), envelopeFor(phone.device, 1)};
        const SendReceipt receipt = orThrow(alice().addRecipients(message.id, both));
        QCOMPARE(receipt.state, SendReceipt::State::Stored);
        QCOMPARE(receipt.peerManifestVersion, 2);
        QCOMPARE(mailOf(*m_bob).size(), 1);
        QCOMPARE(mailOf(*m_bob).first().envelope.number, 0U);
        QCOMPARE(mailOf(phone).size(), 1);
        QCOMPARE(orThrow(alice().addRecipients(message.id, both)).state, SendReceipt::State::Repeat);
        QCOMPARE(mailOf(phone).size(), 1);
    }

    void sendAgainReplacesAndDeliversAgain()
    {
        const auto message = toBob();
        orThrow(alice().send(message));
        orThrow(alice().sendAgain(message.id, {envelopeFor(m_bob->device, 5)}));
        QCOMPARE(mailOf(*m_bob).size(), 1);
        QCOMPARE(mailOf(*m_bob).first().envelope.number, 5U);
        orThrow(MailboxStore(m_bob->db()).acknowledge({mailOf(*m_bob).first().mailboxId}));
        orThrow(alice().sendAgain(message.id, {envelopeFor(m_bob->device, 6)}));
        QCOMPARE(mailOf(*m_bob).first().envelope.number, 6U);
    }

    void deliveryStatusMovesForwardOnly()
    {
        const auto message = toBob();
        orThrow(alice().send(message));
        const auto status = [&] { return orThrow(alice().deliveryStatus({message.id})).first().status; };
        QCOMPARE(status(), RecipientStatus::PendingSync);
        orThrow(MailboxStore(m_bob->db()).acknowledge({mailOf(*m_bob).first().mailboxId}));
        QCOMPARE(status(), RecipientStatus::Synced);
        orThrow(m_world->superuser().script("UPDATE tacet.message_recipients SET status = 'pending_sync'"));
        QCOMPARE(status(), RecipientStatus::Synced);
        QVERIFY(orThrow(DeliveryStore(m_bob->db()).deliveryStatus({message.id, newId<MessageId>()})).isEmpty());
    }

    void aClientCannotSwitchDurabilityOff()
    {
        orThrow(m_alice->db().script("SET synchronous_commit = off"));
        orThrow(m_alice->db().script("BEGIN"));
        orThrow(alice().send(toBob()));
        static constexpr PgStatement kSetting{"test_setting", "SHOW synchronous_commit"};
        const PgResult result = orThrow(m_alice->db().exec(kSetting));
        QCOMPARE(orThrow(result.first([](PgRow &row) { return row.text(0); })), QStringLiteral("on"));
        orThrow(m_alice->db().script("ROLLBACK"));
    }
};

QTEST_GUILESS_MAIN(DeliveryStoreTest)
#include "tst_deliverystore.moc"
