#include "crypto/primitives/aesgcm.h"

#include "crypto/primitives/ciphercontext.h"

#include <limits>

namespace tacet::crypto {

namespace {

constexpr std::size_t kMaxInput = std::numeric_limits<int>::max() - kGcmTagSize;

// A null pointer means "finish" to OpenSSL, so empty input is left out.
bool feed(EVP_CIPHER_CTX *context, unsigned char *out, ByteView in)
{
    int written = 0;
    return in.empty() || EVP_CipherUpdate(context, out, &written, octets(in), static_cast<int>(in.size())) == 1;
}

} // namespace

std::expected<Bytes, CipherError> sealGcm(FixedView<32> key, FixedView<kGcmNonceSize> nonce, ByteView associatedData,
                                          ByteView plaintext)
{
    if (plaintext.size() > kMaxInput || associatedData.size() > kMaxInput)
        return std::unexpected(CipherError::TooLong);
    thread_local CipherContext cipher("AES-256-GCM", Direction::Encrypt);
    const CipherUse use(cipher, key, nonce.data());
    EVP_CIPHER_CTX *context = use.context();
    Bytes sealed(plaintext.size() + kGcmTagSize);
    unsigned char *target = octets(sealed.data());
    int written = 0;
    const bool done = context && feed(context, nullptr, associatedData) && feed(context, target, plaintext) &&
                      EVP_EncryptFinal_ex(context, target + plaintext.size(), &written) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTagSize, target + plaintext.size()) == 1;
    if (!done)
        return std::unexpected(CipherError::Failed);
    return sealed;
}

std::expected<SecretBytes, CipherError> openGcm(FixedView<32> key, FixedView<kGcmNonceSize> nonce,
                                                ByteView associatedData, ByteView sealed)
{
    if (sealed.size() > kMaxInput || associatedData.size() > kMaxInput)
        return std::unexpected(CipherError::TooLong);
    if (sealed.size() < kGcmTagSize)
        return std::unexpected(CipherError::Malformed);
    thread_local CipherContext cipher("AES-256-GCM", Direction::Decrypt);
    const CipherUse use(cipher, key, nonce.data());
    EVP_CIPHER_CTX *context = use.context();
    const ByteView ciphertext = sealed.first(sealed.size() - kGcmTagSize);
    FixedBytes<kGcmTagSize> tag;
    std::copy_n(sealed.last<kGcmTagSize>().begin(), kGcmTagSize, tag.begin());
    SecretBytes plaintext(ciphertext.size());
    int written = 0;
    const bool ready = context && feed(context, nullptr, associatedData) &&
                       feed(context, octets(plaintext.data()), ciphertext) &&
                       EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kGcmTagSize, tag.data()) == 1;
    if (!ready)
        return std::unexpected(CipherError::Failed);
    FixedBytes<kGcmTagSize> unused;
    if (EVP_DecryptFinal_ex(context, octets(unused.data()), &written) != 1)
        return std::unexpected(CipherError::Unauthentic);
    return plaintext;
}

} // namespace tacet::crypto
