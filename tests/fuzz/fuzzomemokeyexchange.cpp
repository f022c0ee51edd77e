#include "crypto/wire/omemomessage.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireCanonical(input, decodeOmemoKeyExchange, encodeOmemoKeyExchange);
    return 0;
}
