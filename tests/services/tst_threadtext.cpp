#include "models/services/threadcodec.h"
#include "models/services/threadtext.h"

#include <QCborArray>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace tacet;

class TestThreadText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textComesBack();
    void onlyItsOwnEncodingIsRead_data();
    void onlyItsOwnEncodingIsRead();
    void laterVersionIsTooNew();
    void titlesAndBodiesHaveLimits();
    void keptRowsComeBack();
    void damagedRowsAreDamage();
};

namespace {

ThreadText sample()
{
    return {.body = u"which boat? \U0001F6A3"_s, .headSequence = 7, .headHash = QByteArray(32, 'h')};
}

QByteArray cbor(const QCborArray &fields)
{
    return fields.toCborValue().toCbor();
}

const Seal kSeal{.epoch = 3, .authorSequence = 9, .parentHash = QByteArray(32, 'p'), .signature = QByteArray(64, 's')};

} // namespace

void TestThreadText::textComesBack()
{
    const auto read = ThreadText::decode(sample().encode());
    QVERIFY(read);
    QCOMPARE(read->body, sample().body);
    QCOMPARE(read->headSequence, 7);
    QCOMPARE(read->headHash, sample().headHash);
}

void TestThreadText::onlyItsOwnEncodingIsRead_data()
{
    const QByteArray hash(32, 'h');
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no CBOR") << QByteArray("plain text");
    QTest::newRow("no array") << QCborValue(u"text"_s).toCbor();
    QTest::newRow("cut") << sample().encode().chopped(1);
    QTest::newRow("longer") << sample().encode() + 'x';
    QTest::newRow("a field less") << cbor({1, 7, hash});
    QTest::newRow("a field more") << cbor({1, 7, hash, u"text"_s, 1});
    QTest::newRow("no number") << cbor({1, u"7"_s, hash, u"text"_s});
    QTest::newRow("before the log") << cbor({1, 0, hash, u"text"_s});
    QTest::newRow("short hash") << cbor({1, 7, hash.chopped(1), u"text"_s});
    QTest::newRow("empty text") << cbor({1, 7, hash, u" "_s});
    QTest::newRow("too long") << cbor({1, 7, hash, QString(kThreadBodyMax + 1, u'a')});
    QTest::newRow("another version") << cbor({0, 7, hash, u"text"_s});
}

void TestThreadText::onlyItsOwnEncodingIsRead()
{
    QFETCH(QByteArray, bytes);
    const auto read = ThreadText::decode(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().code(), ErrorCode::InvalidInput);
}

void TestThreadText::laterVersionIsTooNew()
{
    const auto read = ThreadText::decode(cbor({2, u"whatever"_s}));
    QVERIFY(!read);
    QCOMPARE(read.error().code(), ErrorCode::SchemaTooNew);
}

void TestThreadText::titlesAndBodiesHaveLimits()
{
    QVERIFY(demandThreadTitle(QString(u"\U0001F6A3"_s).repeated(kThreadTitleMax)));
    QVERIFY(!demandThreadTitle(QString(kThreadTitleMax + 1, u'a')));
    QVERIFY(!demandThreadTitle(u" \n"_s));
    QVERIFY(!demandThreadTitle(QString(QChar(0xd800))));
    QVERIFY(demandThreadBody(QString(kThreadBodyMax, u'a')));
    QVERIFY(!demandThreadBody(QString(kThreadBodyMax + 1, u'a')));
}

void TestThreadText::keptRowsComeBack()
{
    StoredThread thread;
    thread.id = ThreadId(QUuid::createUuid());
    thread.chat = ChatId(QUuid::createUuid());
    thread.author = UserId(QUuid::createUuid());
    thread.authorDevice = DeviceId(QUuid::createUuid());
    thread.seal = kSeal;
    thread.encryptedTitle = "title";
    thread.encryptedBody = "body";
    thread.createdAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, QTimeZone::UTC);
    thread.editNumber = 2;
    const auto read = decodeStoredThread(encodeStored(thread));
    QVERIFY(read);
    QCOMPARE(read->id, thread.id);
    QCOMPARE(read->chat, thread.chat);
    QCOMPARE(read->author, thread.author);
    QCOMPARE(read->authorDevice, thread.authorDevice);
    QCOMPARE(read->seal.signature, kSeal.signature);
    QCOMPARE(read->seal.parentHash, kSeal.parentHash);
    QCOMPARE(read->encryptedTitle, "title");
    QCOMPARE(read->createdAt, thread.createdAt);
    QCOMPARE(read->editNumber, 2);

    const OutgoingReply reply{.id = ReplyId(QUuid::createUuid()),
                              .thread = thread.id,
                              .parent = ReplyId(QUuid::createUuid()),
                              .seal = kSeal,
                              .encryptedBody = "reply"};
    const auto sent = decodeOutgoingReply(encodeOutgoing(reply));
    QVERIFY(sent);
    QCOMPARE(sent->id, reply.id);
    QCOMPARE(sent->thread, reply.thread);
    QCOMPARE(sent->parent, reply.parent);
    QCOMPARE(sent->seal.epoch, 3);
    QCOMPARE(sent->seal.authorSequence, 9);
    QCOMPARE(sent->encryptedBody, "reply");
}

void TestThreadText::damagedRowsAreDamage()
{
    const QByteArray bytes = encodeStored(StoredReply());
    QVERIFY(decodeStoredReply(bytes));
    for (const QByteArray &damaged : {bytes.chopped(1), bytes + 'x', QByteArray()}) {
        const auto read = decodeStoredReply(damaged);
        QVERIFY(!read);
        QCOMPARE(read.error().code(), ErrorCode::Damaged);
    }
}

QTEST_APPLESS_MAIN(TestThreadText)
#include "tst_threadtext.moc"
