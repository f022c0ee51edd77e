#include "crypto/ratchet/skippedkeys.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

std::optional<std::size_t> SkippedKeys::find(const X25519PublicKey &ratchetKey, std::uint32_t number) const
{
    const auto found = std::ranges::find_if(
        m_entries, [&](const Entry &entry) { return entry.number == number && entry.ratchetKey == ratchetKey; });
    if (found == m_entries.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_entries.begin());
}

void SkippedKeys::erase(std::size_t position)
{
    m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(position));
}

void SkippedKeys::add(std::vector<Entry> entries)
{
    const std::size_t total = m_entries.size() + entries.size();
    if (total > kMaxKept) {
        const auto tooMany = static_cast<std::ptrdiff_t>(std::min(total - kMaxKept, m_entries.size()));
        m_entries.erase(m_entries.begin(), m_entries.begin() + tooMany);
    }
    m_entries.reserve(m_entries.size() + entries.size());
    std::ranges::move(entries, std::back_inserter(m_entries));
}

void SkippedKeys::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.u32(static_cast<std::uint32_t>(m_entries.size()));
    for (const Entry &entry : m_entries) {
        writer.bytes(entry.ratchetKey.view());
        writer.u32(entry.number);
        writer.bytes(entry.key.view());
    }
}

SkippedKeys SkippedKeys::deserialise(BinaryReader &reader)
{
    SkippedKeys keys;
    const std::size_t count = reader.u32();
    if (count > kMaxKept)
        reader.fail();
    else
        keys.m_entries.reserve(count);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        const X25519PublicKey ratchetKey{reader.fixed<kX25519Size>()};
        const std::uint32_t number = reader.u32();
        keys.m_entries.push_back({ratchetKey, number, reader.secret<MessageKey::kSize>()});
    }
    return keys;
}

} // namespace tacet::crypto
