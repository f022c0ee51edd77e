#include "crypto/group/inboundgroupsession.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// What is taken comes out again as it went in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    const auto session = InboundGroupSession::fromExport(input);
    if (!session)
        return 0;
    const auto exported = session->exportAt(session->firstKnownIndex());
    require(exported && same(*exported, input));
    require(session->exportAt(UINT32_MAX).has_value());
    return 0;
}
