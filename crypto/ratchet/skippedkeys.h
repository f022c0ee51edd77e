#pragma once
#include "crypto/ratchet/messagekeys.h"
#include "crypto/wire/binaryreader.h"

#include <optional>

namespace tacet::crypto {

/// Message keys of messages that have not come yet, oldest first. A used or dropped key is wiped.
class SkippedKeys
{
public:
    static constexpr std::size_t kMaxPerMessage = 1000;
    static constexpr std::size_t kMaxKept = 2000;
    static constexpr std::size_t kEntrySize = kX25519Size + 4 + MessageKey::kSize; ///< serialised

    struct Entry {
        X25519PublicKey ratchetKey;
        std::uint32_t number;
        MessageKey key;
    };

    std::size_t size() const { return m_entries.size(); }
    /// Position of the key for this message.
    std::optional<std::size_t> find(const X25519PublicKey &ratchetKey, std::uint32_t number) const;
    const MessageKey &at(std::size_t position) const { return m_entries[position].key; }
    void erase(std::size_t position);
    /// Appends; beyond kMaxKept the oldest go.
    void add(std::vector<Entry> entries);

    void serialise(SecretBytes &target) const;
    /// Sets the reader's failure if there are too many.
    static SkippedKeys deserialise(BinaryReader &reader);

private:
    std::vector<Entry> m_entries;
};

} // namespace tacet::crypto
