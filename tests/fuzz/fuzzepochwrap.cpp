#include "crypto/wire/binaryreader.h"
#include "tests/fuzz/epochworld.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

struct Columns {
    ByteView encapsulation;
    std::uint64_t kemPrekeyId;
    ByteView kemCiphertext;
    ByteView ciphertext;
};

// u8 length and encapsulation, u64 id, u16 length and KEM ciphertext, the rest.
Columns columnsOf(ByteView input)
{
    BinaryReader reader(input);
    Columns columns{};
    const std::size_t encapsulationSize = reader.u8();
    columns.encapsulation = reader.bytes(encapsulationSize);
    columns.kemPrekeyId = reader.u64();
    const std::size_t kemSize = reader.u16();
    columns.kemCiphertext = reader.bytes(kemSize);
    columns.ciphertext = reader.bytes(reader.remaining());
    return columns;
}

bool isGenuine(const EpochWrap &wrap, const EpochWrap &genuine)
{
    return wrap.encapsulation == genuine.encapsulation && wrap.kemPrekeyId == genuine.kemPrekeyId &&
           wrap.kemCiphertext == genuine.kemCiphertext && wrap.ciphertext == genuine.ciphertext;
}

} // namespace

/// Columns are taken in their exact shape only, and only the genuine wrap opens.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const EpochWorld world;
    const Columns columns = columnsOf(std::as_bytes(std::span(data, size)));
    const auto wrap =
        EpochWrap::fromColumns(columns.encapsulation, columns.kemPrekeyId, columns.kemCiphertext, columns.ciphertext);
    if (!wrap)
        return 0;
    require(same(wrap->encapsulation.view(), columns.encapsulation) &&
            same(wrap->kemCiphertext, columns.kemCiphertext) && same(wrap->ciphertext, columns.ciphertext));
    const auto key = wrap->open(world.key.name(), world.key.commitment(), world.author.verified(), world.reader.local(),
                                world.reader.prekey());
    require(key.has_value() == isGenuine(*wrap, world.wrap));
    return 0;
}
