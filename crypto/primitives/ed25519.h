// Ed25519 (RFC 8032) on lib25519, which accepts keys of small order: those are refused here before.
#pragma once
#include "crypto/primitives/random.h"
#include "crypto/primitives/x25519.h"

#include <string_view>

namespace tacet::crypto {

inline constexpr std::size_t kEd25519Size = 32;
inline constexpr std::size_t kSignatureSize = 64;

enum class SignatureError {
    BadPublicKey, ///< not canonical, of small order, or no point
    BadSignature, ///< does not verify, or its S is not reduced
};

struct Ed25519PublicKey {
    FixedBytes<kEd25519Size> bytes{};

    FixedView<kEd25519Size> view() const { return bytes; }
    static Ed25519PublicKey from(FixedView<kEd25519Size> view);
    /// Canonical encoding and not of small order.
    bool isAcceptable() const;
    /// u = (1 + y) / (1 − y), RFC 7748 section 4.1. BadPublicKey if not acceptable.
    std::expected<X25519PublicKey, SignatureError> toMontgomery() const;
    friend bool operator==(const Ed25519PublicKey &, const Ed25519PublicKey &) = default;
    friend auto operator<=>(const Ed25519PublicKey &, const Ed25519PublicKey &) = default;
};

struct Signature {
    FixedBytes<kSignatureSize> bytes{};

    FixedView<kSignatureSize> view() const { return bytes; }
    static Signature from(FixedView<kSignatureSize> view);
    friend bool operator==(const Signature &, const Signature &) = default;
};

/// Seed and public half.
class Ed25519PrivateKey
{
public:
    static std::expected<Ed25519PrivateKey, RandomError> generate(RandomSource &random);
    static Ed25519PrivateKey fromSeed(FixedView<kEd25519Size> seed);

    FixedView<kEd25519Size> seed() const { return m_seedAndPublic.view().first<kEd25519Size>(); }
    const Ed25519PublicKey &publicKey() const { return m_public; }
    /// Clamped SHA-512(seed)[0..31]: the scalar of the same point in its X25519 form.
    X25519PrivateKey toMontgomery() const;

    /// Over exactly these bytes; use signLabelled() for anything of Tacet's own. lib25519 hedges the nonce
    /// with kernel randomness, so two signatures of one message differ; both verify.
    Signature sign(ByteView message) const;
    /// Over label ‖ 0x00 ‖ message (protocol.md section 2).
    Signature signLabelled(std::string_view label, ByteView message) const;

private:
    explicit Ed25519PrivateKey(FixedView<kEd25519Size> seed);
    Secret<2 * kEd25519Size> m_seedAndPublic; ///< as lib25519 wants it
    Ed25519PublicKey m_public;
};

std::expected<void, SignatureError> verify(const Ed25519PublicKey &key, ByteView message, const Signature &signature);
std::expected<void, SignatureError> verifyLabelled(const Ed25519PublicKey &key, std::string_view label,
                                                   ByteView message, const Signature &signature);

} // namespace tacet::crypto
