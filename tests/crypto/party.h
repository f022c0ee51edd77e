#pragma once
#include "crypto/session/peersessions.h"

#include <map>

namespace tacet::test {

/// A device with an account of its own, its published prekeys and the vault that holds their private halves.
class Party final : public crypto::PrekeyVault
{
public:
    explicit Party(std::uint8_t number);

    crypto::LocalDevice local() const { return {address, identity}; }
    crypto::VerifiedDevice verified() const;
    /// As the database hands it out: one-time keys go one by one, then none and the last-resort KEM key.
    crypto::PrekeyBundle bundle();
    crypto::VerifiedBundle verifiedBundle() { return bundle().verify(master.publicKey(), address).value(); }
    void addOneTimeKeys(std::uint32_t count);
    /// What the services do after a message: delete used one-time keys.
    void consume(const crypto::Decrypted &decrypted);

    std::shared_ptr<const crypto::SignedPrekey> signedPrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::OneTimePrekey> oneTimePrekey(std::uint32_t id) const override;
    std::shared_ptr<const crypto::KemPrekey> kemPrekey(std::uint32_t id) const override;

    crypto::SystemRandom random;
    crypto::MasterKey master;
    crypto::DeviceIdentity identity;
    crypto::DeviceAddress address;
    crypto::SignedCertificate certificate;
    std::map<std::uint32_t, std::shared_ptr<const crypto::SignedPrekey>> signedKeys;
    std::map<std::uint32_t, std::shared_ptr<const crypto::OneTimePrekey>> oneTimeKeys;
    std::map<std::uint32_t, std::shared_ptr<const crypto::KemPrekey>> kemKeys;

private:
    std::vector<crypto::PublicOneTimePrekey> m_publishedOneTime;
    std::vector<crypto::PublicKemPrekey> m_publishedKem;
    std::uint32_t m_nextId = 2;
};

inline constexpr crypto::Timestamp kNow{std::chrono::milliseconds(1'790'000'000'000)};
inline constexpr std::uint32_t kLastResortId = 1;

/// One end of a conversation: a party, its sessions with the other.
struct End {
    Party &self;
    Party &peer;
    crypto::PeerSessions sessions;

    crypto::PairwiseMessage send(std::string_view text);
    void start() { sessions.start(self.local(), peer.verifiedBundle(), self.random, kNow).value(); }
    std::expected<crypto::Decrypted, crypto::DecryptError> receive(const crypto::PairwiseMessage &message,
                                                                   crypto::Timestamp now = kNow);
    /// The text, or "" if it did not decrypt.
    std::string read(const crypto::PairwiseMessage &message);
};

std::string textOf(const crypto::SecretBytes &bytes);

} // namespace tacet::test
