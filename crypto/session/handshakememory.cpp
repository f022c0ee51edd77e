#include "crypto/session/handshakememory.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

bool HandshakeMemory::contains(const SessionId &id) const
{
    return std::ranges::find(m_entries, id, &Entry::id) != m_entries.end();
}

bool HandshakeMemory::isFull(Timestamp now) const
{
    const auto alive =
        std::ranges::count_if(m_entries, [&](const Entry &entry) { return entry.at + kRetention > now; });
    return static_cast<std::size_t>(alive) >= kMaxRemembered;
}

void HandshakeMemory::remember(const SessionId &id, Timestamp now)
{
    std::erase_if(m_entries, [&](const Entry &entry) { return entry.at + kRetention <= now; });
    m_entries.push_back({id, now});
}

void HandshakeMemory::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.u32(static_cast<std::uint32_t>(m_entries.size()));
    for (const Entry &entry : m_entries) {
        writer.bytes(entry.id);
        writer.u64(static_cast<std::uint64_t>(entry.at.time_since_epoch().count()));
    }
}

HandshakeMemory HandshakeMemory::deserialise(BinaryReader &reader)
{
    HandshakeMemory memory;
    const std::size_t count = reader.u32();
    if (count > kMaxRemembered)
        reader.fail();
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        const SessionId id = reader.fixed<kSessionIdSize>();
        memory.m_entries.push_back({id, Timestamp(std::chrono::milliseconds(static_cast<std::int64_t>(reader.u64())))});
    }
    return memory;
}

} // namespace tacet::crypto
