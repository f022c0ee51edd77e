#pragma once
#include "crypto/identity/deviceaddress.h"
#include "crypto/primitives/secret.h"
#include "crypto/wire/binaryreader.h"

#include <vector>

namespace tacet::crypto {

enum class IndexVerdict {
    New,
    Repeat,   ///< the same message again
    Replayed, ///< the index is another message's: raise an alarm
    Full,     ///< new, and more than one session may carry
};

/// Which message took which index of one Megolm session: Megolm itself reads a message as often as it comes
/// (protocol.md section 4). A value; nothing is ever forgotten to make room.
class IndexLedger
{
public:
    /// Ten times what a session of ours carries: a peer's program may count otherwise.
    static constexpr std::size_t kMaxEntries = 1000;

    struct Entry {
        std::uint32_t index;
        Uuid message;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    IndexVerdict verdict(std::uint32_t index, const Uuid &message) const;
    /// Binds a new index. Call it for messages that decrypted, and for no others.
    IndexVerdict accept(std::uint32_t index, const Uuid &message);
    /// By index.
    const std::vector<Entry> &entries() const { return m_entries; }

    void serialise(SecretBytes &target) const;
    /// Sets the reader's failure if the entries are too many or out of order.
    static IndexLedger deserialise(BinaryReader &reader);

    friend bool operator==(const IndexLedger &, const IndexLedger &) = default;

private:
    std::vector<Entry> m_entries;
};

} // namespace tacet::crypto
