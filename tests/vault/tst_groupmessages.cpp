#include "vaultfixture.h"

#include "models/vault/messagearchivestore.h"
#include "models/vault/waitingpoststore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

/// ChatStore and MessageStore with groups and channels.
class TestGroupMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsStandBesideDirectChats();
    void savingAGroupAgainKeepsWhatWasRead();
    void directChatNeverBecomesAGroup();
    void eventsAreShownAndCountNothing();
    void waitingMessageBecomesTextAtItsPlace();
    void mentionsAreCountedAndRead();
    void unreadBeginsAtTheFirstOfOthers();
    void namesAreThoseOfToday();
    void expiredMessagesVanish();
    void erasedMessagesLeaveNothing();
    void settledGroupMessagesAreArchivedWithAllOfThem();
    void noStatementScans();
};

namespace {

NewMessage eventOf(ChatId chat, ChatEventKind kind, UserId actor, UserId subject, qint64 number = 1)
{
    NewMessage message = incoming(chat, QString(), number);
    message.message.author = actor;
    message.message.kind = MessageKind::Event;
    message.message.event = ChatEvent{.kind = kind, .actor = actor, .subject = subject, .detail = u"Boat club"_s};
    return message;
}

NewMessage mentioning(ChatId chat, const QString &text, qint64 number)
{
    NewMessage message = incoming(chat, text, number);
    message.message.mentions = {{.kind = MentionKind::Everyone, .start = 0, .length = 4}};
    message.message.mentionsMe = true;
    return message;
}

WaitingPost waitingPost(const Message &message)
{
    return {.kind = WaitingKind::Message,
            .id = message.id.uuid(),
            .chat = message.chat,
            .epoch = 2,
            .sender = DeviceId(QUuid::createUuid()),
            .waiting = {.cause = WaitingCause::KeyNotArrived, .since = VaultFixture::time(5)},
            .post = "row"};
}

} // namespace

void TestGroupMessages::groupsStandBesideDirectChats()
{
    VaultFixture vault;
    const ChatId direct = vault.addChat();
    Chat channel;
    channel.id = ChatId(QUuid::createUuid());
    channel.type = ChatType::Channel;
    channel.title = u"News"_s;
    channel.picture = "picture";
    channel.visibility = ChatVisibility::Public;
    channel.memberCount = 200;
    channel.canSend = false;
    channel.lastActivity = VaultFixture::time(9);
    need(vault.session->chats().saveGroup(channel));
    vault.reopen();
    const QList<Chat> chats = need(vault.session->chats().list());
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.first().id, channel.id);
    QCOMPARE(chats.first().type, ChatType::Channel);
    QCOMPARE(chats.first().shownName(), u"News"_s);
    QCOMPARE(chats.first().picture, "picture");
    QCOMPARE(chats.first().visibility, ChatVisibility::Public);
    QCOMPARE(chats.first().memberCount, 200);
    QVERIFY(!chats.first().canSend);
    QVERIFY(chats.first().peer.id.isNull());
    QCOMPARE(chats.last().id, direct);
    QVERIFY(chats.last().canSend);
    need(vault.session->chats().setStanding(channel.id, ChatStanding::Removed));
    QCOMPARE(need(vault.session->chats().find(channel.id))->standing, ChatStanding::Removed);
    QCOMPARE(codeOf(vault.session->chats().setStanding(direct, ChatStanding::Left)), ErrorCode::NotFound);
}

void TestGroupMessages::savingAGroupAgainKeepsWhatWasRead()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    need(vault.session->messages().insert(incoming(group, u"hello"_s)));
    need(vault.session->chats().saveDraft(group, u"half"_s));
    Chat chat = *need(vault.session->chats().find(group));
    chat.title = u"Rowing club"_s;
    chat.lastActivity = VaultFixture::time(500);
    need(vault.session->chats().saveGroup(chat));
    const Chat found = *need(vault.session->chats().find(group));
    QCOMPARE(found.title, u"Rowing club"_s);
    QCOMPARE(found.unread, 1);
    QCOMPARE(found.draft, u"half"_s);
    QCOMPARE(found.lastActivity, VaultFixture::time(1));
}

void TestGroupMessages::directChatNeverBecomesAGroup()
{
    VaultFixture vault;
    Chat chat = *need(vault.session->chats().find(vault.addChat()));
    chat.type = ChatType::Group;
    QCOMPARE(codeOf(vault.session->chats().saveGroup(chat)), ErrorCode::Conflict);
    QCOMPARE(need(vault.session->chats().find(chat.id))->type, ChatType::Direct);
}

void TestGroupMessages::eventsAreShownAndCountNothing()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    const UserId bob = vault.addPerson();
    const UserId carol = vault.addPerson(u"carol"_s);
    need(vault.session->messages().insert(eventOf(group, ChatEventKind::Added, bob, carol)));
    const Chat chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.unread, 0);
    const ChatEvent shown = *chat.lastMessage->event;
    QCOMPARE(shown, (ChatEvent{.kind = ChatEventKind::Added,
                               .actor = bob,
                               .subject = carol,
                               .actorName = u"BOB"_s,
                               .subjectName = u"CAROL"_s,
                               .detail = u"Boat club"_s}));
    QVERIFY(!need(vault.session->messages().firstUnread(group)));
    QVERIFY(need(vault.session->messages().incomingBetween(group, 0, 100, 10)).isEmpty());
    QVERIFY(need(vault.session->messages().search(u"Boat"_s, group, 10)).isEmpty());
    need(vault.session->checkIntegrity());
}

void TestGroupMessages::waitingMessageBecomesTextAtItsPlace()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    NewMessage late = incoming(group, QString(), 1);
    late.message.kind = MessageKind::Waiting;
    const WaitingPost post = waitingPost(late.message);
    need(vault.session->waiting().save(post));
    const qint64 position = need(messages.insert(late)).message.position;
    need(messages.insert(incoming(group, u"after it"_s, 2)));
    QCOMPARE(need(vault.session->chats().find(group))->unread, 2);
    QCOMPARE(need(messages.find(late.message.id))->waiting, post.waiting);
    QCOMPARE(need(messages.authorChain(group, late.authorDevice)).sequence, 2);

    NewMessage opened = late;
    opened.message.kind = MessageKind::Text;
    opened.message.text = u"@all read at last"_s;
    opened.message.mentions = {{.kind = MentionKind::Everyone, .start = 0, .length = 4}};
    opened.message.mentionsMe = true;
    opened.message.replyTo = MessageId(QUuid::createUuid());
    const Message revealed = need(messages.reveal(opened));
    QCOMPARE(revealed.position, position);
    QCOMPARE(revealed.kind, MessageKind::Text);
    QCOMPARE(revealed.text, opened.message.text);
    QCOMPARE(revealed.mentions, opened.message.mentions);
    QCOMPARE(revealed.replyTo, opened.message.replyTo);
    QVERIFY(!revealed.waiting);
    QCOMPARE(codeOf(messages.reveal(opened)), ErrorCode::NotFound);
    const Chat chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.unread, 2);
    QCOMPARE(chat.unreadMentions, 1);
    QCOMPARE(need(messages.search(u"at last"_s, group, 10)).size(), 1);
    QCOMPARE(need(vault.session->waiting().count(group)), 0);
    need(vault.session->checkIntegrity());
}

void TestGroupMessages::mentionsAreCountedAndRead()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    need(messages.insert(incoming(group, u"one"_s, 1)));
    const Message first = need(messages.insert(mentioning(group, u"@all two"_s, 2))).message;
    const Message second = need(messages.insert(mentioning(group, u"@all three"_s, 3))).message;
    NewMessage own = outgoing(group, u"@all mine"_s, 4);
    own.message.mentionsMe = true;
    need(messages.insert(own));
    QCOMPARE(need(vault.session->chats().find(group))->unreadMentions, 2);
    QCOMPARE(need(messages.firstUnreadMention(group)), first.position);
    const ReadMark read = need(vault.session->chats().markRead(group, first.position));
    QCOMPARE(read.unread, 1);
    QCOMPARE(read.unreadMentions, 1);
    QCOMPARE(need(messages.firstUnreadMention(group)), second.position);
    need(vault.session->chats().markRead(group, 1000));
    const Chat chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.unread, 0);
    QCOMPARE(chat.unreadMentions, 0);
    QCOMPARE(chat.readPosition, chat.lastMessage->position);
    QVERIFY(!need(messages.firstUnreadMention(group)));
    vault.reopen();
    QCOMPARE(need(vault.session->messages().find(first.id))->mentions, first.mentions);
}

void TestGroupMessages::unreadBeginsAtTheFirstOfOthers()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    need(messages.insert(outgoing(group, u"mine"_s, 1)));
    need(messages.insert(eventOf(group, ChatEventKind::Joined, vault.addPerson(), UserId(), 2)));
    const qint64 first = need(messages.insert(incoming(group, u"theirs"_s, 3))).message.position;
    need(messages.insert(incoming(group, u"more"_s, 4)));
    QCOMPARE(need(messages.firstUnread(group)), first);
    need(vault.session->chats().markRead(group, first));
    QCOMPARE(need(messages.firstUnread(group)), first + 1);
}

void TestGroupMessages::namesAreThoseOfToday()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    const UserId bob = vault.addPerson();
    NewMessage message = incoming(group, u"hello"_s);
    message.message.author = bob;
    need(vault.session->messages().insert(message));
    const auto name = [&] { return need(vault.session->messages().page(group)).messages.first().authorName; };
    QCOMPARE(name(), u"BOB"_s);
    need(vault.session->peers().setNickname(bob, u"Bobby"_s));
    QCOMPARE(name(), u"Bobby"_s);
    NewMessage direct = incoming(vault.addChat(u"carol"_s), u"hello"_s, 2);
    direct.message.author = bob;
    need(vault.session->messages().insert(direct));
    QVERIFY(need(vault.session->messages().find(direct.message.id))->authorName.isEmpty());
}

void TestGroupMessages::expiredMessagesVanish()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    NewMessage stays = incoming(group, u"stays for good"_s, 1);
    NewMessage soon = mentioning(group, u"soon over"_s, 2);
    soon.message.expiresAt = VaultFixture::time(10);
    NewMessage later = incoming(group, u"later over"_s, 3);
    later.message.expiresAt = VaultFixture::time(20);
    for (const NewMessage &message : {stays, soon, later})
        need(messages.insert(message));
    QCOMPARE(need(messages.nextExpiry()), VaultFixture::time(10));
    QCOMPARE(need(messages.eraseExpired(VaultFixture::time(9), 10)).size(), 0);
    const auto erased = need(messages.eraseExpired(VaultFixture::time(10), 10));
    QCOMPARE(erased.size(), 1);
    QCOMPARE(erased.first().id, soon.message.id);
    QVERIFY(!need(messages.find(soon.message.id)));
    QVERIFY(need(messages.search(u"soon"_s, group, 10)).isEmpty());
    Chat chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.unread, 2);
    QCOMPARE(chat.unreadMentions, 0);
    QCOMPARE(need(messages.nextExpiry()), VaultFixture::time(20));
    QCOMPARE(need(messages.eraseExpired(VaultFixture::time(99), 10)).size(), 1);
    chat = *need(vault.session->chats().find(group));
    QCOMPARE(chat.lastMessage->id, stays.message.id);
    QCOMPARE(need(messages.count(group)), 1);
    QVERIFY(!need(messages.nextExpiry()));
    need(vault.session->checkIntegrity());
}

void TestGroupMessages::erasedMessagesLeaveNothing()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    const MessageId id = need(messages.insert(incoming(group, u"only one"_s))).message.id;
    QCOMPARE(need(messages.erase({id, MessageId(QUuid::createUuid())})).size(), 1);
    const Chat chat = *need(vault.session->chats().find(group));
    QVERIFY(!chat.lastMessage);
    QCOMPARE(chat.unread, 0);
    QCOMPARE(need(messages.count(group)), 0);
    QVERIFY(need(messages.erase({id})).isEmpty());
}

void TestGroupMessages::settledGroupMessagesAreArchivedWithAllOfThem()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    MessageStore &messages = vault.session->messages();
    NewMessage own = outgoing(group, u"sent"_s, 1);
    need(messages.insert(own));
    need(messages.advance({own.message.id}, DeliveryState::Sent));
    NewMessage theirs = mentioning(group, u"@all theirs"_s, 2);
    theirs.message.expiresAt = VaultFixture::time(50);
    const Message shown = need(messages.insert(theirs)).message;
    need(messages.insert(eventOf(group, ChatEventKind::Renamed, vault.addPerson(), UserId(), 3)));
    NewMessage waits = incoming(group, QString(), 4);
    waits.message.kind = MessageKind::Waiting;
    need(vault.session->waiting().save(waitingPost(waits.message)));
    need(messages.insert(waits));
    need(messages.insert(incoming(group, u"last"_s, 5)));
    need(vault.session->chats().markRead(group, 1000));
    const auto before = need(messages.page(group)).messages;
    QCOMPARE(need(vault.session->archive().archive(0, VaultFixture::time(99), VaultFixture::time(99))).moved, 3);
    const auto after = need(messages.page(group)).messages;
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < after.size(); ++i) {
        QCOMPARE(after.at(i).id, before.at(i).id);
        QCOMPARE(after.at(i).kind, before.at(i).kind);
        QCOMPARE(after.at(i).event, before.at(i).event);
        QCOMPARE(after.at(i).mentions, before.at(i).mentions);
    }
    QCOMPARE(need(messages.eraseExpired(VaultFixture::time(60), 10)).first().id, shown.id);
    QCOMPARE(need(vault.session->archive().bringBack(group)), 2);
    need(vault.session->checkIntegrity());
}

void TestGroupMessages::noStatementScans()
{
    VaultFixture vault;
    const ChatId group = vault.addGroup();
    need(vault.session->messages().insert(incoming(group, u"hello"_s)));
    need(vault.session->messages().firstUnread(group));
    need(vault.session->messages().firstUnreadMention(group));
    need(vault.session->messages().eraseExpired(VaultFixture::time(1), 5));
    need(vault.session->messages().nextExpiry());
    need(vault.session->chats().markRead(group, 1));
    need(vault.session->messages().erase({need(vault.session->messages().page(group)).messages.first().id}));
    need(vault.session->chats().forget(group));
    const QStringList large{u"m"_s,       u"a"_s,       u"messages"_s, u"messages_archive"_s, u"c"_s,
                            u"threads"_s, u"replies"_s, u"chats"_s,    u"waiting_posts"_s,    u"w"_s};
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        for (const QString &step : plan.split(u'\n').sliced(1)) {
            const QStringList words = step.split(u' ');
            const bool scans = words.first() == "SCAN"_L1 && !step.contains("USING"_L1);
            QVERIFY2(!scans || !large.contains(words.at(1)), qPrintable(plan));
        }
    }
}

TACET_VAULT_TEST_MAIN(TestGroupMessages)
#include "tst_groupmessages.moc"
