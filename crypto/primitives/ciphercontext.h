#pragma once
#include "crypto/primitives/bytes.h"

#include <openssl/evp.h>

#include <memory>

namespace tacet::crypto {

struct CipherContextDeleter {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

enum class Direction { Encrypt, Decrypt };

/// One cipher fetched once and one context used again and again: what OpenSSL spends most time on.
/// One object per thread and direction. A key never stays behind: rekey() with zeros ends each use.
class CipherContext
{
public:
    CipherContext(const char *algorithm, Direction direction);

    /// Null if OpenSSL refused key or IV, or was out of memory.
    EVP_CIPHER_CTX *keyed(FixedView<32> key, const std::byte *iv);
    /// Replaces the key schedule by one of zeros.
    void forget();

private:
    std::unique_ptr<EVP_CIPHER_CTX, CipherContextDeleter> m_context;
};

/// Forgets the key at the end of a scope.
class CipherUse
{
public:
    CipherUse(CipherContext &cipher, FixedView<32> key, const std::byte *iv)
        : m_cipher(cipher)
        , m_context(cipher.keyed(key, iv))
    {
    }
    ~CipherUse() { m_cipher.forget(); }
    CipherUse(const CipherUse &) = delete;
    CipherUse &operator=(const CipherUse &) = delete;

    EVP_CIPHER_CTX *context() const { return m_context; }

private:
    CipherContext &m_cipher;
    EVP_CIPHER_CTX *m_context;
};

} // namespace tacet::crypto
