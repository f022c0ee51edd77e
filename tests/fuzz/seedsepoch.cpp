#include "crypto/epoch/invitesecret.h"
#include "crypto/wire/binarywriter.h"
#include "tests/fuzz/epochworld.h"
#include "tests/fuzz/seedwriter.h"

namespace tacet::fuzz {
namespace {

using namespace crypto;

// The form that fuzzepochwrap.cpp reads.
void writeWrap(const SeedWriter &writer, const EpochWrap &wrap)
{
    Bytes bytes;
    BinaryWriter target(bytes);
    target.u8(kX25519Size);
    target.bytes(wrap.encapsulation.view());
    target.u64(wrap.kemPrekeyId);
    target.u16(kKemCiphertextSize);
    target.bytes(wrap.kemCiphertext);
    target.bytes(wrap.ciphertext);
    writer.write("epochwrap", "wrap", bytes);
}

// The form that fuzzsealedpost.cpp reads.
void writePost(const SeedWriter &writer, const SealedPost &post)
{
    Bytes bytes;
    BinaryWriter target(bytes);
    target.u16(static_cast<std::uint16_t>(post.title.size()));
    target.bytes(post.title);
    target.bytes(post.body);
    writer.write("sealedpost", "thread", bytes);
    writer.write("epochbox", "body", post.body);
}

} // namespace

void writeEpochSeeds(const SeedWriter &writer)
{
    EpochWorld world;
    writeWrap(writer, world.wrap);
    writePost(writer, world.thread);
    const auto secret = InviteSecret::parse("ABCDEFGHJKMNPQRSTVWX").value();
    writer.write("invitesecret", "secret", textBytes(secret.dashedText()));
    writer.write("invitesecret", "code", textBytes("aB3dE5fG"));
    writer.write("invitesecret", "wrap", secret.wrap(world.key, {}, world.random).value());
}

} // namespace tacet::fuzz
