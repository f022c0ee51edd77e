#include "crypto/identity/devicecertificate.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    requireCanonical(input, DeviceCertificate::decode, [](const DeviceCertificate &certificate) {
        const auto encoded = certificate.encode();
        require(encoded.has_value());
        return *encoded;
    });
    return 0;
}
