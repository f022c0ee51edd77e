#pragma once
#include <omemo/signal_protocol.h>

namespace tacet::test {

/// libomemo-c's cryptographic callbacks over OpenSSL, with algorithms fetched once.
const signal_crypto_provider *omemoCryptoProvider();

} // namespace tacet::test
