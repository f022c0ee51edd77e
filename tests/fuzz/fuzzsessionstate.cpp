#include "crypto/session/peersessions.h"
#include "tests/fuzz/require.h"
#include "tests/support/seededrandom.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// A state that is taken has one form, and can be used without harm.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    auto sessions = PeerSessions::deserialise(input);
    if (!sessions)
        return 0;
    const SecretBytes written = sessions->serialise();
    require(written.size() == input.size());
    const auto again = PeerSessions::deserialise(written);
    require(again && again->serialise() == written);
    constexpr Timestamp kNow{std::chrono::seconds(1'800'000'000)};
    tacet::test::SeededRandom random(size);
    if (sessions->canEncrypt(kNow))
        (void)sessions->encrypt(input.first(std::min<std::size_t>(size, 16)), random);
    sessions->reset();
    require(!sessions->activeSession());
    require(PeerSessions::deserialise(sessions->serialise()).has_value());
    return 0;
}
