// DHKEM(X25519, HKDF-SHA-256), RFC 9180 section 4.1.
#pragma once
#include "crypto/hpke/hpkeerror.h"
#include "crypto/primitives/x25519.h"

namespace tacet::crypto {

using DhKemSecret = Secret<32>;

/// DeriveKeyPair of RFC 9180 section 7.1.3. `inputKey` has at least 32 bytes of entropy.
X25519KeyPair deriveDhKemKeyPair(ByteView inputKey);

/// Encap and AuthEncap with a given ephemeral key pair, which is used for nothing else. With a sender the secret
/// says that its owner made it, or the recipient itself did. The encapsulation is the ephemeral's public half.
std::expected<DhKemSecret, HpkeError> encapsulateDhKem(const X25519PublicKey &recipient, const X25519KeyPair &ephemeral,
                                                       const X25519KeyPair *sender);
/// Decap and AuthDecap. A key of low order or in another than its one encoding is refused.
std::expected<DhKemSecret, HpkeError> decapsulateDhKem(const X25519PublicKey &encapsulation,
                                                       const X25519KeyPair &recipient, const X25519PublicKey *sender);

} // namespace tacet::crypto
