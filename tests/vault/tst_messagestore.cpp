#include "vaultfixture.h"

#include <QElapsedTimer>
#include <QSqlQuery>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestMessageStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void insertedMessageIsFoundUnchanged();
    void insertIsIdempotentById();
    void sameIdFromAnotherAuthorConflicts();
    void messageOfUnknownChatIsNotFound();
    void chatCountersFollowTheMessages();
    void pagesCoverTheHistoryWithoutGapOrRepeat();
    void aroundShowsBothSides();
    void stateOnlyMovesForward_data();
    void stateOnlyMovesForward();
    void failedMessageCanBeQueuedAgain();
    void authorChainKeepsItsHead();
    void incomingBetweenListsOthersOnly();
    void rolledBackInsertLeavesNothing();
    void positionsAreNeverGivenTwice();
    void hundredThousandMessagesOpenByIndex();
};

namespace {

QStringList textsOf(const QList<Message> &messages)
{
    QStringList texts;
    for (const Message &message : messages)
        texts.append(message.text);
    return texts;
}

} // namespace

void TestMessageStore::insertedMessageIsFoundUnchanged()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    NewMessage message = incoming(chat, u"Zeile 1\nزيارة \U0001F469\u200D\U0001F680 "_s + QChar(0) + u"end"_s);
    message.message.failure = ErrorCode::CryptoFailed;
    need(vault.session->messages().insert(message));
    vault.reopen();
    const auto found = need(vault.session->messages().find(message.message.id));
    QVERIFY(found);
    QCOMPARE(found->text, message.message.text);
    QCOMPARE(found->chat, chat);
    QCOMPARE(found->author, message.message.author);
    QCOMPARE(found->sentAt, message.message.sentAt);
    QCOMPARE(found->storedAt, message.message.storedAt);
    QCOMPARE(found->state, DeliveryState::Received);
    QCOMPARE(found->failure, ErrorCode::CryptoFailed);
    QCOMPARE_GT(found->position, 0);
    QCOMPARE(need(vault.session->messages().contentKey(message.message.id)), message.contentKey);
    QVERIFY(!need(vault.session->messages().find(MessageId(QUuid::createUuid()))));
}

void TestMessageStore::insertIsIdempotentById()
{
    VaultFixture vault;
    const NewMessage message = incoming(vault.addChat(), u"once"_s);
    const auto first = need(vault.session->messages().insert(message));
    QVERIFY(first.isNew);
    NewMessage again = message;
    again.message.text = u"changed by a hostile repeat"_s;
    const auto second = need(vault.session->messages().insert(again));
    QVERIFY(!second.isNew);
    QCOMPARE(second.message.position, first.message.position);
    QCOMPARE(second.message.text, u"once"_s);
    const Chat chat = *need(vault.session->chats().find(message.message.chat));
    QCOMPARE(chat.unread, 1);
    QCOMPARE(need(vault.session->messages().count(message.message.chat)), 1);
}

void TestMessageStore::sameIdFromAnotherAuthorConflicts()
{
    VaultFixture vault;
    NewMessage message = incoming(vault.addChat(), u"mine"_s);
    need(vault.session->messages().insert(message));
    message.message.author = UserId(QUuid::createUuid());
    QCOMPARE(codeOf(vault.session->messages().insert(message)), ErrorCode::Conflict);
}

void TestMessageStore::messageOfUnknownChatIsNotFound()
{
    VaultFixture vault;
    const NewMessage message = incoming(ChatId(QUuid::createUuid()), u"nowhere"_s);
    QCOMPARE(codeOf(vault.session->messages().insert(message)), ErrorCode::NotFound);
    QVERIFY(!need(vault.session->messages().find(message.message.id)));
}

void TestMessageStore::chatCountersFollowTheMessages()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->messages().insert(incoming(chat, u"one"_s, 1)));
    need(vault.session->messages().insert(outgoing(chat, u"two"_s, 2)));
    const auto last = need(vault.session->messages().insert(incoming(chat, u"three"_s, 3)));
    const Chat stored = *need(vault.session->chats().find(chat));
    QCOMPARE(stored.unread, 2);
    QCOMPARE(stored.lastMessage->id, last.message.id);
    QCOMPARE(stored.lastActivity, VaultFixture::time(3));
    QCOMPARE(need(vault.session->messages().count(chat)), 3);
}

void TestMessageStore::pagesCoverTheHistoryWithoutGapOrRepeat()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const ChatId other = vault.addChat(u"carol"_s);
    need(vault.session->transact([&]() -> Result<> {
        for (int i = 0; i < 100; ++i) {
            TACET_TRY(vault.session->messages().insert(incoming(chat, QString::number(i), i)));
            TACET_TRY(vault.session->messages().insert(incoming(other, u"other"_s, i)));
        }
        return {};
    }));
    QStringList seen;
    MessagePage page = need(vault.session->messages().page(chat, std::numeric_limits<qint64>::max(), 30));
    while (true) {
        seen += textsOf(page.messages);
        if (page.reachedOldest)
            break;
        QCOMPARE(page.messages.size(), 30);
        page = need(vault.session->messages().page(chat, page.messages.last().position, 30));
    }
    QStringList expected;
    for (int i = 99; i >= 0; --i)
        expected.append(QString::number(i));
    QCOMPARE(seen, expected);
    QVERIFY(need(vault.session->messages().page(chat, 0, 30)).reachedOldest);
    QVERIFY(need(vault.session->messages().page(chat, std::numeric_limits<qint64>::max(), 100)).reachedOldest);
}

void TestMessageStore::aroundShowsBothSides()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    qint64 middle = 0;
    for (int i = 0; i < 9; ++i) {
        const auto inserted = need(vault.session->messages().insert(incoming(chat, QString::number(i), i)));
        if (i == 4)
            middle = inserted.message.position;
    }
    QCOMPARE(textsOf(need(vault.session->messages().around(chat, middle, 4))),
             QStringList({u"5"_s, u"4"_s, u"3"_s, u"2"_s}));
    QCOMPARE(textsOf(need(vault.session->messages().after(chat, middle, 2))), QStringList({u"5"_s, u"6"_s}));
}

void TestMessageStore::stateOnlyMovesForward_data()
{
    QTest::addColumn<QList<DeliveryState>>("steps");
    QTest::addColumn<DeliveryState>("expected");
    using enum DeliveryState;
    QTest::newRow("sent") << QList{Sent} << Sent;
    QTest::newRow("delivered then sent") << QList{Delivered, Sent} << Delivered;
    QTest::newRow("read then delivered") << QList{Read, Delivered, Sent} << Read;
    QTest::newRow("all steps") << QList{Sent, Delivered, Read} << Read;
}

void TestMessageStore::stateOnlyMovesForward()
{
    QFETCH(QList<DeliveryState>, steps);
    QFETCH(DeliveryState, expected);
    VaultFixture vault;
    const NewMessage message = outgoing(vault.addChat(), u"hello"_s);
    need(vault.session->messages().insert(message));
    for (const DeliveryState state : steps)
        need(vault.session->messages().advance({message.message.id}, state));
    QCOMPARE(need(vault.session->messages().find(message.message.id))->state, expected);
    QVERIFY(need(vault.session->messages().advance({message.message.id}, expected)).isEmpty());
    const NewMessage theirs = incoming(message.message.chat, u"theirs"_s);
    need(vault.session->messages().insert(theirs));
    QVERIFY(need(vault.session->messages().advance({theirs.message.id}, DeliveryState::Read)).isEmpty());
}

void TestMessageStore::failedMessageCanBeQueuedAgain()
{
    VaultFixture vault;
    MessageStore &messages = vault.session->messages();
    const MessageId id = need(messages.insert(outgoing(vault.addChat(), u"hello"_s))).message.id;
    QCOMPARE(codeOf(messages.requeue(id)), ErrorCode::NotFound);
    QCOMPARE(need(messages.markFailed(id, ErrorCode::Blocked)).failure, ErrorCode::Blocked);
    QCOMPARE(need(messages.requeue(id)).state, DeliveryState::Queued);
    QVERIFY(!need(messages.find(id))->failure);
    const auto sent = need(messages.advance({id}, DeliveryState::Sent));
    QCOMPARE(sent.size(), 1);
    QCOMPARE(codeOf(messages.markFailed(id, ErrorCode::Blocked)), ErrorCode::NotFound);
    QCOMPARE(need(messages.undelivered(sent.first().chat, 10)).size(), 1);
    need(messages.advance({id}, DeliveryState::Delivered));
    QVERIFY(need(messages.undelivered(sent.first().chat, 10)).isEmpty());
}

void TestMessageStore::authorChainKeepsItsHead()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    NewMessage second = incoming(chat, u"second"_s, 2);
    second.contentHash = "two";
    NewMessage first = incoming(chat, u"first, late"_s, 1);
    first.contentHash = "one";
    QCOMPARE(need(vault.session->messages().authorChain(chat, second.authorDevice)).sequence, 0);
    need(vault.session->messages().insert(second));
    need(vault.session->messages().insert(first));
    const AuthorChain chain = need(vault.session->messages().authorChain(chat, second.authorDevice));
    QCOMPARE(chain.sequence, 2);
    QCOMPARE(chain.lastHash, "two");
}

void TestMessageStore::incomingBetweenListsOthersOnly()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    QList<MessageId> theirs;
    qint64 last = 0;
    for (int i = 0; i < 6; ++i) {
        const NewMessage message = i % 2 == 0 ? incoming(chat, u"in"_s, i) : outgoing(chat, u"out"_s, i);
        last = need(vault.session->messages().insert(message)).message.position;
        if (i % 2 == 0)
            theirs.append(message.message.id);
    }
    QCOMPARE(need(vault.session->messages().incomingBetween(chat, 0, last, 10)), theirs);
    QCOMPARE(need(vault.session->messages().incomingBetween(chat, 0, last, 1)), theirs.first(1));
    QVERIFY(need(vault.session->messages().incomingBetween(chat, last, last, 10)).isEmpty());
}

void TestMessageStore::rolledBackInsertLeavesNothing()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const auto result = vault.session->transact([&]() -> Result<> {
        TACET_TRY(vault.session->messages().insert(incoming(chat, u"vanishing"_s)));
        return fail(ErrorCode::CryptoFailed);
    });
    QCOMPARE(codeOf(result), ErrorCode::CryptoFailed);
    QCOMPARE(need(vault.session->messages().count(chat)), 0);
    QCOMPARE(need(vault.session->chats().find(chat))->unread, 0);
    QVERIFY(need(vault.session->messages().search(u"vanishing"_s, std::nullopt, 10)).isEmpty());
}

void TestMessageStore::positionsAreNeverGivenTwice()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const auto first = need(vault.session->messages().insert(incoming(chat, u"first"_s)));
    need(vault.session->database().executeScript("DELETE FROM messages"));
    const auto second = need(vault.session->messages().insert(incoming(chat, u"second"_s)));
    QCOMPARE_GT(second.message.position, first.message.position);
}

void TestMessageStore::hundredThousandMessagesOpenByIndex()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const ChatId other = vault.addChat(u"carol"_s);
    constexpr int kMessages = 100'000;
    QElapsedTimer timer;
    timer.start();
    need(vault.session->transact([&]() -> Result<> {
        for (int i = 0; i < kMessages; ++i)
            TACET_TRY(vault.session->messages().insert(
                incoming(i % 10 == 0 ? other : chat, u"message number %1 about the weather in Lübeck"_s.arg(i), i)));
        return {};
    }));
    qInfo("insert of %d messages: %lld ms", kMessages, timer.restart());
    vault.reopen();
    qInfo("open: %lld ms", timer.restart());
    QCOMPARE(need(vault.session->chats().list()).size(), 2);
    const MessagePage page = need(vault.session->messages().page(chat));
    qInfo("chat list and first page: %lld us", timer.nsecsElapsed() / 1000);
    QCOMPARE(page.messages.size(), 60);
    QCOMPARE(page.messages.first().text, u"message number 99999 about the weather in Lübeck"_s);

    timer.restart();
    QCOMPARE(need(vault.session->messages().search(u"lubeck"_s, chat, 50)).size(), 50);
    QCOMPARE(need(vault.session->messages().search(u"number 73456"_s, std::nullopt, 50)).size(), 1);
    qInfo("two searches: %lld us", timer.nsecsElapsed() / 1000);
    timer.restart();
    QVERIFY(need(vault.session->messages().search(u"qz"_s, std::nullopt, 50)).isEmpty());
    qInfo("search of two characters without a hit: %lld us", timer.nsecsElapsed() / 1000);
    timer.restart();
    need(vault.session->checkIntegrity());
    qInfo("integrity check: %lld ms", timer.elapsed());
}

TACET_VAULT_TEST_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
