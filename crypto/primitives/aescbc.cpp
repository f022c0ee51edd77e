#include "crypto/primitives/aescbc.h"

#include "crypto/primitives/ciphercontext.h"

#include <limits>

namespace tacet::crypto {

namespace {

constexpr std::size_t kMaxInput = std::numeric_limits<int>::max() - 2 * kAesBlockSize;

} // namespace

std::expected<void, CipherError> encryptCbc(FixedView<32> key, FixedView<16> iv, ByteView plaintext, Bytes &out)
{
    if (plaintext.size() > kMaxInput)
        return std::unexpected(CipherError::TooLong);
    thread_local CipherContext cipher("AES-256-CBC", Direction::Encrypt);
    const CipherUse use(cipher, key, iv.data());
    const std::size_t start = out.size();
    out.resize(start + (plaintext.size() / kAesBlockSize + 1) * kAesBlockSize);
    int written = 0;
    int last = 0;
    unsigned char *target = octets(out.data() + start);
    const bool done = use.context() &&
                      EVP_EncryptUpdate(use.context(), target, &written, octets(plaintext),
                                        static_cast<int>(plaintext.size())) == 1 &&
                      EVP_EncryptFinal_ex(use.context(), target + written, &last) == 1;
    if (!done) {
        out.resize(start);
        return std::unexpected(CipherError::Failed);
    }
    return {};
}

std::expected<SecretBytes, CipherError> decryptCbc(FixedView<32> key, FixedView<16> iv, ByteView ciphertext)
{
    if (ciphertext.size() > kMaxInput)
        return std::unexpected(CipherError::TooLong);
    if (ciphertext.empty() || ciphertext.size() % kAesBlockSize != 0)
        return std::unexpected(CipherError::Malformed);
    thread_local CipherContext cipher("AES-256-CBC", Direction::Decrypt);
    const CipherUse use(cipher, key, iv.data());
    SecretBytes plaintext(ciphertext.size());
    int written = 0;
    int last = 0;
    unsigned char *target = octets(plaintext.data());
    if (!use.context() || EVP_DecryptUpdate(use.context(), target, &written, octets(ciphertext),
                                            static_cast<int>(ciphertext.size())) != 1)
        return std::unexpected(CipherError::Failed);
    if (EVP_DecryptFinal_ex(use.context(), target + written, &last) != 1)
        return std::unexpected(CipherError::Malformed);
    plaintext.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
    return plaintext;
}

} // namespace tacet::crypto
