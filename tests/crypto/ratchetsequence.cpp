#include "tests/crypto/ratchetsequence.h"

#include <cstring>

namespace tacet::test {

using namespace crypto;

namespace {

constexpr std::size_t kMaxSteps = 40;
constexpr int kMaxExchanges = 10;
constexpr std::size_t kMaxInbox = 64;

Bytes textOf(std::uint64_t number)
{
    Bytes text(sizeof number + number % 40);
    std::memcpy(text.data(), &number, sizeof number);
    return text;
}

} // namespace

RatchetSequence::RatchetSequence(std::uint64_t seed, const PublishedDevice &alice, const PublishedDevice &bob)
    : m_random(seed)
    , m_dice(seed ^ 0x9E3779B97F4A7C15U)
    , m_ends{End{.device = PeerDevice(alice, bob), .inbox = {}, .read = {}},
             End{.device = PeerDevice(bob, alice), .inbox = {}, .read = {}}}
{
}

std::size_t RatchetSequence::roll(std::size_t sides)
{
    return std::uniform_int_distribution<std::size_t>(0, sides - 1)(m_dice);
}

std::string RatchetSequence::run()
{
    for (std::size_t steps = 1 + roll(kMaxSteps); steps > 0 && m_broken.empty(); --steps)
        step();
    drain();
    if (m_broken.empty())
        converge();
    return m_broken;
}

void RatchetSequence::step()
{
    const Side side = roll(2) == 0 ? Alice : Bob;
    End &end = m_ends[side];
    const char sideLetter = side == Alice ? 'a' : 'b';
    const std::size_t luck = roll(100);
    const auto note = [&](char what) { (m_trace += what) += sideLetter; };
    if (luck < 34) {
        note('s');
        send(side);
    } else if (luck < 68) {
        note('d');
        if (!end.inbox.empty())
            deliver(side, 0);
    } else if (luck < 74) {
        note('l');
        if (!end.inbox.empty())
            end.inbox.erase(end.inbox.begin());
    } else if (luck < 79) {
        note('x');
        std::ranges::shuffle(end.inbox, m_dice);
    } else if (luck < 84) {
        note('2');
        repeatOne(side);
    } else if (luck < 87) {
        note('!');
        deliverDamaged(side);
    } else if (luck < 91) {
        note('o');
        if (!end.device.restart())
            breakPromise("state does not come back as it was");
    } else if (luck < 94) {
        note('r');
        end.device.sessions.reset();
    } else if (luck < 97) {
        m_trace += 'S';
        startBoth();
    } else if (luck < 98) {
        note('f');
        end.device.forgetPeer();
        end.read.clear();
        end.lostState = true;
    } else if (luck < 99) {
        note('p');
        end.device.hasOneTimePrekeys = !end.device.hasOneTimePrekeys;
        m_prekeysRanOut = true;
    } else if (!m_monthPassed) {
        m_trace += 'M';
        m_monthPassed = true;
        m_now += std::chrono::days(31);
    }
}

// The receiver forgot the peer; or the sender did, and a handshake without one-time keys that came again
// made a session of the same name whose ends differ.
bool RatchetSequence::mayBeUnreadable(Side at) const
{
    return m_ends[at].lostState || (m_ends[other(at)].lostState && m_prekeysRanOut);
}

void RatchetSequence::breakPromise(const char *what)
{
    if (m_broken.empty())
        m_broken = what;
}

void RatchetSequence::send(Side from)
{
    const std::uint64_t number = ++m_sent;
    auto message = m_ends[from].device.send(textOf(number), m_ends[other(from)].device, m_random, m_now);
    if (!message)
        return breakPromise("cannot send");
    if (m_ends[other(from)].inbox.size() < kMaxInbox)
        m_ends[other(from)].inbox.push_back({std::move(*message), number});
}

void RatchetSequence::deliver(Side to, std::size_t position)
{
    End &end = m_ends[to];
    const InFlight item = std::move(end.inbox[position]);
    end.inbox.erase(end.inbox.begin() + static_cast<std::ptrdiff_t>(position));
    const SecretBytes before = end.device.sessions.serialise();
    const auto decrypted = end.device.receive(item.message, m_now);
    if (decrypted) {
        if (!std::ranges::equal(decrypted->plaintext, textOf(item.number)))
            breakPromise("another text comes out");
        if (!end.read.insert(item.number).second)
            breakPromise("a message decrypts twice");
        return;
    }
    if (end.device.sessions.serialise() != before)
        breakPromise("a refused message changes the state");
    if (!end.read.contains(item.number) && !mayBeUnreadable(to))
        breakPromise("a message cannot be read");
}

void RatchetSequence::deliverDamaged(Side to)
{
    End &end = m_ends[to];
    if (end.inbox.empty())
        return;
    PairwiseMessage message = end.inbox[roll(end.inbox.size())].message;
    const std::byte bit = std::byte(1 << roll(8));
    const std::size_t where = roll(message.keyExchange ? 6 : 5);
    if (where == 0)
        message.header.session[roll(kSessionIdSize)] ^= bit;
    else if (where == 1)
        message.header.ratchet.ratchetKey.bytes[roll(kX25519Size)] ^= bit;
    else if (where == 2)
        message.header.ratchet.number ^= 1U << roll(32);
    else if (where == 3)
        message.header.ratchet.previous ^= 1U << roll(32);
    else if (where == 4)
        message.ciphertext[roll(message.ciphertext.size())] ^= bit;
    else
        (*message.keyExchange)[roll(message.keyExchange->size())] ^= bit;
    const SecretBytes before = end.device.sessions.serialise();
    if (end.device.receive(message, m_now))
        breakPromise("a damaged message is accepted");
    if (end.device.sessions.serialise() != before)
        breakPromise("a damaged message changes the state");
}

void RatchetSequence::repeatOne(Side to)
{
    auto &inbox = m_ends[to].inbox;
    if (!inbox.empty() && inbox.size() < kMaxInbox) {
        InFlight copy = inbox[roll(inbox.size())];
        inbox.push_back(std::move(copy));
    }
}

// Both lose patience at the same moment: two handshakes cross.
void RatchetSequence::startBoth()
{
    for (const Side side : {Alice, Bob}) {
        if (!m_ends[side].device.start(m_ends[other(side)].device, m_random, m_now))
            breakPromise("cannot start a session");
    }
    send(Alice);
    send(Bob);
}

// What is still under way is lost, or comes in any order.
void RatchetSequence::drain()
{
    const bool comes = roll(2) == 0;
    for (const Side side : {Alice, Bob}) {
        while (comes && !m_ends[side].inbox.empty() && m_broken.empty())
            deliver(side, roll(m_ends[side].inbox.size()));
        m_ends[side].inbox.clear();
    }
}

// One fresh message. If it cannot be read for a reason, the receiver may ask, once, to begin anew (protocol.md
// section 9).
bool RatchetSequence::transmit(Side from)
{
    const std::uint64_t number = ++m_sent;
    End &sender = m_ends[from];
    End &receiver = m_ends[other(from)];
    const auto message = sender.device.send(textOf(number), receiver.device, m_random, m_now);
    if (!message) {
        breakPromise("cannot send");
        return false;
    }
    const auto decrypted = receiver.device.receive(*message, m_now);
    if (decrypted)
        return std::ranges::equal(decrypted->plaintext, textOf(number));
    if (!mayBeUnreadable(other(from)) || ++receiver.repairs > 1)
        breakPromise("a fresh message cannot be read");
    sender.device.sessions.reset();
    return false;
}

bool RatchetSequence::exchangeOnce()
{
    const bool there = transmit(Alice);
    const bool back = transmit(Bob);
    const auto &alice = m_ends[Alice].device.sessions;
    const auto &bob = m_ends[Bob].device.sessions;
    return there && back && alice.activeSession() && alice.activeSession() == bob.activeSession() &&
           alice.isEstablished() && bob.isEstablished();
}

void RatchetSequence::converge()
{
    while (!exchangeOnce()) {
        if (++m_exchanges == kMaxExchanges || !m_broken.empty())
            return breakPromise("the ends do not agree within 10 exchanges");
    }
    const auto session = m_ends[Alice].device.sessions.activeSession();
    for (int more = 0; more < 2; ++more) {
        if (!exchangeOnce() || m_ends[Alice].device.sessions.activeSession() != session)
            breakPromise("the ends agreed and parted again");
    }
}

} // namespace tacet::test
