#include "crypto/group/inboundgroupsession.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// What is taken is whole, and hands on exactly the keys that stood in the share.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    const auto session = InboundGroupSession::fromShare(input);
    if (!session)
        return 0;
    require(size == kSessionShareSize);
    const auto exported = session->exportAt(session->firstKnownIndex());
    require(exported && same(ByteView(*exported).subspan(1), input.first(kSessionExportSize).subspan(1)));
    return 0;
}
