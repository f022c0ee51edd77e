#include "tests/support/omemoprovider.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>

namespace tacet::test {
namespace {

constexpr std::size_t kSha256Size = 32;
constexpr std::size_t kSha512Size = 64;
constexpr std::size_t kAesBlock = 16;

// Duplicated for each calculation: cheaper than to look the digest up by name again.
EVP_MAC_CTX *newHmac()
{
    EVP_MAC *algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(algorithm);
    EVP_MAC_free(algorithm);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    EVP_MAC_CTX_set_params(context, parameters);
    return context;
}

const EVP_MD *sha512Algorithm()
{
    static const EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA512", nullptr);
    return algorithm;
}

const EVP_CIPHER *cipherAlgorithm(int cipher, std::size_t keySize)
{
    static const EVP_CIPHER *const cbc = EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr);
    static const EVP_CIPHER *const ctr = EVP_CIPHER_fetch(nullptr, "AES-256-CTR", nullptr);
    if (keySize != 32)
        return nullptr;
    return cipher == SG_CIPHER_AES_CBC_PKCS5 ? cbc : ctr;
}

int randomBytes(uint8_t *data, std::size_t size, void *)
{
    return RAND_bytes(data, static_cast<int>(size)) == 1 ? 0 : SG_ERR_UNKNOWN;
}

int hmacInit(void **context, const uint8_t *key, std::size_t keySize, void *)
{
    static EVP_MAC_CTX *const configured = newHmac();
    EVP_MAC_CTX *mac = EVP_MAC_CTX_dup(configured);
    if (mac == nullptr)
        return SG_ERR_NOMEM;
    if (EVP_MAC_init(mac, key, keySize, nullptr) != 1) {
        EVP_MAC_CTX_free(mac);
        return SG_ERR_UNKNOWN;
    }
    *context = mac;
    return 0;
}

int hmacUpdate(void *context, const uint8_t *data, std::size_t size, void *)
{
    return EVP_MAC_update(static_cast<EVP_MAC_CTX *>(context), data, size) == 1 ? 0 : SG_ERR_UNKNOWN;
}

int hmacFinal(void *context, signal_buffer **output, void *)
{
    std::array<uint8_t, kSha256Size> digest;
    std::size_t size = digest.size();
    if (EVP_MAC_final(static_cast<EVP_MAC_CTX *>(context), digest.data(), &size, digest.size()) != 1)
        return SG_ERR_UNKNOWN;
    *output = signal_buffer_create(digest.data(), size);
    return *output != nullptr ? 0 : SG_ERR_NOMEM;
}

void hmacCleanup(void *context, void *)
{
    EVP_MAC_CTX_free(static_cast<EVP_MAC_CTX *>(context));
}

int sha512Init(void **context, void *)
{
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    if (digest == nullptr)
        return SG_ERR_NOMEM;
    if (EVP_DigestInit_ex2(digest, sha512Algorithm(), nullptr) != 1) {
        EVP_MD_CTX_free(digest);
        return SG_ERR_UNKNOWN;
    }
    *context = digest;
    return 0;
}

int sha512Update(void *context, const uint8_t *data, std::size_t size, void *)
{
    return EVP_DigestUpdate(static_cast<EVP_MD_CTX *>(context), data, size) == 1 ? 0 : SG_ERR_UNKNOWN;
}

int sha512Final(void *context, signal_buffer **output, void *)
{
    auto *digest = static_cast<EVP_MD_CTX *>(context);
    std::array<uint8_t, kSha512Size> result;
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(digest, result.data(), &size) != 1 ||
        EVP_DigestInit_ex2(digest, sha512Algorithm(), nullptr) != 1)
        return SG_ERR_UNKNOWN;
    *output = signal_buffer_create(result.data(), size);
    return *output != nullptr ? 0 : SG_ERR_NOMEM;
}

void sha512Cleanup(void *context, void *)
{
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX *>(context));
}

struct CipherContext {
    EVP_CIPHER_CTX *handle = EVP_CIPHER_CTX_new();
    CipherContext() = default;
    CipherContext(const CipherContext &) = delete;
    CipherContext &operator=(const CipherContext &) = delete;
    ~CipherContext() { EVP_CIPHER_CTX_free(handle); }
};

enum class Direction { Decrypt, Encrypt };

int runCipher(Direction direction, signal_buffer **output, const EVP_CIPHER *algorithm, const uint8_t *key,
              const uint8_t *iv, const uint8_t *input, std::size_t inputSize)
{
    if (algorithm == nullptr)
        return SG_ERR_INVAL;
    static thread_local CipherContext context;
    signal_buffer *buffer = signal_buffer_alloc(inputSize + kAesBlock);
    if (buffer == nullptr)
        return SG_ERR_NOMEM;
    int first = 0;
    int last = 0;
    uint8_t *target = signal_buffer_data(buffer);
    if (EVP_CipherInit_ex2(context.handle, algorithm, key, iv, direction == Direction::Encrypt, nullptr) != 1 ||
        EVP_CipherUpdate(context.handle, target, &first, input, static_cast<int>(inputSize)) != 1 ||
        EVP_CipherFinal_ex(context.handle, target + first, &last) != 1) {
        signal_buffer_free(buffer);
        return SG_ERR_UNKNOWN;
    }
    *output = signal_buffer_n_copy(buffer, static_cast<std::size_t>(first + last));
    signal_buffer_free(buffer);
    return *output != nullptr ? 0 : SG_ERR_NOMEM;
}

int encrypt(signal_buffer **output, int cipher, const uint8_t *key, std::size_t keySize, const uint8_t *iv, std::size_t,
            const uint8_t *input, std::size_t inputSize, void *)
{
    return runCipher(Direction::Encrypt, output, cipherAlgorithm(cipher, keySize), key, iv, input, inputSize);
}

int decrypt(signal_buffer **output, int cipher, const uint8_t *key, std::size_t keySize, const uint8_t *iv, std::size_t,
            const uint8_t *input, std::size_t inputSize, void *)
{
    return runCipher(Direction::Decrypt, output, cipherAlgorithm(cipher, keySize), key, iv, input, inputSize);
}

} // namespace

const signal_crypto_provider *omemoCryptoProvider()
{
    static const signal_crypto_provider provider = {
        .random_func = randomBytes,
        .hmac_sha256_init_func = hmacInit,
        .hmac_sha256_update_func = hmacUpdate,
        .hmac_sha256_final_func = hmacFinal,
        .hmac_sha256_cleanup_func = hmacCleanup,
        .sha512_digest_init_func = sha512Init,
        .sha512_digest_update_func = sha512Update,
        .sha512_digest_final_func = sha512Final,
        .sha512_digest_cleanup_func = sha512Cleanup,
        .encrypt_func = encrypt,
        .decrypt_func = decrypt,
        .user_data = nullptr,
    };
    return &provider;
}

} // namespace tacet::test
