#pragma once
#include "tests/crypto/peerdevice.h"
#include "tests/support/seededrandom.h"

#include <string>

namespace tacet::test {

/// One random conversation of two devices over a network that loses, delays, repeats, reorders and damages,
/// while they restart, reset, begin anew at the same time, run out of prekeys and forget each other. The same seed
/// gives the same sequence. Promises that it checks at each step:
///   a message decrypts once, to what was sent, unless the receiver forgot the peer in between;
///   a failed call leaves the serialised state byte-identical; serialising and reading back changes nothing;
/// and at the end: both use the same session within 10 exchanges, and stay with it.
class RatchetSequence
{
public:
    RatchetSequence(std::uint64_t seed, const PublishedDevice &alice, const PublishedDevice &bob);

    /// What promise was broken; empty if none.
    std::string run();
    /// One letter per step taken.
    const std::string &trace() const { return m_trace; }
    int exchanges() const { return m_exchanges; }
    int messages() const { return static_cast<int>(m_sent); }

private:
    enum Side { Alice, Bob, Sides };
    struct InFlight {
        crypto::PairwiseMessage message;
        std::uint64_t number;
    };
    struct End {
        PeerDevice device;
        std::vector<InFlight> inbox;
        std::set<std::uint64_t> read;
        bool lostState = false; ///< forgot the peer: what was under way may be unreadable
        int repairs = 0;
    };

    static Side other(Side side) { return side == Alice ? Bob : Alice; }
    std::size_t roll(std::size_t sides);
    void step();
    void send(Side from);
    void deliver(Side to, std::size_t position);
    void deliverDamaged(Side to);
    void repeatOne(Side to);
    void startBoth();
    void drain();
    bool exchangeOnce();
    bool transmit(Side from);
    void converge();
    bool mayBeUnreadable(Side at) const;
    void breakPromise(const char *what);

    crypto::Timestamp m_now = kTestEpoch;
    SeededRandom m_random;
    std::mt19937_64 m_dice;
    std::array<End, Sides> m_ends;
    std::uint64_t m_sent = 0;
    int m_exchanges = 0;
    bool m_monthPassed = false;
    bool m_prekeysRanOut = false;
    std::string m_trace;
    std::string m_broken;
};

} // namespace tacet::test
