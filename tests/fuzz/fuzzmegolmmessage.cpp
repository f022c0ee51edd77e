#include "crypto/group/megolmmessage.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireCanonical(input, MegolmMessage::decode, [](const MegolmMessage &message) {
        Bytes encoded = beginMegolmMessage(message.index, message.ciphertext.size());
        append(encoded, message.ciphertext);
        append(encoded, message.mac);
        append(encoded, message.signature.view());
        return encoded;
    });
    return 0;
}
