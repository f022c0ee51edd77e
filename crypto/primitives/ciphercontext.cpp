#include "crypto/primitives/ciphercontext.h"

#include <array>

namespace tacet::crypto {

namespace {

constexpr std::array<unsigned char, 32> kZeros{};

int directionFlag(Direction direction)
{
    return direction == Direction::Encrypt ? 1 : 0;
}

} // namespace

CipherContext::CipherContext(const char *algorithm, Direction direction)
    : m_context(EVP_CIPHER_CTX_new())
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(nullptr, algorithm, nullptr);
    const bool ready = m_context && cipher &&
                       EVP_CipherInit_ex2(m_context.get(), cipher, kZeros.data(), kZeros.data(),
                                          directionFlag(direction), nullptr) == 1;
    EVP_CIPHER_free(cipher);
    if (!ready)
        m_context.reset();
}

EVP_CIPHER_CTX *CipherContext::keyed(FixedView<32> key, const std::byte *iv)
{
    constexpr int kKeepDirection = -1;
    if (!m_context ||
        EVP_CipherInit_ex2(m_context.get(), nullptr, octets(key), octets(iv), kKeepDirection, nullptr) != 1)
        return nullptr;
    return m_context.get();
}

void CipherContext::forget()
{
    keyed(std::as_bytes(std::span(kZeros)), std::as_bytes(std::span(kZeros)).data());
}

} // namespace tacet::crypto
