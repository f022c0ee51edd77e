#include "crypto/group/inboundgroupsession.h"
#include "crypto/group/outboundgroupsession.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

/// A state that is taken has one form, and what it sends is read by whoever has its share.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    auto sender = OutboundGroupSession::deserialise(input);
    if (!sender)
        return 0;
    require(same(sender->serialise(), input));
    constexpr Timestamp kNow{std::chrono::seconds(1'800'000'000)};
    (void)sender->isDue(kNow);
    auto receiver = InboundGroupSession::fromShare(sender->share());
    require(receiver.has_value());
    const std::uint32_t index = sender->index();
    const ByteView text = input.first(size % 64);
    const auto message = sender->encrypt(text);
    require(message.has_value() == (index < UINT32_MAX));
    if (message) {
        const auto plaintext = receiver->decrypt(*message);
        require(plaintext && plaintext->index == index && same(plaintext->bytes, text));
    }
    return 0;
}
