// The product's ratchet and handshake in the mode omemo2 against Debian's libomemo-c (session version 4).
#include "tests/crypto/omemodevice.h"
#include "tests/support/seededrandom.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr int kDuplicateMessage = -1001; // SG_ERR_DUPLICATE_MESSAGE

enum class Role { WeStart, TheyStart };

struct InFlight {
    OmemoMessage message;
    Bytes plaintext;
    int sentInPhase;
    bool mayBeHeld = true;
};

// Both devices and what is under way between them.
class Conversation
{
public:
    Conversation(Role role, std::uint64_t seed)
        : m_random(seed)
        , m_dice(seed)
        , m_ours(m_random)
        , m_theirs(OmemoPeer::create())
    {
        m_started = role == Role::WeStart ? m_ours.startSession(m_theirs->publish()).has_value()
                                          : m_theirs->startSession(m_ours.publish()).has_value();
        m_weMaySend = role == Role::WeStart;
        m_theyMaySend = !m_weMaySend;
    }

    bool isStarted() const { return m_started; }
    void run(int messages)
    {
        for (int phase = 0; m_sent < messages && m_problem.isEmpty(); ++phase) {
            send(phase);
            deliver(m_toThem, phase, [this](const InFlight &item, bool again) { theyReceive(item, again); });
            deliver(m_toUs, phase, [this](const InFlight &item, bool again) { weReceive(item, again); });
        }
    }

    QString problem() const { return m_problem; }
    int sent() const { return m_sent; }
    int lost() const { return m_lost; }
    int late() const { return m_late; }
    int duplicates() const { return m_duplicates; }
    int weRead() const { return m_weRead; }
    int theyRead() const { return m_theyRead; }
    const OmemoDevice &ours() const { return m_ours; }

private:
    // libomemo-c keeps the chains of the last five turns, so nothing is held back longer.
    static constexpr int kMaxPhasesLate = 3;
    static constexpr int kMaxBurst = 12;
    static constexpr int kMaxSize = 700;

    int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(m_dice); }

    Bytes text()
    {
        Bytes bytes(static_cast<std::size_t>(1 + roll(kMaxSize)));
        (void)m_random.fill(bytes);
        return bytes;
    }

    void send(int phase)
    {
        for (int i = m_weMaySend ? roll(kMaxBurst) + 1 : 0; i > 0; --i, ++m_sent) {
            Bytes plaintext = text();
            m_toThem.push_back({m_ours.encrypt(plaintext), std::move(plaintext), phase});
        }
        for (int i = m_theyMaySend ? roll(kMaxBurst) + 1 : 0; i > 0; --i, ++m_sent) {
            Bytes plaintext = text();
            const auto message = m_theirs->encrypt(plaintext);
            if (!message)
                return fail("libomemo-c does not encrypt", message.error());
            // The last one of a chain is never late: see lastOfAChainIsMissingInPreviousCount().
            m_toUs.push_back({*message, std::move(plaintext), phase, i > 1});
        }
    }

    template <class Receive>
    void deliver(std::vector<InFlight> &queue, int phase, Receive receive)
    {
        std::ranges::shuffle(queue, m_dice);
        std::vector<InFlight> held;
        for (InFlight &item : queue) {
            const int luck = roll(100);
            if (luck < 8) {
                ++m_lost;
            } else if (luck < 30 && item.mayBeHeld && phase - item.sentInPhase < kMaxPhasesLate) {
                held.push_back(std::move(item));
            } else {
                m_late += phase > item.sentInPhase;
                receive(item, false);
                if (luck >= 92) {
                    ++m_duplicates;
                    receive(item, true);
                }
            }
        }
        queue = std::move(held);
    }

    void theyReceive(const InFlight &item, bool again)
    {
        const auto plaintext = m_theirs->decrypt(item.message);
        if (again) {
            if (plaintext || plaintext.error() != kDuplicateMessage)
                fail("libomemo-c took a duplicate", plaintext ? 0 : plaintext.error());
            return;
        }
        if (!plaintext)
            return fail("libomemo-c refuses our message", plaintext.error());
        if (*plaintext != item.plaintext)
            return fail("libomemo-c reads another text", 0);
        m_theyMaySend = true;
        ++m_theyRead;
    }

    void weReceive(const InFlight &item, bool again)
    {
        const SecretBytes before = m_ours.state();
        const auto plaintext = m_ours.decrypt(item.message);
        if (again) {
            if (plaintext || m_ours.state() != before)
                fail("we took a duplicate, or it changed the state", 0);
            return;
        }
        if (!plaintext)
            return fail("we refuse libomemo-c's message", static_cast<int>(plaintext.error()));
        if (!std::ranges::equal(*plaintext, item.plaintext))
            return fail("we read another text", 0);
        m_weMaySend = true;
        ++m_weRead;
    }

    void fail(const char *what, int code)
    {
        if (m_problem.isEmpty())
            m_problem = QStringLiteral("%1 (%2), message %3").arg(QLatin1StringView(what)).arg(code).arg(m_sent);
    }

    SeededRandom m_random;
    std::mt19937_64 m_dice;
    OmemoDevice m_ours;
    std::unique_ptr<OmemoPeer> m_theirs;
    bool m_started = false;
    bool m_weMaySend = false;
    bool m_theyMaySend = false;
    std::vector<InFlight> m_toThem;
    std::vector<InFlight> m_toUs;
    QString m_problem;
    int m_sent = 0;
    int m_lost = 0;
    int m_late = 0;
    int m_duplicates = 0;
    int m_weRead = 0;
    int m_theyRead = 0;
};

// A session that both ends have used.
struct Pair {
    explicit Pair(std::uint64_t seed)
        : random(seed)
        , ours(random)
        , theirs(OmemoPeer::create())
    {
    }
    bool meet()
    {
        const Bytes text(1, std::byte{1});
        return theirs->startSession(ours.publish()) && ours.decrypt(theirs->encrypt(text).value()) &&
               theirs->decrypt(ours.encrypt(text));
    }

    SeededRandom random;
    OmemoDevice ours;
    std::unique_ptr<OmemoPeer> theirs;
};

} // namespace

class OmemoInteropTest : public QObject
{
    Q_OBJECT
private slots:
    void thousandMessagesWithLossReorderAndDuplication_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("we start, seed %llu", seed) << Role::WeStart << seed;
            QTest::addRow("they start, seed %llu", seed) << Role::TheyStart << seed;
        }
    }
    void thousandMessagesWithLossReorderAndDuplication()
    {
        QFETCH(Role, role);
        QFETCH(quint64, seed);
        Conversation conversation(role, seed);
        QVERIFY(conversation.isStarted());
        conversation.run(1000);
        QVERIFY2(conversation.problem().isEmpty(), qPrintable(conversation.problem()));
        qInfo("sent %d, lost %d, late %d, duplicated %d, read by us %d and by libomemo-c %d, rebuilt byte for byte %d",
              conversation.sent(), conversation.lost(), conversation.late(), conversation.duplicates(),
              conversation.weRead(), conversation.theyRead(), conversation.ours().rebuilt());
        QVERIFY(conversation.sent() >= 1000);
        QVERIFY(conversation.weRead() > 300);
        QVERIFY(conversation.theyRead() > 300);
        QVERIFY(conversation.lost() > 20);
        QVERIFY(conversation.late() > 20);
        QVERIFY(conversation.duplicates() > 20);
        QVERIFY(conversation.ours().rebuilt() >= conversation.weRead());
    }

    void everyLengthAroundABlockPasses()
    {
        Pair pair(11);
        QVERIFY(pair.meet());
        for (std::size_t size = 0; size <= 66; ++size) {
            const Bytes text(size, std::byte{0x5A});
            const auto read = pair.theirs->decrypt(pair.ours.encrypt(text));
            QVERIFY2(read && *read == text, qPrintable(QString::number(size)));
            const auto answer = pair.theirs->encrypt(text);
            QVERIFY(answer);
            const auto back = pair.ours.decrypt(*answer);
            QVERIFY2(back && std::ranges::equal(*back, text), qPrintable(QString::number(size)));
        }
    }

    // libomemo-c writes pn one too low (XEP-0384 and the Double Ratchet count messages), so a receiver that
    // goes by pn never keeps the key of a chain's last message. Between two of ours the count is right.
    void lastOfAChainIsMissingInPreviousCount()
    {
        Pair pair(15);
        QVERIFY(pair.meet());
        const Bytes text(1, std::byte{7});
        constexpr std::uint32_t kCount = 5;
        for (std::uint32_t i = 0; i < kCount; ++i)
            QVERIFY(pair.theirs->encrypt(text));
        const OmemoMessage lastOfChain = pair.theirs->encrypt(text).value();
        QVERIFY(pair.theirs->decrypt(pair.ours.encrypt(text)));
        QVERIFY(pair.ours.decrypt(lastOfChain));
        QVERIFY(pair.theirs->decrypt(pair.ours.encrypt(text)));
        const auto next = decodeAuthenticatedMessage(pair.theirs->encrypt(text).value().bytes);
        QVERIFY(next);
        QCOMPARE(next->header.number, 0U);
        QCOMPARE(next->header.previous, kCount);
    }

    void bothRefuseAForgedSignature()
    {
        SeededRandom random(12);
        OmemoDevice ours(random);
        const auto theirs = OmemoPeer::create();
        OmemoBundle forged = theirs->publish();
        forged.signature[0] ^= std::byte{1};
        const auto refusal = ours.startSession(forged);
        QVERIFY(!refusal && refusal.error() == Omemo2Error::BadSignature);
        forged = ours.publish();
        forged.signature[0] ^= std::byte{1};
        QVERIFY(!theirs->startSession(forged));
    }

    void skipsOfAThousandAreFollowedAndOneMoreIsNot()
    {
        Pair pair(13);
        QVERIFY(pair.meet());
        const Bytes text(1, std::byte{7});
        // meet() has read number 0, and its answer turns their chain: the next one starts at 0 again.
        for (int i = 0; i < 1000; ++i)
            QVERIFY(pair.theirs->encrypt(text));
        const OmemoMessage last = pair.theirs->encrypt(text).value();
        const OmemoMessage beyond = pair.theirs->encrypt(text).value();
        const SecretBytes before = pair.ours.state();
        const auto refused = pair.ours.decrypt(beyond);
        QVERIFY(!refused && refused.error() == RatchetDecryptError::TooManySkipped);
        QVERIFY(pair.ours.state() == before);
        QVERIFY(pair.ours.decrypt(last));
        QCOMPARE(pair.ours.skippedKeys(), std::size_t{1000});
        QVERIFY(pair.ours.decrypt(beyond));
    }

    void flippedBitsOfTheirMessagesChangeNothing()
    {
        Pair pair(14);
        QVERIFY(pair.meet());
        const Bytes text(40, std::byte{7});
        QVERIFY(pair.theirs->encrypt(text));
        const OmemoMessage message = pair.theirs->encrypt(text).value();
        const SecretBytes before = pair.ours.state();
        for (std::size_t bit = 0; bit < message.bytes.size() * 8; ++bit) {
            OmemoMessage flipped = message;
            flipped.bytes[bit / 8] ^= std::byte(1 << (bit % 8));
            QVERIFY2(!pair.ours.decrypt(flipped), qPrintable(QString::number(bit)));
            QVERIFY2(pair.ours.state() == before, qPrintable(QString::number(bit)));
        }
        QVERIFY(pair.ours.decrypt(message));
    }
};

QTEST_APPLESS_MAIN(OmemoInteropTest)
#include "tst_omemointerop.moc"
