#include "vaultfixture.h"

#include "models/vault/waitingpoststore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestWaitingPostStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void postComesBackWhole();
    void postsAreFoundByWhatTheyWaitFor();
    void laterVersionReplacesTheEarlier();
    void askingIsRemembered();
    void postOfUnknownChatIsNotFound();
};

namespace {

WaitingPost postOf(ChatId chat, qint64 epoch, WaitingKind kind = WaitingKind::Thread)
{
    return {.kind = kind,
            .id = QUuid::createUuid(),
            .chat = chat,
            .epoch = epoch,
            .sender = DeviceId(QUuid::createUuid()),
            .waiting = {.cause = WaitingCause::EpochMissing, .since = VaultFixture::time(epoch)},
            .post = "row"};
}

} // namespace

void TestWaitingPostStore::postComesBackWhole()
{
    VaultFixture vault;
    WaitingPost post = postOf(vault.addGroup(), 4, WaitingKind::Message);
    post.distribution = DistributionId(QUuid::createUuid());
    need(vault.session->waiting().save(post));
    vault.reopen();
    const WaitingPost found = *need(vault.session->waiting().find(WaitingKind::Message, post.id));
    QCOMPARE(found.chat, post.chat);
    QCOMPARE(found.epoch, 4);
    QCOMPARE(found.distribution, post.distribution);
    QCOMPARE(found.sender, post.sender);
    QCOMPARE(found.waiting, post.waiting);
    QCOMPARE(found.post, "row");
    QVERIFY(!need(vault.session->waiting().find(WaitingKind::Thread, post.id)));
    need(vault.session->waiting().remove(WaitingKind::Message, post.id));
    need(vault.session->waiting().remove(WaitingKind::Message, post.id));
    QCOMPARE(need(vault.session->waiting().count(post.chat)), 0);
}

void TestWaitingPostStore::postsAreFoundByWhatTheyWaitFor()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    WaitingPostStore &waiting = vault.session->waiting();
    WaitingPost live = postOf(group, 2, WaitingKind::Message);
    live.distribution = DistributionId(QUuid::createUuid());
    const WaitingPost reply = postOf(group, 2, WaitingKind::Reply);
    for (const WaitingPost &post : {live, reply, postOf(group, 3), postOf(vault.addGroup(), 2)})
        need(waiting.save(post));
    const auto ofEpoch = need(waiting.ofEpoch(group, 2, 10));
    QCOMPARE(ofEpoch.size(), 2);
    QCOMPARE(ofEpoch.first().id, live.id);
    QCOMPARE(ofEpoch.last().id, reply.id);
    QCOMPARE(need(waiting.ofEpoch(group, 2, 1)).size(), 1);
    QCOMPARE(need(waiting.ofKind(WaitingKind::Reply, group, 2, 0, 10)).size(), 1);
    QVERIFY(need(waiting.ofKind(WaitingKind::Reply, group, 2, ofEpoch.last().position, 10)).isEmpty());
    QCOMPARE(need(waiting.ofSession(*live.distribution, live.sender, 10)).size(), 1);
    QVERIFY(need(waiting.ofSession(*live.distribution, reply.sender, 10)).isEmpty());
    QCOMPARE(need(waiting.count(group)), 3);
    WaitingPost second = live;
    second.id = QUuid::createUuid();
    WaitingPost other = second;
    other.id = QUuid::createUuid();
    other.sender = reply.sender;
    for (const WaitingPost &post : {second, other})
        need(waiting.save(post));
    QCOMPARE(need(waiting.sessions(group)),
             (QList<WaitingSession>{{*live.distribution, live.sender}, {*live.distribution, other.sender}}));
}

void TestWaitingPostStore::laterVersionReplacesTheEarlier()
{
    VaultFixture vault;
    WaitingPost post = postOf(vault.addGroup(), 2);
    need(vault.session->waiting().save(post));
    need(vault.session->waiting().markAsked(post.kind, post.id, VaultFixture::time(9)));
    post.epoch = 3;
    post.post = "edited";
    need(vault.session->waiting().save(post));
    const WaitingPost found = *need(vault.session->waiting().find(post.kind, post.id));
    QCOMPARE(found.epoch, 3);
    QCOMPARE(found.post, "edited");
    QCOMPARE(found.attempts, 1);
    QCOMPARE(found.waiting.askedAt, VaultFixture::time(9));
}

void TestWaitingPostStore::askingIsRemembered()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    WaitingPostStore &waiting = vault.session->waiting();
    WaitingPost late = postOf(group, 1, WaitingKind::Message);
    late.waiting.cause = WaitingCause::KeyNotArrived;
    const WaitingPost missing = postOf(group, 2);
    const WaitingPost old = postOf(group, 3);
    for (const WaitingPost &post : {late, missing, old})
        need(waiting.save(post));
    need(waiting.setCause(old.kind, old.id, WaitingCause::NotShared));
    QCOMPARE(need(waiting.toAsk(VaultFixture::time(50), 10)).size(), 2);
    need(waiting.markAsked(late.kind, late.id, VaultFixture::time(60)));
    need(waiting.markAsked(missing.kind, missing.id, VaultFixture::time(40)));
    QCOMPARE(need(waiting.find(late.kind, late.id))->waiting.cause, WaitingCause::KeyAsked);
    QCOMPARE(need(waiting.find(missing.kind, missing.id))->waiting.cause, WaitingCause::EpochMissing);
    const auto again = need(waiting.toAsk(VaultFixture::time(50), 10));
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().id, missing.id);
    QCOMPARE(codeOf(waiting.markAsked(late.kind, QUuid::createUuid(), VaultFixture::time(1))), ErrorCode::NotFound);
}

void TestWaitingPostStore::postOfUnknownChatIsNotFound()
{
    VaultFixture vault;
    QCOMPARE(codeOf(vault.session->waiting().save(postOf(ChatId(QUuid::createUuid()), 1))), ErrorCode::NotFound);
}

TACET_VAULT_TEST_MAIN(TestWaitingPostStore)
#include "tst_waitingpoststore.moc"
