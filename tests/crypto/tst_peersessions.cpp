#include "tests/crypto/hex.h"
#include "tests/crypto/party.h"

#include <QTest>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

PeerSessions copyOf(const PeerSessions &sessions)
{
    return PeerSessions::deserialise(sessions.serialise()).value();
}

} // namespace

class TestPeerSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void conversationGoesBothWays();
    void keyExchangeRepeatsUntilAnswered();
    void lateFirstMessagesReadInAnyOrder();
    void messageDecryptsOnce();
    void replayedHandshakeIsRefused();
    void lastResortReplayIsRefused();
    void usedPrekeyIsRefused();
    void otherPeersIdentityIsRefused();
    void simultaneousStartConverges_data();
    void simultaneousStartConverges();
    void resetStartsAnewAndOldMessagesStillRead();
    void crossedResetsConverge();
    void peerThatLostItsStateTakesOver();
    void archivedSessionsAreBounded();
    void unansweredSessionIsGivenUpAfterThirtyDays();
    void longOneWayChainAsksForAHeartbeat();
    void stateSurvivesSerialisationAfterEveryMessage();
    void damagedStateIsRefused();
    void failingRandomnessSendsNothing();
    void handshakesAreRememberedUpToALimit();

private:
    std::unique_ptr<Party> m_partyA;
    std::unique_ptr<Party> m_partyB;
    std::unique_ptr<End> m_a;
    std::unique_ptr<End> m_b;
    void connectBoth();
};

void TestPeerSessions::init()
{
    m_partyA = std::make_unique<Party>(std::uint8_t{1});
    m_partyB = std::make_unique<Party>(std::uint8_t{2});
    m_partyA->addOneTimeKeys(3);
    m_partyB->addOneTimeKeys(3);
    m_a = std::make_unique<End>(*m_partyA, *m_partyB, PeerSessions());
    m_b = std::make_unique<End>(*m_partyB, *m_partyA, PeerSessions());
}

void TestPeerSessions::connectBoth()
{
    m_a->start();
    QCOMPARE(m_b->read(m_a->send("hello")), std::string("hello"));
    QCOMPARE(m_a->read(m_b->send("hello back")), std::string("hello back"));
}

void TestPeerSessions::conversationGoesBothWays()
{
    m_a->start();
    const auto first = m_b->receive(m_a->send("one"));
    QVERIFY(first);
    QVERIFY(first->sessionEstablished);
    QVERIFY(!first->sessionReplaced);
    QVERIFY(first->usedOneTimePrekeyId);
    QVERIFY(first->usedKemPrekeyId);
    QVERIFY(!first->usedLastResort);
    for (int i = 0; i < 30; ++i) {
        const std::string text = "message " + std::to_string(i);
        QCOMPARE(m_a->read(m_b->send(text)), text);
        QCOMPARE(m_b->read(m_a->send(text)), text);
        QCOMPARE(m_b->read(m_a->send(text)), text);
    }
    QCOMPARE(m_a->sessions.archivedSessions(), std::size_t(0));
    QCOMPARE(m_b->sessions.archivedSessions(), std::size_t(0));
}

void TestPeerSessions::keyExchangeRepeatsUntilAnswered()
{
    m_a->start();
    QVERIFY(!m_a->sessions.isEstablished());
    const auto one = m_a->send("1");
    const auto two = m_a->send("2");
    QVERIFY(one.keyExchange);
    QVERIFY(one.keyExchange == two.keyExchange);
    QCOMPARE(m_b->read(one), std::string("1"));
    QCOMPARE(m_b->read(two), std::string("2"));
    QVERIFY(!m_b->send("x").keyExchange);
    QCOMPARE(m_a->read(m_b->send("answer")), std::string("answer"));
    QVERIFY(m_a->sessions.isEstablished());
    QVERIFY(!m_a->send("3").keyExchange);
}

void TestPeerSessions::lateFirstMessagesReadInAnyOrder()
{
    m_a->start();
    const auto one = m_a->send("1");
    const auto two = m_a->send("2");
    const auto three = m_a->send("3");
    QCOMPARE(m_b->read(three), std::string("3"));
    QCOMPARE(m_b->read(one), std::string("1"));
    QCOMPARE(m_a->read(m_b->send("answer")), std::string("answer"));
    QCOMPARE(m_b->read(m_a->send("4")), std::string("4"));
    QCOMPARE(m_b->read(two), std::string("2"));
    QCOMPARE(m_b->receive(two).error(), DecryptError::AlreadyUsed);
}

void TestPeerSessions::messageDecryptsOnce()
{
    connectBoth();
    const auto message = m_a->send("once");
    QCOMPARE(m_b->read(message), std::string("once"));
    const SecretBytes before = m_b->sessions.serialise();
    QCOMPARE(m_b->receive(message).error(), DecryptError::AlreadyUsed);
    QVERIFY(m_b->sessions.serialise() == before);
}

void TestPeerSessions::replayedHandshakeIsRefused()
{
    m_a->start();
    const auto first = m_a->send("first");
    const auto keptBack = m_a->send("kept back");
    QCOMPARE(m_b->read(first), std::string("first"));
    QCOMPARE(m_b->receive(first).error(), DecryptError::AlreadyUsed);
    // Even when the session is long gone from the archive.
    for (std::size_t i = 0; i <= PeerSessions::kMaxArchived; ++i) {
        m_b->start();
        m_b->sessions.reset();
    }
    m_b->start();
    QCOMPARE(m_b->sessions.archivedSessions(), PeerSessions::kMaxArchived);
    QCOMPARE(m_b->receive(first).error(), DecryptError::ReplayedHandshake);
    QCOMPARE(m_b->receive(keptBack).error(), DecryptError::ReplayedHandshake);
}

void TestPeerSessions::lastResortReplayIsRefused()
{
    Party lonely(3); // has no one-time keys
    m_a->sessions.start(m_partyA->local(), lonely.verifiedBundle(), m_partyA->random, kNow).value();
    const auto first = m_a->send("first");
    PeerSessions theirs;
    const auto read = theirs.decrypt(lonely.local(), m_partyA->verified(), first, lonely, kNow);
    QVERIFY(read);
    QVERIFY(read->usedLastResort);
    QVERIFY(!read->usedOneTimePrekeyId);
    QVERIFY(!read->usedKemPrekeyId);
    for (std::size_t i = 0; i < 45; ++i) {
        theirs.start(lonely.local(), m_partyA->verifiedBundle(), lonely.random, kNow).value();
        theirs.reset();
    }
    theirs = copyOf(theirs);
    const auto again =
        theirs.decrypt(lonely.local(), m_partyA->verified(), first, lonely, kNow + std::chrono::days(40));
    QVERIFY(!again);
    QCOMPARE(again.error(), DecryptError::ReplayedHandshake);
}

void TestPeerSessions::usedPrekeyIsRefused()
{
    m_a->start();
    const auto message = m_a->send("x");
    m_partyB->oneTimeKeys.clear();
    QCOMPARE(m_b->receive(message).error(), DecryptError::UnknownPrekey);
}

void TestPeerSessions::otherPeersIdentityIsRefused()
{
    connectBoth();
    Party mallory(9);
    const auto message = m_a->send("x");
    auto result = m_b->sessions.decrypt(m_partyB->local(), mallory.verified(), message, *m_partyB, kNow);
    QCOMPARE(result.error(), DecryptError::OtherPeer);
    m_a->start();
    result = m_b->sessions.decrypt(m_partyB->local(), mallory.verified(), m_a->send("y"), *m_partyB, kNow);
    QCOMPARE(result.error(), DecryptError::OtherIdentity);
}

void TestPeerSessions::simultaneousStartConverges_data()
{
    QTest::addColumn<int>("eachSends");
    QTest::addColumn<bool>("delayed"); ///< A reads B's first messages only after B has answered
    for (int count : {1, 2, 3, 5, 8}) {
        QTest::addRow("%d crossing", count) << count << false;
        QTest::addRow("%d crossing, delayed", count) << count << true;
    }
}

void TestPeerSessions::simultaneousStartConverges()
{
    QFETCH(int, eachSends);
    QFETCH(bool, delayed);
    for (int repeat = 0; repeat < 4; ++repeat) { // which id is lower is random
        init();
        m_a->start();
        m_b->start();
        std::vector<PairwiseMessage> toB;
        std::vector<PairwiseMessage> toA;
        for (int i = 0; i < eachSends; ++i) {
            toB.push_back(m_a->send("from A"));
            toA.push_back(m_b->send("from B"));
        }
        for (const auto &message : toB)
            QCOMPARE(m_b->read(message), std::string("from A"));
        if (delayed)
            QCOMPARE(m_a->read(m_b->send("answer")), std::string("answer"));
        for (const auto &message : toA)
            QCOMPARE(m_a->read(message), std::string("from B"));
        // Messages that cross in every round are the worst case.
        for (int round = 0; round < 10; ++round) {
            const auto fromA = m_a->send("A");
            const auto fromB = m_b->send("B");
            QCOMPARE(m_b->read(fromA), std::string("A"));
            QCOMPARE(m_a->read(fromB), std::string("B"));
        }
        QVERIFY(m_a->sessions.activeSession() == m_b->sessions.activeSession());
        QVERIFY(m_a->sessions.isEstablished());
        QVERIFY(m_b->sessions.isEstablished());
    }
}

void TestPeerSessions::resetStartsAnewAndOldMessagesStillRead()
{
    connectBoth();
    const auto late = m_b->send("late");
    m_a->sessions.reset();
    QVERIFY(!m_a->sessions.canEncrypt(kNow));
    QCOMPARE(m_a->sessions.encrypt({}, m_partyA->random).error(), EncryptError::NoSession);
    m_a->start();
    QCOMPARE(m_a->read(late), std::string("late"));
    const auto received = m_b->receive(m_a->send("anew"));
    QVERIFY(received);
    QVERIFY(received->sessionReplaced);
    QVERIFY(m_a->sessions.activeSession() == m_b->sessions.activeSession());
    QCOMPARE(m_a->read(m_b->send("good")), std::string("good"));
}

// Each end retires the session that it started, and then reads the other's first message: both are left
// with a session that the other one has retired. tst_ratchetproperties found it.
void TestPeerSessions::crossedResetsConverge()
{
    m_a->start();
    const auto fromA = m_a->send("A");
    m_b->start();
    const auto fromB = m_b->send("B");
    m_b->sessions.reset();
    QCOMPARE(m_b->read(fromA), std::string("A"));
    m_a->sessions.reset();
    QCOMPARE(m_a->read(fromB), std::string("B"));
    QVERIFY(m_a->sessions.activeSession() != m_b->sessions.activeSession());
    for (int round = 0; round < 6; ++round) {
        for (const auto &[from, to] : {std::pair(m_a.get(), m_b.get()), std::pair(m_b.get(), m_a.get())}) {
            if (!from->sessions.canEncrypt(kNow))
                from->start();
            QCOMPARE(to->read(from->send("text")), std::string("text"));
        }
    }
    QVERIFY(m_a->sessions.isEstablished());
    QVERIFY(m_a->sessions.activeSession() == m_b->sessions.activeSession());
}

void TestPeerSessions::peerThatLostItsStateTakesOver()
{
    connectBoth();
    m_b->sessions = PeerSessions();
    QCOMPARE(m_b->receive(m_a->send("cannot be read")).error(), DecryptError::NoSession);
    m_b->start();
    QCOMPARE(m_a->read(m_b->send("I am back")), std::string("I am back"));
    QCOMPARE(m_b->read(m_a->send("welcome")), std::string("welcome"));
}

void TestPeerSessions::archivedSessionsAreBounded()
{
    for (int i = 0; i < 60; ++i)
        m_a->start();
    QCOMPARE(m_a->sessions.archivedSessions(), PeerSessions::kMaxArchived);
    QVERIFY(PeerSessions::deserialise(m_a->sessions.serialise()));
}

void TestPeerSessions::unansweredSessionIsGivenUpAfterThirtyDays()
{
    m_a->start();
    QVERIFY(m_a->sessions.canEncrypt(kNow));
    QVERIFY(m_a->sessions.canEncrypt(kNow + std::chrono::days(29)));
    QVERIFY(!m_a->sessions.canEncrypt(kNow + std::chrono::days(30)));
    QCOMPARE(m_b->read(m_a->send("x")), std::string("x"));
    QCOMPARE(m_a->read(m_b->send("y")), std::string("y"));
    QVERIFY(m_a->sessions.canEncrypt(kNow + std::chrono::days(300)));
}

void TestPeerSessions::longOneWayChainAsksForAHeartbeat()
{
    connectBoth();
    for (int i = 1; i <= 60; ++i) {
        const auto received = m_b->receive(m_a->send("one way"));
        QVERIFY(received);
        QCOMPARE(received->needsHeartbeat, i >= 53);
    }
    QVERIFY(m_b->sessions.needsHeartbeat());
    QCOMPARE(m_a->receive(m_b->send("")).value().plaintext.size(), std::size_t(0));
    QVERIFY(!m_b->sessions.needsHeartbeat());
    QVERIFY(!m_b->receive(m_a->send("turned")).value().needsHeartbeat);
}

void TestPeerSessions::stateSurvivesSerialisationAfterEveryMessage()
{
    m_a->start();
    std::vector<PairwiseMessage> late;
    for (int i = 0; i < 20; ++i) {
        m_a->sessions = copyOf(m_a->sessions);
        m_b->sessions = copyOf(m_b->sessions);
        late.push_back(m_a->send("late"));
        QCOMPARE(m_b->read(m_a->send("x")), std::string("x"));
        m_b->sessions = copyOf(m_b->sessions);
        QCOMPARE(m_a->read(m_b->send("y")), std::string("y"));
    }
    for (const auto &message : late)
        QCOMPARE(m_b->read(message), std::string("late"));
    QVERIFY(copyOf(m_b->sessions).serialise() == m_b->sessions.serialise());
}

void TestPeerSessions::damagedStateIsRefused()
{
    connectBoth();
    const SecretBytes state = m_a->sessions.serialise();
    for (std::size_t size = 0; size < state.size(); ++size)
        QVERIFY(!PeerSessions::deserialise(ByteView(state).first(size)));
    SecretBytes longer = state;
    longer.push_back(std::byte{0});
    QVERIFY(!PeerSessions::deserialise(longer));
    SecretBytes newer = state;
    newer[0] = std::byte{2};
    QCOMPARE(PeerSessions::deserialise(newer).error(), StateError::Damaged);
}

void TestPeerSessions::failingRandomnessSendsNothing()
{
    class Failing final : public RandomSource
    {
        std::expected<void, RandomError> fill(std::span<std::byte>) override
        {
            return std::unexpected(RandomError::Unavailable);
        }
    } failing;
    QCOMPARE(m_a->sessions.start(m_partyA->local(), m_partyB->verifiedBundle(), failing, kNow).error(),
             StartError::NoRandomness);
    QVERIFY(!m_a->sessions.canEncrypt(kNow));
    connectBoth();
    const SecretBytes before = m_a->sessions.serialise();
    QCOMPARE(m_a->sessions.encrypt(textBytes("x"), failing).error(), EncryptError::NoRandomness);
    QVERIFY(m_a->sessions.serialise() == before);
    QCOMPARE(m_b->read(m_a->send("x")), std::string("x"));
}

void TestPeerSessions::handshakesAreRememberedUpToALimit()
{
    HandshakeMemory memory;
    SessionId id{};
    for (std::size_t i = 0; i < HandshakeMemory::kMaxRemembered; ++i) {
        QVERIFY(!memory.isFull(kNow));
        id[0] = std::byte(i & 0xFF);
        id[1] = std::byte(i >> 8);
        memory.remember(id, kNow);
    }
    QVERIFY(memory.isFull(kNow));
    QVERIFY(memory.contains(id));
    QVERIFY(memory.isFull(kNow + std::chrono::days(44)));
    QVERIFY(!memory.isFull(kNow + std::chrono::days(45)));
}

QTEST_GUILESS_MAIN(TestPeerSessions)
#include "tst_peersessions.moc"
