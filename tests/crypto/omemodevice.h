#pragma once
#include "crypto/handshake/omemo2handshake.h"
#include "crypto/ratchet/doubleratchet.h"
#include "tests/support/omemopeer.h"

#include <optional>

namespace tacet::test {

/// A device that speaks OMEMO 2 with the product's handshake and ratchet, as far as it takes to talk to
/// OmemoPeer: one remote device, one one-time prekey after the other.
class OmemoDevice
{
public:
    explicit OmemoDevice(crypto::RandomSource &random);

    OmemoBundle publish();
    std::expected<void, crypto::Omemo2Error> startSession(const OmemoBundle &remote);
    OmemoMessage encrypt(std::span<const std::byte> plaintext);
    /// Malformed also stands for bytes that do not come out of our encoder as they went in.
    std::expected<crypto::SecretBytes, crypto::RatchetDecryptError> decrypt(const OmemoMessage &message);
    crypto::SecretBytes state() const;
    std::size_t skippedKeys() const { return m_ratchet ? m_ratchet->skippedKeys() : 0; }
    bool canEncrypt() const { return m_ratchet && m_ratchet->canEncrypt(); }
    /// How many messages were rebuilt from their header and compared with what came.
    int rebuilt() const { return m_rebuilt; }

private:
    struct Pending {
        std::uint32_t oneTimePrekeyId;
        std::uint32_t signedPrekeyId;
        crypto::X25519PublicKey ephemeralKey;
    };
    std::expected<crypto::SecretBytes, crypto::RatchetDecryptError> decryptExchange(crypto::ByteView bytes);
    std::expected<crypto::SecretBytes, crypto::RatchetDecryptError>
    decryptMessage(const crypto::RatchetMessage &message);

    crypto::RandomSource &m_random;
    crypto::DeviceIdentity m_identity;
    crypto::X25519KeyPair m_signedPrekey;
    std::vector<crypto::X25519KeyPair> m_oneTimePrekeys; ///< ids from 1
    std::optional<crypto::DoubleRatchet> m_ratchet;
    crypto::Bytes m_associatedData;
    std::optional<Pending> m_pending;                      ///< started here, not answered yet
    std::optional<crypto::X25519PublicKey> m_acceptedFrom; ///< the ephemeral key of the accepted session
    int m_rebuilt = 0;
};

} // namespace tacet::test
