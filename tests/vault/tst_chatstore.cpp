#include "vaultfixture.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestChatStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savedChatIsFoundByIdAndPeer();
    void chatOfUnknownPeerIsNotFound();
    void secondChatWithAPeerConflicts();
    void listShowsNewestActivityFirst();
    void markReadCountsWhatIsLeft();
    void markReadNeverGoesBackOrAhead();
    void readingDoesNotHideLaterMessages();
    void draftOutlivesTheProgram();
    void hugeDraftIsKept();
};

void TestChatStore::savedChatIsFoundByIdAndPeer()
{
    VaultFixture vault;
    const UserId peer = vault.addPerson();
    const ChatId chat(QUuid::createUuid());
    QVERIFY(!need(vault.session->chats().findDirect(peer)));
    need(vault.session->chats().saveDirect(chat, peer, VaultFixture::time(1)));
    need(vault.session->chats().saveDirect(chat, peer, VaultFixture::time(9)));
    vault.reopen();
    const Chat found = *need(vault.session->chats().findDirect(peer));
    QCOMPARE(found.id, chat);
    QCOMPARE(found.peer.id, peer);
    QCOMPARE(found.peer.username, u"bob"_s);
    QCOMPARE(found.lastActivity, VaultFixture::time(1));
    QVERIFY(!found.lastMessage);
    QVERIFY(need(vault.session->chats().find(chat)));
    QVERIFY(!need(vault.session->chats().find(ChatId(QUuid::createUuid()))));
}

void TestChatStore::chatOfUnknownPeerIsNotFound()
{
    VaultFixture vault;
    QCOMPARE(codeOf(vault.session->chats().saveDirect(ChatId(QUuid::createUuid()), UserId(QUuid::createUuid()),
                                                      VaultFixture::time(0))),
             ErrorCode::NotFound);
}

void TestChatStore::secondChatWithAPeerConflicts()
{
    VaultFixture vault;
    const UserId bob = vault.addPerson();
    const UserId carol = vault.addPerson(u"carol"_s);
    const ChatId chat(QUuid::createUuid());
    ChatStore &chats = vault.session->chats();
    need(chats.saveDirect(chat, bob, VaultFixture::time(0)));
    QCOMPARE(codeOf(chats.saveDirect(ChatId(QUuid::createUuid()), bob, VaultFixture::time(0))), ErrorCode::Conflict);
    QCOMPARE(codeOf(chats.saveDirect(chat, carol, VaultFixture::time(0))), ErrorCode::Conflict);
}

void TestChatStore::listShowsNewestActivityFirst()
{
    VaultFixture vault;
    const ChatId bob = vault.addChat(u"bob"_s);
    const ChatId carol = vault.addChat(u"carol"_s);
    const ChatId dave = vault.addChat(u"dave"_s);
    need(vault.session->messages().insert(incoming(carol, u"early"_s, 10)));
    need(vault.session->messages().insert(outgoing(bob, u"late"_s, 20)));
    const auto list = need(vault.session->chats().list());
    QCOMPARE(list.size(), 3);
    QCOMPARE(list.at(0).id, bob);
    QCOMPARE(list.at(0).lastMessage->text, u"late"_s);
    QCOMPARE(list.at(0).unread, 0);
    QCOMPARE(list.at(1).id, carol);
    QCOMPARE(list.at(1).unread, 1);
    QCOMPARE(list.at(1).peer.displayName, u"CAROL"_s);
    QCOMPARE(list.at(2).id, dave);
    QVERIFY(!list.at(2).lastMessage);
    QCOMPARE(need(vault.session->chats().unreadTotal()), 1);
}

void TestChatStore::markReadCountsWhatIsLeft()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    QList<qint64> positions;
    for (int i = 0; i < 10; ++i)
        positions.append(need(vault.session->messages().insert(i == 4 ? outgoing(chat, u"mine"_s, i)
                                                                      : incoming(chat, u"theirs"_s, i)))
                             .message.position);
    const ReadMark mark = need(vault.session->chats().markRead(chat, positions.at(3)));
    QCOMPARE(mark.previous, 0);
    QCOMPARE(mark.current, positions.at(3));
    QCOMPARE(mark.unread, 5);
    QCOMPARE(need(vault.session->chats().find(chat))->unread, 5);
    QCOMPARE(need(vault.session->chats().markRead(chat, positions.last())).unread, 0);
    QCOMPARE(codeOf(vault.session->chats().markRead(ChatId(QUuid::createUuid()), 1)), ErrorCode::NotFound);
}

void TestChatStore::markReadNeverGoesBackOrAhead()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const qint64 first = need(vault.session->messages().insert(incoming(chat, u"one"_s, 1))).message.position;
    const qint64 second = need(vault.session->messages().insert(incoming(chat, u"two"_s, 2))).message.position;
    need(vault.session->chats().markRead(chat, second));
    const ReadMark back = need(vault.session->chats().markRead(chat, first));
    QCOMPARE(back.current, second);
    QCOMPARE(back.previous, second);
    const ReadMark ahead = need(vault.session->chats().markRead(chat, std::numeric_limits<qint64>::max()));
    QCOMPARE(ahead.current, second);
}

void TestChatStore::readingDoesNotHideLaterMessages()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->messages().insert(incoming(chat, u"one"_s, 1)));
    need(vault.session->chats().markRead(chat, std::numeric_limits<qint64>::max()));
    need(vault.session->messages().insert(incoming(chat, u"two"_s, 2)));
    QCOMPARE(need(vault.session->chats().find(chat))->unread, 1);
}

void TestChatStore::draftOutlivesTheProgram()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->chats().saveDraft(chat, u"half a sen"_s));
    vault.reopen();
    QCOMPARE(need(vault.session->chats().find(chat))->draft, u"half a sen"_s);
    need(vault.session->chats().saveDraft(chat, QString()));
    QVERIFY(need(vault.session->chats().find(chat))->draft.isEmpty());
    QCOMPARE(codeOf(vault.session->chats().saveDraft(ChatId(QUuid::createUuid()), u"x"_s)), ErrorCode::NotFound);
}

void TestChatStore::hugeDraftIsKept()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const QString huge(1 << 20, u'ß');
    need(vault.session->chats().saveDraft(chat, huge));
    QCOMPARE(need(vault.session->chats().find(chat))->draft, huge);
}

TACET_VAULT_TEST_MAIN(TestChatStore)
#include "tst_chatstore.moc"
