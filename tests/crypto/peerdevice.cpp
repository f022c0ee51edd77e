#include "tests/crypto/peerdevice.h"

namespace tacet::test {

using namespace crypto;

namespace {

constexpr std::uint32_t kSignedPrekeyId = 5;
constexpr std::uint32_t kLastResortId = 1;

Uuid uuidOf(unsigned char kind, unsigned char number)
{
    Uuid uuid{};
    uuid.front() = std::byte{kind};
    uuid.back() = std::byte{number};
    return uuid;
}

} // namespace

PublishedDevice::PublishedDevice(unsigned char number, RandomSource &random)
    : m_address{uuidOf('a', number), uuidOf('d', number)}
    , m_master(MasterKey::generate(random).value())
    , m_identity(DeviceIdentity::generate(random).value())
    , m_signedPrekey(std::make_shared<SignedPrekey>(SignedPrekey::generate(kSignedPrekeyId, random).value()))
{
    m_kemPrekeys.push_back(
        std::make_shared<KemPrekey>(KemPrekey::generate(kLastResortId, KemPrekeyKind::LastResort, random).value()));
    for (std::uint32_t id = 1; id <= kOneTimePrekeys; ++id) {
        m_oneTimePrekeys.push_back(std::make_shared<OneTimePrekey>(OneTimePrekey::generate(id, random).value()));
        m_kemPrekeys.push_back(std::make_shared<KemPrekey>(
            KemPrekey::generate(kLastResortId + id, KemPrekeyKind::OneTime, random).value()));
    }
    verifyBundles();
}

void PublishedDevice::verifyBundles()
{
    const DeviceCertificate certificate{
        .address = m_address, .identityKey = m_identity.publicKey(), .label = "test", .createdAt = kTestEpoch};
    PrekeyBundle bundle{.certificate = SignedCertificate::make(m_master, certificate).value(),
                        .prekey = m_identity.agreementKey().shared,
                        .prekeySignature = m_identity.signPrekey(),
                        .signedPrekey = m_signedPrekey->sign(m_identity),
                        .oneTimePrekey = std::nullopt,
                        .kemPrekey = m_kemPrekeys.front()->sign(m_identity)};
    m_bundles.push_back(bundle.verify(m_master.publicKey(), m_address).value());
    m_verified = m_bundles.front().device();
    for (std::uint32_t id = 1; id <= kOneTimePrekeys; ++id) {
        bundle.oneTimePrekey = m_oneTimePrekeys[id - 1]->sign(m_identity);
        bundle.kemPrekey = m_kemPrekeys[id]->sign(m_identity);
        m_bundles.push_back(bundle.verify(*m_verified).value());
    }
}

const VerifiedBundle &PublishedDevice::bundle(std::uint32_t number) const
{
    return m_bundles[number <= kOneTimePrekeys ? number : 0];
}

std::shared_ptr<const OneTimePrekey> PublishedDevice::oneTimePrekey(std::uint32_t id) const
{
    return id >= 1 && id <= m_oneTimePrekeys.size() ? m_oneTimePrekeys[id - 1] : nullptr;
}

std::shared_ptr<const KemPrekey> PublishedDevice::kemPrekey(std::uint32_t id) const
{
    return id >= kLastResortId && id <= m_kemPrekeys.size() ? m_kemPrekeys[id - kLastResortId] : nullptr;
}

std::shared_ptr<const SignedPrekey> PeerDevice::signedPrekey(std::uint32_t id) const
{
    return id == kSignedPrekeyId ? m_self.signedPrekey() : nullptr;
}

std::shared_ptr<const OneTimePrekey> PeerDevice::oneTimePrekey(std::uint32_t id) const
{
    return m_usedOneTime.contains(id) ? nullptr : m_self.oneTimePrekey(id);
}

std::shared_ptr<const KemPrekey> PeerDevice::kemPrekey(std::uint32_t id) const
{
    return m_usedKem.contains(id) ? nullptr : m_self.kemPrekey(id);
}

const VerifiedBundle &PeerDevice::claimBundle()
{
    return m_self.bundle(hasOneTimePrekeys ? ++m_claimed : 0);
}

bool PeerDevice::start(PeerDevice &peer, RandomSource &random, Timestamp now)
{
    return sessions.start(m_self.local(), peer.claimBundle(), random, now).has_value();
}

std::optional<PairwiseMessage> PeerDevice::send(ByteView text, PeerDevice &peer, RandomSource &random, Timestamp now)
{
    if (!sessions.canEncrypt(now) && !start(peer, random, now))
        return std::nullopt;
    auto message = sessions.encrypt(text, random);
    return message ? std::optional(std::move(*message)) : std::nullopt;
}

std::expected<Decrypted, DecryptError> PeerDevice::receive(const PairwiseMessage &message, Timestamp now)
{
    auto decrypted = sessions.decrypt(m_self.local(), m_peer.verified(), message, *this, now);
    if (decrypted && decrypted->usedOneTimePrekeyId)
        m_usedOneTime.insert(*decrypted->usedOneTimePrekeyId);
    if (decrypted && decrypted->usedKemPrekeyId)
        m_usedKem.insert(*decrypted->usedKemPrekeyId);
    return decrypted;
}

bool PeerDevice::restart()
{
    const SecretBytes state = sessions.serialise();
    auto restored = PeerSessions::deserialise(state);
    if (!restored)
        return false;
    sessions = std::move(*restored);
    return sessions.serialise() == state;
}

} // namespace tacet::test
