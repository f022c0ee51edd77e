#include "crypto/prekeys/prekeys.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

// Private keys come from the vault and are clamped when they are read: written once, they stay as they are.
template <class Key>
void requireStable(ByteView input)
{
    const auto key = Key::deserialise(input);
    if (!key)
        return;
    const SecretBytes written = key->serialise();
    const auto again = Key::deserialise(written);
    require(written.size() == input.size() && again && again->serialise() == written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireStable<SignedPrekey>(input);
    requireStable<OneTimePrekey>(input);
    requireStable<KemPrekey>(input);
    return 0;
}
