#include "models/services/controlbody.h"
#include "tests/fuzz/require.h"

using namespace tacet;

/// What is accepted can be written again, and reads back as the same control message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto body = ControlBody::decode(input)) {
        fuzz::require(body->messages.size() <= ControlBody::kMaxMessages);
        const auto again = ControlBody::decode(body->encode());
        fuzz::require(again.has_value());
        fuzz::require(again->encode() == body->encode());
    }
    return 0;
}
