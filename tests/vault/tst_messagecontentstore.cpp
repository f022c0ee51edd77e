#include "vaultfixture.h"

#include "models/vault/messagearchivestore.h"
#include "models/vault/messagecontentstore.h"
#include "models/vault/statement.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestMessageContentStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contentComesBack_data();
    void contentComesBack();
    void largeBodiesAreCompressed();
    void whatDoesNotGetSmallerStaysAsItIs();
    void contentOfUnknownMessageIsNotFound();
    void oversizedContentIsRefused();
    void damagedContentIsFound_data();
    void damagedContentIsFound();
    void contentGoesWithItsMessage();
    void contentStaysWithAnArchivedMessage();
};

namespace {

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return bytes;
}

MessageId storedMessage(VaultFixture &vault)
{
    const ChatId chat = vault.addChat();
    const NewMessage message = incoming(chat, u"weather"_s);
    need(vault.session->messages().insert(message));
    need(vault.session->messages().insert(incoming(chat, u"another"_s, 2)));
    need(vault.session->chats().markRead(chat, 1));
    return message.message.id;
}

} // namespace

void TestMessageContentStore::contentComesBack_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a zero byte") << QByteArray(1, '\0');
    QTest::newRow("short") << QByteArray("short");
    QTest::newRow("just too short") << QByteArray(MessageContentStore::kCompressFrom - 1, 'x');
    QTest::newRow("just long enough") << QByteArray(MessageContentStore::kCompressFrom, 'x');
    QTest::newRow("noise") << noise(5000);
    QTest::newRow("1 MiB") << QByteArray(MessageContentStore::kBytesMax, 'm');
    QTest::newRow("1 MiB of noise") << noise(MessageContentStore::kBytesMax);
}

void TestMessageContentStore::contentComesBack()
{
    QFETCH(QByteArray, content);
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    need(vault.session->contents().save(message, "something else before"));
    need(vault.session->contents().save(message, content));
    vault.reopen();
    QCOMPARE(need(vault.session->contents().find(message)), content);
    need(vault.session->contents().remove(message));
    QVERIFY(!need(vault.session->contents().find(message)));
    QCOMPARE(need(vault.session->contents().storedSize(message)), 0);
}

void TestMessageContentStore::largeBodiesAreCompressed()
{
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    const QByteArray body = QByteArray("the weather at the harbour, and the tide; ").repeated(5000);
    need(vault.session->contents().save(message, body));
    QCOMPARE_LT(need(vault.session->contents().storedSize(message)), body.size() / 50);
    QCOMPARE(need(vault.session->contents().find(message)), body);
}

void TestMessageContentStore::whatDoesNotGetSmallerStaysAsItIs()
{
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    need(vault.session->contents().save(message, noise(100'000)));
    QCOMPARE(need(vault.session->contents().storedSize(message)), 100'000);
}

void TestMessageContentStore::contentOfUnknownMessageIsNotFound()
{
    VaultFixture vault;
    const MessageId nobody(QUuid::createUuid());
    QCOMPARE(codeOf(vault.session->contents().save(nobody, "content")), ErrorCode::NotFound);
    QVERIFY(!need(vault.session->contents().find(nobody)));
}

void TestMessageContentStore::oversizedContentIsRefused()
{
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    QCOMPARE(codeOf(vault.session->contents().save(message, QByteArray(MessageContentStore::kBytesMax + 1, 'x'))),
             ErrorCode::InvalidInput);
}

void TestMessageContentStore::damagedContentIsFound_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("cut") << QByteArray("content = substr(content, 1, length(content) - 5)");
    QTest::newRow("another byte") << QByteArray(
        "content = CAST(substr(content, 1, 20) || x'00ff' || substr(content, 23) AS BLOB)");
    QTest::newRow("another size") << QByteArray("original_size = original_size - 1");
    QTest::newRow("claims 4 GiB") << QByteArray("content = CAST(x'7fffffff' || substr(content, 5) AS BLOB)");
    QTest::newRow("no length in front") << QByteArray("content = x'0000'");
    QTest::newRow("nothing") << QByteArray("content = x''");
}

void TestMessageContentStore::damagedContentIsFound()
{
    QFETCH(QByteArray, change);
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    need(vault.session->contents().save(message, QByteArray("some words and more of them, ").repeated(300)));
    need(vault.session->database().executeScript("UPDATE message_content SET " + change));
    QCOMPARE(codeOf(vault.session->contents().find(message)), ErrorCode::Damaged);
}

void TestMessageContentStore::contentGoesWithItsMessage()
{
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    need(vault.session->contents().save(message, "content"));
    need(vault.session->database().executeScript("DELETE FROM messages"));
    QVERIFY(!need(vault.session->contents().find(message)));
}

void TestMessageContentStore::contentStaysWithAnArchivedMessage()
{
    VaultFixture vault;
    const MessageId message = storedMessage(vault);
    const ChatId chat = need(vault.session->chats().list()).first().id;
    need(vault.session->contents().save(message, "content"));
    const auto moved = need(vault.session->archive().archive(0, VaultFixture::time(9), VaultFixture::time(9)));
    QCOMPARE(moved.moved, 1);
    QCOMPARE(need(vault.session->contents().find(message)), "content");
    need(vault.session->contents().save(message, "other content"));
    QCOMPARE(need(vault.session->archive().bringBack(chat)), 1);
    QCOMPARE(need(vault.session->contents().find(message)), "other content");
    need(vault.session->archive().archive(0, VaultFixture::time(9), VaultFixture::time(9)));
    need(vault.session->database().executeScript("DELETE FROM messages_archive"));
    QVERIFY(!need(vault.session->contents().find(message)));
}

TACET_VAULT_TEST_MAIN(TestMessageContentStore)
#include "tst_messagecontentstore.moc"
