#include "vaultfixture.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestMessageSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsPartsAndAccents_data();
    void findsPartsAndAccents();
    void hostileInputMeansItself_data();
    void hostileInputMeansItself();
    void newestComesFirstAndLimitHolds();
    void chatFilterHolds();
    void noStatementScansTheMessages();
};

void TestMessageSearch::findsPartsAndAccents_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("found");
    const QString german = u"Die Größe der Straßenbahn in Zürich überrascht"_s;
    QTest::newRow("whole word") << german << u"Zürich"_s << true;
    QTest::newRow("without accent") << german << u"zurich"_s << true;
    QTest::newRow("accent in the question only") << u"Zurich"_s << u"zürich"_s << true;
    QTest::newRow("decomposed question") << german << u"zu\u0308rich"_s << true;
    QTest::newRow("part of a word") << german << u"raßenb"_s << true;
    QTest::newRow("other case") << german << u"STRASSENBAHN"_s << false;
    QTest::newRow("upper case") << german << u"DIE GRÖßE"_s << true;
    QTest::newRow("two words in any order") << german << u"bahn größe"_s << true;
    QTest::newRow("one word missing") << german << u"bahn berlin"_s << false;
    QTest::newRow("two characters") << german << u"in"_s << true;
    QTest::newRow("two characters, absent") << german << u"xq"_s << false;
    QTest::newRow("one character with accent") << german << u"u"_s << true;
    QTest::newRow("long and short") << german << u"zürich ub"_s << true;
    QTest::newRow("long and short, absent") << german << u"zürich xq"_s << false;
    QTest::newRow("Chinese, two characters") << u"我们明天在北京见面"_s << u"北京"_s << true;
    QTest::newRow("Chinese, four characters") << u"我们明天在北京见面"_s << u"北京见面"_s << true;
    QTest::newRow("Arabic") << u"مرحبا بالعالم"_s << u"بالعالم"_s << true;
    QTest::newRow("Cyrillic, other case") << u"Привет Мир"_s << u"привет"_s << true;
    QTest::newRow("emoji") << u"done \U0001F680\U0001F680\U0001F680"_s << u"\U0001F680"_s << true;
    QTest::newRow("address") << u"see https://example.org/a?b=c%20d"_s << u"org/a?b=c%20"_s << true;
    QTest::newRow("nothing") << german << u""_s << false;
    QTest::newRow("only spaces") << german << u" \t\n "_s << false;
}

void TestMessageSearch::findsPartsAndAccents()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    QFETCH(bool, found);
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->messages().insert(incoming(chat, u"something else"_s)));
    const MessageId id = need(vault.session->messages().insert(incoming(chat, text))).message.id;
    const auto hits = need(vault.session->messages().search(words, std::nullopt, 10));
    const bool hit = std::ranges::any_of(hits, [&](const Message &message) { return message.id == id; });
    QCOMPARE(hit, found);
}

void TestMessageSearch::hostileInputMeansItself_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("hits");
    QTest::newRow("operator AND") << u"cat AND"_s << 1;
    QTest::newRow("operator OR") << u"\"cat\" OR \"dog\""_s << 0;
    QTest::newRow("operator NOT") << u"cat NOT dog"_s << 0;
    QTest::newRow("NEAR") << u"NEAR(cat dog, 5)"_s << 0;
    QTest::newRow("column filter") << u"text:cat"_s << 0;
    QTest::newRow("prefix") << u"cat*"_s << 0;
    QTest::newRow("initial") << u"^cat"_s << 0;
    QTest::newRow("open quote") << u"\"cat"_s << 0;
    QTest::newRow("quotes only") << u"\"\"\"\""_s << 0;
    QTest::newRow("braces") << u"{cat dog} : cat"_s << 0;
    QTest::newRow("SQL") << u"'; DROP TABLE messages; --"_s << 0;
    QTest::newRow("LIKE wildcards") << u"c_t %at"_s << 0;
    QTest::newRow("zero byte") << QString(u"cat"_s + QChar(0) + u"dog"_s) << 1;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u"cat"_s << 0;
    QTest::newRow("combining marks only") << u"\u0301\u0301\u0301"_s << 0;
    QTest::newRow("very long") << QString(100'000, u'a') << 0;
    QTest::newRow("very many") << u"cat "_s.repeated(50'000) << 1;
}

void TestMessageSearch::hostileInputMeansItself()
{
    QFETCH(QString, words);
    QFETCH(int, hits);
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->messages().insert(incoming(chat, u"my cat and your dog"_s)));
    const auto found = need(vault.session->messages().search(words, std::nullopt, 10));
    QCOMPARE(found.size(), hits);
    QVERIFY(!need(vault.session->messages().search(u"cat"_s, chat, 10)).isEmpty());
}

void TestMessageSearch::newestComesFirstAndLimitHolds()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    for (int i = 0; i < 20; ++i)
        need(vault.session->messages().insert(incoming(chat, u"weather report %1"_s.arg(i), i)));
    for (const QString &words : {u"weather"_s, u"we"_s}) {
        const auto found = need(vault.session->messages().search(words, std::nullopt, 5));
        QCOMPARE(found.size(), 5);
        QCOMPARE(found.first().text, u"weather report 19"_s);
        QCOMPARE(found.last().text, u"weather report 15"_s);
    }
}

void TestMessageSearch::chatFilterHolds()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const ChatId other = vault.addChat(u"carol"_s);
    need(vault.session->messages().insert(incoming(other, u"weather"_s)));
    for (const QString &words : {u"weather"_s, u"we"_s}) {
        QVERIFY(need(vault.session->messages().search(words, chat, 5)).isEmpty());
        QCOMPARE(need(vault.session->messages().search(words, other, 5)).size(), 1);
    }
}

void TestMessageSearch::noStatementScansTheMessages()
{
    VaultFixture vault;
    MessageStore &messages = vault.session->messages();
    const ChatId chat = vault.addChat();
    const NewMessage message = outgoing(chat, u"weather"_s);
    need(messages.insert(message));
    need(messages.find(message.message.id));
    need(messages.count(chat));
    need(messages.page(chat));
    need(messages.around(chat, 1, 10));
    for (const QString &words : {u"weather"_s, u"we"_s}) {
        need(messages.search(words, std::nullopt, 5));
        need(messages.search(words, chat, 5));
    }
    need(messages.markFailed(message.message.id, ErrorCode::Blocked));
    need(messages.requeue(message.message.id));
    need(messages.advance({message.message.id}, DeliveryState::Sent));
    need(messages.incomingBetween(chat, 0, 10, 10));
    need(messages.undelivered(chat, 10));
    need(messages.contentKey(message.message.id));
    need(messages.authorChain(chat, message.authorDevice));
    need(vault.session->chats().list());
    need(vault.session->chats().find(chat));
    need(vault.session->chats().markRead(chat, 1));
    need(vault.session->chats().saveDraft(chat, u"draft"_s));

    const QStringList plans = need(vault.session->database().queryPlans());
    int ofMessages = 0;
    for (const QString &plan : plans) {
        ofMessages += plan.contains("messages"_L1);
        for (const QString &step : plan.split(u'\n').sliced(1)) {
            const bool scans =
                step == "SCAN m"_L1 || step.startsWith("SCAN m "_L1) || step.startsWith("SCAN messages"_L1);
            QVERIFY2(!scans && !step.contains("TEMP B-TREE"_L1), qPrintable(plan));
        }
    }
    QCOMPARE_GE(ofMessages, 17);
}

TACET_VAULT_TEST_MAIN(TestMessageSearch)
#include "tst_messagesearch.moc"
