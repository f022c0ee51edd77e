#pragma once
#include "crypto/group/inboundgroupsession.h"
#include "crypto/group/indexledger.h"

namespace tacet::crypto {

/// Whose a session is: the device that sent it over the pairwise ratchet, and the chat it sent it for.
struct GroupSessionOwner {
    Uuid chat{};
    DeviceAddress sender;

    friend auto operator<=>(const GroupSessionOwner &, const GroupSessionOwner &) = default;
};

/// A session as a receiver keeps it: its keys, its owner and the messages that took its indexes, in one
/// stored form. Keep sessions by owner and id: another device may send on a session that it was sent, and
/// that one is not its own. Move-only, not thread-safe. A failed call changes nothing.
class ReceivedGroupSession
{
public:
    ReceivedGroupSession(const GroupSessionOwner &owner, InboundGroupSession session);

    const GroupSessionOwner &owner() const { return m_owner; }
    const InboundGroupSession &session() const { return m_session; }
    const IndexLedger &ledger() const { return m_ledger; }

    /// `claimed` and `message` are what the row says of the ciphertext. The caller compares chat, message and
    /// sender with the plaintext, too, before it stores the new state.
    std::expected<GroupPlaintext, GroupDecryptError> open(const GroupSessionOwner &claimed, const Uuid &message,
                                                          ByteView ciphertext);

    /// As InboundGroupSession's; what the indexes are bound to stays.
    bool reachBack(const InboundGroupSession &earlier) { return m_session.reachBack(earlier); }

    SecretBytes serialise() const;
    static std::expected<ReceivedGroupSession, StateError> deserialise(ByteView state);

private:
    GroupSessionOwner m_owner;
    InboundGroupSession m_session;
    IndexLedger m_ledger;
};

} // namespace tacet::crypto
