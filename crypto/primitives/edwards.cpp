// What lib25519 lacks: checks of an Ed25519 public key and its Montgomery form. Public data only.
#include "crypto/primitives/ed25519.h"

#include <openssl/bn.h>

#include <memory>

namespace tacet::crypto {

namespace {

constexpr std::byte kSignBit{0x80};

// The y coordinates of the eight points of small order, little endian, sign bit clear.
// Orders 1, 2, 4 (twice) and 8 (four times); RFC 7748's curve has cofactor 8.
constexpr std::array<std::array<std::uint8_t, 32>, 5> kSmallOrder{{
    {0x01},
    {0xEC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
     0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F},
    {0x00},
    {0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
     0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05},
    {0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
     0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A},
}};

struct BignumDeleter {
    void operator()(BIGNUM *number) const { BN_free(number); }
    void operator()(BN_CTX *context) const { BN_CTX_free(context); }
};
using Bignum = std::unique_ptr<BIGNUM, BignumDeleter>;
using BignumContext = std::unique_ptr<BN_CTX, BignumDeleter>;

// 2^255 − 19
Bignum fieldPrime()
{
    constexpr int kBits = 255;
    constexpr BN_ULONG kBelow = 19;
    Bignum prime(BN_new());
    if (!prime || BN_set_bit(prime.get(), kBits) != 1 || BN_sub_word(prime.get(), kBelow) != 1)
        return nullptr;
    return prime;
}

X25519PublicKey withoutSign(const Ed25519PublicKey &key)
{
    X25519PublicKey y{key.bytes};
    y.bytes[31] &= ~kSignBit;
    return y;
}

} // namespace

Ed25519PublicKey Ed25519PublicKey::from(FixedView<kEd25519Size> view)
{
    Ed25519PublicKey key;
    std::copy(view.begin(), view.end(), key.bytes.begin());
    return key;
}

bool Ed25519PublicKey::isAcceptable() const
{
    const X25519PublicKey y = withoutSign(*this);
    if (!y.isCanonical())
        return false;
    return std::none_of(kSmallOrder.begin(), kSmallOrder.end(), [&](const auto &small) {
        return std::ranges::equal(y.bytes, std::as_bytes(std::span(small)));
    });
}

std::expected<X25519PublicKey, SignatureError> Ed25519PublicKey::toMontgomery() const
{
    if (!isAcceptable())
        return std::unexpected(SignatureError::BadPublicKey);
    const X25519PublicKey encodedY = withoutSign(*this);
    const BignumContext context(BN_CTX_new());
    const Bignum prime = fieldPrime();
    const Bignum y(BN_lebin2bn(octets(encodedY.view()), static_cast<int>(kEd25519Size), nullptr));
    const Bignum above(BN_new());
    const Bignum below(BN_new());
    X25519PublicKey u;
    const bool done = context && prime && y && above && below &&
                      BN_mod_add(above.get(), BN_value_one(), y.get(), prime.get(), context.get()) == 1 &&
                      BN_mod_sub(below.get(), BN_value_one(), y.get(), prime.get(), context.get()) == 1 &&
                      BN_mod_inverse(below.get(), below.get(), prime.get(), context.get()) != nullptr &&
                      BN_mod_mul(above.get(), above.get(), below.get(), prime.get(), context.get()) == 1 &&
                      BN_bn2lebinpad(above.get(), octets(u.bytes.data()), static_cast<int>(kX25519Size)) ==
                          static_cast<int>(kX25519Size);
    if (!done)
        return std::unexpected(SignatureError::BadPublicKey);
    return u;
}

} // namespace tacet::crypto
