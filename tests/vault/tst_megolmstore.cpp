#include "vaultfixture.h"

#include "models/vault/megolmstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestMegolmStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outboundSessionIsReplaced();
    void recipientsAreRememberedPerSession();
    void whatIsSentStaysSent();
    void inboundSessionsAreKeptBySender();
    void sessionNeverMovesToAnotherChat();
};

namespace {

OutboundSessionRecord sessionOf(ChatId chat, const QByteArray &session)
{
    return {.chat = chat,
            .distribution = DistributionId(QUuid::createUuid()),
            .session = session,
            .startedAt = VaultFixture::time(1),
            .messages = 7,
            .epoch = 3};
}

} // namespace

void TestMegolmStore::outboundSessionIsReplaced()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    MegolmStore &megolm = vault.session->megolm();
    QVERIFY(!need(megolm.outbound(chat)));
    OutboundSessionRecord first = sessionOf(chat, "first");
    need(megolm.saveOutbound(first));
    first.session = "moved on";
    first.messages = 8;
    need(megolm.saveOutbound(first));
    vault.reopen();
    const OutboundSessionRecord found = *need(vault.session->megolm().outbound(chat));
    QCOMPARE(found.distribution, first.distribution);
    QCOMPARE(found.session, "moved on");
    QCOMPARE(found.startedAt, VaultFixture::time(1));
    QCOMPARE(found.messages, 8);
    QCOMPARE(found.epoch, 3);
    need(vault.session->megolm().removeOutbound(chat));
    need(vault.session->megolm().removeOutbound(chat));
    QVERIFY(!need(vault.session->megolm().outbound(chat)));
}

void TestMegolmStore::recipientsAreRememberedPerSession()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    const DeviceId device(QUuid::createUuid());
    MegolmStore &megolm = vault.session->megolm();
    OutboundSessionRecord session = sessionOf(chat, "first");
    need(megolm.saveOutbound(session));
    const SenderKeyRecipient recipient{
        .device = device, .state = SenderKeyState::Sent, .index = 4, .notedAt = VaultFixture::time(5)};
    need(megolm.saveRecipient(session.distribution, recipient));
    need(megolm.saveOutbound(session));
    QCOMPARE(need(megolm.recipients(session.distribution)), QList{recipient});
    need(megolm.removeRecipient(session.distribution, device));
    QVERIFY(need(megolm.recipients(session.distribution)).isEmpty());
    need(megolm.saveRecipient(session.distribution, recipient));
    QCOMPARE(need(megolm.pruneRecipients(VaultFixture::time(9))), 0);
    const OutboundSessionRecord second = sessionOf(chat, "second");
    need(megolm.saveOutbound(second));
    QCOMPARE(need(megolm.recipients(session.distribution)), QList{recipient});
    QVERIFY(need(megolm.recipients(second.distribution)).isEmpty());
    QCOMPARE(need(megolm.pruneRecipients(VaultFixture::time(5))), 0);
    QCOMPARE(need(megolm.pruneRecipients(VaultFixture::time(6))), 1);
}

void TestMegolmStore::whatIsSentStaysSent()
{
    VaultFixture vault;
    const DeviceId device(QUuid::createUuid());
    MegolmStore &megolm = vault.session->megolm();
    const OutboundSessionRecord session = sessionOf(ChatId(QUuid::createUuid()), "one");
    need(megolm.saveOutbound(session));
    need(megolm.saveRecipient(session.distribution, {.device = device, .index = 0}));
    need(megolm.saveRecipient(session.distribution, {.device = device, .index = 2}));
    QCOMPARE(need(megolm.recipients(session.distribution)).first().index, 2);
    need(megolm.markSent(session.distribution, {device, DeviceId(QUuid::createUuid())}));
    need(megolm.saveRecipient(session.distribution, {.device = device, .index = 5}));
    const auto recipients = need(megolm.recipients(session.distribution));
    QCOMPARE(recipients.size(), 1);
    QCOMPARE(recipients.first().state, SenderKeyState::Sent);
    QCOMPARE(recipients.first().index, 2);
}

void TestMegolmStore::inboundSessionsAreKeptBySender()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    const DistributionId distribution(QUuid::createUuid());
    const DeviceId author(QUuid::createUuid());
    const DeviceId thief(QUuid::createUuid());
    MegolmStore &megolm = vault.session->megolm();
    need(megolm.saveInbound({distribution, author, chat, "authentic", 3, VaultFixture::time(1)}));
    need(megolm.saveInbound({distribution, thief, chat, "another", 0, VaultFixture::time(2)}));
    QCOMPARE(need(megolm.inbound(distribution, author))->session, "authentic");
    QCOMPARE(need(megolm.inbound(distribution, author))->firstIndex, 3);
    need(megolm.saveInbound({distribution, author, chat, "with a ledger", 1, VaultFixture::time(9)}));
    vault.reopen();
    const InboundSessionRecord found = *need(vault.session->megolm().inbound(distribution, author));
    QCOMPARE(found.session, "with a ledger");
    QCOMPARE(found.firstIndex, 1);
    QCOMPARE(found.receivedAt, VaultFixture::time(1));
    QCOMPARE(need(vault.session->megolm().inbound(distribution, thief))->session, "another");
    QCOMPARE(need(vault.session->megolm().inboundOf(chat)).size(), 2);
    QVERIFY(!need(vault.session->megolm().inbound(DistributionId(QUuid::createUuid()), author)));
}

void TestMegolmStore::sessionNeverMovesToAnotherChat()
{
    VaultFixture vault;
    const DistributionId distribution(QUuid::createUuid());
    const DeviceId author(QUuid::createUuid());
    InboundSessionRecord record{distribution, author, ChatId(QUuid::createUuid()), "one", 0, VaultFixture::time(1)};
    need(vault.session->megolm().saveInbound(record));
    record.chat = ChatId(QUuid::createUuid());
    QCOMPARE(codeOf(vault.session->megolm().saveInbound(record)), ErrorCode::Conflict);
}

TACET_VAULT_TEST_MAIN(TestMegolmStore)
#include "tst_megolmstore.moc"
