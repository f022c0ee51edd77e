#include "vaultfixture.h"

#include "models/vault/messagearchivestore.h"
#include "models/vault/statement.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestMessageArchiveStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oldMessagesMoveAndAreStillFound();
    void pagesGoOnIntoTheArchive();
    void whatIsNotSettledStays();
    void messageThatComesAgainIsKnown();
    void keysStayReadable();
    void batchesCoverTheHistoryOnce();
    void archiveIsSearchedInSteps();
    void broughtBackMessagesAreAsBefore();
    void undoneArchivingLeavesEverything();
    void deletedWordsLeaveTheIndexAfterArchivingToo();
    void noStatementScansTheArchive();
};

namespace {

constexpr int kMessages = 1000;

QDateTime cutAt(int number)
{
    return VaultFixture::time(number);
}

/// kMessages read messages of a chat, number i stored at second i.
ChatId filledChat(VaultFixture &vault, const QString &name = u"bob"_s)
{
    const ChatId chat = vault.addChat(name);
    auto transaction = need(vault.session->begin());
    qint64 last = 0;
    for (int i = 1; i <= kMessages; ++i)
        last = need(vault.session->messages().insert(incoming(chat, u"weather number %1 of %2"_s.arg(i).arg(name), i)))
                   .message.position;
    need(vault.session->chats().markRead(chat, last));
    need(transaction.commit());
    return chat;
}

qint64 archiveBefore(VaultFixture &vault, const QDateTime &before)
{
    qint64 moved = 0;
    for (ArchivedBatch batch; !batch.isDone;) {
        batch = need(vault.session->archive().archive(batch.lookedUpTo, before, VaultFixture::time(99'999)));
        moved += batch.moved;
    }
    return moved;
}

QStringList textsOf(const QList<Message> &messages)
{
    QStringList texts;
    for (const Message &message : messages)
        texts += message.text;
    return texts;
}

} // namespace

void TestMessageArchiveStore::oldMessagesMoveAndAreStillFound()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    const auto before = need(vault.session->messages().page(chat, 400, 1)).messages.first();
    QCOMPARE(archiveBefore(vault, cutAt(601)), 600);
    QCOMPARE(need(vault.session->archive().count()), 600);
    QCOMPARE(archiveBefore(vault, cutAt(601)), 0);
    vault.reopen();

    QVERIFY(need(vault.session->messages().search(u"number 399 "_s, chat, 5)).isEmpty());
    QCOMPARE(need(vault.session->messages().search(u"number 700"_s, chat, 5)).size(), 1);
    const auto hits = need(vault.session->archive().search(u"NUMBER 399"_s, chat, 5));
    QCOMPARE(textsOf(hits.messages), QStringList{before.text});
    QCOMPARE(hits.messages.first().position, before.position);
    QVERIFY(hits.reachedOldest);
    QVERIFY(need(vault.session->archive().search(u"number 399"_s, vault.addChat(u"carol"_s), 5)).messages.isEmpty());

    const auto found = need(vault.session->messages().find(before.id));
    QVERIFY(found);
    QCOMPARE(found->text, before.text);
    QCOMPARE(found->position, before.position);
    QCOMPARE(found->sentAt, before.sentAt);
    QCOMPARE(need(vault.session->messages().count(chat)), kMessages);
    need(vault.session->checkIntegrity());
}

void TestMessageArchiveStore::pagesGoOnIntoTheArchive()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    const ChatId other = filledChat(vault, u"carol"_s);
    MessageStore &messages = vault.session->messages();
    const auto all = textsOf(need(messages.page(chat, std::numeric_limits<qint64>::max(), kMessages)).messages);
    const auto around = textsOf(need(messages.around(chat, 500, 20)));
    // Of every three one stays: the two tables lie in one another.
    need(vault.session->database().executeScript("UPDATE messages SET state = 0 WHERE position % 3 = 0"));
    QCOMPARE_GE(archiveBefore(vault, cutAt(kMessages + 1)), kMessages);
    QCOMPARE(need(vault.session->chats().find(chat))->lastMessage->text, all.first());
    QStringList paged;
    for (qint64 before = std::numeric_limits<qint64>::max();;) {
        const auto page = need(messages.page(chat, before, 77));
        for (qsizetype i = 1; i < page.messages.size(); ++i)
            QCOMPARE_LT(page.messages.at(i).position, page.messages.at(i - 1).position);
        paged += textsOf(page.messages);
        if (page.reachedOldest)
            break;
        before = page.messages.last().position;
    }
    QCOMPARE(paged, all);
    QCOMPARE(textsOf(need(messages.around(chat, 500, 20))), around);
    const auto after = need(messages.after(other, 0, 50));
    QCOMPARE(after.size(), 50);
    QCOMPARE(after.first().text, u"weather number 1 of carol"_s);
}

void TestMessageArchiveStore::whatIsNotSettledStays()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    MessageStore &messages = vault.session->messages();
    QList<MessageId> ids;
    for (int i = 1; i <= 5; ++i) {
        const NewMessage message = outgoing(chat, u"own %1"_s.arg(i), i);
        need(messages.insert(message));
        ids += message.message.id;
    }
    need(messages.markFailed(ids.at(1), ErrorCode::Blocked));
    need(messages.advance({ids.at(2)}, DeliveryState::Sent));
    need(messages.advance({ids.at(3)}, DeliveryState::Delivered));
    need(messages.advance({ids.at(4)}, DeliveryState::Read));
    const auto read = need(messages.insert(incoming(chat, u"read"_s, 6))).message;
    need(messages.insert(incoming(chat, u"unread"_s, 7)));
    need(vault.session->chats().markRead(chat, read.position));
    QCOMPARE(archiveBefore(vault, cutAt(100)), 3);
    QCOMPARE(need(vault.session->chats().unreadTotal()), 1);
    QVERIFY(need(messages.requeue(ids.at(1))).state == DeliveryState::Queued);
    QCOMPARE(need(messages.undelivered(chat, 5)).size(), 1);
    QCOMPARE(need(messages.incomingBetween(chat, read.position, 100, 5)).size(), 1);
    QCOMPARE(need(messages.page(chat)).messages.size(), 7);
}

void TestMessageArchiveStore::messageThatComesAgainIsKnown()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const NewMessage message = incoming(chat, u"once"_s);
    const qint64 position = need(vault.session->messages().insert(message)).message.position;
    need(vault.session->chats().markRead(chat, position));
    need(vault.session->messages().insert(incoming(chat, u"another"_s, 2)));
    QCOMPARE(archiveBefore(vault, cutAt(100)), 1);
    const auto again = need(vault.session->messages().insert(message));
    QVERIFY(!again.isNew);
    QCOMPARE(again.message.position, position);
    NewMessage forged = message;
    forged.message.author = UserId(QUuid::createUuid());
    QCOMPARE(codeOf(vault.session->messages().insert(forged)), ErrorCode::Conflict);
    QCOMPARE(need(vault.session->messages().page(chat)).messages.size(), 2);
    QCOMPARE_GT(need(vault.session->messages().insert(incoming(chat, u"next"_s, 3))).message.position, position + 1);
}

void TestMessageArchiveStore::keysStayReadable()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const NewMessage message = incoming(chat, u"text"_s);
    need(vault.session->messages().insert(message));
    need(vault.session->chats().markRead(chat, 1));
    need(vault.session->messages().insert(incoming(chat, u"another"_s, 2)));
    QCOMPARE(archiveBefore(vault, cutAt(100)), 1);
    QCOMPARE(need(vault.session->messages().contentKey(message.message.id)), message.contentKey);
    QCOMPARE(need(vault.session->messages().contentHash(message.message.id)), message.contentHash);
}

void TestMessageArchiveStore::batchesCoverTheHistoryOnce()
{
    VaultFixture vault;
    filledChat(vault);
    qint64 moved = 0;
    int steps = 0;
    for (ArchivedBatch batch; !batch.isDone; ++steps) {
        const qint64 from = batch.lookedUpTo;
        batch = need(vault.session->archive().archive(from, cutAt(501), cutAt(9999), 33));
        QCOMPARE_LE(batch.moved, 33);
        QVERIFY(batch.lookedUpTo > from || batch.isDone);
        moved += batch.moved;
    }
    QCOMPARE(moved, 500);
    QCOMPARE_GE(steps, kMessages / 33);
    QVERIFY(need(VaultFixture().session->archive().archive(0, cutAt(1), cutAt(1))).isDone);
}

void TestMessageArchiveStore::archiveIsSearchedInSteps()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    QCOMPARE(archiveBefore(vault, cutAt(kMessages + 1)), kMessages - 1);
    QStringList found;
    ArchiveHits hits{.messages = {}, .lookedBackTo = std::numeric_limits<qint64>::max()};
    while (!hits.reachedOldest) {
        hits = need(vault.session->archive().search(u"weather 9"_s, std::nullopt, 10, hits.lookedBackTo));
        found += textsOf(hits.messages);
    }
    QStringList expected;
    for (int i = kMessages - 1; i >= 1; --i) {
        if (QString::number(i).contains(u'9'))
            expected += u"weather number %1 of bob"_s.arg(i);
    }
    QCOMPARE(found, expected);
    for (const QString &nothing : {u""_s, u"   "_s, u"\u0000\u0001"_s})
        QVERIFY(need(vault.session->archive().search(nothing, chat, 5)).reachedOldest);
    QVERIFY(need(vault.session->archive().search(u"\" OR 1=1 --"_s, chat, 5)).messages.isEmpty());
}

void TestMessageArchiveStore::broughtBackMessagesAreAsBefore()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    const ChatId other = filledChat(vault, u"carol"_s);
    const auto all = textsOf(need(vault.session->messages().page(chat, 1'000'000, kMessages)).messages);
    QCOMPARE(archiveBefore(vault, cutAt(kMessages + 1)), 2 * kMessages - 2);
    int back = 0;
    while (const int some = need(vault.session->archive().bringBack(chat, 300)))
        back += some;
    QCOMPARE(back, kMessages - 1);
    QCOMPARE(need(vault.session->archive().count()), kMessages - 1);
    QCOMPARE(textsOf(need(vault.session->messages().page(chat, 1'000'000, kMessages)).messages), all);
    QCOMPARE(need(vault.session->messages().search(u"number 399"_s, chat, 5)).size(), 1);
    QVERIFY(need(vault.session->messages().search(u"number 399"_s, other, 5)).isEmpty());
    need(vault.session->checkIntegrity());
}

void TestMessageArchiveStore::undoneArchivingLeavesEverything()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    {
        auto transaction = need(vault.session->begin());
        QCOMPARE(archiveBefore(vault, cutAt(501)), 500);
    }
    QCOMPARE(need(vault.session->archive().count()), 0);
    QCOMPARE(need(vault.session->messages().search(u"number 399"_s, chat, 5)).size(), 1);
    need(vault.session->checkIntegrity());
}

/// Archiving marks words of the index instead of scraping them out; deleting must not do so afterwards.
void TestMessageArchiveStore::deletedWordsLeaveTheIndexAfterArchivingToo()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    const auto places = [&vault] {
        Statement select(vault.session->database(),
                         "SELECT count(*) FROM messages_fts_data WHERE instr(block, x'716a71')");
        need(select.run());
        need(select.next());
        return select.row().value(0).toInt();
    };
    {
        auto transaction = need(vault.session->begin());
        archiveBefore(vault, cutAt(301));
    }
    for (const bool afterCommit : {false, true}) {
        if (afterCommit)
            archiveBefore(vault, cutAt(301));
        need(vault.session->messages().insert(incoming(chat, u"qjq"_s, 5000)));
        QCOMPARE_GE(places(), 1);
        need(vault.session->database().executeScript("DELETE FROM messages WHERE text = 'qjq'"));
        QCOMPARE(places(), 0);
        need(vault.session->checkIntegrity());
    }
}

void TestMessageArchiveStore::noStatementScansTheArchive()
{
    VaultFixture vault;
    const ChatId chat = filledChat(vault);
    archiveBefore(vault, cutAt(501));
    need(vault.session->archive().search(u"weather"_s, chat, 5));
    need(vault.session->archive().search(u"weather"_s, std::nullopt, 5));
    need(vault.session->archive().bringBack(chat, 5));
    need(vault.session->messages().page(chat));
    need(vault.session->messages().around(chat, 300, 5));
    int ofArchive = 0;
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        ofArchive += plan.contains("messages_archive"_L1);
        for (const QString &step : plan.split(u'\n').sliced(1)) {
            const bool scans = step.startsWith("SCAN m"_L1) || step.startsWith("SCAN a"_L1);
            QVERIFY2(!scans && !step.contains("TEMP B-TREE"_L1), qPrintable(plan));
        }
    }
    QCOMPARE_GE(ofArchive, 9);
}

TACET_VAULT_TEST_MAIN(TestMessageArchiveStore)
#include "tst_messagearchivestore.moc"
