#include "crypto/vaultkey/kdfcost.h"

#include "crypto/vaultkey/argon2id.h"

#include <algorithm>

namespace tacet::crypto {

namespace {

// A computer that is busy for a moment, or very slow, must not make a key that a faster one can hardly open.
constexpr std::uint32_t kMostPasses = 64;

} // namespace

KdfCost calibratedKdfCost(std::chrono::milliseconds target)
{
    using Clock = std::chrono::steady_clock;
    KdfCost cost = kKdfCostFloor;
    const auto start = Clock::now();
    if (!argon2id(QCA::SecureArray("calibration"), QByteArray(16, 's'), QByteArray(), cost))
        return cost;
    const auto elapsed = std::max(Clock::now() - start, Clock::duration(1));
    const auto passes = std::chrono::duration<double>(target) / elapsed * cost.passes;
    cost.passes = std::clamp(std::uint32_t(std::min(passes, double(kMostPasses))), cost.passes, kMostPasses);
    return cost;
}

} // namespace tacet::crypto
