// The three kinds of prekeys. Each kind signs under its own label, so one is never taken for another.
#pragma once
#include "crypto/identity/deviceidentity.h"
#include "crypto/prekeys/prekeyid.h"
#include "crypto/primitives/mlkem1024.h"

#include <optional>

namespace tacet::crypto {

enum class PrekeyError {
    BadId, ///< outside 1 … 2^31 − 1
    NoRandomness,
    Damaged,      ///< stored bytes are not what serialise() wrote
    BadSignature, ///< not signed by this identity under this label
    BadKey,       ///< not canonical, or refused by the KEM
    Failed,       ///< OpenSSL failed (memory)
};

/// A published X25519 prekey. `Kind` keeps signed and one-time keys apart.
template <class Kind>
struct PublicPrekey {
    std::uint32_t id = 0;
    X25519PublicKey key;
    Signature signature;

    /// Label, id and key verify under the identity.
    std::expected<void, PrekeyError> verify(const Ed25519PublicKey &identity) const;
};

/// A private X25519 prekey. Move-only.
template <class Kind>
struct PrivatePrekey {
    std::uint32_t id;
    X25519KeyPair pair;

    static std::expected<PrivatePrekey, PrekeyError> generate(std::uint32_t id, RandomSource &random);
    PublicPrekey<Kind> sign(const DeviceIdentity &identity) const;
    /// 36 bytes for the vault.
    SecretBytes serialise() const;
    static std::expected<PrivatePrekey, PrekeyError> deserialise(ByteView bytes);
};

struct SignedPrekeyKind {
    static constexpr std::string_view kLabel = "Tacet-1 signed prekey";
};
struct OneTimePrekeyKind {
    static constexpr std::string_view kLabel = "Tacet-1 one-time prekey";
};
using PublicSignedPrekey = PublicPrekey<SignedPrekeyKind>;
using PublicOneTimePrekey = PublicPrekey<OneTimePrekeyKind>;
using SignedPrekey = PrivatePrekey<SignedPrekeyKind>;
using OneTimePrekey = PrivatePrekey<OneTimePrekeyKind>;

enum class KemPrekeyKind : std::uint8_t {
    OneTime = 1,
    LastResort = 2, ///< used again and again when the one-time ones ran out
};

struct PublicKemPrekey {
    std::uint32_t id = 0;
    KemPrekeyKind kind = KemPrekeyKind::OneTime;
    FixedBytes<kKemPublicKeySize> key{};
    Signature signature;

    /// Signature and the check of FIPS 203; the parsed key.
    std::expected<KemPublicKey, PrekeyError> verify(const Ed25519PublicKey &identity) const;
};

/// A private ML-KEM-1024 prekey. Move-only; the parsed key is kept.
struct KemPrekey {
    std::uint32_t id;
    KemPrekeyKind kind;
    KemPrivateKey key;

    static std::expected<KemPrekey, PrekeyError> generate(std::uint32_t id, KemPrekeyKind kind, RandomSource &random);
    PublicKemPrekey sign(const DeviceIdentity &identity) const;
    /// 69 bytes for the vault: id, kind, seed.
    SecretBytes serialise() const;
    static std::expected<KemPrekey, PrekeyError> deserialise(ByteView bytes);
};

extern template struct PublicPrekey<SignedPrekeyKind>;
extern template struct PublicPrekey<OneTimePrekeyKind>;
extern template struct PrivatePrekey<SignedPrekeyKind>;
extern template struct PrivatePrekey<OneTimePrekeyKind>;

} // namespace tacet::crypto
