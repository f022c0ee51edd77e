#include "crypto/wire/binaryreader.h"
#include "tests/fuzz/epochworld.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

// u16 length and title, the rest is the body.
SealedPost postOf(ByteView input)
{
    BinaryReader reader(input);
    const std::size_t titleSize = reader.u16();
    const ByteView title = reader.bytes(titleSize);
    const ByteView body = reader.bytes(reader.remaining());
    return {.title = Bytes(title.begin(), title.end()), .body = Bytes(body.begin(), body.end()), .signature = {}};
}

bool isGenuine(const SealedPost &post, const SealedPost &genuine)
{
    return post.title == genuine.title && post.body == genuine.body;
}

} // namespace

/// Boxes of anybody's: without the author's signature nothing opens, with it only what was sealed for this place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const EpochWorld world;
    SealedPost post = postOf(std::as_bytes(std::span(data, size)));
    require(!post.open(world.threadAddress, world.key, world.author.verified()));
    Bytes signedBytes = world.threadAddress.encode();
    append(signedBytes, Sha256().update(Sha256::of(post.title)).update(Sha256::of(post.body)).finish());
    post.signature = world.author.local().identity.signLabelled("Tacet-1 post", signedBytes);
    const auto text = post.open(world.threadAddress, world.key, world.author.verified());
    require(text.has_value() == isGenuine(post, world.thread));
    return 0;
}
