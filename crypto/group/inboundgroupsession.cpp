#include "crypto/group/inboundgroupsession.h"

#include "crypto/group/megolmkeys.h"
#include "crypto/wire/binarywriter.h"

#include <utility>

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kStateVersion = 1;

GroupDecryptError errorOf(CipherError error)
{
    return error == CipherError::Malformed ? GroupDecryptError::Malformed : GroupDecryptError::Failed;
}

bool isOrigin(std::uint8_t value)
{
    return value == std::to_underlying(GroupSessionOrigin::Share) ||
           value == std::to_underlying(GroupSessionOrigin::Export);
}

} // namespace

InboundGroupSession::InboundGroupSession(const GroupSessionId &id, GroupSessionOrigin origin, MegolmRatchet first,
                                         MegolmRatchet latest)
    : m_id(id)
    , m_origin(origin)
    , m_first(std::move(first))
    , m_latest(std::move(latest))
{
}

InboundGroupSession InboundGroupSession::fromKeys(SessionKeys keys, GroupSessionOrigin origin)
{
    MegolmRatchet latest = keys.ratchet.clone();
    return {keys.id, origin, std::move(keys.ratchet), std::move(latest)};
}

std::expected<InboundGroupSession, GroupImportError> InboundGroupSession::fromShare(ByteView share)
{
    CRYPTO_TRY_ASSIGN(auto keys, SessionKeys::fromShare(share));
    return fromKeys(std::move(keys), GroupSessionOrigin::Share);
}

std::expected<InboundGroupSession, GroupImportError> InboundGroupSession::fromExport(ByteView exported)
{
    CRYPTO_TRY_ASSIGN(auto keys, SessionKeys::fromExport(exported));
    return fromKeys(std::move(keys), GroupSessionOrigin::Export);
}

std::optional<MegolmRatchet> InboundGroupSession::ratchetAt(std::uint32_t index) const
{
    MegolmRatchet ratchet = (index < m_latest.index() ? m_first : m_latest).clone();
    if (!ratchet.advanceTo(index))
        return std::nullopt;
    return ratchet;
}

std::expected<GroupPlaintext, GroupDecryptError> InboundGroupSession::decrypt(ByteView bytes)
{
    CRYPTO_TRY_ASSIGN_OR(const auto message, MegolmMessage::decode(bytes), GroupDecryptError::Malformed);
    CRYPTO_TRY_OR(verify(m_id, message.signedPart, message.signature), GroupDecryptError::BadSignature);
    auto ratchet = ratchetAt(message.index);
    if (!ratchet)
        return std::unexpected(GroupDecryptError::UnknownIndex);
    const MegolmKeys keys(*ratchet);
    if (!equalConstantTime(keys.mac(message.authenticated), message.mac))
        return std::unexpected(GroupDecryptError::Unauthentic);
    auto plaintext = keys.decrypt(message.ciphertext);
    if (!plaintext)
        return std::unexpected(errorOf(plaintext.error()));
    if (message.index > m_latest.index())
        m_latest = std::move(*ratchet);
    return GroupPlaintext{message.index, std::move(*plaintext)};
}

bool InboundGroupSession::reachBack(const InboundGroupSession &earlier)
{
    MegolmRatchet ratchet = earlier.m_first.clone();
    if (earlier.m_id != m_id || ratchet.index() >= m_first.index() || !ratchet.advanceTo(m_first.index()) ||
        ratchet != m_first)
        return false;
    m_first = earlier.m_first.clone();
    return true;
}

std::expected<SecretBytes, GroupExportError> InboundGroupSession::exportAt(std::uint32_t index) const
{
    const auto ratchet = ratchetAt(index);
    if (!ratchet)
        return std::unexpected(GroupExportError::UnknownIndex);
    return exportSession(*ratchet, m_id);
}

SecretBytes InboundGroupSession::serialise() const
{
    SecretBytes state;
    state.reserve(kStateSize);
    BinaryWriter writer(state);
    writer.u8(kStateVersion);
    writer.u8(std::to_underlying(m_origin));
    writer.bytes(m_id.view());
    m_first.serialise(state);
    m_latest.serialise(state);
    return state;
}

std::expected<InboundGroupSession, StateError> InboundGroupSession::deserialise(ByteView state)
{
    BinaryReader reader(state);
    const std::uint8_t version = reader.u8();
    const std::uint8_t origin = reader.u8();
    const GroupSessionId id{reader.fixed<kEd25519Size>()};
    MegolmRatchet first = MegolmRatchet::deserialise(reader);
    MegolmRatchet latest = MegolmRatchet::deserialise(reader);
    const bool inOrder = latest.index() > first.index() || latest == first;
    if (!reader.finished() || version != kStateVersion || !isOrigin(origin) || !id.isAcceptable() || !inOrder)
        return std::unexpected(StateError::Damaged);
    return InboundGroupSession(id, GroupSessionOrigin{origin}, std::move(first), std::move(latest));
}

} // namespace tacet::crypto
