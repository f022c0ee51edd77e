#include "crypto/session/session.h"

#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::size_t kMaxAssociatedData = 256;
constexpr std::size_t kMaxKeyExchange = 2048;
constexpr std::uint8_t kRetired = 1;

StartError errorOf(HandshakeError error)
{
    switch (error) {
    case HandshakeError::NoRandomness: return StartError::NoRandomness;
    case HandshakeError::LowOrder: return StartError::LowOrder;
    default: return StartError::Failed;
    }
}

EncryptError errorOf(RatchetEncryptError error)
{
    switch (error) {
    case RatchetEncryptError::NotReady: return EncryptError::NoSession;
    case RatchetEncryptError::NoRandomness: return EncryptError::NoRandomness;
    case RatchetEncryptError::ChainExhausted: return EncryptError::ChainExhausted;
    case RatchetEncryptError::TooLong: return EncryptError::TooLong;
    case RatchetEncryptError::LowOrder:
    case RatchetEncryptError::Failed: break;
    }
    return EncryptError::Failed;
}

DecryptError errorOf(RatchetDecryptError error)
{
    switch (error) {
    case RatchetDecryptError::Malformed:
    case RatchetDecryptError::LowOrder: return DecryptError::Malformed;
    case RatchetDecryptError::Unauthentic: return DecryptError::Unauthentic;
    case RatchetDecryptError::AlreadyUsed: return DecryptError::AlreadyUsed;
    case RatchetDecryptError::TooManySkipped: return DecryptError::TooManySkipped;
    case RatchetDecryptError::Failed: break;
    }
    return DecryptError::Failed;
}

} // namespace

Session::Session(DoubleRatchet ratchet, const SessionId &id, const Ed25519PublicKey &peer, Bytes associatedData,
                 Timestamp createdAt)
    : m_ratchet(std::move(ratchet))
    , m_id(id)
    , m_peer(peer)
    , m_associatedData(std::move(associatedData))
    , m_createdAt(createdAt)
{
}

std::expected<Session, StartError> Session::start(const LocalDevice &ours, const VerifiedBundle &theirs,
                                                  RandomSource &random, Timestamp now)
{
    auto initiation = initiateHandshake(ours, theirs, random);
    if (!initiation)
        return std::unexpected(errorOf(initiation.error()));
    auto ratchet = DoubleRatchet::initiate(std::move(initiation->secret), theirs.signedPrekey().key, random);
    if (!ratchet)
        return std::unexpected(errorOf(ratchet.error()));
    const SessionId id = sessionIdOf(initiation->associatedData, initiation->keyExchange);
    Session session(std::move(*ratchet), id, theirs.device().identityKey(), std::move(initiation->associatedData), now);
    session.m_keyExchange = std::move(initiation->keyExchange);
    return session;
}

Session Session::answer(Response response, ByteView keyExchange, Timestamp now)
{
    const SessionId id = sessionIdOf(response.associatedData, keyExchange);
    return Session(DoubleRatchet::respond(std::move(response.secret), response.signedPrekey->pair), id,
                   response.exchange.identityKey, std::move(response.associatedData), now);
}

std::expected<void, DecryptError> Session::check(const VerifiedDevice &peer, const PairwiseMessage &message) const
{
    if (peer.identityKey() != m_peer)
        return std::unexpected(DecryptError::OtherPeer);
    if (message.keyExchange && sessionIdOf(m_associatedData, *message.keyExchange) != m_id)
        return std::unexpected(DecryptError::Malformed);
    return {};
}

std::expected<PairwiseMessage, EncryptError> Session::encrypt(ByteView plaintext, RandomSource &random)
{
    auto message = m_ratchet.encrypt(plaintext, m_associatedData, random);
    if (!message)
        return std::unexpected(errorOf(message.error()));
    PairwiseMessage sealed{.header = {.version = kPairwiseVersion, .session = m_id, .ratchet = message->header},
                           .ciphertext = std::move(message->ciphertext),
                           .keyExchange = std::nullopt};
    if (isPending())
        sealed.keyExchange = m_keyExchange;
    return sealed;
}

std::expected<SecretBytes, DecryptError> Session::decrypt(const PairwiseMessage &message)
{
    auto plaintext = m_ratchet.decrypt(message.header.ratchet, message.ciphertext, m_associatedData);
    if (!plaintext)
        return std::unexpected(errorOf(plaintext.error()));
    m_keyExchange = {};
    return std::move(*plaintext);
}

void Session::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.bytes(m_id);
    writer.bytes(m_peer.view());
    writer.u8(m_retired ? kRetired : 0);
    writer.u64(static_cast<std::uint64_t>(m_createdAt.time_since_epoch().count()));
    writer.sized(m_associatedData);
    writer.sized(m_keyExchange);
    m_ratchet.serialise(target);
}

Session Session::deserialise(BinaryReader &reader)
{
    const SessionId id = reader.fixed<kSessionIdSize>();
    const Ed25519PublicKey peer{reader.fixed<kEd25519Size>()};
    const std::uint8_t flags = reader.u8();
    if ((flags & ~kRetired) != 0)
        reader.fail();
    const Timestamp createdAt(std::chrono::milliseconds(static_cast<std::int64_t>(reader.u64())));
    const ByteView associatedData = reader.sized(kMaxAssociatedData);
    const ByteView keyExchange = reader.sized(kMaxKeyExchange);
    Session session(DoubleRatchet::deserialise(reader), id, peer, {associatedData.begin(), associatedData.end()},
                    createdAt);
    session.m_keyExchange.assign(keyExchange.begin(), keyExchange.end());
    session.m_retired = flags == kRetired;
    return session;
}

} // namespace tacet::crypto
