#include "crypto/session/resetrequest.h"
#include "tests/fuzz/require.h"
#include "tests/support/seededrandom.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

constexpr Timestamp kNow{std::chrono::seconds(1'800'000'000)};

struct World {
    tacet::test::SeededRandom random{4};
    DeviceIdentity identity = DeviceIdentity::generate(random).value();
    DeviceAddress from{.account = {std::byte{1}}, .device = {std::byte{2}}};
    DeviceAddress to{.account = {std::byte{3}}, .device = {std::byte{4}}};
    Bytes genuine = ResetRequest{.from = from, .to = to, .at = kNow}.sign(identity);
};

} // namespace

/// Only the genuine request is followed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const World world;
    const ByteView input = std::as_bytes(std::span(data, size));
    const auto verdict =
        ResetRequest::verify(input, world.identity.publicKey(), world.from, world.to, std::nullopt, kNow);
    require(verdict.has_value() == same(input, world.genuine));
    return 0;
}
