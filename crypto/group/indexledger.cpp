#include "crypto/group/indexledger.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

IndexVerdict IndexLedger::verdict(std::uint32_t index, const Uuid &message) const
{
    const auto found = std::ranges::lower_bound(m_entries, index, {}, &Entry::index);
    if (found != m_entries.end() && found->index == index)
        return found->message == message ? IndexVerdict::Repeat : IndexVerdict::Replayed;
    return m_entries.size() < kMaxEntries ? IndexVerdict::New : IndexVerdict::Full;
}

IndexVerdict IndexLedger::accept(std::uint32_t index, const Uuid &message)
{
    const IndexVerdict result = verdict(index, message);
    if (result == IndexVerdict::New)
        m_entries.insert(std::ranges::lower_bound(m_entries, index, {}, &Entry::index), {index, message});
    return result;
}

void IndexLedger::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.u32(static_cast<std::uint32_t>(m_entries.size()));
    for (const Entry &entry : m_entries) {
        writer.u32(entry.index);
        writer.bytes(entry.message);
    }
}

IndexLedger IndexLedger::deserialise(BinaryReader &reader)
{
    IndexLedger ledger;
    const std::size_t count = reader.u32();
    if (count > kMaxEntries)
        reader.fail();
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        const std::uint32_t index = reader.u32();
        if (i > 0 && index <= ledger.m_entries.back().index)
            reader.fail();
        ledger.m_entries.push_back({index, reader.fixed<kUuidSize>()});
    }
    return ledger;
}

} // namespace tacet::crypto
