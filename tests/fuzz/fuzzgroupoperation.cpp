#include "models/services/groupoperation.h"
#include "tests/fuzz/require.h"

using namespace tacet;

/// What is accepted has one encoding: these bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto operation = GroupOperation::decode(input))
        fuzz::require(operation->encode() == input);
    return 0;
}
