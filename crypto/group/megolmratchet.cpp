#include "crypto/group/megolmratchet.h"

#include "crypto/primitives/hmac.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint32_t kDigitBits = 8;
constexpr std::uint32_t kDigitMask = 0xFF;

// The place of a part's turns in the index: R0 counts the highest byte.
std::uint32_t shiftOf(std::size_t part)
{
    return static_cast<std::uint32_t>(MegolmRatchet::kParts - 1 - part) * kDigitBits;
}

std::uint32_t digitOf(std::uint32_t index, std::size_t part)
{
    return (index >> shiftOf(part)) & kDigitMask;
}

// H_j(A) = HMAC-SHA-256(A, j)
void hash(const HmacKey &key, std::size_t j, std::span<std::byte, MegolmRatchet::kPartSize> out)
{
    const std::byte seed{static_cast<unsigned char>(j)};
    key.mac(ByteView(&seed, 1), out);
}

} // namespace

std::expected<MegolmRatchet, RandomError> MegolmRatchet::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto parts, random.secret<kSize>());
    return MegolmRatchet(0, std::move(parts));
}

std::expected<void, MegolmRatchetError> MegolmRatchet::advance()
{
    if (isExhausted())
        return std::unexpected(MegolmRatchetError::Exhausted);
    CRYPTO_TRY(advanceTo(m_index + 1));
    return {};
}

std::expected<unsigned, MegolmRatchetError> MegolmRatchet::advanceTo(std::uint32_t index)
{
    if (index < m_index)
        return std::unexpected(MegolmRatchetError::Backwards);
    unsigned hashes = 0;
    for (std::size_t number = 0; number < kParts; ++number) {
        const std::uint32_t times = (index >> shiftOf(number)) - (m_index >> shiftOf(number));
        if (times == 0)
            continue;
        hashes += turn(number, times, index);
        m_index = (index >> shiftOf(number)) << shiftOf(number);
    }
    return hashes;
}

// The last turn also makes the parts behind, up to the first one that turns by itself on the way to `target`:
// what lies behind that one is made from it.
unsigned MegolmRatchet::turn(std::size_t number, std::uint32_t times, std::uint32_t target)
{
    const auto turning = part(number);
    for (std::uint32_t i = 1; i < times; ++i)
        hash(HmacKey(turning), number, turning);
    unsigned hashes = times;
    const HmacKey last(turning);
    for (std::size_t behind = number + 1; behind < kParts; ++behind) {
        hash(last, behind, part(behind));
        ++hashes;
        if (digitOf(target, behind) != 0)
            break;
    }
    hash(last, number, turning);
    return hashes;
}

void MegolmRatchet::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.u32(m_index);
    writer.bytes(m_parts.view());
}

MegolmRatchet MegolmRatchet::deserialise(BinaryReader &reader)
{
    const std::uint32_t index = reader.u32();
    return {index, reader.secret<kSize>()};
}

} // namespace tacet::crypto
