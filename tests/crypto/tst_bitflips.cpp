// Any flipped bit of any message, handshakes included, is refused and changes nothing.
#include "tests/crypto/peerdevice.h"
#include "tests/support/seededrandom.h"

#include <QTest>

#include <random>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

// Every byte of a message that travels, header columns included.
std::vector<std::span<std::byte>> partsOf(PairwiseMessage &message)
{
    auto &header = message.header;
    std::vector<std::span<std::byte>> parts{
        std::as_writable_bytes(std::span(&header.version, 1)),
        header.session,
        header.ratchet.ratchetKey.bytes,
        std::as_writable_bytes(std::span(&header.ratchet.previous, 1)),
        std::as_writable_bytes(std::span(&header.ratchet.number, 1)),
        message.ciphertext,
    };
    if (message.keyExchange)
        parts.emplace_back(*message.keyExchange);
    return parts;
}

std::size_t bitsOf(PairwiseMessage &message)
{
    std::size_t bytes = 0;
    for (const auto part : partsOf(message))
        bytes += part.size();
    return bytes * 8;
}

PairwiseMessage flipped(const PairwiseMessage &message, std::size_t bit)
{
    PairwiseMessage result = message;
    for (const auto part : partsOf(result)) {
        if (bit < part.size() * 8) {
            part[bit / 8] ^= std::byte(1 << (bit % 8));
            break;
        }
        bit -= part.size() * 8;
    }
    return result;
}

// Two devices and a count of what was tried on them.
class Flips
{
public:
    PairwiseMessage sent(PeerDevice &from, PeerDevice &to)
    {
        return from.send(Bytes(24, std::byte{0x42}), to, m_random, kTestEpoch).value();
    }
    // False at the first bit that is taken or changes the receiver.
    bool refused(PeerDevice &receiver, PairwiseMessage message, std::size_t bit)
    {
        ++m_tried;
        const bool accepted = receiver.receive(flipped(message, bit), kTestEpoch).has_value();
        return !accepted && receiver.sessions.serialise() == m_before;
    }
    bool refusesWhole(PeerDevice &receiver, const PairwiseMessage &message) const
    {
        return !receiver.receive(message, kTestEpoch) && receiver.sessions.serialise() == m_before;
    }
    void watch(const PeerDevice &receiver) { m_before = receiver.sessions.serialise(); }

    PeerDevice alice{published().alice, published().bob};
    PeerDevice bob{published().bob, published().alice};
    int tried() const { return m_tried; }

private:
    struct Published {
        SeededRandom random{21};
        PublishedDevice alice{1, random};
        PublishedDevice bob{2, random};
    };
    static const Published &published()
    {
        static const Published both;
        return both;
    }
    SeededRandom m_random{22};
    SecretBytes m_before;
    int m_tried = 0;
};

enum class Moment { Handshake, RepeatedHandshake, Answer, SameChain, Turn, Skipped };

} // namespace

class BitFlipsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyBitOfOneMessage_data()
    {
        QTest::addColumn<Moment>("moment");
        QTest::newRow("handshake") << Moment::Handshake;
        QTest::newRow("handshake repeated in an unanswered session") << Moment::RepeatedHandshake;
        QTest::newRow("first answer") << Moment::Answer;
        QTest::newRow("next in the chain") << Moment::SameChain;
        QTest::newRow("ratchet turn with skipped messages") << Moment::Turn;
        QTest::newRow("late message of a skipped key") << Moment::Skipped;
    }
    void everyBitOfOneMessage()
    {
        QFETCH(Moment, moment);
        Flips flips;
        PairwiseMessage message = flips.sent(flips.alice, flips.bob);
        PeerDevice *receiver = &flips.bob;
        if (moment != Moment::Handshake)
            advance(flips, moment, message, receiver);
        flips.watch(*receiver);
        for (std::size_t bit = 0; bit < bitsOf(message); ++bit)
            QVERIFY2(flips.refused(*receiver, message, bit), qPrintable(QString::number(bit)));
        qInfo("%d bits flipped, 0 accepted, 0 changes", flips.tried());
        QVERIFY(receiver->receive(message, kTestEpoch));
    }

    void cutAndLongerHandshakesConsumeNothing()
    {
        Flips flips;
        const PairwiseMessage message = flips.sent(flips.alice, flips.bob);
        flips.watch(flips.bob);
        const std::size_t whole = message.keyExchange->size();
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{80}, whole - 1, whole + 1}) {
            PairwiseMessage changed = message;
            changed.keyExchange->resize(size);
            QVERIFY2(flips.refusesWhole(flips.bob, changed), qPrintable(QString::number(size)));
        }
        const auto read = flips.bob.receive(message, kTestEpoch);
        QVERIFY(read && read->usedOneTimePrekeyId && read->usedKemPrekeyId);
    }

    void sampledBitsOfALongConversation()
    {
        constexpr int kMessages = 400;
        constexpr int kBitsPerMessage = 24;
        Flips flips;
        std::mt19937_64 dice(23);
        for (int i = 0; i < kMessages; ++i) {
            const bool fromAlice = dice() % 3 != 0;
            PeerDevice &sender = fromAlice ? flips.alice : flips.bob;
            PeerDevice &receiver = fromAlice ? flips.bob : flips.alice;
            PairwiseMessage message = flips.sent(sender, receiver);
            flips.watch(receiver);
            for (int tries = 0; tries < kBitsPerMessage; ++tries) {
                const std::size_t bit = dice() % bitsOf(message);
                QVERIFY2(flips.refused(receiver, message, bit), qPrintable(QStringLiteral("%1, %2").arg(i).arg(bit)));
            }
            // One in ten is lost, so that the state holds skipped keys.
            if (dice() % 10 != 0)
                QVERIFY2(receiver.receive(message, kTestEpoch), qPrintable(QString::number(i)));
        }
        qInfo("%d bits flipped in %d messages, 0 accepted, 0 changes", flips.tried(), kMessages);
    }

private:
    // Brings the conversation to the moment and sets the message that comes next, and to whom.
    static void advance(Flips &flips, Moment moment, PairwiseMessage &message, PeerDevice *&receiver)
    {
        QVERIFY(flips.bob.receive(message, kTestEpoch));
        message = flips.sent(flips.alice, flips.bob);
        if (moment == Moment::RepeatedHandshake)
            return;
        message = flips.sent(flips.bob, flips.alice);
        if (moment == Moment::Answer) {
            receiver = &flips.alice;
            return;
        }
        QVERIFY(flips.alice.receive(message, kTestEpoch));
        QVERIFY(flips.bob.receive(flips.sent(flips.alice, flips.bob), kTestEpoch));
        message = flips.sent(flips.alice, flips.bob);
        if (moment == Moment::SameChain)
            return;
        const PairwiseMessage late = message;
        QVERIFY(flips.alice.receive(flips.sent(flips.bob, flips.alice), kTestEpoch));
        (void)flips.sent(flips.alice, flips.bob);
        message = flips.sent(flips.alice, flips.bob);
        if (moment == Moment::Turn)
            return;
        QVERIFY(flips.bob.receive(message, kTestEpoch));
        message = late;
    }
};

QTEST_APPLESS_MAIN(BitFlipsTest)
#include "tst_bitflips.moc"
