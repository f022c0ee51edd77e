#pragma once
#include "crypto/primitives/random.h"

#include <random>

namespace tacet::test {

/// The same "random" bytes for the same seed, so that a failed sequence can be repeated. Tests only.
class SeededRandom final : public crypto::RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_engine(seed)
    {
    }

    std::expected<void, crypto::RandomError> fill(std::span<std::byte> out) override
    {
        for (std::size_t done = 0; done < out.size(); done += sizeof(std::uint64_t)) {
            const std::uint64_t value = m_engine();
            const auto bytes = std::as_bytes(std::span(&value, 1));
            std::ranges::copy(bytes.first(std::min(bytes.size(), out.size() - done)), out.subspan(done).begin());
        }
        return {};
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace tacet::test
