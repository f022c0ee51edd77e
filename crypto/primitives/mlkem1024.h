// ML-KEM-1024 (FIPS 203) of OpenSSL 3.5. Parsed keys are kept: parsing costs as much as using.
#pragma once
#include "crypto/primitives/random.h"

#include <memory>

extern "C" {
struct evp_pkey_st;
}

namespace tacet::crypto {

inline constexpr std::size_t kKemPublicKeySize = 1568;
inline constexpr std::size_t kKemCiphertextSize = 1568;
inline constexpr std::size_t kKemSeedSize = 64;
inline constexpr std::size_t kKemExpandedSize = 3168;
inline constexpr std::size_t kKemSecretSize = 32;

enum class KemError {
    BadPublicKey,  ///< fails the modulus check of FIPS 203 section 7.2
    BadPrivateKey, ///< an expanded key whose hash does not fit (section 7.3)
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

using KemSecret = Secret<kKemSecretSize>;

struct KemEncapsulation {
    FixedBytes<kKemCiphertextSize> ciphertext;
    KemSecret secret;
};

/// Copies share the parsed key. Any thread.
class KemPublicKey
{
public:
    static std::expected<KemPublicKey, KemError> fromBytes(FixedView<kKemPublicKeySize> bytes);

    FixedView<kKemPublicKeySize> view() const { return *m_bytes; }
    std::expected<KemEncapsulation, KemError> encapsulate(RandomSource &random) const;
    /// With given randomness m (FIPS 203 Encaps_internal), for encapsulate() and its test vectors.
    std::expected<KemEncapsulation, KemError> encapsulateWith(FixedView<32> randomness) const;

private:
    friend class KemPrivateKey;
    KemPublicKey() = default;
    std::shared_ptr<evp_pkey_st> m_key;
    std::shared_ptr<const FixedBytes<kKemPublicKeySize>> m_bytes;
};

/// Copies are not made; move it. Any thread.
class KemPrivateKey
{
public:
    static std::expected<KemPrivateKey, KemError> generate(RandomSource &random);
    /// d ‖ z of FIPS 203 section 7.1.
    static std::expected<KemPrivateKey, KemError> fromSeed(FixedView<kKemSeedSize> seed);
    /// The expanded form; it has no seed, so it cannot be stored again. For test vectors.
    static std::expected<KemPrivateKey, KemError> fromExpanded(FixedView<kKemExpandedSize> key);

    const KemPublicKey &publicKey() const { return m_public; }
    FixedView<kKemSeedSize> seed() const { return m_seed.view(); }
    /// A changed ciphertext gives another secret and no error (implicit rejection).
    std::expected<KemSecret, KemError> decapsulate(FixedView<kKemCiphertextSize> ciphertext) const;

private:
    KemPrivateKey() = default;
    static std::expected<KemPrivateKey, KemError> adopt(std::shared_ptr<evp_pkey_st> key);
    KemPublicKey m_public; ///< its parsed key is the private one, which OpenSSL takes for both
    Secret<kKemSeedSize> m_seed;
};

} // namespace tacet::crypto
