// The ratchet of Megolm version 1 (the Megolm specification, "The Megolm ratchet algorithm").
#pragma once
#include "crypto/group/grouperrors.h"
#include "crypto/primitives/random.h"
#include "crypto/wire/binaryreader.h"

namespace tacet::crypto {

/// R0 ‖ R1 ‖ R2 ‖ R3 at an index. R3 turns at every message, R2 at every 2^8th, R1 at every 2^16th, R0 at
/// every 2^24th, and each turn makes the parts behind it anew. Move-only.
class MegolmRatchet
{
public:
    static constexpr std::size_t kParts = 4;
    static constexpr std::size_t kPartSize = 32;
    static constexpr std::size_t kSize = kParts * kPartSize;
    static constexpr std::size_t kEncodedSize = 4 + kSize; ///< index, big endian, and the parts
    /// The most that any jump costs: 255 turns of each part and three hand-overs to the next part.
    static constexpr unsigned kMaxHashes = 4 * 255 + 3;

    MegolmRatchet(std::uint32_t index, Secret<kSize> parts)
        : m_parts(std::move(parts))
        , m_index(index)
    {
    }
    /// At index 0.
    static std::expected<MegolmRatchet, RandomError> generate(RandomSource &random);
    MegolmRatchet clone() const { return {m_index, m_parts.clone()}; }

    std::uint32_t index() const { return m_index; }
    bool isExhausted() const { return m_index == UINT32_MAX; }
    FixedView<kSize> parts() const { return m_parts.view(); }

    /// By one.
    std::expected<void, MegolmRatchetError> advance();
    /// To this index or any later one; answers how many hashes it took.
    std::expected<unsigned, MegolmRatchetError> advanceTo(std::uint32_t index);

    /// Appends kEncodedSize bytes: what session shares, exports and stored states have in common.
    void serialise(SecretBytes &target) const;
    /// Sets the reader's failure if bytes are missing; the result is then unusable.
    static MegolmRatchet deserialise(BinaryReader &reader);

    friend bool operator==(const MegolmRatchet &, const MegolmRatchet &) = default;

private:
    std::span<std::byte, kPartSize> part(std::size_t number)
    {
        return std::span<std::byte, kPartSize>(m_parts.writable().subspan(number * kPartSize, kPartSize));
    }
    unsigned turn(std::size_t number, std::uint32_t times, std::uint32_t target);

    Secret<kSize> m_parts;
    std::uint32_t m_index;
};

} // namespace tacet::crypto
