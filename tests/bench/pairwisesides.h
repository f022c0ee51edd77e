#pragma once
#include "tests/crypto/party.h"
#include "tests/support/omemopeer.h"

namespace tacet::bench {

/// Where each step finds its session.
enum class SessionFrom {
    Memory,
    Storage, ///< deserialised first
};

/// Tacet's side: two devices whose sessions are serialised after each step, as the vault stores them.
class TacetSide
{
public:
    TacetSide(std::size_t size, SessionFrom from);

    /// Each answers the seconds that `count` steps took; what they need is made before, unmeasured.
    double encrypt(int count);
    double decrypt(int count);
    double pingPong(int count);
    double initiate(int count);
    double accept(int count);
    /// The same with both one-time prekeys read from their stored form first.
    double acceptFromStorage(int count);

private:
    void meet();
    double accept(int count, const crypto::PrekeyVault &vault);
    void load(crypto::PeerSessions &sessions, const crypto::SecretBytes &stored) const;

    SessionFrom m_from;
    crypto::Bytes m_text;
    test::Party m_alice{1};
    test::Party m_bob{2};
    crypto::VerifiedDevice m_verifiedAlice = m_alice.verified();
    crypto::VerifiedDevice m_verifiedBob = m_bob.verified();
    crypto::PrekeyBundle m_bundle;
    crypto::PeerSessions m_atAlice;
    crypto::PeerSessions m_atBob;
    crypto::SecretBytes m_storedAtAlice;
    crypto::SecretBytes m_storedAtBob;
};

/// libomemo-c's side, which stores its serialised record at each step by itself.
class OmemoSide
{
public:
    explicit OmemoSide(std::size_t size);

    double encrypt(int count);
    double decrypt(int count);
    double pingPong(int count);
    double initiate(int count);
    double accept(int count);

private:
    void meet();

    std::vector<std::byte> m_text;
    std::unique_ptr<test::OmemoPeer> m_alice = test::OmemoPeer::create();
    std::unique_ptr<test::OmemoPeer> m_bob = test::OmemoPeer::create();
};

} // namespace tacet::bench
