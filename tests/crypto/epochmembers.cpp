#include "tests/crypto/epochmembers.h"

namespace tacet::test {

using namespace crypto;

namespace {

constexpr Timestamp kMadeAt{std::chrono::seconds(1'800'000'000)};

VerifiedDevice verify(const DeviceAddress &address, const MasterKey &master, const DeviceIdentity &identity)
{
    const auto certificate = SignedCertificate::make(master, {address, identity.publicKey(), "Laptop", kMadeAt});
    return VerifiedDevice::verify(*certificate, identity.agreementKey().shared, identity.signPrekey(),
                                  master.publicKey(), address)
        .value();
}

PostAddress addressOf(const EpochMember &author, PostKind kind)
{
    PostAddress address;
    address.kind = kind;
    address.epoch = {uuidOf(1), 3};
    address.id = uuidOf(9);
    address.author = author.local().address;
    address.authorSequence = 5;
    address.parent = PostHash{std::byte{0x77}};
    return address;
}

} // namespace

EpochMember::EpochMember(unsigned char number, RandomSource &random)
    : m_address{.account = uuidOf(number), .device = uuidOf(static_cast<unsigned char>(0x80 | number))}
    , m_master(MasterKey::generate(random).value())
    , m_identity(DeviceIdentity::generate(random).value())
    , m_verified(verify(m_address, m_master, m_identity))
    , m_prekey(KemPrekey::generate(number, KemPrekeyKind::OneTime, random).value())
{
}

Uuid uuidOf(unsigned char value)
{
    Uuid uuid;
    uuid.fill(std::byte{value});
    return uuid;
}

PostAddress messageAddress(const EpochMember &author)
{
    return addressOf(author, PostKind::Message);
}

PostAddress threadAddress(const EpochMember &author)
{
    PostAddress address = addressOf(author, PostKind::Thread);
    address.thread = address.id;
    return address;
}

PostAddress replyAddress(const EpochMember &author)
{
    PostAddress address = addressOf(author, PostKind::Reply);
    address.thread = uuidOf(8);
    address.answers = uuidOf(7);
    return address;
}

PostText textFor(const PostAddress &address, std::string_view body)
{
    return {address.kind == PostKind::Thread ? secretText("A title") : SecretBytes(), secretText(body)};
}

SecretBytes secretText(std::string_view text)
{
    const ByteView bytes = textBytes(text);
    return {bytes.begin(), bytes.end()};
}

} // namespace tacet::test
