#include "crypto/payload/padding.h"
#include "crypto/payload/sealedcontent.h"
#include "tests/fuzz/require.h"
#include "tests/support/seededrandom.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

constexpr ContentPlace kPlace{};

// A stranger's ciphertext under its own true hash: decoded up to the key commitment, never opened.
void openForeign(ByteView input)
{
    const ContentCapsule capsule{ContentKey(), Sha256::of(input)};
    require(!openContent(input, capsule, kPlace));
}

void sealAndOpen(ByteView input)
{
    tacet::test::SeededRandom random(input.size());
    const auto sealed = sealContent(input, kPlace, random);
    require(sealed.has_value());
    const auto opened = openContent(sealed->ciphertext, sealed->capsule, kPlace);
    require(opened && same(*opened, input));
}

void readPadding(ByteView input)
{
    const SecretBytes padded = pad(input);
    require(padded.size() == paddedSize(input.size()));
    const auto text = unpad(SecretBytes(padded));
    require(text && same(*text, input));
    // A text has one padding.
    const auto foreign = unpad(SecretBytes(input.begin(), input.end()));
    require(!foreign || same(pad(*foreign), input));
}

void readCapsule(ByteView input)
{
    const auto capsule = ContentCapsule::decode(input);
    require(capsule.has_value() == (input.size() == ContentCapsule::kSize));
    require(!capsule || same(capsule->encode(), input));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    openForeign(input);
    sealAndOpen(input);
    readPadding(input);
    readCapsule(input);
    return 0;
}
