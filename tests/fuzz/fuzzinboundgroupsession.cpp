#include "crypto/group/inboundgroupsession.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// A state that is taken has one form and can be used without harm.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    auto session = InboundGroupSession::deserialise(input);
    if (!session)
        return 0;
    require(same(session->serialise(), input));
    require(!session->decrypt(input));
    require(same(session->serialise(), input));
    require(session->latestIndex() >= session->firstKnownIndex());
    const auto exported = session->exportAt(session->latestIndex());
    require(exported && InboundGroupSession::fromExport(*exported));
    return 0;
}
