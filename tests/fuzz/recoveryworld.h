#pragma once
#include "crypto/recovery/sealedrecovery.h"
#include "tests/support/seededrandom.h"

namespace tacet::fuzz {

/// An account's secrets as its phrase seals them. The same in every process.
struct RecoveryWorld {
    static constexpr crypto::KdfCost kCost{.memoryKib = 8, .passes = 1, .lanes = 1};

    test::SeededRandom random{12};
    crypto::RecoveryPhrase phrase = crypto::RecoveryPhrase::generate(random).value();
    crypto::Bytes sealed = crypto::sealRecovery(secrets(), phrase, {}, kCost, random).value();

    static crypto::RecoverySecrets secrets()
    {
        crypto::RecoverySecrets secrets;
        secrets.pin.version = 1;
        return secrets;
    }
};

} // namespace tacet::fuzz
