#include "models/services/groupmessagebody.h"
#include "tests/fuzz/require.h"

using namespace tacet;

/// What is accepted is exactly what would be written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto body = GroupMessageBody::decode(input))
        fuzz::require(body->encode() == input);
    return 0;
}
