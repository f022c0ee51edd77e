// What a receiver keeps of a group session, and T46 of docs/security.md at the level of this library.
#include "crypto/group/outboundgroupsession.h"
#include "crypto/group/receivedgroupsession.h"
#include "tests/support/attackreport.h"

#include <QTest>

#include <random>

using namespace tacet::crypto;

namespace {

constexpr Timestamp kStart{std::chrono::seconds(1'800'000'000)};

Uuid uuidOf(char kind, std::uint32_t number)
{
    Uuid id{};
    id.front() = std::byte(kind);
    for (std::size_t i = 0; i < 4; ++i)
        id[15 - i] = std::byte(number >> (8 * i) & 0xFF);
    return id;
}

Uuid messageOf(std::uint32_t number)
{
    return uuidOf('m', number);
}

GroupSessionOwner ownerOf(std::uint32_t chat, std::uint32_t device)
{
    return {uuidOf('c', chat), {uuidOf('a', device), uuidOf('d', device)}};
}

// A device's session in a chat, and the same as somebody else in it keeps it.
struct Talk {
    explicit Talk(const GroupSessionOwner &who)
        : owner(who)
        , sender(OutboundGroupSession::create(random, kStart).value())
        , receiver(who, InboundGroupSession::fromShare(sender.share()).value())
    {
    }
    Bytes sent() { return sender.encrypt(textBytes("text")).value(); }

    SystemRandom random;
    GroupSessionOwner owner;
    OutboundGroupSession sender;
    ReceivedGroupSession receiver;
};

// Attempts of one attack; what is accepted, and what is refused but leaves a trace.
class Attempts
{
public:
    void open(ReceivedGroupSession &session, const GroupSessionOwner &claimed, const Uuid &message, ByteView ciphertext,
              std::initializer_list<GroupDecryptError> expected)
    {
        ++m_tried;
        const SecretBytes before = session.serialise();
        const auto plaintext = session.open(claimed, message, ciphertext);
        m_accepted += plaintext.has_value();
        m_changed += session.serialise() != before;
        if (!plaintext)
            m_misnamed += std::ranges::find(expected, plaintext.error()) == expected.end();
    }
    int tried() const { return m_tried; }
    bool allRefused() const { return m_accepted == 0 && m_changed == 0 && m_misnamed == 0; }
    QString text() const
    {
        return QStringLiteral("accepted = %1, state changed = %2, other error = %3")
            .arg(m_accepted)
            .arg(m_changed)
            .arg(m_misnamed);
    }

private:
    int m_tried = 0;
    int m_accepted = 0;
    int m_changed = 0;
    int m_misnamed = 0;
};

} // namespace

class ReceivedGroupSessionTest : public QObject
{
    Q_OBJECT
private slots:
    void aRepeatOfTheSameMessageIsRead()
    {
        Talk talk(ownerOf(1, 1));
        const Bytes message = talk.sent();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), message));
        const SecretBytes state = talk.receiver.serialise();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), message));
        QVERIFY(talk.receiver.serialise() == state);
    }

    void aReplayUnderAnotherIdIsAnAlarmAndChangesNothing()
    {
        Talk talk(ownerOf(1, 1));
        const Bytes message = talk.sent();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), message));
        const SecretBytes state = talk.receiver.serialise();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(2), message).error() == GroupDecryptError::Replayed);
        QVERIFY(talk.receiver.serialise() == state);
    }

    void bytesThatNobodySignedAreNoReplay()
    {
        Talk talk(ownerOf(1, 1));
        Bytes message = talk.sent();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), message));
        message.back() ^= std::byte{1};
        QVERIFY(talk.receiver.open(talk.owner, messageOf(2), message).error() == GroupDecryptError::BadSignature);
    }

    void whatWasBoundStaysBoundInTheStoredForm()
    {
        Talk talk(ownerOf(1, 1));
        const Bytes message = talk.sent();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), message));
        const SecretBytes state = talk.receiver.serialise();
        auto restored = ReceivedGroupSession::deserialise(state);
        QVERIFY(restored);
        QVERIFY(restored->serialise() == state);
        QVERIFY(restored->owner() == talk.owner);
        QVERIFY(restored->open(talk.owner, messageOf(2), message).error() == GroupDecryptError::Replayed);
        QVERIFY(restored->open(talk.owner, messageOf(1), message));
        QVERIFY(restored->open(talk.owner, messageOf(3), talk.sent()));
    }

    void anEarlierGiftOfTheSessionReachesBackAndKeepsWhatIsBound()
    {
        Talk talk(ownerOf(1, 1));
        const auto fromStart = InboundGroupSession::fromShare(talk.sender.share()).value();
        const Bytes first = talk.sent();
        const auto fromSecond = InboundGroupSession::fromShare(talk.sender.share()).value();
        ReceivedGroupSession late(talk.owner, InboundGroupSession::fromShare(talk.sender.share()).value());
        const Bytes second = talk.sent();
        QVERIFY(late.open(talk.owner, messageOf(2), second));
        QCOMPARE(late.open(talk.owner, messageOf(1), first).error(), GroupDecryptError::UnknownIndex);

        QVERIFY(late.reachBack(fromStart));
        QCOMPARE(late.session().firstKnownIndex(), 0U);
        QVERIFY(late.open(talk.owner, messageOf(1), first));
        QCOMPARE(late.open(talk.owner, messageOf(3), second).error(), GroupDecryptError::Replayed);

        QVERIFY(!late.reachBack(fromSecond));
        const Talk other(talk.owner);
        ReceivedGroupSession laterOther(talk.owner, InboundGroupSession::fromShare(talk.sender.share()).value());
        QVERIFY(!laterOther.reachBack(InboundGroupSession::fromShare(other.sender.share()).value()));
    }

    void damagedStatesAreRefused()
    {
        Talk talk(ownerOf(1, 1));
        QVERIFY(talk.receiver.open(talk.owner, messageOf(1), talk.sent()));
        const SecretBytes state = talk.receiver.serialise();
        for (std::size_t size = 0; size < state.size(); ++size)
            QVERIFY(!ReceivedGroupSession::deserialise(ByteView(state).first(size)));
        SecretBytes longer = state;
        longer.push_back({});
        QVERIFY(!ReceivedGroupSession::deserialise(longer));
        // An index that the ratchet has not passed.
        SecretBytes ahead = state;
        ahead[state.size() - kUuidSize - 1] = std::byte{1};
        QVERIFY(!ReceivedGroupSession::deserialise(ahead));
    }

    void aSessionIsNotReadForEver()
    {
        Talk talk(ownerOf(1, 1));
        constexpr std::uint32_t kMany = IndexLedger::kMaxEntries;
        for (std::uint32_t i = 0; i < kMany; ++i)
            QVERIFY(talk.receiver.open(talk.owner, messageOf(i), talk.sent()));
        const SecretBytes state = talk.receiver.serialise();
        QVERIFY(talk.receiver.open(talk.owner, messageOf(kMany), talk.sent()).error() ==
                GroupDecryptError::TooManyMessages);
        QVERIFY(talk.receiver.serialise() == state);
        QVERIFY(ReceivedGroupSession::deserialise(state));
    }

    // T46: every message of a session again under every other id, before and after storing.
    void replayedMessagesAreRefused()
    {
        Talk talk(ownerOf(1, 1));
        constexpr std::uint32_t kMessages = 50;
        std::vector<Bytes> messages;
        for (std::uint32_t i = 0; i < kMessages; ++i) {
            messages.push_back(talk.sent());
            QVERIFY(talk.receiver.open(talk.owner, messageOf(i), messages.back()));
        }
        Attempts attempts;
        auto restored = ReceivedGroupSession::deserialise(talk.receiver.serialise()).value();
        for (std::uint32_t i = 0; i < kMessages; ++i) {
            for (std::uint32_t id = 0; id <= kMessages; ++id) {
                if (id != i)
                    attempts.open(id % 2 == 0 ? talk.receiver : restored, talk.owner, messageOf(id), messages[i],
                                  {GroupDecryptError::Replayed});
            }
        }
        TACET_VERIFY_ATTACK("T46.replay", attempts.tried(), "accepted = 0", attempts.text(), attempts.allRefused());
    }

    // T46: a sender (its key is the attacker's, or its vault went back in time) uses an index for two texts.
    void aReusedIndexIsRefused()
    {
        Attempts attempts;
        for (std::uint32_t round = 0; round < 100; ++round) {
            Talk talk(ownerOf(1, 1));
            for (std::uint32_t i = 0; i < round % 7; ++i)
                QVERIFY(talk.receiver.open(talk.owner, messageOf(i), talk.sent()));
            auto copy = OutboundGroupSession::deserialise(talk.sender.serialise()).value();
            QVERIFY(talk.receiver.open(talk.owner, messageOf(100), talk.sent()));
            const Bytes second = copy.encrypt(textBytes("another text")).value();
            attempts.open(talk.receiver, talk.owner, messageOf(101), second, {GroupDecryptError::Replayed});
        }
        TACET_VERIFY_ATTACK("T46.index-reuse", attempts.tried(), "accepted = 0", attempts.text(),
                            attempts.allRefused());
    }

    // T46: messages moved to another chat, to another device of the same chat, and to another session of the same
    // device.
    void movedMessagesAreRefused()
    {
        constexpr std::uint32_t kChats = 3;
        constexpr std::uint32_t kDevices = 3;
        std::vector<std::unique_ptr<Talk>> talks;
        for (std::uint32_t chat = 0; chat < kChats; ++chat) {
            for (std::uint32_t device = 0; device < kDevices; ++device) {
                talks.push_back(std::make_unique<Talk>(ownerOf(chat, device)));
                talks.push_back(std::make_unique<Talk>(ownerOf(chat, device)));
            }
        }
        Attempts attempts;
        for (std::uint32_t number = 0; number < 5; ++number) {
            for (const auto &from : talks) {
                const Bytes message = from->sent();
                for (const auto &to : talks) {
                    if (to == from)
                        continue;
                    attempts.open(to->receiver, to->owner, messageOf(number), message,
                                  {GroupDecryptError::BadSignature});
                    if (from->owner != to->owner)
                        attempts.open(from->receiver, to->owner, messageOf(number), message,
                                      {GroupDecryptError::OtherOwner});
                }
            }
        }
        TACET_VERIFY_ATTACK("T46.moved", attempts.tried(), "accepted = 0", attempts.text(), attempts.allRefused());
    }

    // T46: a member knows the ratchet, and so every message key, but not the signing key. It writes as the sender.
    void membersCannotWriteAsTheSender()
    {
        Attempts attempts;
        SystemRandom random;
        Talk talk(ownerOf(1, 1));
        for (std::uint32_t i = 0; i < 100; ++i) {
            // The forger's own session on the sender's ratchet: the stored form is version, time, ratchet, seed.
            auto stolen = talk.sender.serialise();
            const auto seed = random.secret<kEd25519Size>().value();
            std::ranges::copy(seed.view(), stolen.end() - kEd25519Size);
            auto forger = OutboundGroupSession::deserialise(stolen).value();
            const Bytes forged = forger.encrypt(textBytes("never said")).value();
            attempts.open(talk.receiver, talk.owner, messageOf(1000 + i), forged, {GroupDecryptError::BadSignature});
            // With the signature of a message that was said.
            const Bytes said = talk.sent();
            Bytes mixed = forged;
            std::copy(said.end() - kSignatureSize, said.end(), mixed.end() - kSignatureSize);
            attempts.open(talk.receiver, talk.owner, messageOf(1000 + i), mixed, {GroupDecryptError::BadSignature});
            QVERIFY(talk.receiver.open(talk.owner, messageOf(i), said));
        }
        TACET_VERIFY_ATTACK("T46.forged", attempts.tried(), "accepted = 0", attempts.text(), attempts.allRefused());
    }
};

QTEST_APPLESS_MAIN(ReceivedGroupSessionTest)
#include "tst_receivedgroupsession.moc"
