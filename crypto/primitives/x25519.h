// X25519 (RFC 7748) on lib25519.
#pragma once
#include "crypto/primitives/random.h"

namespace tacet::crypto {

inline constexpr std::size_t kX25519Size = 32;

enum class KeyAgreementError {
    LowOrder, ///< the result is zero: the peer's key is a point of low order
};

/// A Montgomery u coordinate, little endian. Public data.
struct X25519PublicKey {
    FixedBytes<kX25519Size> bytes{};

    FixedView<kX25519Size> view() const { return bytes; }
    static X25519PublicKey from(FixedView<kX25519Size> view);
    /// The one encoding of its point: below 2^255 − 19. Protocol messages take no other one.
    bool isCanonical() const;
    friend bool operator==(const X25519PublicKey &, const X25519PublicKey &) = default;
};

/// A clamped scalar.
class X25519PrivateKey
{
public:
    static std::expected<X25519PrivateKey, RandomError> generate(RandomSource &random);
    /// Clamps.
    static X25519PrivateKey fromScalar(FixedView<kX25519Size> scalar);

    X25519PublicKey publicKey() const;
    FixedView<kX25519Size> view() const { return m_scalar.view(); }
    X25519PrivateKey clone() const { return X25519PrivateKey(m_scalar.clone()); }

private:
    explicit X25519PrivateKey(Secret<kX25519Size> scalar)
        : m_scalar(std::move(scalar))
    {
    }
    Secret<kX25519Size> m_scalar;
};

struct X25519KeyPair {
    X25519PrivateKey secret;
    X25519PublicKey shared; ///< the public half

    static std::expected<X25519KeyPair, RandomError> generate(RandomSource &random);
    static X25519KeyPair from(X25519PrivateKey secret);
    X25519KeyPair clone() const { return {secret.clone(), shared}; }
};

using SharedSecret = Secret<kX25519Size>;

/// Takes any encoding as RFC 7748 says (masks the top bit, reduces); refuses a zero result.
std::expected<SharedSecret, KeyAgreementError> agree(const X25519PrivateKey &ours, const X25519PublicKey &theirs);

struct Agreement {
    const X25519PrivateKey *ours;
    const X25519PublicKey *theirs;
};

inline constexpr std::size_t kMaxAgreements = 8;

/// Up to kMaxAgreements at once, which is a quarter cheaper each than one by one: a handshake has four.
/// Writes as many results as there are agreements; refuses all if one is zero.
std::expected<void, KeyAgreementError> agreeAll(std::span<const Agreement> agreements, std::span<SharedSecret> out);

} // namespace tacet::crypto
