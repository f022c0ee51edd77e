#pragma once
#include "crypto/primitives/secret.h"
#include "crypto/try.h"

#include <expected>

namespace tacet::crypto {

enum class RandomError {
    Unavailable, ///< the generator gave nothing; the operation must end, nothing weaker is made
};

/// Where keys come from. Passed in, so that tests can make it fail or repeat.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    /// Fills all of `out` or fails.
    virtual std::expected<void, RandomError> fill(std::span<std::byte> out) = 0;

    template <std::size_t N>
    std::expected<Secret<N>, RandomError> secret()
    {
        Secret<N> bytes;
        CRYPTO_TRY(fill(bytes.writable()));
        return bytes;
    }
};

/// OpenSSL's generator for private values, seeded by the kernel. Any thread.
class SystemRandom final : public RandomSource
{
public:
    std::expected<void, RandomError> fill(std::span<std::byte> out) override;
};

} // namespace tacet::crypto
