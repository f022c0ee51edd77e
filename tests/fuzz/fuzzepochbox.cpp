#include "crypto/epoch/chattext.h"
#include "crypto/epoch/epochbox.h"
#include "tests/fuzz/require.h"
#include "tests/support/seededrandom.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

constexpr Uuid kChat{std::byte{1}};

// Nothing opens that was not sealed.
void openForeign(ByteView input, const EpochKey &key)
{
    require(!openEpochBox(key, EpochPurpose::Message, {}, input));
    require(!openChatText(input, {.kind = ChatTextKind::Name, .chat = kChat, .subject = {}}, key));
    require(!isEpochBoxUnder(key, EpochPurpose::Message, input));
}

// Every text that fits comes back, and one that does not is refused.
void sealAndOpen(ByteView input, const EpochKey &key)
{
    tacet::test::SeededRandom random(input.size());
    for (const EpochPurpose purpose : {EpochPurpose::ChatName, EpochPurpose::Message}) {
        const auto box = sealEpochBox(key, purpose, {}, input, random);
        require(box.has_value() == fitsBox(purpose, input.size()));
        if (!box)
            continue;
        require(box->size() == epochBoxSize(input.size()) && box->size() <= boxLimit(purpose));
        const auto text = openEpochBox(key, purpose, {}, *box);
        require(text && same(*text, input));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const EpochKey key = EpochKey::fromBytes({kChat, 1}, FixedBytes<kEpochKeySize>{std::byte{7}});
    const ByteView input = std::as_bytes(std::span(data, size));
    openForeign(input, key);
    sealAndOpen(input, key);
    return 0;
}
