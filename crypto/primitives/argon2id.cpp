#include "crypto/primitives/argon2id.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

namespace tacet::crypto {

namespace {

using Kdf = std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)>;

// OpenSSL's parameters take mutable pointers and only read them.
OSSL_PARAM parameter(const char *name, ByteView bytes)
{
    return OSSL_PARAM_construct_octet_string(name, const_cast<unsigned char *>(octets(bytes)), bytes.size());
}

} // namespace

std::optional<Secret<32>> argon2id(ByteView passphrase, ByteView salt, ByteView associatedData, const KdfCost &cost)
{
    const Kdf kdf(EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr), &EVP_KDF_free);
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr, &EVP_KDF_CTX_free);
    if (!context)
        return std::nullopt;
    KdfCost mutableCost = cost;
    const std::array parameters{
        parameter(OSSL_KDF_PARAM_PASSWORD, passphrase),
        parameter(OSSL_KDF_PARAM_SALT, salt),
        parameter(OSSL_KDF_PARAM_ARGON2_AD, associatedData),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &mutableCost.passes),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &mutableCost.memoryKib),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &mutableCost.lanes),
        OSSL_PARAM_construct_end(),
    };
    Secret<32> output;
    if (EVP_KDF_derive(context.get(), octets(output.writable().data()), output.kSize, parameters.data()) != 1)
        return std::nullopt;
    return output;
}

} // namespace tacet::crypto
