#include "crypto/primitives/ed25519.h"

#include "crypto/primitives/sha512.h"

#include <lib25519.h>

namespace tacet::crypto {

namespace {

// Order of the base point, RFC 8032 section 5.1, little endian.
constexpr std::array<std::uint8_t, 32> kOrder{0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7,
                                              0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0,    0,    0,    0,    0,    0,
                                              0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

// RFC 8032 section 5.1.7: S below the order, or a second signature of the same message exists.
bool isReduced(FixedView<32> s)
{
    for (std::size_t i = s.size(); i-- > 0;) {
        if (s[i] != std::byte{kOrder[i]})
            return s[i] < std::byte{kOrder[i]};
    }
    return false;
}

Bytes labelled(std::string_view label, ByteView message)
{
    Bytes bytes;
    bytes.reserve(label.size() + 1 + message.size());
    append(bytes, textBytes(label));
    bytes.push_back(std::byte{0});
    append(bytes, message);
    return bytes;
}

} // namespace

Signature Signature::from(FixedView<kSignatureSize> view)
{
    Signature signature;
    std::copy(view.begin(), view.end(), signature.bytes.begin());
    return signature;
}

Ed25519PrivateKey::Ed25519PrivateKey(FixedView<kEd25519Size> seed)
{
    std::copy(seed.begin(), seed.end(), m_seedAndPublic.writable().begin());
    const X25519PrivateKey scalar = toMontgomery();
    lib25519_nG_merged25519(octets(m_public.bytes.data()), octets(scalar.view()));
    std::copy(m_public.bytes.begin(), m_public.bytes.end(), m_seedAndPublic.writable().begin() + kEd25519Size);
}

std::expected<Ed25519PrivateKey, RandomError> Ed25519PrivateKey::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(const auto seed, random.secret<kEd25519Size>());
    return fromSeed(seed.view());
}

Ed25519PrivateKey Ed25519PrivateKey::fromSeed(FixedView<kEd25519Size> seed)
{
    return Ed25519PrivateKey(seed);
}

X25519PrivateKey Ed25519PrivateKey::toMontgomery() const
{
    Secret<kSha512Size> hash;
    sha512(seed(), hash.writable());
    return X25519PrivateKey::fromScalar(hash.view().first<kX25519Size>());
}

Signature Ed25519PrivateKey::sign(ByteView message) const
{
    Bytes combined(message.size() + kSignatureSize);
    long long size = 0;
    lib25519_sign(octets(combined.data()), &size, octets(message), static_cast<long long>(message.size()),
                  octets(m_seedAndPublic.view()));
    return Signature::from(ByteView(combined).first<kSignatureSize>());
}

Signature Ed25519PrivateKey::signLabelled(std::string_view label, ByteView message) const
{
    return sign(labelled(label, message));
}

std::expected<void, SignatureError> verify(const Ed25519PublicKey &key, ByteView message, const Signature &signature)
{
    if (!key.isAcceptable())
        return std::unexpected(SignatureError::BadPublicKey);
    if (!isReduced(signature.view().last<32>()))
        return std::unexpected(SignatureError::BadSignature);
    Bytes combined;
    combined.reserve(kSignatureSize + message.size());
    append(combined, signature.view());
    append(combined, message);
    Bytes opened(combined.size());
    long long size = 0;
    if (lib25519_sign_open(octets(opened.data()), &size, octets(combined), static_cast<long long>(combined.size()),
                           octets(key.view())) != 0)
        return std::unexpected(SignatureError::BadSignature);
    return {};
}

std::expected<void, SignatureError> verifyLabelled(const Ed25519PublicKey &key, std::string_view label,
                                                   ByteView message, const Signature &signature)
{
    return verify(key, labelled(label, message), signature);
}

} // namespace tacet::crypto
