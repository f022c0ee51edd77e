// HPKE (RFC 9180), single-shot: DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256, AES-256-GCM.
// On the project's own primitives and not on OpenSSL's OSSL_HPKE, which takes a pre-shared key's id only as C text
// and knows another X25519; OSSL_HPKE is what the tests compare it with.
#pragma once
#include "crypto/hpke/dhkem.h"

namespace tacet::crypto {

/// What both sides have to give alike.
struct HpkeContent {
    ByteView info;
    ByteView associatedData;
};

inline constexpr std::size_t kHpkePskSize = 32;

/// A pre-shared key, which is uniformly random (RFC 9180 section 9.5), and its name.
struct HpkePsk {
    FixedView<kHpkePskSize> key;
    ByteView id;
};

struct HpkeSealed {
    X25519PublicKey encapsulation;
    Bytes ciphertext; ///< AES-256-GCM with its tag: 16 bytes longer than the text
};

/// Mode base: anybody can have made it.
std::expected<HpkeSealed, HpkeError> sealHpkeBase(const X25519PublicKey &recipient, const HpkeContent &content,
                                                  ByteView text, RandomSource &random);
std::expected<SecretBytes, HpkeError> openHpkeBase(const HpkeSealed &sealed, const X25519KeyPair &recipient,
                                                   const HpkeContent &content);

/// Mode auth_psk: opens only for who expects this sender and has this pre-shared key.
std::expected<HpkeSealed, HpkeError> sealHpkeAuthPsk(const X25519PublicKey &recipient, const X25519KeyPair &sender,
                                                     const HpkePsk &psk, const HpkeContent &content, ByteView text,
                                                     RandomSource &random);
std::expected<SecretBytes, HpkeError> openHpkeAuthPsk(const HpkeSealed &sealed, const X25519KeyPair &recipient,
                                                      const X25519PublicKey &sender, const HpkePsk &psk,
                                                      const HpkeContent &content);

/// With a given ephemeral key pair, for the functions above and their test vectors. Null: without.
std::expected<HpkeSealed, HpkeError> sealHpkeWith(const X25519KeyPair &ephemeral, const X25519PublicKey &recipient,
                                                  const X25519KeyPair *sender, const HpkePsk *psk,
                                                  const HpkeContent &content, ByteView text);

} // namespace tacet::crypto
