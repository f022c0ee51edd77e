// The product's Megolm against Debian's libolm.
#include "crypto/group/inboundgroupsession.h"
#include "crypto/group/outboundgroupsession.h"
#include "tests/support/olmpeer.h"
#include "tests/support/seededrandom.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr Timestamp kStart{std::chrono::seconds(1'800'000'000)};

// Both senders in one dress.
class OurSender
{
public:
    Bytes share() const
    {
        const SecretBytes share = m_session.share();
        return {share.begin(), share.end()};
    }
    Bytes encrypt(ByteView text) { return m_session.encrypt(text).value(); }
    std::uint32_t index() const { return m_session.index(); }

private:
    SystemRandom m_random;
    OutboundGroupSession m_session = OutboundGroupSession::create(m_random, kStart).value();
};

class TheirSender
{
public:
    Bytes share() const { return fromBase64(m_session.share()); }
    Bytes encrypt(ByteView text) { return fromBase64(m_session.encrypt(text)); }
    std::uint32_t index() const { return m_session.index(); }

private:
    OlmSender m_session;
};

struct Read {
    std::uint32_t index = 0;
    Bytes text;

    friend bool operator==(const Read &, const Read &) = default;
};

class OurReceiver
{
public:
    explicit OurReceiver(ByteView share)
        : m_session(InboundGroupSession::fromShare(share).value())
    {
    }
    std::optional<Read> decrypt(ByteView message)
    {
        auto plaintext = m_session.decrypt(message);
        if (!plaintext)
            return std::nullopt;
        return Read{plaintext->index, {plaintext->bytes.begin(), plaintext->bytes.end()}};
    }
    std::uint32_t firstKnownIndex() const { return m_session.firstKnownIndex(); }

private:
    InboundGroupSession m_session;
};

class TheirReceiver
{
public:
    explicit TheirReceiver(ByteView share)
        : m_session(OlmReceiver::fromShare(toBase64(share)).value())
    {
    }
    std::optional<Read> decrypt(ByteView message)
    {
        auto plaintext = m_session.decrypt(toBase64(message));
        if (!plaintext)
            return std::nullopt;
        return Read{plaintext->index, std::move(plaintext->bytes)};
    }
    std::uint32_t firstKnownIndex() const { return m_session.firstKnownIndex(); }

private:
    OlmReceiver m_session;
};

struct Sent {
    Bytes message;
    Read expected;
};

// What happened on the way.
struct Journey {
    int lost = 0;
    int late = 0;
    int repeated = 0;
    int unreadable = 0;
    QString problem;
};

template <class Sender>
std::vector<Sent> sentBy(Sender &sender, int count, std::mt19937_64 &dice)
{
    constexpr std::size_t kMaxSize = 700;
    SeededRandom random(dice());
    std::vector<Sent> messages;
    for (int i = 0; i < count; ++i) {
        Bytes text(dice() % kMaxSize);
        (void)random.fill(text);
        const std::uint32_t index = sender.index();
        messages.push_back({sender.encrypt(text), {index, std::move(text)}});
    }
    return messages;
}

// One message in twelve is lost, some come late, some twice: what comes is read, if it is not older than the share.
template <class Receiver>
void deliver(Receiver &receiver, std::vector<Sent> messages, std::mt19937_64 &dice, Journey &journey)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto luck = dice() % 100;
        journey.lost += luck < 8;
        if (luck >= 8)
            order.push_back(i);
        if (luck >= 92)
            order.push_back(i);
    }
    for (std::size_t i = 0; i + 30 < order.size(); i += 10)
        std::shuffle(order.begin() + std::ptrdiff_t(i), order.begin() + std::ptrdiff_t(i + 30), dice);
    std::size_t latest = 0;
    std::vector<bool> seen(messages.size());
    for (const std::size_t i : order) {
        const Sent &sent = messages[i];
        const auto read = receiver.decrypt(sent.message);
        const bool known = sent.expected.index >= receiver.firstKnownIndex();
        journey.late += i < latest;
        journey.repeated += seen[i];
        journey.unreadable += !known;
        latest = std::max(latest, i);
        seen[i] = true;
        if (read.has_value() != known || (read && *read != sent.expected))
            journey.problem = QStringLiteral("message %1 of %2").arg(i).arg(messages.size());
    }
}

template <class Sender, class Receiver>
Journey thousandMessages(std::uint64_t seed, int sharedAt)
{
    constexpr int kMessages = 1000;
    std::mt19937_64 dice(seed);
    Sender sender;
    std::vector<Sent> messages = sentBy(sender, sharedAt, dice);
    Receiver receiver(sender.share());
    std::ranges::move(sentBy(sender, kMessages, dice), std::back_inserter(messages));
    Journey journey;
    if (receiver.firstKnownIndex() != std::uint32_t(sharedAt))
        journey.problem = QStringLiteral("shared at another index");
    deliver(receiver, std::move(messages), dice, journey);
    return journey;
}

// libolm takes an index for one of the past if it is farther ahead.
constexpr std::uint32_t kFarthest = 0x7FFFFFFF;

// A session of ours that stands at `index`.
SecretBytes exportOf(std::uint32_t index, std::uint64_t seed)
{
    SeededRandom random(seed);
    const MegolmRatchet ratchet(index, random.secret<MegolmRatchet::kSize>().value());
    return exportSession(ratchet, Ed25519PrivateKey::generate(random).value().publicKey());
}

} // namespace

class MegolmInteropTest : public QObject
{
    Q_OBJECT
private slots:
    void thousandMessagesWithLossReorderAndRepetition_data()
    {
        QTest::addColumn<bool>("weSend");
        QTest::addColumn<int>("sharedAt");
        for (const bool weSend : {true, false}) {
            for (const int sharedAt : {0, 1, 40, 255, 256, 300})
                QTest::addRow("%s, shared at %d", weSend ? "Tacet to libolm" : "libolm to Tacet", sharedAt)
                    << weSend << sharedAt;
        }
    }
    void thousandMessagesWithLossReorderAndRepetition()
    {
        QFETCH(bool, weSend);
        QFETCH(int, sharedAt);
        const auto seed = std::uint64_t(sharedAt) + 1;
        const Journey journey = weSend ? thousandMessages<OurSender, TheirReceiver>(seed, sharedAt)
                                       : thousandMessages<TheirSender, OurReceiver>(seed, sharedAt);
        QVERIFY2(journey.problem.isEmpty(), qPrintable(journey.problem));
        QVERIFY(journey.lost > 0 && journey.late > 0 && journey.repeated > 0);
        QCOMPARE(journey.unreadable > 0, sharedAt > 0);
        qInfo("%d lost, %d late, %d twice, %d older than the share", journey.lost, journey.late, journey.repeated,
              journey.unreadable);
    }

    // Two receivers, one of each kind, read the same sender alike.
    void bothReceiversReadAlike()
    {
        OurSender sender;
        OurReceiver ours(sender.share());
        TheirReceiver theirs(sender.share());
        for (int i = 0; i < 300; ++i) {
            const Bytes message = sender.encrypt(Bytes(std::size_t(i), std::byte(i)));
            const auto read = ours.decrypt(message);
            QVERIFY(read);
            QVERIFY(read == theirs.decrypt(message));
        }
    }

    void exportsAreTheSameBytes_data()
    {
        QTest::addColumn<quint32>("from");
        QTest::addColumn<quint32>("to");
        QTest::addRow("at once") << 0U << 0U;
        QTest::addRow("the next") << 0U << 1U;
        QTest::addRow("2^8") << 0U << 0x100U;
        QTest::addRow("2^16") << 0U << 0x10000U;
        QTest::addRow("2^24 - 1") << 0U << 0xFFFFFFU;
        QTest::addRow("2^24") << 0U << 0x1000000U;
        QTest::addRow("2^24 + 1") << 0U << 0x1000001U;
        QTest::addRow("over several carries") << 0x00FFFEFDU << 0x03020100U;
        QTest::addRow("no carry") << 0x01020304U << 0x01020387U;
        QTest::addRow("R2 alone") << 0x01020304U << 0x01020700U;
        QTest::addRow("as far as libolm goes at once") << 0U << kFarthest;
        QTest::addRow("the last") << 0xFFFFFFFFU - kFarthest << 0xFFFFFFFFU;
    }
    void exportsAreTheSameBytes()
    {
        QFETCH(quint32, from);
        QFETCH(quint32, to);
        const SecretBytes start = exportOf(from, to);
        auto theirs = OlmReceiver::fromExport(toBase64(start));
        QVERIFY(theirs);
        QCOMPARE(theirs->firstKnownIndex(), from);
        const auto ours = InboundGroupSession::fromExport(start).value().exportAt(to);
        QVERIFY(ours);
        const auto exported = theirs->exportAt(to);
        QVERIFY(exported);
        QVERIFY(std::ranges::equal(fromBase64(*exported), *ours));
    }

    void randomJumpsAreTheSameBytes()
    {
        std::mt19937_64 dice(7);
        for (int i = 0; i < 300; ++i) {
            const auto from = static_cast<std::uint32_t>(dice()) >> dice() % 32;
            const auto to = from + static_cast<std::uint32_t>(dice()) % (std::min(kFarthest, UINT32_MAX - from) + 1);
            const SecretBytes start = exportOf(from, dice());
            const auto ours = InboundGroupSession::fromExport(start).value().exportAt(to);
            const auto exported = OlmReceiver::fromExport(toBase64(start)).value().exportAt(to);
            QVERIFY(ours && exported);
            QVERIFY2(std::ranges::equal(fromBase64(*exported), *ours),
                     qPrintable(QStringLiteral("%1 to %2").arg(from).arg(to)));
        }
    }

    void exportsAreReadOnTheOtherSide_data()
    {
        QTest::addColumn<bool>("weExport");
        QTest::newRow("Tacet to libolm") << true;
        QTest::newRow("libolm to Tacet") << false;
    }
    void exportsAreReadOnTheOtherSide()
    {
        QFETCH(bool, weExport);
        constexpr std::uint32_t kExportedAt = 270;
        OurSender sender;
        const Bytes share = sender.share();
        std::mt19937_64 dice(9);
        const std::vector<Sent> messages = sentBy(sender, 400, dice);
        auto ours = InboundGroupSession::fromShare(share).value();
        auto theirs = OlmReceiver::fromShare(toBase64(share)).value();
        if (weExport)
            theirs = OlmReceiver::fromExport(toBase64(ours.exportAt(kExportedAt).value())).value();
        else
            ours = InboundGroupSession::fromExport(fromBase64(theirs.exportAt(kExportedAt).value())).value();
        for (const Sent &sent : messages) {
            const bool known = sent.expected.index >= kExportedAt;
            const auto atOurs = ours.decrypt(sent.message);
            const auto atTheirs = theirs.decrypt(toBase64(sent.message));
            QCOMPARE(atOurs.has_value(), known || weExport);
            QCOMPARE(atTheirs.has_value(), known || !weExport);
            if (atOurs)
                QVERIFY(std::ranges::equal(atOurs->bytes, sent.expected.text));
            if (atTheirs)
                QVERIFY(atTheirs->bytes == sent.expected.text);
        }
    }

    void messagesHaveTheSameBytesBeforeTheirSignature()
    {
        OlmSender theirs;
        const Bytes text(100, std::byte{0x33});
        const Bytes share = fromBase64(theirs.share());
        const Bytes message = fromBase64(theirs.encrypt(text));
        // The stored form of a sender of ours on the same ratchet, with another signing key.
        SecretBytes state(9);
        state.front() = std::byte{1};
        append(state, ByteView(share).subspan(1, MegolmRatchet::kEncodedSize));
        append(state, FixedBytes<kEd25519Size>{});
        const Bytes ours = OutboundGroupSession::deserialise(state).value().encrypt(text).value();
        const std::size_t unsignedSize = message.size() - kSignatureSize;
        QVERIFY(std::ranges::equal(ByteView(ours).first(unsignedSize), ByteView(message).first(unsignedSize)));
    }

    void spoiltMessagesAreRefusedByBoth()
    {
        TheirSender sender;
        OurReceiver ours(sender.share());
        TheirReceiver theirs(sender.share());
        const Bytes message = sender.encrypt(textBytes("text"));
        for (std::size_t byte = 0; byte < message.size(); ++byte) {
            Bytes spoilt = message;
            spoilt[byte] ^= std::byte{0x10};
            QVERIFY2(!ours.decrypt(spoilt) && !theirs.decrypt(spoilt), qPrintable(QString::number(byte)));
        }
    }
};

QTEST_APPLESS_MAIN(MegolmInteropTest)
#include "tst_megolminterop.moc"
