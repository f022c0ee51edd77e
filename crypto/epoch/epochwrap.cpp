#include "crypto/epoch/epochwrap.h"

#include "crypto/hpke/hpke.h"
#include "crypto/primitives/sha256.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::byte kVersion{0x01};
constexpr std::string_view kInfoLabel = "Tacet-1 epoch wrap";
constexpr std::string_view kPskLabel = "Tacet-1 epoch wrap ML-KEM-1024";

// label ‖ 0 ‖ version ‖ chat ‖ epoch ‖ recipient's and sender's account and device ‖ SHA-256(KEM public key)
Bytes infoOf(const EpochName &name, const DeviceAddress &sender, const DeviceAddress &recipient,
             const KemPublicKey &kemKey)
{
    Bytes info;
    BinaryWriter writer(info);
    writer.bytes(textBytes(kInfoLabel));
    writer.u8(0);
    writer.u8(std::to_integer<std::uint8_t>(kVersion));
    writer.bytes(name.chat);
    writer.u64(name.epoch);
    writer.bytes(recipient.account);
    writer.bytes(recipient.device);
    writer.bytes(sender.account);
    writer.bytes(sender.device);
    writer.bytes(Sha256::of(kemKey.view()));
    return info;
}

Bytes pskIdOf(std::uint32_t kemPrekeyId)
{
    Bytes id;
    BinaryWriter writer(id);
    writer.bytes(textBytes(kPskLabel));
    writer.u8(0);
    writer.u8(std::to_integer<std::uint8_t>(kVersion));
    writer.u32(kemPrekeyId);
    return id;
}

EpochWrapError errorOf(HpkeError error)
{
    switch (error) {
    case HpkeError::BadPublicKey: return EpochWrapError::BadRecipient;
    case HpkeError::NoRandomness: return EpochWrapError::NoRandomness;
    case HpkeError::BadPsk:
    case HpkeError::Unauthentic:
    case HpkeError::Failed: break;
    }
    return EpochWrapError::Failed;
}

} // namespace

std::expected<EpochWrap, EpochWrapError> EpochWrap::fromColumns(ByteView encapsulation, std::uint64_t kemPrekeyId,
                                                                ByteView kemCiphertext, ByteView ciphertext)
{
    if (encapsulation.size() != kX25519Size || kemPrekeyId > kMaxPrekeyId ||
        !isPrekeyId(static_cast<std::uint32_t>(kemPrekeyId)) || kemCiphertext.size() != kKemCiphertextSize ||
        ciphertext.size() != kCiphertextSize || ciphertext.front() != kVersion)
        return std::unexpected(EpochWrapError::Malformed);
    EpochWrap wrap;
    wrap.encapsulation = X25519PublicKey::from(encapsulation.first<kX25519Size>());
    wrap.kemPrekeyId = static_cast<std::uint32_t>(kemPrekeyId);
    std::ranges::copy(kemCiphertext, wrap.kemCiphertext.begin());
    std::ranges::copy(ciphertext, wrap.ciphertext.begin());
    if (!wrap.encapsulation.isCanonical())
        return std::unexpected(EpochWrapError::Malformed);
    return wrap;
}

std::expected<EpochWrap, EpochWrapError> EpochWrap::seal(const EpochKey &key, const LocalDevice &sender,
                                                         const WrapRecipient &recipient, RandomSource &random)
{
    if (!key.name().isSound() || !isPrekeyId(recipient.kemPrekeyId))
        return std::unexpected(EpochWrapError::Malformed);
    auto kem = recipient.kemKey.encapsulate(random);
    if (!kem)
        return std::unexpected(kem.error() == KemError::NoRandomness ? EpochWrapError::NoRandomness
                                                                     : EpochWrapError::Failed);
    const Bytes info = infoOf(key.name(), sender.address, recipient.device.address(), recipient.kemKey);
    const Bytes pskId = pskIdOf(recipient.kemPrekeyId);
    auto sealed = sealHpkeAuthPsk(recipient.device.agreementKey(), sender.identity.agreementKey(),
                                  {kem->secret.view(), pskId}, {info, {}}, key.view(), random);
    if (!sealed)
        return std::unexpected(errorOf(sealed.error()));
    EpochWrap wrap{.encapsulation = sealed->encapsulation,
                   .kemPrekeyId = recipient.kemPrekeyId,
                   .kemCiphertext = kem->ciphertext,
                   .ciphertext = {kVersion}};
    std::ranges::copy(sealed->ciphertext, wrap.ciphertext.begin() + 1);
    return wrap;
}

std::expected<EpochKey, EpochWrapError> EpochWrap::open(const EpochName &name, const EpochCommitment &expected,
                                                        const VerifiedDevice &sender, const LocalDevice &recipient,
                                                        const KemPrekey &prekey) const
{
    if (!name.isSound() || ciphertext.front() != kVersion)
        return std::unexpected(EpochWrapError::Malformed);
    if (prekey.id != kemPrekeyId)
        return std::unexpected(EpochWrapError::OtherPrekey);
    CRYPTO_TRY_ASSIGN_OR(const auto psk, prekey.key.decapsulate(kemCiphertext), EpochWrapError::Failed);
    const Bytes info = infoOf(name, sender.address(), recipient.address, prekey.key.publicKey());
    const Bytes pskId = pskIdOf(kemPrekeyId);
    const HpkeSealed sealed{encapsulation, Bytes(ciphertext.begin() + 1, ciphertext.end())};
    CRYPTO_TRY_ASSIGN_OR(const SecretBytes opened,
                         openHpkeAuthPsk(sealed, recipient.identity.agreementKey(), sender.agreementKey(),
                                         {psk.view(), pskId}, {info, {}}),
                         EpochWrapError::Unauthentic);
    // The ciphertext's length leaves room for nothing else.
    auto key = EpochKey::fromBytes(name, FixedView<kEpochKeySize>(opened));
    if (key.commitment() != expected)
        return std::unexpected(EpochWrapError::WrongKey);
    return key;
}

} // namespace tacet::crypto
