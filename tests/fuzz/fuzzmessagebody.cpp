#include "models/services/messagebody.h"
#include "tests/fuzz/require.h"

using namespace tacet;

/// What is accepted can be written again, and reads back as the same body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto body = MessageBody::decode(input)) {
        const auto again = MessageBody::decode(body->encode());
        fuzz::require(again.has_value());
        fuzz::require(again->encode() == body->encode());
    }
    return 0;
}
