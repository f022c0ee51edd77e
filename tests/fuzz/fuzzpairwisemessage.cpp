#include "crypto/wire/binaryreader.h"
#include "tests/fuzz/pairwiseworld.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;
using namespace tacet::test;

namespace {

struct World : PairwiseWorld {
    SecretBytes known = receiver.sessions.serialise();
    SecretBytes empty = stranger.sessions.serialise();
};

// Flags, then the header and both parts in the form that the database columns have; seedscrypto.cpp writes it.
PairwiseMessage messageFrom(ByteView input, const World &world)
{
    BinaryReader reader(input);
    const std::uint8_t flags = reader.u8();
    PairwiseMessage message;
    message.header.version = (flags & 1) != 0 ? kPairwiseVersion : reader.u8();
    message.header.session = (flags & 2) != 0 ? world.session : reader.fixed<kSessionIdSize>();
    message.header.ratchet.ratchetKey.bytes = reader.fixed<kX25519Size>();
    message.header.ratchet.previous = reader.u32();
    message.header.ratchet.number = reader.u32();
    if ((flags & 4) != 0) {
        const std::size_t size = reader.u16();
        const ByteView exchange = reader.bytes(std::min(size, reader.remaining()));
        message.keyExchange.emplace(exchange.begin(), exchange.end());
    }
    const ByteView rest = reader.bytes(reader.remaining());
    message.ciphertext.assign(rest.begin(), rest.end());
    return message;
}

} // namespace

/// No message that nobody sent is read, and none changes anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static World world;
    const PairwiseMessage message = messageFrom(std::as_bytes(std::span(data, size)), world);
    require(!world.receiver.receive(message, kTestEpoch));
    require(world.receiver.sessions.serialise() == world.known);
    require(!world.stranger.receive(message, kTestEpoch));
    require(world.stranger.sessions.serialise() == world.empty);
    return 0;
}
