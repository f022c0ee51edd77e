#include "crypto/vaultkey/argon2id.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>

namespace tacet::crypto {

namespace {

constexpr int kOutputSize = 32;

using Kdf = std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)>;

// OpenSSL's parameters take mutable pointers and only read them.
OSSL_PARAM octets(const char *name, const char *bytes, qsizetype size)
{
    return OSSL_PARAM_construct_octet_string(name, const_cast<char *>(bytes), size_t(size));
}

} // namespace

std::optional<QCA::SecureArray> argon2id(const QCA::SecureArray &passphrase, const QByteArray &salt,
                                         const QByteArray &associatedData, const KdfCost &cost)
{
    const Kdf kdf(EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr), &EVP_KDF_free);
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr, &EVP_KDF_CTX_free);
    if (!context)
        return std::nullopt;
    KdfCost mutableCost = cost;
    const std::array parameters{
        octets(OSSL_KDF_PARAM_PASSWORD, passphrase.constData(), passphrase.size()),
        octets(OSSL_KDF_PARAM_SALT, salt.constData(), salt.size()),
        octets(OSSL_KDF_PARAM_ARGON2_AD, associatedData.constData(), associatedData.size()),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &mutableCost.passes),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &mutableCost.memoryKib),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &mutableCost.lanes),
        OSSL_PARAM_construct_end(),
    };
    QCA::SecureArray output(kOutputSize);
    if (EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char *>(output.data()), kOutputSize,
                       parameters.data()) != 1)
        return std::nullopt;
    return output;
}

} // namespace tacet::crypto
