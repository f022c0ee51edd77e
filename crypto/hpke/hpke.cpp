#include "crypto/hpke/hpke.h"

#include "crypto/hpke/labelledkdf.h"
#include "crypto/primitives/aesgcm.h"

namespace tacet::crypto {

namespace {

// "HPKE" ‖ 0x0020 (KEM) ‖ 0x0001 (KDF) ‖ 0x0002 (AEAD)
constexpr std::array kSuiteId{std::byte{'H'},  std::byte{'P'},  std::byte{'K'},  std::byte{'E'},  std::byte{0x00},
                              std::byte{0x20}, std::byte{0x00}, std::byte{0x01}, std::byte{0x00}, std::byte{0x02}};

enum class Mode : std::uint8_t { Base = 0, Psk = 1, Auth = 2, AuthPsk = 3 };

Mode modeOf(bool hasSender, bool hasPsk)
{
    if (hasSender)
        return hasPsk ? Mode::AuthPsk : Mode::Auth;
    return hasPsk ? Mode::Psk : Mode::Base;
}

/// Key and nonce of the first and only message: KeySchedule of RFC 9180 section 5.1. The first nonce is the base
/// nonce itself, because the sequence number that would be added is 0.
class Context
{
public:
    Context(Mode mode, const DhKemSecret &shared, const HpkePsk *psk, ByteView info)
    {
        const LabelledKdf kdf(kSuiteId);
        FixedBytes<1 + 2 * Sha256::kDigestSize> context{};
        context[0] = static_cast<std::byte>(mode);
        const std::span hashes = std::span(context).subspan<1>();
        kdf.extract({}, "psk_id_hash", psk ? psk->id : ByteView(), hashes.first<Sha256::kDigestSize>());
        kdf.extract({}, "info_hash", info, hashes.last<Sha256::kDigestSize>());
        Secret<Sha256::kDigestSize> secret;
        kdf.extract(shared.view(), "secret", psk ? ByteView(psk->key) : ByteView(), secret.writable());
        kdf.expand(secret.view(), "key", context, m_key.writable());
        kdf.expand(secret.view(), "base_nonce", context, m_nonce.writable());
    }

    FixedView<32> key() const { return m_key.view(); }
    FixedView<kGcmNonceSize> nonce() const { return m_nonce.view(); }

private:
    Secret<32> m_key;
    Secret<kGcmNonceSize> m_nonce;
};

std::expected<SecretBytes, HpkeError> openWith(const HpkeSealed &sealed, const X25519KeyPair &recipient,
                                               const X25519PublicKey *sender, const HpkePsk *psk,
                                               const HpkeContent &content)
{
    if (psk && psk->id.empty())
        return std::unexpected(HpkeError::BadPsk);
    CRYPTO_TRY_ASSIGN(const auto shared, decapsulateDhKem(sealed.encapsulation, recipient, sender));
    const Context context(modeOf(sender, psk), shared, psk, content.info);
    CRYPTO_TRY_ASSIGN_OR(auto text, openGcm(context.key(), context.nonce(), content.associatedData, sealed.ciphertext),
                         HpkeError::Unauthentic);
    return text;
}

} // namespace

std::expected<HpkeSealed, HpkeError> sealHpkeWith(const X25519KeyPair &ephemeral, const X25519PublicKey &recipient,
                                                  const X25519KeyPair *sender, const HpkePsk *psk,
                                                  const HpkeContent &content, ByteView text)
{
    if (psk && psk->id.empty())
        return std::unexpected(HpkeError::BadPsk);
    CRYPTO_TRY_ASSIGN(const auto shared, encapsulateDhKem(recipient, ephemeral, sender));
    const Context context(modeOf(sender, psk), shared, psk, content.info);
    CRYPTO_TRY_ASSIGN_OR(auto ciphertext, sealGcm(context.key(), context.nonce(), content.associatedData, text),
                         HpkeError::Failed);
    return HpkeSealed{ephemeral.shared, std::move(ciphertext)};
}

std::expected<HpkeSealed, HpkeError> sealHpkeBase(const X25519PublicKey &recipient, const HpkeContent &content,
                                                  ByteView text, RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(const auto ephemeral, X25519KeyPair::generate(random), HpkeError::NoRandomness);
    return sealHpkeWith(ephemeral, recipient, nullptr, nullptr, content, text);
}

std::expected<SecretBytes, HpkeError> openHpkeBase(const HpkeSealed &sealed, const X25519KeyPair &recipient,
                                                   const HpkeContent &content)
{
    return openWith(sealed, recipient, nullptr, nullptr, content);
}

std::expected<HpkeSealed, HpkeError> sealHpkeAuthPsk(const X25519PublicKey &recipient, const X25519KeyPair &sender,
                                                     const HpkePsk &psk, const HpkeContent &content, ByteView text,
                                                     RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(const auto ephemeral, X25519KeyPair::generate(random), HpkeError::NoRandomness);
    return sealHpkeWith(ephemeral, recipient, &sender, &psk, content, text);
}

std::expected<SecretBytes, HpkeError> openHpkeAuthPsk(const HpkeSealed &sealed, const X25519KeyPair &recipient,
                                                      const X25519PublicKey &sender, const HpkePsk &psk,
                                                      const HpkeContent &content)
{
    return openWith(sealed, recipient, &sender, &psk, content);
}

} // namespace tacet::crypto
