#include "vaultfixture.h"

#include "models/vault/replyvaultstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestReplyVaultStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void repliesCountInTheirThread();
    void ownReplyMakesOneFollow();
    void sameReplyAgainChangesNothing();
    void replyNeverMovesToAnotherThread();
    void laterVersionReplacesTheEarlier();
    void erasedReplyKeepsItsPlace();
    void tombstoneCountsNowhere();
    void ownReplyMovesThroughItsStates();
    void chainKeepsItsHead();
};

namespace {

class Fixture : public VaultFixture
{
public:
    const ChatId group = addGroup();
    const ThreadId thread = addThread(group);

    ThreadId addThread(ChatId chat)
    {
        NewThread created;
        created.thread.id = ThreadId(QUuid::createUuid());
        created.thread.chat = chat;
        created.thread.author = UserId(QUuid::createUuid());
        created.thread.title = u"Which boat?"_s;
        created.thread.createdAt = time(0);
        return need(session->threads().insert(created)).thread.id;
    }
    NewReply reply(const QString &body, qint64 number = 1) const
    {
        NewReply made;
        made.reply.id = ReplyId(QUuid::createUuid());
        made.reply.thread = thread;
        made.reply.author = UserId(QUuid::createUuid());
        made.reply.body = body;
        made.reply.createdAt = time(number);
        return made;
    }
    NewReply ownReply(const QString &body, qint64 number = 1) const
    {
        NewReply made = reply(body, number);
        made.reply.isOutgoing = true;
        made.reply.state = DeliveryState::Queued;
        return made;
    }
    Thread now() { return *need(session->threads().find(thread)); }
    ReplyVaultStore &replies() { return session->replies(); }
};

} // namespace

void TestReplyVaultStore::repliesCountInTheirThread()
{
    Fixture vault;
    const Reply first = need(vault.replies().insert(vault.reply(u"the green one"_s, 5))).reply;
    NewReply answer = vault.reply(u"why?"_s, 4);
    answer.reply.parent = first.id;
    need(vault.replies().insert(answer));
    const Thread thread = vault.now();
    QCOMPARE(thread.replyCount, 2);
    QCOMPARE(thread.unread, 3);
    QCOMPARE(thread.lastActivity, VaultFixture::time(5));
    vault.reopen();
    const QList<Reply> listed = need(vault.replies().list(vault.thread));
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed.first().id, first.id);
    QCOMPARE(listed.first().body, u"the green one"_s);
    QVERIFY(!listed.first().parent);
    QCOMPARE(listed.last().parent, first.id);
    QCOMPARE(listed.last().createdAt, VaultFixture::time(4));
    QCOMPARE(need(vault.replies().list(vault.thread, first.position)).size(), 1);
    QCOMPARE(need(vault.session->chats().find(vault.group))->lastActivity, VaultFixture::time(5));
}

void TestReplyVaultStore::ownReplyMakesOneFollow()
{
    Fixture vault;
    need(vault.replies().insert(vault.ownReply(u"I think so"_s)));
    QVERIFY(vault.now().isFollowed);
    QCOMPARE(vault.now().unread, 1);
    QCOMPARE(vault.now().replyCount, 1);
}

void TestReplyVaultStore::sameReplyAgainChangesNothing()
{
    Fixture vault;
    const NewReply reply = vault.reply(u"once"_s);
    QVERIFY(need(vault.replies().insert(reply)).isNew);
    QVERIFY(!need(vault.replies().insert(reply)).isNew);
    QCOMPARE(vault.now().replyCount, 1);
    QCOMPARE(vault.now().unread, 2);
}

void TestReplyVaultStore::replyNeverMovesToAnotherThread()
{
    Fixture vault;
    NewReply reply = vault.reply(u"here"_s);
    need(vault.replies().insert(reply));
    reply.reply.thread = vault.addThread(vault.group);
    QCOMPARE(codeOf(vault.replies().insert(reply)), ErrorCode::Conflict);
    NewReply nowhere = vault.reply(u"nowhere"_s);
    nowhere.reply.thread = ThreadId(QUuid::createUuid());
    QCOMPARE(codeOf(vault.replies().insert(nowhere)), ErrorCode::NotFound);
}

void TestReplyVaultStore::laterVersionReplacesTheEarlier()
{
    Fixture vault;
    const ReplyId id = need(vault.replies().insert(vault.reply(u"mistyped"_s))).reply.id;
    const PostSeal second{.authorDevice = DeviceId(QUuid::createUuid()), .authorSequence = 2, .editNumber = 1};
    QCOMPARE(need(vault.replies().revise(id, u"corrected"_s, second))->body, u"corrected"_s);
    QVERIFY(!need(vault.replies().revise(id, u"again"_s, second)));
    QCOMPARE(need(vault.session->threads().list({.chat = vault.group, .words = u"corrected"_s})).total, 1);
    QCOMPARE(codeOf(vault.replies().revise(ReplyId(QUuid::createUuid()), u"x"_s, second)), ErrorCode::NotFound);
    need(vault.session->checkIntegrity());
}

void TestReplyVaultStore::erasedReplyKeepsItsPlace()
{
    Fixture vault;
    const Reply read = need(vault.replies().insert(vault.reply(u"read already"_s, 1))).reply;
    need(vault.session->threads().markRead(vault.thread, read.position));
    const Reply unread = need(vault.replies().insert(vault.reply(u"not yet read"_s, 2))).reply;
    QCOMPARE(vault.now().unread, 1);
    QVERIFY(need(vault.replies().erase(read.id))->isDeleted);
    QCOMPARE(vault.now().unread, 1);
    QVERIFY(need(vault.replies().erase(unread.id))->body.isEmpty());
    QCOMPARE(vault.now().unread, 0);
    QCOMPARE(vault.now().replyCount, 0);
    QVERIFY(!need(vault.replies().erase(unread.id)));
    QCOMPARE(need(vault.replies().list(vault.thread)).size(), 2);
    QCOMPARE(need(vault.session->threads().list({.chat = vault.group, .words = u"already"_s})).total, 0);
    QVERIFY(!need(vault.replies().revise(read.id, u"back"_s, {.editNumber = 9})));
    QCOMPARE(codeOf(vault.replies().erase(ReplyId(QUuid::createUuid()))), ErrorCode::NotFound);
    need(vault.session->checkIntegrity());
}

void TestReplyVaultStore::tombstoneCountsNowhere()
{
    Fixture vault;
    NewReply tombstone = vault.reply(u"never shown"_s, 9);
    tombstone.reply.isDeleted = true;
    QVERIFY(need(vault.replies().insert(tombstone)).reply.body.isEmpty());
    QCOMPARE(vault.now().replyCount, 0);
    QCOMPARE(vault.now().unread, 1);
    QCOMPARE(vault.now().lastActivity, VaultFixture::time(0));
}

void TestReplyVaultStore::ownReplyMovesThroughItsStates()
{
    Fixture vault;
    const ReplyId id = need(vault.replies().insert(vault.ownReply(u"mine"_s))).reply.id;
    QCOMPARE(need(vault.replies().markFailed(id, ErrorCode::NotFound)).state, DeliveryState::Failed);
    QCOMPARE(need(vault.replies().requeue(id)).state, DeliveryState::Queued);
    need(vault.replies().setSeal(id, {.authorDevice = DeviceId(QUuid::createUuid()), .authorSequence = 3}));
    QCOMPARE(need(vault.replies().seal(id))->authorSequence, 3);
    QCOMPARE(need(vault.replies().markSent(id)).state, DeliveryState::Sent);
    QCOMPARE(codeOf(vault.replies().requeue(id)), ErrorCode::NotFound);
}

void TestReplyVaultStore::chainKeepsItsHead()
{
    Fixture vault;
    ThreadChainStore &chains = vault.session->threadChains();
    const DeviceId device(QUuid::createUuid());
    QCOMPARE(need(chains.find(vault.group, device)).sequence, 0);
    need(chains.advance(vault.group, {.authorDevice = device, .authorSequence = 2, .contentHash = "two"}));
    need(chains.advance(vault.group, {.authorDevice = device, .authorSequence = 1, .contentHash = "one"}));
    QCOMPARE(need(chains.find(vault.group, device)).sequence, 2);
    QCOMPARE(need(chains.find(vault.group, device)).lastHash, "two");
    need(chains.rewind(vault.group, device, {.sequence = 3, .lastHash = "three"}));
    QCOMPARE(need(chains.find(vault.group, device)).lastHash, "two");
    need(chains.rewind(vault.group, device, {.sequence = 1, .lastHash = "one"}));
    QCOMPARE(need(chains.find(vault.group, device)).sequence, 1);
    QCOMPARE(need(chains.find(vault.group, device)).lastHash, "one");
}

TACET_VAULT_TEST_MAIN(TestReplyVaultStore)
#include "tst_replyvaultstore.moc"
