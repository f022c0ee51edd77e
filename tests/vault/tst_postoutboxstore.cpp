#include "vaultfixture.h"

#include "models/vault/postoutboxstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestPostOutboxStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesLeaveInOrder();
    void whatWaitsHoldsUpItsChatOnly();
    void sameEntryAgainIsNotQueuedTwice();
    void sealedEntryIsSealedAnew();
    void removedEntriesAreGone();
};

namespace {

PostOutboxEntry entryOf(ChatId chat, PostOutboxKind kind = PostOutboxKind::Thread)
{
    return {.kind = kind,
            .id = QUuid::createUuid(),
            .chat = chat,
            .content = "content",
            .createdAt = VaultFixture::time(1)};
}

} // namespace

void TestPostOutboxStore::entriesLeaveInOrder()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    const PostOutboxEntry first = entryOf(group);
    const PostOutboxEntry second = entryOf(group, PostOutboxKind::Reply);
    const qint64 position = need(vault.session->postOutbox().enqueue(first));
    need(vault.session->postOutbox().enqueue(second));
    vault.reopen();
    PostOutboxStore &outbox = vault.session->postOutbox();
    const auto due = need(outbox.due(VaultFixture::time(1), 10));
    QCOMPARE(due.size(), 2);
    QCOMPARE(due.first().position, position);
    QCOMPARE(due.first().id, first.id);
    QCOMPARE(due.first().content, "content");
    QVERIFY(due.first().sealed.isEmpty());
    QCOMPARE(due.last().kind, PostOutboxKind::Reply);
    QCOMPARE(need(outbox.due(VaultFixture::time(1), 10, position)).size(), 1);
    QCOMPARE(need(outbox.count()), 2);
    QCOMPARE(need(outbox.nextAttemptAt()), VaultFixture::time(1));
}

void TestPostOutboxStore::whatWaitsHoldsUpItsChatOnly()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    PostOutboxStore &outbox = vault.session->postOutbox();
    const qint64 first = need(outbox.enqueue(entryOf(group)));
    need(outbox.enqueue(entryOf(group)));
    const PostOutboxEntry other = entryOf(vault.addGroup());
    need(outbox.enqueue(other));
    need(outbox.postpone(first, ErrorCode::Offline, VaultFixture::time(60)));
    const auto due = need(outbox.due(VaultFixture::time(5), 10));
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().id, other.id);
    need(outbox.wakeAll(VaultFixture::time(5)));
    const auto woken = need(outbox.due(VaultFixture::time(5), 10));
    QCOMPARE(woken.size(), 3);
    QCOMPARE(woken.first().attempts, 1);
    QCOMPARE(woken.first().lastError, ErrorCode::Offline);
}

void TestPostOutboxStore::sameEntryAgainIsNotQueuedTwice()
{
    VaultFixture vault;
    PostOutboxStore &outbox = vault.session->postOutbox();
    PostOutboxEntry entry = entryOf(vault.addGroup());
    const qint64 position = need(outbox.enqueue(entry));
    QCOMPARE(need(outbox.enqueue(entry)), position);
    entry.kind = PostOutboxKind::ThreadDeletion;
    QCOMPARE_GT(need(outbox.enqueue(entry)), position);
    QCOMPARE(need(outbox.count()), 2);
}

void TestPostOutboxStore::sealedEntryIsSealedAnew()
{
    VaultFixture vault;
    PostOutboxStore &outbox = vault.session->postOutbox();
    const PostOutboxEntry entry = entryOf(vault.addGroup());
    const qint64 position = need(outbox.enqueue(entry));
    need(outbox.setSealed(position, "sealed", 3));
    QCOMPARE(need(outbox.find(entry.kind, entry.id))->sealed, "sealed");
    QCOMPARE(need(outbox.find(entry.kind, entry.id))->epoch, 3);
    need(outbox.setUnsealed(position));
    QVERIFY(need(outbox.find(entry.kind, entry.id))->sealed.isEmpty());
    QCOMPARE(codeOf(outbox.setSealed(position + 1, "x", 1)), ErrorCode::NotFound);
    QCOMPARE(codeOf(outbox.setUnsealed(position + 1)), ErrorCode::NotFound);
    QCOMPARE(codeOf(outbox.postpone(position + 1, ErrorCode::Offline, VaultFixture::time(1))), ErrorCode::NotFound);
}

void TestPostOutboxStore::removedEntriesAreGone()
{
    VaultFixture vault;
    PostOutboxStore &outbox = vault.session->postOutbox();
    PostOutboxEntry entry = entryOf(vault.addGroup());
    need(outbox.enqueue(entry));
    entry.kind = PostOutboxKind::ThreadEdit;
    need(outbox.enqueue(entry));
    const qint64 kept = need(outbox.enqueue(entryOf(entry.chat)));
    need(outbox.removeAll(entry.id));
    QCOMPARE(need(outbox.count()), 1);
    need(outbox.remove(kept));
    need(outbox.remove(kept));
    QCOMPARE(need(outbox.count()), 0);
    QVERIFY(!need(outbox.nextAttemptAt()));
}

TACET_VAULT_TEST_MAIN(TestPostOutboxStore)
#include "tst_postoutboxstore.moc"
