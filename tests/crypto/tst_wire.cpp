#include "crypto/wire/tacetkeyexchange.h"
#include "tests/crypto/hex.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

RatchetMessage sample()
{
    RatchetMessage message;
    message.header.ratchetKey.bytes.fill(std::byte{0x11});
    message.header.number = 300;
    message.header.previous = 0;
    message.ciphertext.assign(16, std::byte{0x22});
    message.ciphertext.insert(message.ciphertext.end(), 16, std::byte{0x33});
    return message;
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void authenticatedMessageIsCanonicalProtobuf();
    void malformedMessagesAreRefused_data();
    void malformedMessagesAreRefused();
    void truncatedAndExtendedMessagesAreRefused();
    void keyExchangesComeBackAsTheyWere();
    void varintsAreMinimalAndBounded_data();
    void varintsAreMinimalAndBounded();
};

void TestWire::authenticatedMessageIsCanonicalProtobuf()
{
    const QByteArray key(64, '1');
    const QByteArray cipher(32, '2');
    const QByteArray mac(32, '3');
    const QByteArray expected = "0a10" + mac + "1239" + "08ac02" + "1000" + "1a20" + key + "2210" + cipher;
    QCOMPARE(toHex(encodeAuthenticatedMessage(sample())), expected);
    const auto decoded = decodeAuthenticatedMessage(hex(expected.constData()));
    QVERIFY(decoded);
    QVERIFY(decoded->header == sample().header);
    QVERIFY(decoded->ciphertext == sample().ciphertext);
}

void TestWire::malformedMessagesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("error");
    const QByteArray key = "1a20" + QByteArray(64, '1');
    const QByteArray cipher = "2210" + QByteArray(32, '2');
    const auto outer = [](const QByteArray &inner) {
        return "0a10" + QByteArray(32, '3') + "12" + QByteArray::number(inner.size() / 2, 16) + inner;
    };
    const auto row = [](const char *name, const QByteArray &bytes, DecodeError error) {
        QTest::newRow(name) << bytes << static_cast<int>(error);
    };
    row("nothing", "", DecodeError::Truncated);
    row("short mac", "0a0f" + QByteArray(30, '3') + "1200", DecodeError::OutOfRange);
    row("n missing", outer("1000" + key + cipher), DecodeError::Unexpected);
    row("pn before n", outer("10000800" + key + cipher), DecodeError::Unexpected);
    row("n twice", outer("080008001000" + key + cipher), DecodeError::Unexpected);
    row("unknown field behind", outer("08001000" + key + cipher + "2800"), DecodeError::Unexpected);
    row("n not minimal", outer("0880001000" + key + cipher), DecodeError::NotMinimal);
    row("n above 2^32", outer("0880808080101000" + key + cipher), DecodeError::OutOfRange);
    row("n of six bytes",
        outer("08808080808000"
              "1000" +
              key + cipher),
        DecodeError::OutOfRange);
    row("key too short",
        outer("08001000"
              "1a1f" +
              QByteArray(62, '1') + cipher),
        DecodeError::OutOfRange);
    row("key not canonical",
        outer("08001000"
              "1a20" +
              QByteArray(64, 'f') + cipher),
        DecodeError::OutOfRange);
    row("ciphertext missing", outer("08001000" + key), DecodeError::Truncated);
    row("ciphertext longer than there is", outer("08001000" + key + "227f2222"), DecodeError::Truncated);
    row("message missing", "0a10" + QByteArray(32, '3'), DecodeError::Truncated);
}

void TestWire::malformedMessagesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, error);
    const auto decoded = decodeAuthenticatedMessage(hex(bytes.constData()));
    QVERIFY(!decoded);
    QCOMPARE(static_cast<int>(decoded.error()), error);
}

void TestWire::truncatedAndExtendedMessagesAreRefused()
{
    TacetKeyExchange exchange;
    exchange.signedPrekeyId = 1;
    exchange.kemPrekeyId = 0x7FFFFFFF;
    Bytes bytes = encodeTacetKeyExchange(exchange);
    QVERIFY(decodeTacetKeyExchange(bytes));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY(!decodeTacetKeyExchange(ByteView(bytes).first(size)));
    bytes.push_back(std::byte{0});
    QCOMPARE(decodeTacetKeyExchange(bytes).error(), DecodeError::Unexpected);

    const Bytes message = encodeAuthenticatedMessage(sample());
    for (std::size_t size = 0; size < message.size(); ++size)
        QVERIFY(!decodeAuthenticatedMessage(ByteView(message).first(size)));
}

void TestWire::keyExchangesComeBackAsTheyWere()
{
    TacetKeyExchange exchange;
    exchange.oneTimePrekeyId = 0;
    exchange.signedPrekeyId = 77;
    exchange.kemPrekeyId = 1;
    exchange.identityKey.bytes.fill(std::byte{4});
    exchange.ephemeralKey.bytes.fill(std::byte{5});
    exchange.kemCiphertext.fill(std::byte{6});
    const auto decoded = decodeTacetKeyExchange(encodeTacetKeyExchange(exchange));
    QVERIFY(decoded);
    QCOMPARE(decoded->oneTimePrekeyId, 0U);
    QVERIFY(decoded->kemCiphertext == exchange.kemCiphertext);
    for (const std::uint32_t id : {0U, 0x80000000U}) {
        TacetKeyExchange bad = exchange;
        bad.signedPrekeyId = id;
        QCOMPARE(decodeTacetKeyExchange(encodeTacetKeyExchange(bad)).error(), DecodeError::OutOfRange);
        bad = exchange;
        bad.kemPrekeyId = id;
        QCOMPARE(decodeTacetKeyExchange(encodeTacetKeyExchange(bad)).error(), DecodeError::OutOfRange);
    }
    exchange.ephemeralKey.bytes.fill(std::byte{0xFF});
    QCOMPARE(decodeTacetKeyExchange(encodeTacetKeyExchange(exchange)).error(), DecodeError::OutOfRange);

    const OmemoKeyExchange omemo{1, 2, Ed25519PublicKey{}, X25519PublicKey{}, sample()};
    const auto omemoDecoded = decodeOmemoKeyExchange(encodeOmemoKeyExchange(omemo));
    QVERIFY(omemoDecoded);
    QVERIFY(omemoDecoded->message.ciphertext == omemo.message.ciphertext);
}

void TestWire::varintsAreMinimalAndBounded_data()
{
    QTest::addColumn<quint32>("value");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("0") << quint32(0) << QByteArray("00");
    QTest::newRow("127") << quint32(127) << QByteArray("7f");
    QTest::newRow("128") << quint32(128) << QByteArray("8001");
    QTest::newRow("16383") << quint32(16383) << QByteArray("ff7f");
    QTest::newRow("16384") << quint32(16384) << QByteArray("808001");
    QTest::newRow("2^32-1") << quint32(0xFFFFFFFF) << QByteArray("ffffffff0f");
}

void TestWire::varintsAreMinimalAndBounded()
{
    QFETCH(quint32, value);
    QFETCH(QByteArray, bytes);
    Bytes encoded;
    protobuf::appendUint32(encoded, 1, value);
    QCOMPARE(toHex(encoded), "08" + bytes);
    protobuf::Reader reader(encoded);
    QCOMPARE(reader.uint32(1), value);
    QVERIFY(reader.finished());
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
