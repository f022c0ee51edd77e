#include "tests/crypto/omemodevice.h"

namespace tacet::test {

using namespace crypto;

namespace {

constexpr std::uint32_t kSignedPrekeyId = 9;

} // namespace

OmemoDevice::OmemoDevice(RandomSource &random)
    : m_random(random)
    , m_identity(DeviceIdentity::generate(random).value())
    , m_signedPrekey(X25519KeyPair::generate(random).value())
{
}

OmemoBundle OmemoDevice::publish()
{
    m_oneTimePrekeys.push_back(X25519KeyPair::generate(m_random).value());
    return {
        .identity = m_identity.publicKey().bytes,
        .signedPrekey = m_signedPrekey.shared.bytes,
        .signature = m_identity.sign(m_signedPrekey.shared.view()).bytes,
        .oneTimePrekey = m_oneTimePrekeys.back().shared.bytes,
        .signedPrekeyId = kSignedPrekeyId,
        .oneTimePrekeyId = static_cast<std::uint32_t>(m_oneTimePrekeys.size()),
    };
}

std::expected<void, Omemo2Error> OmemoDevice::startSession(const OmemoBundle &remote)
{
    const Omemo2Bundle bundle{
        .identityKey = Ed25519PublicKey::from(remote.identity),
        .signedPrekeyId = remote.signedPrekeyId,
        .signedPrekey = X25519PublicKey::from(remote.signedPrekey),
        .signedPrekeySignature = Signature::from(remote.signature),
        .oneTimePrekeyId = remote.oneTimePrekeyId,
        .oneTimePrekey = X25519PublicKey::from(remote.oneTimePrekey),
    };
    CRYPTO_TRY_ASSIGN(auto initiation, initiateOmemo2(m_identity, bundle, m_random));
    auto ratchet = DoubleRatchet::initiate(std::move(initiation.secret), bundle.signedPrekey, m_random);
    if (!ratchet)
        return std::unexpected(Omemo2Error::LowOrder);
    m_ratchet.emplace(std::move(*ratchet));
    m_associatedData = std::move(initiation.associatedData);
    m_pending = {bundle.oneTimePrekeyId, bundle.signedPrekeyId, initiation.ephemeralKey};
    m_acceptedFrom.reset();
    return {};
}

OmemoMessage OmemoDevice::encrypt(std::span<const std::byte> plaintext)
{
    RatchetMessage message = m_ratchet->encrypt(plaintext, m_associatedData, m_random).value();
    if (!m_pending)
        return {OmemoMessage::Kind::Authenticated, encodeAuthenticatedMessage(message)};
    return {OmemoMessage::Kind::KeyExchange, encodeOmemoKeyExchange({.oneTimePrekeyId = m_pending->oneTimePrekeyId,
                                                                     .signedPrekeyId = m_pending->signedPrekeyId,
                                                                     .identityKey = m_identity.publicKey(),
                                                                     .ephemeralKey = m_pending->ephemeralKey,
                                                                     .message = std::move(message)})};
}

std::expected<SecretBytes, RatchetDecryptError> OmemoDevice::decryptMessage(const RatchetMessage &message)
{
    if (!m_ratchet)
        return std::unexpected(RatchetDecryptError::Unauthentic);
    auto plaintext = m_ratchet->decrypt(message.header, message.ciphertext, m_associatedData);
    if (plaintext)
        m_pending.reset();
    return plaintext;
}

std::expected<SecretBytes, RatchetDecryptError> OmemoDevice::decryptExchange(ByteView bytes)
{
    const auto exchange = decodeOmemoKeyExchange(bytes);
    if (!exchange || encodeOmemoKeyExchange(*exchange) != Bytes(bytes.begin(), bytes.end()))
        return std::unexpected(RatchetDecryptError::Malformed);
    ++m_rebuilt;
    if (m_acceptedFrom == exchange->ephemeralKey)
        return decryptMessage(exchange->message);
    if (exchange->oneTimePrekeyId == 0 || exchange->oneTimePrekeyId > m_oneTimePrekeys.size())
        return std::unexpected(RatchetDecryptError::Malformed);
    auto response = respondToOmemo2(m_identity, m_signedPrekey, m_oneTimePrekeys[exchange->oneTimePrekeyId - 1],
                                    exchange->identityKey, exchange->ephemeralKey);
    if (!response)
        return std::unexpected(RatchetDecryptError::LowOrder);
    auto ratchet = DoubleRatchet::respond(std::move(response->secret), m_signedPrekey);
    auto plaintext = ratchet.decrypt(exchange->message.header, exchange->message.ciphertext, response->associatedData);
    if (plaintext) {
        m_ratchet.emplace(std::move(ratchet));
        m_associatedData = std::move(response->associatedData);
        m_acceptedFrom = exchange->ephemeralKey;
        m_pending.reset();
    }
    return plaintext;
}

std::expected<SecretBytes, RatchetDecryptError> OmemoDevice::decrypt(const OmemoMessage &message)
{
    if (message.kind == OmemoMessage::Kind::KeyExchange)
        return decryptExchange(message.bytes);
    const auto decoded = decodeAuthenticatedMessage(message.bytes);
    if (!decoded || encodeAuthenticatedMessage(*decoded) != message.bytes)
        return std::unexpected(RatchetDecryptError::Malformed);
    ++m_rebuilt;
    return decryptMessage(*decoded);
}

SecretBytes OmemoDevice::state() const
{
    SecretBytes bytes;
    if (m_ratchet)
        m_ratchet->serialise(bytes);
    return bytes;
}

} // namespace tacet::test
