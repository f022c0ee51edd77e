#pragma once
#include "crypto/prekeys/prekeys.h"

#include <memory>

namespace tacet::crypto {

/// Where a responder finds the private halves it published. Implemented above crypto/; null means
/// "never made, used or expired". Lookups change nothing: the caller deletes one-time keys in the same
/// transaction that stores the advanced session.
class PrekeyVault
{
public:
    virtual ~PrekeyVault() = default;
    virtual std::shared_ptr<const SignedPrekey> signedPrekey(std::uint32_t id) const = 0;
    virtual std::shared_ptr<const OneTimePrekey> oneTimePrekey(std::uint32_t id) const = 0;
    virtual std::shared_ptr<const KemPrekey> kemPrekey(std::uint32_t id) const = 0;
};

} // namespace tacet::crypto
