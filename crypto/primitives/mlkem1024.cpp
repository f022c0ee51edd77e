#include "crypto/primitives/mlkem1024.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace tacet::crypto {

namespace {

constexpr const char *kAlgorithm = "ML-KEM-1024";

struct ContextDeleter {
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, ContextDeleter>;

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY *key)
{
    return {key, EVP_PKEY_free};
}

OSSL_PARAM octetParameter(const char *name, ByteView bytes)
{
    // OpenSSL only reads it; the parameter type has no const.
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::byte *>(bytes.data()), // NOLINT(*-const-cast)
                                             bytes.size());
}

} // namespace

std::expected<KemPublicKey, KemError> KemPublicKey::fromBytes(FixedView<kKemPublicKeySize> bytes)
{
    KemPublicKey key;
    key.m_key = owned(EVP_PKEY_new_raw_public_key_ex(nullptr, kAlgorithm, nullptr, octets(bytes.data()), bytes.size()));
    if (!key.m_key)
        return std::unexpected(KemError::BadPublicKey);
    auto copy = std::make_shared<FixedBytes<kKemPublicKeySize>>();
    std::copy(bytes.begin(), bytes.end(), copy->begin());
    key.m_bytes = std::move(copy);
    return key;
}

std::expected<KemEncapsulation, KemError> KemPublicKey::encapsulate(RandomSource &random) const
{
    CRYPTO_TRY_ASSIGN_OR(const auto randomness, random.secret<32>(), KemError::NoRandomness);
    return encapsulateWith(randomness.view());
}

std::expected<KemEncapsulation, KemError> KemPublicKey::encapsulateWith(FixedView<32> randomness) const
{
    const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    const std::array parameters{octetParameter(OSSL_KEM_PARAM_IKME, randomness), OSSL_PARAM_construct_end()};
    KemEncapsulation result;
    std::size_t ciphertextSize = result.ciphertext.size();
    std::size_t secretSize = kKemSecretSize;
    if (!context || EVP_PKEY_encapsulate_init(context.get(), parameters.data()) != 1 ||
        EVP_PKEY_encapsulate(context.get(), octets(result.ciphertext.data()), &ciphertextSize,
                             octets(result.secret.writable().data()), &secretSize) != 1)
        return std::unexpected(KemError::Failed);
    return result;
}

std::expected<KemPrivateKey, KemError> KemPrivateKey::adopt(std::shared_ptr<EVP_PKEY> key)
{
    auto bytes = std::make_shared<FixedBytes<kKemPublicKeySize>>();
    std::size_t size = bytes->size();
    if (EVP_PKEY_get_raw_public_key(key.get(), octets(bytes->data()), &size) != 1 || size != bytes->size())
        return std::unexpected(KemError::Failed);
    KemPrivateKey result;
    result.m_public.m_key = std::move(key);
    result.m_public.m_bytes = std::move(bytes);
    return result;
}

std::expected<KemPrivateKey, KemError> KemPrivateKey::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(const auto seed, random.secret<kKemSeedSize>(), KemError::NoRandomness);
    return fromSeed(seed.view());
}

std::expected<KemPrivateKey, KemError> KemPrivateKey::fromSeed(FixedView<kKemSeedSize> seed)
{
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kAlgorithm, nullptr));
    const std::array parameters{octetParameter(OSSL_PKEY_PARAM_ML_KEM_SEED, seed), OSSL_PARAM_construct_end()};
    EVP_PKEY *made = nullptr;
    if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_params(context.get(), parameters.data()) != 1 || EVP_PKEY_generate(context.get(), &made) != 1)
        return std::unexpected(KemError::Failed);
    CRYPTO_TRY_ASSIGN(auto key, adopt(owned(made)));
    key.m_seed = Secret<kKemSeedSize>(seed);
    return key;
}

std::expected<KemPrivateKey, KemError> KemPrivateKey::fromExpanded(FixedView<kKemExpandedSize> key)
{
    auto parsed = owned(EVP_PKEY_new_raw_private_key_ex(nullptr, kAlgorithm, nullptr, octets(key.data()), key.size()));
    if (!parsed)
        return std::unexpected(KemError::BadPrivateKey);
    return adopt(std::move(parsed));
}

std::expected<KemSecret, KemError> KemPrivateKey::decapsulate(FixedView<kKemCiphertextSize> ciphertext) const
{
    const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_public.m_key.get(), nullptr));
    KemSecret secret;
    std::size_t size = kKemSecretSize;
    if (!context || EVP_PKEY_decapsulate_init(context.get(), nullptr) != 1 ||
        EVP_PKEY_decapsulate(context.get(), octets(secret.writable().data()), &size, octets(ciphertext.data()),
                             ciphertext.size()) != 1)
        return std::unexpected(KemError::Failed);
    return secret;
}

} // namespace tacet::crypto
