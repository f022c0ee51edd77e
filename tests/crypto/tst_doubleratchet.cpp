#include "crypto/primitives/hkdf.h"
#include "crypto/ratchet/doubleratchet.h"
#include "tests/crypto/hex.h"

#include <QTest>

#include <random>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::string_view kAssociatedData = "associated data";

struct Pair {
    Pair()
    {
        const auto signedPrekey = X25519KeyPair::generate(random).value();
        const auto secret = random.secret<32>().value();
        alice = std::make_unique<DoubleRatchet>(
            DoubleRatchet::initiate(secret.clone(), signedPrekey.shared, random).value());
        bob = std::make_unique<DoubleRatchet>(DoubleRatchet::respond(secret.clone(), signedPrekey));
    }
    RatchetMessage send(DoubleRatchet &from, std::string_view text)
    {
        return from.encrypt(textBytes(text), textBytes(kAssociatedData), random).value();
    }
    static std::expected<SecretBytes, RatchetDecryptError> receive(DoubleRatchet &to, const RatchetMessage &message)
    {
        return to.decrypt(message.header, message.ciphertext, textBytes(kAssociatedData));
    }
    /// One message each way, so that both have both chains.
    void connect()
    {
        QVERIFY(receive(*bob, send(*alice, "x")));
        QVERIFY(receive(*alice, send(*bob, "y")));
    }

    SystemRandom random;
    std::unique_ptr<DoubleRatchet> alice;
    std::unique_ptr<DoubleRatchet> bob;
};

SecretBytes stateOf(const DoubleRatchet &ratchet)
{
    SecretBytes state;
    ratchet.serialise(state);
    return state;
}

} // namespace

class TestDoubleRatchet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keyScheduleIsThatOfTheSpecification();
    void responderCannotSendFirst();
    void thousandSkippedKeysAreTakenAndOneMoreIsNot();
    void skippedKeysOfTwoChainsCountTogether();
    void keepsTwoThousandKeysAndDropsTheOldest();
    void shuffledConversationReadsCompletely();
    void sameKeyTwiceIsRefusedAfterTurning();
    void emptyAndLongTextsTravel();
    void impossibleMessagesAreRefused();
    void otherAssociatedDataIsRefused();
};

void TestDoubleRatchet::keyScheduleIsThatOfTheSpecification()
{
    // Computed beside the implementation from XEP-0384's text: message 0 of a chain that SK and a known
    // ratchet key begin, rebuilt with HKDF and HMAC only.
    SystemRandom random;
    const auto signedPrekey = X25519KeyPair::generate(random).value();
    const Secret<32> secret = random.secret<32>().value();
    auto alice = DoubleRatchet::initiate(secret.clone(), signedPrekey.shared, random).value();
    const auto message = alice.encrypt(textBytes("text"), textBytes("ad"), random).value();

    const auto shared = agree(signedPrekey.secret, message.header.ratchetKey).value();
    FixedBytes<64> root;
    hkdf(secret.view(), shared.view(), textBytes("OMEMO Root Chain"), root);
    const std::byte one{1};
    const auto messageKey = HmacKey(ByteView(root).subspan(32)).mac(ByteView(&one, 1));
    FixedBytes<80> keys;
    hkdf(FixedBytes<32>{}, messageKey, textBytes("OMEMO Message Key Material"), keys);
    Bytes expected;
    QVERIFY(encryptCbc(ByteView(keys).first<32>(), ByteView(keys).last<16>(), textBytes("text"), expected));
    Bytes authenticated;
    append(authenticated, textBytes("ad"));
    append(authenticated, hex("0800"    // n = 0, written out
                              "1000"    // pn = 0, written out
                              "1a20")); // dh_pub, 32 bytes
    append(authenticated, message.header.ratchetKey.view());
    append(authenticated, hex("2210")); // ciphertext, 16 bytes
    append(authenticated, expected);
    const auto mac = HmacKey(ByteView(keys).subspan(32, 32)).mac(authenticated);
    append(expected, ByteView(mac).first(16));
    QCOMPARE(toHex(message.ciphertext), toHex(expected));
}

void TestDoubleRatchet::responderCannotSendFirst()
{
    Pair pair;
    QVERIFY(!pair.bob->canEncrypt());
    QCOMPARE(pair.bob->encrypt({}, {}, pair.random).error(), RatchetEncryptError::NotReady);
}

void TestDoubleRatchet::thousandSkippedKeysAreTakenAndOneMoreIsNot()
{
    Pair pair;
    pair.connect();
    std::vector<RatchetMessage> messages;
    for (int i = 0; i < 1002; ++i)
        messages.push_back(pair.send(*pair.alice, std::to_string(i)));
    const SecretBytes before = stateOf(*pair.bob);
    QCOMPARE(Pair::receive(*pair.bob, messages[1001]).error(), RatchetDecryptError::TooManySkipped);
    QVERIFY(stateOf(*pair.bob) == before);
    QVERIFY(Pair::receive(*pair.bob, messages[1000]));
    QCOMPARE(pair.bob->skippedKeys(), std::size_t(1000));
    QVERIFY(Pair::receive(*pair.bob, messages[1001]));
    for (std::size_t i = 0; i < 1000; ++i)
        QVERIFY(Pair::receive(*pair.bob, messages[i]));
    QCOMPARE(pair.bob->skippedKeys(), std::size_t(0));
    QCOMPARE(Pair::receive(*pair.bob, messages[500]).error(), RatchetDecryptError::AlreadyUsed);
}

void TestDoubleRatchet::skippedKeysOfTwoChainsCountTogether()
{
    for (const int inOldChain : {600, 601}) {
        Pair pair;
        pair.connect();
        QVERIFY(Pair::receive(*pair.bob, pair.send(*pair.alice, "first of the chain")));
        for (int i = 0; i < inOldChain; ++i)
            (void)pair.send(*pair.alice, "lost");
        QVERIFY(Pair::receive(*pair.alice, pair.send(*pair.bob, "turn")));
        for (int i = 0; i < 400; ++i)
            (void)pair.send(*pair.alice, "lost");
        QCOMPARE(Pair::receive(*pair.bob, pair.send(*pair.alice, "z")).has_value(), inOldChain == 600);
    }
}

void TestDoubleRatchet::keepsTwoThousandKeysAndDropsTheOldest()
{
    Pair pair;
    pair.connect();
    std::vector<RatchetMessage> messages;
    for (int i = 0; i < 2103; ++i)
        messages.push_back(pair.send(*pair.alice, std::to_string(i)));
    QVERIFY(Pair::receive(*pair.bob, messages[1000])); // 0 … 999 skipped
    QVERIFY(Pair::receive(*pair.bob, messages[2001])); // 1001 … 2000 skipped
    QCOMPARE(pair.bob->skippedKeys(), std::size_t(2000));
    QVERIFY(Pair::receive(*pair.bob, messages[2102])); // 100 more
    QCOMPARE(pair.bob->skippedKeys(), std::size_t(2000));
    QCOMPARE(Pair::receive(*pair.bob, messages[0]).error(), RatchetDecryptError::AlreadyUsed);
    QCOMPARE(Pair::receive(*pair.bob, messages[99]).error(), RatchetDecryptError::AlreadyUsed);
    QVERIFY(Pair::receive(*pair.bob, messages[100]));
    QVERIFY(Pair::receive(*pair.bob, messages[2101]));
}

void TestDoubleRatchet::shuffledConversationReadsCompletely()
{
    std::mt19937 shuffle(20261121);
    Pair pair;
    std::vector<RatchetMessage> forBob{pair.send(*pair.alice, "first")};
    std::vector<RatchetMessage> forAlice;
    std::size_t sent = 1;
    std::size_t read = 0;
    for (int step = 0; step < 2000; ++step) {
        const bool alices = shuffle() % 2 == 0;
        DoubleRatchet &actor = alices ? *pair.alice : *pair.bob;
        auto &inbox = alices ? forAlice : forBob;
        if (shuffle() % 2 == 0 && actor.canEncrypt()) {
            (alices ? forBob : forAlice).push_back(pair.send(actor, "m"));
            ++sent;
        } else if (!inbox.empty()) {
            const auto chosen = inbox.begin() + static_cast<std::ptrdiff_t>(shuffle() % inbox.size());
            QVERIFY(Pair::receive(actor, *chosen));
            inbox.erase(chosen);
            ++read;
        }
    }
    for (const auto &message : forBob)
        read += Pair::receive(*pair.bob, message).has_value() ? 1 : 0;
    for (const auto &message : forAlice)
        read += Pair::receive(*pair.alice, message).has_value() ? 1 : 0;
    QCOMPARE(read, sent);
}

void TestDoubleRatchet::sameKeyTwiceIsRefusedAfterTurning()
{
    Pair pair;
    pair.connect();
    const auto old = pair.send(*pair.alice, "old");
    QVERIFY(Pair::receive(*pair.bob, old));
    QVERIFY(Pair::receive(*pair.alice, pair.send(*pair.bob, "turn")));
    QVERIFY(Pair::receive(*pair.bob, pair.send(*pair.alice, "turned")));
    const SecretBytes before = stateOf(*pair.bob);
    QCOMPARE(Pair::receive(*pair.bob, old).error(), RatchetDecryptError::AlreadyUsed);
    QVERIFY(stateOf(*pair.bob) == before);
    (void)pair.send(*pair.bob, "now a foreign key would turn the ratchet");
    RatchetMessage foreign = old;
    foreign.header.ratchetKey = X25519KeyPair::generate(pair.random).value().shared;
    const SecretBytes beforeForeign = stateOf(*pair.bob);
    QCOMPARE(Pair::receive(*pair.bob, foreign).error(), RatchetDecryptError::Unauthentic);
    foreign.header.ratchetKey = {};
    QCOMPARE(Pair::receive(*pair.bob, foreign).error(), RatchetDecryptError::LowOrder);
    QVERIFY(stateOf(*pair.bob) == beforeForeign);
}

void TestDoubleRatchet::emptyAndLongTextsTravel()
{
    Pair pair;
    for (const std::size_t size : {std::size_t(0), std::size_t(1), std::size_t(15), std::size_t(16), std::size_t(17),
                                   std::size_t(100'000), kMaxRatchetCiphertext - 16}) {
        const Bytes text(size, std::byte{0x55});
        const auto message = pair.alice->encrypt(text, textBytes(kAssociatedData), pair.random).value();
        QCOMPARE(message.ciphertext.size(), (size / 16 + 1) * 16 + 16);
        const auto read = Pair::receive(*pair.bob, message);
        QVERIFY(read);
        QVERIFY(std::ranges::equal(*read, text));
    }
    const Bytes tooLong(kMaxRatchetCiphertext - 15);
    QCOMPARE(pair.alice->encrypt(tooLong, {}, pair.random).error(), RatchetEncryptError::TooLong);
}

void TestDoubleRatchet::impossibleMessagesAreRefused()
{
    Pair pair;
    pair.connect();
    const auto good = pair.send(*pair.alice, "x");
    const auto refused = [&](const RatchetMessage &message) {
        return Pair::receive(*pair.bob, message).error() == RatchetDecryptError::Malformed;
    };
    for (const std::size_t size : {0, 15, 16, 31, 33}) {
        RatchetMessage message = good;
        message.ciphertext.resize(size);
        QVERIFY(refused(message));
    }
    RatchetMessage highBit = good;
    highBit.header.ratchetKey.bytes[31] |= std::byte{0x80};
    QVERIFY(refused(highBit));
    RatchetMessage last = good;
    last.header.number = UINT32_MAX;
    QVERIFY(refused(last));
    QVERIFY(Pair::receive(*pair.bob, good));
}

void TestDoubleRatchet::otherAssociatedDataIsRefused()
{
    Pair pair;
    const auto message = pair.send(*pair.alice, "x");
    QCOMPARE(pair.bob->decrypt(message.header, message.ciphertext, textBytes("other data")).error(),
             RatchetDecryptError::Unauthentic);
    QVERIFY(Pair::receive(*pair.bob, message));
}

QTEST_GUILESS_MAIN(TestDoubleRatchet)
#include "tst_doubleratchet.moc"
