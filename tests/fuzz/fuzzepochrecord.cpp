#include "crypto/epoch/epochrecord.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// One meaning, one form; and whatever is accepted is its own newest epoch.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireCanonical(input, EpochRecord::decode, [](const EpochRecord &record) {
        const auto encoded = record.encode();
        require(encoded.has_value());
        return *encoded;
    });
    if (const auto record = EpochRecord::decode(input))
        require(checkEpoch(EpochPin::of(*record), *record) == EpochPin::of(*record));
    return 0;
}
