#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "models/backend/mailboxstore.h"
#include "models/backend/wakestore.h"
#include "tests/backend/tenantworld.h"

#include <QSignalSpy>

using namespace tacet;

/// The mailbox and the waking of those whose mailbox has something.
class MailboxStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    ChatId m_chat;

    OutgoingMessage toBob(quint32 number = 0, const QByteArray &body = "sealed")
    {
        return messageFor(m_chat, {envelopeFor(m_bob->device, number)}, body);
    }
    void send(const OutgoingMessage &message) { orThrow(DeliveryStore(m_alice->db()).send(message)); }
    MailboxStore bob() { return MailboxStore(m_bob->db()); }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_chat = orThrow(DirectChatStore(m_alice->db()).openDirect(newId<ChatId>(), m_bob->user)).id;
        orThrow(DirectoryStore(m_bob->db()).addContact(m_alice->user));
    }

    void cleanup()
    {
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void anItemComesBackAsItWasSent()
    {
        auto message = toBob();
        DeviceEnvelope &envelope = message.envelopes[0];
        envelope.previousCount = 0xFFFFFFFF;
        envelope.number = 0x80000001;
        envelope.session = QByteArray("\xfb\xff\x00\x3e", 4);
        envelope.ratchetKey = QByteArray(32, '\xff');
        envelope.handshake = filler(3000, "handshake");
        send(message);
        const MailboxBatch batch = orThrow(bob().fetch(10));
        QCOMPARE(batch.items.size(), 1);
        QVERIFY(!batch.more);
        const MailboxItem &item = batch.items.first();
        QCOMPARE(item.id, message.id);
        QCOMPARE(item.chat, m_chat);
        QCOMPARE(item.kind, 0);
        QCOMPARE(item.senderUser, m_alice->user);
        QCOMPARE(item.senderDevice, m_alice->device);
        QCOMPARE(item.envelope.previousCount, envelope.previousCount);
        QCOMPARE(item.envelope.number, envelope.number);
        QCOMPARE(item.envelope.session, envelope.session);
        QCOMPARE(item.envelope.ratchetKey, envelope.ratchetKey);
        QCOMPARE(item.envelope.ciphertext, envelope.ciphertext);
        QCOMPARE(item.envelope.handshake, envelope.handshake);
        QCOMPARE(item.encryptedContent, message.encryptedContent);
        QCOMPARE(item.contentHash, message.contentHash);
        QVERIFY(qAbs(item.storedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
        QVERIFY(batch.prekeys);
        QCOMPARE(batch.prekeys->oneTime, 3);
        // A handshake uses keys up: counted in any case.
        QCOMPARE(orThrow(bob().fetch(10, MailboxStore::Prekeys::Skip)).prekeys.has_value(),
                 !envelope.handshake.isEmpty());
    }

    void itemsComeOldestFirstUntilAcknowledged()
    {
        for (quint32 index = 0; index < 5; ++index)
            send(toBob(index));
        const MailboxBatch first = orThrow(bob().fetch(2));
        QVERIFY(first.more);
        QCOMPARE(first.items.at(0).envelope.number, 0U);
        QCOMPARE(first.items.at(1).envelope.number, 1U);
        QCOMPARE(orThrow(bob().fetch(2)).items.at(0).envelope.number, 0U);
        orThrow(bob().acknowledge({first.items.at(0).mailboxId, first.items.at(1).mailboxId}));
        orThrow(bob().acknowledge({first.items.at(0).mailboxId, 999'999}));
        const MailboxBatch rest = orThrow(bob().fetch(10));
        QVERIFY(!rest.more);
        QCOMPARE(rest.items.size(), 3);
        QCOMPARE(rest.items.at(0).envelope.number, 2U);
    }

    void nobodyFetchesOrAcknowledgesForAnother()
    {
        send(toBob());
        const qint64 id = orThrow(bob().fetch(1)).items.first().mailboxId;
        const Member eve = m_world->join(QStringLiteral("eve"));
        QVERIFY(orThrow(MailboxStore(eve.db()).fetch(10)).items.isEmpty());
        orThrow(MailboxStore(eve.db()).acknowledge({id}));
        orThrow(MailboxStore(m_alice->db()).acknowledge({id}));
        QCOMPARE(orThrow(bob().fetch(10)).items.size(), 1);
    }

    void aBatchIsBoundedInBytes()
    {
        for (quint32 index = 0; index < 10; ++index)
            send(toBob(index, filler(1 << 20, QByteArray::number(index))));
        const MailboxBatch batch = orThrow(bob().fetch(100));
        QCOMPARE(batch.items.size(), 8);
        QVERIFY(batch.more);
        QList<qint64> ids;
        for (const MailboxItem &item : batch.items)
            ids.append(item.mailboxId);
        orThrow(bob().acknowledge(ids));
        QCOMPARE(orThrow(bob().fetch(100)).items.size(), 2);
    }

    void limitsAreChecked()
    {
        QCOMPARE_ERROR(bob().fetch(0), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(bob().fetch(-1), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(bob().fetch(501), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(bob().acknowledge(QList<qint64>(513, 1)), ErrorCode::InvalidInput);
        orThrow(bob().acknowledge({}));
    }

    void aHeaderThatDoesNotFitLeavesTheOthersReadable()
    {
        send(toBob(1));
        send(toBob(2));
        orThrow(m_world->superuser().script("UPDATE tacet.mailbox SET header = '{\"v\": 9, \"n\": -1}' "
                                            "WHERE (header->>'n')::int = 1"));
        const MailboxBatch batch = orThrow(bob().fetch(10));
        QVERIFY(batch.items.at(0).envelope.session.isEmpty());
        QCOMPARE(batch.items.at(1).envelope.number, 2U);
    }

    void wakingReachesWhoHasSomethingWaiting()
    {
        const QString channel = orThrow(WakeStore(m_bob->db()).myChannel());
        QCOMPARE(orThrow(WakeStore(m_bob->db()).myChannel()), channel);
        QVERIFY(orThrow(WakeStore(m_alice->db()).myChannel()) != channel);
        orThrow(m_bob->db().listen(channel));
        QSignalSpy woken(&m_bob->db(), &DatabaseConnection::notified);
        orThrow(WakeStore(m_alice->db()).wake(m_chat));
        send(toBob());
        orThrow(WakeStore(m_alice->db()).wake(m_chat));
        QTRY_COMPARE(woken.size(), 1);
        QCOMPARE(woken.first().first().toString(), channel);
    }

    void theChannelRotatesAfterADay()
    {
        const QString channel = orThrow(WakeStore(m_bob->db()).myChannel());
        orThrow(m_world->superuser().script("UPDATE tacet.wake_channels SET rotated_at = now() - interval '25 hours'"));
        QVERIFY(orThrow(WakeStore(m_bob->db()).myChannel()) != channel);
    }

    void wakingInsideAWritingTransactionIsRefused()
    {
        orThrow(m_alice->db().script("BEGIN"));
        send(toBob());
        QCOMPARE_ERROR(WakeStore(m_alice->db()).wake(m_chat), ErrorCode::InvalidInput);
        orThrow(m_alice->db().script("ROLLBACK"));
    }

    void wakingIsDroppedSilentlyWhenTooMuchOrBlocked()
    {
        m_world->setPolicy(QStringLiteral("{\"wake_burst\": 1, \"wake_per_second\": 0}"));
        orThrow(WakeStore(m_alice->db()).wake(m_chat));
        orThrow(WakeStore(m_alice->db()).wake(m_chat));
        orThrow(DirectoryStore(m_bob->db()).block(m_alice->user));
        orThrow(WakeStore(m_alice->db()).wake(m_chat));
        QCOMPARE_ERROR(WakeStore(m_alice->db()).wake(newId<ChatId>()), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(MailboxStoreTest)
#include "tst_mailboxstore.moc"
