#include "crypto/group/receivedgroupsession.h"

#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kStateVersion = 1;

// What open() relies on.
bool hasPassed(const InboundGroupSession &session, const IndexLedger &ledger)
{
    const auto &entries = ledger.entries();
    return entries.empty() ||
           (entries.front().index >= session.firstKnownIndex() && entries.back().index <= session.latestIndex());
}

} // namespace

ReceivedGroupSession::ReceivedGroupSession(const GroupSessionOwner &owner, InboundGroupSession session)
    : m_owner(owner)
    , m_session(std::move(session))
{
}

std::expected<GroupPlaintext, GroupDecryptError> ReceivedGroupSession::open(const GroupSessionOwner &claimed,
                                                                            const Uuid &message, ByteView ciphertext)
{
    if (claimed != m_owner)
        return std::unexpected(GroupDecryptError::OtherOwner);
    CRYPTO_TRY_ASSIGN_OR(const auto parsed, MegolmMessage::decode(ciphertext), GroupDecryptError::Malformed);
    const IndexVerdict verdict = m_ledger.verdict(parsed.index, message);
    if (verdict == IndexVerdict::Full)
        return std::unexpected(GroupDecryptError::TooManyMessages);
    // Only what its sender signed is a replay. The ratchet has passed every bound index, so that this one
    // does not move it.
    CRYPTO_TRY_ASSIGN(auto plaintext, m_session.decrypt(ciphertext));
    if (verdict == IndexVerdict::Replayed)
        return std::unexpected(GroupDecryptError::Replayed);
    m_ledger.accept(plaintext.index, message);
    return plaintext;
}

SecretBytes ReceivedGroupSession::serialise() const
{
    SecretBytes state;
    BinaryWriter writer(state);
    writer.u8(kStateVersion);
    writer.bytes(m_owner.chat);
    writer.bytes(m_owner.sender.account);
    writer.bytes(m_owner.sender.device);
    writer.bytes(m_session.serialise());
    m_ledger.serialise(state);
    return state;
}

std::expected<ReceivedGroupSession, StateError> ReceivedGroupSession::deserialise(ByteView state)
{
    BinaryReader reader(state);
    if (reader.u8() != kStateVersion)
        reader.fail();
    GroupSessionOwner owner;
    owner.chat = reader.fixed<kUuidSize>();
    owner.sender.account = reader.fixed<kUuidSize>();
    owner.sender.device = reader.fixed<kUuidSize>();
    auto session = InboundGroupSession::deserialise(reader.bytes(InboundGroupSession::kStateSize));
    IndexLedger ledger = IndexLedger::deserialise(reader);
    if (!session || !reader.finished() || !hasPassed(*session, ledger))
        return std::unexpected(StateError::Damaged);
    ReceivedGroupSession received(owner, std::move(*session));
    received.m_ledger = std::move(ledger);
    return received;
}

} // namespace tacet::crypto
