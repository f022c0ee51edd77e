#pragma once
#include "crypto/session/peersessions.h"

#include <set>

namespace tacet::test {

inline constexpr crypto::Timestamp kTestEpoch{std::chrono::seconds(1'800'000'000)};

/// An account with one device and many prekeys, whose bundles are verified already: made once, used by
/// thousands of sequences.
class PublishedDevice
{
public:
    static constexpr std::uint32_t kOneTimePrekeys = 24;

    /// `number` tells the devices of a test apart.
    PublishedDevice(unsigned char number, crypto::RandomSource &random);
    PublishedDevice(const PublishedDevice &) = delete;
    PublishedDevice &operator=(const PublishedDevice &) = delete;

    crypto::LocalDevice local() const { return {m_address, m_identity}; }
    const crypto::VerifiedDevice &verified() const { return *m_verified; }
    /// With the nth one-time prekeys; behind the last, or 0, without one and with the last-resort KEM key.
    const crypto::VerifiedBundle &bundle(std::uint32_t number) const;

    std::shared_ptr<const crypto::SignedPrekey> signedPrekey() const { return m_signedPrekey; }
    std::shared_ptr<const crypto::OneTimePrekey> oneTimePrekey(std::uint32_t id) const;
    std::shared_ptr<const crypto::KemPrekey> kemPrekey(std::uint32_t id) const;

private:
    void verifyBundles();

    crypto::DeviceAddress m_address;
    crypto::MasterKey m_master;
    crypto::DeviceIdentity m_identity;
    std::shared_ptr<const crypto::SignedPrekey> m_signedPrekey;
    std::vector<std::shared_ptr<const crypto::OneTimePrekey>> m_oneTimePrekeys; ///< ids from 1
    std::vector<std::shared_ptr<const crypto::KemPrekey>> m_kemPrekeys;         ///< id 1 is the last resort
    std::optional<crypto::VerifiedDevice> m_verified;
    std::vector<crypto::VerifiedBundle> m_bundles; ///< the first has no one-time prekeys
};

/// One end of a conversation: what the product keeps per peer, and which one-time keys are gone.
class PeerDevice final : public crypto::PrekeyVault
{
public:
    PeerDevice(const PublishedDevice &self, const PublishedDevice &peer)
        : m_self(self)
        , m_peer(peer)
    {
    }

    /// Starts a session with the peer's next bundle.
    bool start(PeerDevice &peer, crypto::RandomSource &random, crypto::Timestamp now);
    /// Starts a session if there is none to use. Nothing only if a promise of crypto/ is broken.
    std::optional<crypto::PairwiseMessage> send(crypto::ByteView text, PeerDevice &peer, crypto::RandomSource &random,
                                                crypto::Timestamp now);
    /// Deletes the one-time keys that the message has used.
    std::expected<crypto::Decrypted, crypto::DecryptError> receive(const crypto::PairwiseMessage &message,
                                                                   crypto::Timestamp now);
    /// Through serialise() and deserialise(); false if that is not the same state.
    bool restart();
    /// Everything about the peer is gone, the own prekeys are not.
    void forgetPeer() { sessions = {}; }

    crypto::PeerSessions sessions;
    bool hasOneTimePrekeys = true; ///< false: the server has none left to give

    std::shared_ptr<const crypto::SignedPrekey> signedPrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::OneTimePrekey> oneTimePrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::KemPrekey> kemPrekey(std::uint32_t id) const override;

private:
    const crypto::VerifiedBundle &claimBundle();

    const PublishedDevice &m_self;
    const PublishedDevice &m_peer;
    std::set<std::uint32_t> m_usedOneTime;
    std::set<std::uint32_t> m_usedKem;
    std::uint32_t m_claimed = 0;
};

} // namespace tacet::test
