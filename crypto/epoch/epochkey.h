#pragma once
#include "crypto/identity/deviceaddress.h"
#include "crypto/primitives/random.h"

namespace tacet::crypto {

inline constexpr std::size_t kEpochKeySize = 32;
/// The database counts in bigint and hands numbers to JSON: 2^53 − 1.
inline constexpr std::uint64_t kLastEpoch = 9'007'199'254'740'991;

/// Which epoch of which chat. Epochs count from 1.
struct EpochName {
    Uuid chat{};
    std::uint64_t epoch = 0;

    bool isSound() const { return epoch >= 1 && epoch <= kLastEpoch; }
    friend bool operator==(const EpochName &, const EpochName &) = default;
};

/// What the signed log says of an epoch's key: no two keys have the same one.
struct EpochCommitment {
    FixedBytes<32> bytes{};

    friend bool operator==(const EpochCommitment &, const EpochCommitment &) = default;
};

/// The key that all members of an epoch hold (protocol.md section 5). It knows whose it is, so that it cannot be
/// used for another chat. Move-only.
class EpochKey
{
public:
    static std::expected<EpochKey, RandomError> generate(const EpochName &name, RandomSource &random);
    /// From the vault, or the open key of a public chat.
    static EpochKey fromBytes(const EpochName &name, FixedView<kEpochKeySize> bytes)
    {
        return EpochKey(name, Secret<kEpochKeySize>(bytes));
    }

    const EpochName &name() const { return m_name; }
    /// For the vault, and for who wraps it.
    FixedView<kEpochKeySize> view() const { return m_key.view(); }
    EpochCommitment commitment() const;
    EpochKey clone() const { return EpochKey(m_name, m_key.clone()); }

private:
    EpochKey(const EpochName &name, Secret<kEpochKeySize> key)
        : m_name(name)
        , m_key(std::move(key))
    {
    }
    EpochName m_name;
    Secret<kEpochKeySize> m_key;
};

} // namespace tacet::crypto
