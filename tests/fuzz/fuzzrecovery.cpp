#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"
#include "tests/fuzz/recoveryworld.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

constexpr std::size_t kCostPlace = 1;
constexpr std::size_t kCostSize = 3 * 4;
constexpr KdfCost kMost{.memoryKib = 1024 * 1024, .passes = 64, .lanes = 16};

// What is accepted has one form, which is accepted as well.
void readPhrase(std::string_view text)
{
    const auto phrase = RecoveryPhrase::parse(text);
    if (!phrase)
        return;
    std::string words;
    for (const std::string_view word : phrase->words())
        words.append(words.empty() ? "" : " ").append(word);
    const auto again = RecoveryPhrase::parse(words);
    require(again.has_value());
    require(same(again->entropy(), phrase->entropy()));
}

/// The same with a cost that can be paid a thousand times a second.
Bytes cheapened(ByteView sealed, const KdfCost &cost)
{
    Bytes cheap(sealed.begin(), sealed.end());
    Bytes numbers;
    BinaryWriter writer(numbers);
    writer.u32(cost.memoryKib % 128);
    writer.u32(cost.passes % 4);
    writer.u32(cost.lanes % 4);
    std::ranges::copy(numbers, cheap.begin() + kCostPlace);
    return cheap;
}

// Nothing but what was sealed is opened; a cost that nobody would choose is refused before it is paid.
void readSealed(ByteView input)
{
    static const RecoveryWorld world;
    if (input.size() < kCostPlace + kCostSize) {
        require(!openRecovery(input, world.phrase, {}));
        return;
    }
    BinaryReader reader(input.subspan(kCostPlace, kCostSize));
    const KdfCost cost{.memoryKib = reader.u32(), .passes = reader.u32(), .lanes = reader.u32()};
    if (cost.memoryKib > kMost.memoryKib || cost.passes > kMost.passes || cost.lanes > kMost.lanes)
        require(!openRecovery(input, world.phrase, {}));
    const Bytes cheap = cheapened(input, cost);
    require(openRecovery(cheap, world.phrase, {}).has_value() == same(cheap, world.sealed));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    readPhrase(text);
    readSealed(textBytes(text));
    return 0;
}
