#include "tests/crypto/party.h"

namespace tacet::test {

using namespace crypto;

namespace {

DeviceAddress addressOf(std::uint8_t number)
{
    DeviceAddress address;
    address.account.fill(std::byte(number));
    address.device.fill(std::byte(0x80 | number));
    return address;
}

} // namespace

Party::Party(std::uint8_t number)
    : master(MasterKey::generate(random).value())
    , identity(DeviceIdentity::generate(random).value())
    , address(addressOf(number))
    , certificate(SignedCertificate::make(master, {address, identity.publicKey(), "Laptop", kNow}).value())
{
    signedKeys[1] = std::make_shared<SignedPrekey>(SignedPrekey::generate(1, random).value());
    kemKeys[kLastResortId] =
        std::make_shared<KemPrekey>(KemPrekey::generate(kLastResortId, KemPrekeyKind::LastResort, random).value());
}

VerifiedDevice Party::verified() const
{
    return VerifiedDevice::verify(certificate, identity.agreementKey().shared, identity.signPrekey(),
                                  master.publicKey(), address)
        .value();
}

void Party::addOneTimeKeys(std::uint32_t count)
{
    for (std::uint32_t i = 0; i < count; ++i, ++m_nextId) {
        oneTimeKeys[m_nextId] = std::make_shared<OneTimePrekey>(OneTimePrekey::generate(m_nextId, random).value());
        m_publishedOneTime.push_back(oneTimeKeys[m_nextId]->sign(identity));
        kemKeys[m_nextId] =
            std::make_shared<KemPrekey>(KemPrekey::generate(m_nextId, KemPrekeyKind::OneTime, random).value());
        m_publishedKem.push_back(kemKeys[m_nextId]->sign(identity));
    }
}

PrekeyBundle Party::bundle()
{
    PrekeyBundle bundle{.certificate = certificate,
                        .prekey = identity.agreementKey().shared,
                        .prekeySignature = identity.signPrekey(),
                        .signedPrekey = signedKeys.rbegin()->second->sign(identity),
                        .oneTimePrekey = std::nullopt,
                        .kemPrekey = {}};
    if (m_publishedOneTime.empty()) {
        bundle.kemPrekey = kemKeys.at(kLastResortId)->sign(identity);
        return bundle;
    }
    bundle.oneTimePrekey = m_publishedOneTime.back();
    bundle.kemPrekey = m_publishedKem.back();
    m_publishedOneTime.pop_back();
    m_publishedKem.pop_back();
    return bundle;
}

void Party::consume(const Decrypted &decrypted)
{
    if (decrypted.usedOneTimePrekeyId)
        oneTimeKeys.erase(*decrypted.usedOneTimePrekeyId);
    if (decrypted.usedKemPrekeyId)
        kemKeys.erase(*decrypted.usedKemPrekeyId);
}

std::shared_ptr<const SignedPrekey> Party::signedPrekey(std::uint32_t id) const
{
    const auto found = signedKeys.find(id);
    return found == signedKeys.end() ? nullptr : found->second;
}

std::shared_ptr<const OneTimePrekey> Party::oneTimePrekey(std::uint32_t id) const
{
    const auto found = oneTimeKeys.find(id);
    return found == oneTimeKeys.end() ? nullptr : found->second;
}

std::shared_ptr<const KemPrekey> Party::kemPrekey(std::uint32_t id) const
{
    const auto found = kemKeys.find(id);
    return found == kemKeys.end() ? nullptr : found->second;
}

PairwiseMessage End::send(std::string_view text)
{
    return sessions.encrypt(textBytes(text), self.random).value();
}

std::expected<Decrypted, DecryptError> End::receive(const PairwiseMessage &message, Timestamp now)
{
    auto decrypted = sessions.decrypt(self.local(), peer.verified(), message, self, now);
    if (decrypted)
        self.consume(*decrypted);
    return decrypted;
}

std::string End::read(const PairwiseMessage &message)
{
    const auto decrypted = receive(message);
    return decrypted ? textOf(decrypted->plaintext) : std::string();
}

std::string textOf(const SecretBytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

} // namespace tacet::test
