#include "crypto/group/receivedgroupsession.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// A state that is taken has one form, reads nothing that nobody sent, and does not change by trying.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    auto received = ReceivedGroupSession::deserialise(input);
    if (!received)
        return 0;
    require(same(received->serialise(), input));
    const InboundGroupSession &session = received->session();
    require(session.exportAt(session.firstKnownIndex()).has_value());
    require(session.exportAt(session.latestIndex()).has_value());
    for (const IndexLedger::Entry &entry : received->ledger().entries())
        require(received->ledger().verdict(entry.index, entry.message) == IndexVerdict::Repeat);
    require(!received->open(received->owner(), {}, input));
    require(same(received->serialise(), input));
    return 0;
}
