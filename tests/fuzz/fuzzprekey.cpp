#include "crypto/prekeys/prekeys.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireCanonical(input, SignedPrekey::deserialise, [](const SignedPrekey &key) { return key.serialise(); });
    requireCanonical(input, OneTimePrekey::deserialise, [](const OneTimePrekey &key) { return key.serialise(); });
    requireCanonical(input, KemPrekey::deserialise, [](const KemPrekey &key) { return key.serialise(); });
    return 0;
}
