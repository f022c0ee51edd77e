#pragma once
#include "tests/crypto/peerdevice.h"
#include "tests/fuzz/require.h"
#include "tests/support/seededrandom.h"

namespace tacet::fuzz {

/// Two devices that have met and one that has met nobody, the same in every run.
struct PairwiseWorld {
    static constexpr std::uint64_t kSeed = 3;

    test::SeededRandom random{kSeed};
    test::PublishedDevice alice{1, random};
    test::PublishedDevice bob{2, random};
    test::PeerDevice sender{alice, bob};
    test::PeerDevice receiver{bob, alice};
    test::PeerDevice stranger{bob, alice};
    crypto::PairwiseMessage first; ///< the handshake, received
    crypto::PairwiseMessage last;  ///< never sent on
    crypto::SessionId session{};

    PairwiseWorld()
    {
        first = made(sender, receiver);
        require(receiver.receive(first, test::kTestEpoch).has_value());
        require(sender.receive(made(receiver, sender), test::kTestEpoch).has_value());
        // One is lost, so that a skipped key is kept.
        (void)made(sender, receiver);
        require(receiver.receive(made(sender, receiver), test::kTestEpoch).has_value());
        last = made(sender, receiver);
        session = receiver.sessions.activeSession().value();
    }

private:
    crypto::PairwiseMessage made(test::PeerDevice &from, test::PeerDevice &to)
    {
        const crypto::Bytes text(8, std::byte{1});
        return from.send(text, to, random, test::kTestEpoch).value();
    }
};

} // namespace tacet::fuzz
