#include "crypto/group/outboundgroupsession.h"

#include "crypto/group/megolmkeys.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kStateVersion = 1;
constexpr std::uint64_t kLatestTime = INT64_MAX;
constexpr std::size_t kStateSize = 1 + 8 + MegolmRatchet::kEncodedSize + kEd25519Size;

std::size_t ciphertextSizeOf(std::size_t plaintext)
{
    return (plaintext / kAesBlockSize + 1) * kAesBlockSize;
}

} // namespace

OutboundGroupSession::OutboundGroupSession(MegolmRatchet ratchet, Ed25519PrivateKey key, Timestamp createdAt)
    : m_ratchet(std::move(ratchet))
    , m_key(std::move(key))
    , m_createdAt(createdAt)
{
}

std::expected<OutboundGroupSession, RandomError> OutboundGroupSession::create(RandomSource &random, Timestamp now)
{
    CRYPTO_TRY_ASSIGN(auto ratchet, MegolmRatchet::generate(random));
    CRYPTO_TRY_ASSIGN(auto key, Ed25519PrivateKey::generate(random));
    return OutboundGroupSession(std::move(ratchet), std::move(key), now);
}

bool OutboundGroupSession::isDue(Timestamp now) const
{
    return messages() >= kGroupSessionMessages || now < m_createdAt || now - m_createdAt >= kGroupSessionAge;
}

std::expected<Bytes, GroupEncryptError> OutboundGroupSession::encrypt(ByteView plaintext)
{
    if (plaintext.size() > kMaxGroupPlaintext)
        return std::unexpected(GroupEncryptError::TooLong);
    if (m_ratchet.isExhausted())
        return std::unexpected(GroupEncryptError::Exhausted);
    const MegolmKeys keys(m_ratchet);
    Bytes message = beginMegolmMessage(m_ratchet.index(), ciphertextSizeOf(plaintext.size()));
    CRYPTO_TRY_OR(keys.encrypt(plaintext, message), GroupEncryptError::Failed);
    append(message, keys.mac(message));
    append(message, m_key.sign(message).view());
    CRYPTO_TRY_OR(m_ratchet.advance(), GroupEncryptError::Exhausted);
    return message;
}

SecretBytes OutboundGroupSession::serialise() const
{
    SecretBytes state;
    state.reserve(kStateSize);
    BinaryWriter writer(state);
    writer.u8(kStateVersion);
    writer.u64(static_cast<std::uint64_t>(m_createdAt.time_since_epoch().count()));
    m_ratchet.serialise(state);
    writer.bytes(m_key.seed());
    return state;
}

std::expected<OutboundGroupSession, StateError> OutboundGroupSession::deserialise(ByteView state)
{
    BinaryReader reader(state);
    if (reader.u8() != kStateVersion)
        return std::unexpected(StateError::Damaged);
    const std::uint64_t milliseconds = reader.u64();
    MegolmRatchet ratchet = MegolmRatchet::deserialise(reader);
    const auto seed = reader.secret<kEd25519Size>();
    if (!reader.finished() || milliseconds > kLatestTime)
        return std::unexpected(StateError::Damaged);
    const Timestamp createdAt{std::chrono::milliseconds(milliseconds)};
    return OutboundGroupSession(std::move(ratchet), Ed25519PrivateKey::fromSeed(seed.view()), createdAt);
}

} // namespace tacet::crypto
