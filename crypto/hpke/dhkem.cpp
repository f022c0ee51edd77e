#include "crypto/hpke/dhkem.h"

#include "crypto/hpke/labelledkdf.h"

namespace tacet::crypto {

namespace {

// "KEM" ‖ I2OSP(0x0020, 2)
constexpr std::array kSuiteId{std::byte{'K'}, std::byte{'E'}, std::byte{'M'}, std::byte{0x00}, std::byte{0x20}};

/// Both agreements of the authenticated mode, or the one of the base mode.
struct Agreements {
    Agreement ephemeral;
    const Agreement *sender;
};

// ExtractAndExpand(dh, kem_context)
std::expected<DhKemSecret, HpkeError> extractAndExpand(const Agreements &agreements, ByteView context)
{
    std::array<Agreement, 2> asked{agreements.ephemeral, agreements.ephemeral};
    const std::size_t count = agreements.sender ? 2 : 1;
    if (agreements.sender)
        asked[1] = *agreements.sender;
    std::array<SharedSecret, 2> shared;
    CRYPTO_TRY_OR(agreeAll(std::span(asked).first(count), shared), HpkeError::BadPublicKey);
    SecretBytes inputKey;
    inputKey.reserve(count * kX25519Size);
    for (std::size_t i = 0; i < count; ++i)
        append(inputKey, shared[i].view());
    const LabelledKdf kdf(kSuiteId);
    Secret<Sha256::kDigestSize> pseudoRandomKey;
    kdf.extract({}, "eae_prk", inputKey, pseudoRandomKey.writable());
    DhKemSecret secret;
    kdf.expand(pseudoRandomKey.view(), "shared_secret", context, secret.writable());
    return secret;
}

// enc ‖ pkRm [‖ pkSm]
Bytes contextOf(const X25519PublicKey &encapsulation, const X25519PublicKey &recipient, const X25519PublicKey *sender)
{
    Bytes context;
    context.reserve(3 * kX25519Size);
    append(context, encapsulation.view());
    append(context, recipient.view());
    if (sender)
        append(context, sender->view());
    return context;
}

} // namespace

X25519KeyPair deriveDhKemKeyPair(ByteView inputKey)
{
    const LabelledKdf kdf(kSuiteId);
    Secret<Sha256::kDigestSize> pseudoRandomKey;
    kdf.extract({}, "dkp_prk", inputKey, pseudoRandomKey.writable());
    Secret<kX25519Size> scalar;
    kdf.expand(pseudoRandomKey.view(), "sk", {}, scalar.writable());
    return X25519KeyPair::from(X25519PrivateKey::fromScalar(scalar.view()));
}

std::expected<DhKemSecret, HpkeError> encapsulateDhKem(const X25519PublicKey &recipient, const X25519KeyPair &ephemeral,
                                                       const X25519KeyPair *sender)
{
    if (!recipient.isCanonical())
        return std::unexpected(HpkeError::BadPublicKey);
    const Agreement authenticated{sender ? &sender->secret : nullptr, &recipient};
    return extractAndExpand({{&ephemeral.secret, &recipient}, sender ? &authenticated : nullptr},
                            contextOf(ephemeral.shared, recipient, sender ? &sender->shared : nullptr));
}

std::expected<DhKemSecret, HpkeError> decapsulateDhKem(const X25519PublicKey &encapsulation,
                                                       const X25519KeyPair &recipient, const X25519PublicKey *sender)
{
    if (!encapsulation.isCanonical() || (sender && !sender->isCanonical()))
        return std::unexpected(HpkeError::BadPublicKey);
    const Agreement authenticated{&recipient.secret, sender};
    return extractAndExpand({{&recipient.secret, &encapsulation}, sender ? &authenticated : nullptr},
                            contextOf(encapsulation, recipient.shared, sender));
}

} // namespace tacet::crypto
