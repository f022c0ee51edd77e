#include "vaultfixture.h"

#include "models/vault/outboxstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestOutboxStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryComesBackWhole();
    void enqueueIsIdempotent();
    void stagesGoQueuedEncryptedGone();
    void waitingEntryHoldsItsOwnChatUpOnly();
    void entriesWithoutChatHoldNobodyUp();
    void whatSomeDevicesMissedHoldsNobodyUp();
    void wakingMakesEverythingDue();
    void orderSurvivesRemovals();
};

namespace {

OutboxEntry entry(ChatId chat, int seconds = 0)
{
    OutboxEntry made;
    made.id = MessageId(QUuid::createUuid());
    made.chat = chat;
    made.recipient = UserId(QUuid::createUuid());
    made.createdAt = VaultFixture::time(seconds);
    return made;
}

QList<MessageId> dueAt(VaultFixture &vault, int seconds, int limit = 100)
{
    QList<MessageId> ids;
    for (const OutboxEntry &due : need(vault.session->outbox().due(VaultFixture::time(seconds), limit)))
        ids.append(due.id);
    return ids;
}

} // namespace

void TestOutboxStore::entryComesBackWhole()
{
    VaultFixture vault;
    OutboxEntry saved = entry(ChatId(QUuid::createUuid()), 3);
    saved.kind = OutboxKind::Receipt;
    saved.content = QByteArray("\0receipt", 8);
    need(vault.session->outbox().enqueue(saved));
    vault.reopen();
    const OutboxEntry found = *need(vault.session->outbox().find(saved.id));
    QCOMPARE(found.kind, OutboxKind::Receipt);
    QCOMPARE(found.chat, saved.chat);
    QCOMPARE(found.recipient, saved.recipient);
    QCOMPARE(found.stage, OutboxStage::Queued);
    QCOMPARE(found.content, saved.content);
    QVERIFY(found.bundle.isEmpty());
    QCOMPARE(found.attempts, 0);
    QCOMPARE(found.nextAttemptAt, saved.createdAt);
    QVERIFY(!found.lastError);
    QCOMPARE(found.createdAt, saved.createdAt);
    QCOMPARE_GT(found.position, 0);
}

void TestOutboxStore::enqueueIsIdempotent()
{
    VaultFixture vault;
    OutboxEntry saved = entry(ChatId(QUuid::createUuid()));
    need(vault.session->outbox().enqueue(saved));
    need(vault.session->outbox().setEncrypted(saved.id, "ciphertext"));
    saved.content = "another";
    need(vault.session->outbox().enqueue(saved));
    QCOMPARE(need(vault.session->outbox().count()), 1);
    QCOMPARE(need(vault.session->outbox().find(saved.id))->bundle, "ciphertext");
}

void TestOutboxStore::stagesGoQueuedEncryptedGone()
{
    VaultFixture vault;
    OutboxStore &outbox = vault.session->outbox();
    const OutboxEntry saved = entry(ChatId(QUuid::createUuid()));
    QCOMPARE(codeOf(outbox.setEncrypted(saved.id, "x")), ErrorCode::NotFound);
    need(outbox.enqueue(saved));
    need(outbox.setEncrypted(saved.id, "first"));
    // A retry sends what is stored and never encrypts again.
    QCOMPARE(codeOf(outbox.setEncrypted(saved.id, "second")), ErrorCode::Conflict);
    QCOMPARE(need(outbox.find(saved.id))->bundle, "first");
    need(outbox.postpone(saved.id, ErrorCode::Offline, VaultFixture::time(60)));
    const OutboxEntry postponed = *need(outbox.find(saved.id));
    QCOMPARE(postponed.attempts, 1);
    QCOMPARE(postponed.lastError, ErrorCode::Offline);
    QCOMPARE(postponed.stage, OutboxStage::Encrypted);
    need(outbox.setQueued(saved.id));
    QCOMPARE(need(outbox.find(saved.id))->stage, OutboxStage::Queued);
    QVERIFY(need(outbox.find(saved.id))->bundle.isEmpty());
    need(outbox.remove(saved.id));
    need(outbox.remove(saved.id));
    QVERIFY(!need(outbox.find(saved.id)));
    QVERIFY(!need(outbox.nextAttemptAt()));
    QCOMPARE(codeOf(outbox.postpone(saved.id, ErrorCode::Offline, VaultFixture::time(60))), ErrorCode::NotFound);
    QCOMPARE(codeOf(outbox.setQueued(saved.id)), ErrorCode::NotFound);
}

void TestOutboxStore::waitingEntryHoldsItsOwnChatUpOnly()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    const OutboxEntry first = entry(chat);
    const OutboxEntry second = entry(chat);
    const OutboxEntry other = entry(ChatId(QUuid::createUuid()));
    for (const OutboxEntry &each : {first, second, other})
        need(vault.session->outbox().enqueue(each));
    QCOMPARE(dueAt(vault, 1), QList({first.id, second.id, other.id}));
    QCOMPARE(dueAt(vault, 1, 1), QList({first.id}));
    need(vault.session->outbox().postpone(first.id, ErrorCode::Timeout, VaultFixture::time(30)));
    QCOMPARE(dueAt(vault, 1), QList({other.id}));
    QCOMPARE(dueAt(vault, 30), QList({first.id, second.id, other.id}));
    need(vault.session->outbox().remove(other.id));
    need(vault.session->outbox().remove(second.id));
    QCOMPARE(need(vault.session->outbox().nextAttemptAt()), VaultFixture::time(30));
}

void TestOutboxStore::entriesWithoutChatHoldNobodyUp()
{
    VaultFixture vault;
    const OutboxEntry waiting = entry(ChatId());
    const OutboxEntry free = entry(ChatId());
    need(vault.session->outbox().enqueue(waiting));
    need(vault.session->outbox().enqueue(free));
    need(vault.session->outbox().postpone(waiting.id, ErrorCode::Offline, VaultFixture::time(99)));
    QCOMPARE(dueAt(vault, 1), QList({free.id}));
    QVERIFY(need(vault.session->outbox().find(free.id))->chat.isNull());
}

void TestOutboxStore::whatSomeDevicesMissedHoldsNobodyUp()
{
    VaultFixture vault;
    OutboxStore &outbox = vault.session->outbox();
    const ChatId chat(QUuid::createUuid());
    const OutboxEntry first = entry(chat);
    const OutboxEntry second = entry(chat);
    need(outbox.enqueue(first));
    need(outbox.enqueue(second));
    need(outbox.setEncrypted(first.id, "ciphertext"));
    need(outbox.setMissed(need(outbox.find(first.id))->position, "who has it"));
    const OutboxEntry missed = *need(outbox.find(first.id));
    QCOMPARE(missed.stage, OutboxStage::Queued);
    QCOMPARE(missed.content, "who has it");
    QVERIFY(missed.bundle.isEmpty());
    QVERIFY(missed.chat.isNull());
    need(outbox.postpone(first.id, ErrorCode::Timeout, VaultFixture::time(60)));
    QCOMPARE(dueAt(vault, 1), QList{second.id});
    QCOMPARE(codeOf(outbox.setMissed(99, "x")), ErrorCode::NotFound);
}

void TestOutboxStore::wakingMakesEverythingDue()
{
    VaultFixture vault;
    const OutboxEntry saved = entry(ChatId(QUuid::createUuid()));
    need(vault.session->outbox().enqueue(saved));
    need(vault.session->outbox().postpone(saved.id, ErrorCode::Offline, VaultFixture::time(3600)));
    QVERIFY(dueAt(vault, 10).isEmpty());
    need(vault.session->outbox().wakeAll(VaultFixture::time(10)));
    QCOMPARE(dueAt(vault, 10), QList({saved.id}));
}

void TestOutboxStore::orderSurvivesRemovals()
{
    VaultFixture vault;
    const ChatId chat(QUuid::createUuid());
    const OutboxEntry first = entry(chat, 5);
    need(vault.session->outbox().enqueue(first));
    need(vault.session->outbox().remove(first.id));
    const OutboxEntry second = entry(chat, 4);
    const OutboxEntry third = entry(chat, 3);
    need(vault.session->outbox().enqueue(second));
    need(vault.session->outbox().enqueue(third));
    QCOMPARE(dueAt(vault, 10), QList({second.id, third.id}));
}

TACET_VAULT_TEST_MAIN(TestOutboxStore)
#include "tst_outboxstore.moc"
