#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace tacet::bench {

/// The cryptographic operations of one step of the protocol and nothing else: no messages, no state, no
/// checks beyond the algorithms' own. lib25519 for the curve; OpenSSL with contexts kept and algorithms
/// fetched once for the rest, and pads of a repeated HMAC key hashed once. It is what the protocol's
/// implementation is held against.
class BarePrimitives
{
public:
    BarePrimitives();
    ~BarePrimitives();
    BarePrimitives(const BarePrimitives &) = delete;
    BarePrimitives &operator=(const BarePrimitives &) = delete;

    /// A message in a chain: both HMACs of the chain key, HKDF to 80 bytes, AES-256-CBC, MAC over
    /// `associated` bytes, a header and the ciphertext.
    void encrypt(std::span<const std::byte> plaintext, std::size_t associated);
    void decrypt(std::span<const std::byte> ciphertext, std::size_t associated);
    /// One turn of the Diffie-Hellman ratchet: agreement for the receiving chain, a new key pair, agreement
    /// for the sending chain, and both steps of the root chain.
    void turnRatchet();
    /// Initiator: `signatures` verifications, ephemeral and ratchet key pair, four agreements and the first
    /// ratchet agreement, encapsulation to a KEM key that has to be parsed, both key derivations.
    void initiate(int signatures);
    /// Responder: four agreements, decapsulation with a parsed key, key derivation, the receiving chain.
    void respond();
    /// A group message: one turn of the last part of the ratchet, HKDF of 128 bytes to 80, AES-256-CBC, MAC, and
    /// a signature over all of it.
    void groupEncrypt(std::span<const std::byte> plaintext);
    /// The same with a verification. Decrypts what the last groupEncrypt() made, as often as it is called.
    void groupDecrypt();
    /// Size of what encrypt() makes of a plaintext.
    static std::size_t ciphertextSize(std::size_t plaintext);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace tacet::bench
