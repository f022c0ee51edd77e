#include "tests/bench/pairwisesides.h"

#include "tests/bench/measure.h"

#include <stdexcept>

namespace tacet::bench {

using namespace crypto;
using test::kNow;

namespace {

void require(bool done)
{
    if (!done)
        throw std::runtime_error("a benchmark's step failed");
}

// Private halves in the form that the vault holds, read at each use.
class StoredKeys final : public PrekeyVault
{
public:
    explicit StoredKeys(const test::Party &party)
        : m_party(party)
    {
        for (const auto &[id, key] : party.oneTimeKeys)
            m_oneTime[id] = key->serialise();
        for (const auto &[id, key] : party.kemKeys)
            m_kem[id] = key->serialise();
    }
    std::shared_ptr<const SignedPrekey> signedPrekey(std::uint32_t id) const override
    {
        return m_party.signedPrekey(id);
    }
    std::shared_ptr<const OneTimePrekey> oneTimePrekey(std::uint32_t id) const override
    {
        return std::make_shared<OneTimePrekey>(OneTimePrekey::deserialise(m_oneTime.at(id)).value());
    }
    std::shared_ptr<const KemPrekey> kemPrekey(std::uint32_t id) const override
    {
        return std::make_shared<KemPrekey>(KemPrekey::deserialise(m_kem.at(id)).value());
    }

private:
    const test::Party &m_party;
    std::map<std::uint32_t, SecretBytes> m_oneTime;
    std::map<std::uint32_t, SecretBytes> m_kem;
};

} // namespace

TacetSide::TacetSide(std::size_t size, SessionFrom from)
    : m_from(from)
    , m_text(size, std::byte{7})
{
    m_bob.addOneTimeKeys(1);
    m_bundle = m_bob.bundle();
    meet();
}

// A session that both have answered, as almost all are.
void TacetSide::meet()
{
    m_atAlice = {};
    m_atBob = {};
    const auto bundle = m_bundle.verify(m_verifiedBob);
    require(bundle && m_atAlice.start(m_alice.local(), *bundle, m_alice.random, kNow));
    require(
        m_atBob.decrypt(m_bob.local(), m_verifiedAlice, m_atAlice.encrypt(m_text, m_alice.random).value(), m_bob, kNow)
            .has_value());
    require(
        m_atAlice.decrypt(m_alice.local(), m_verifiedBob, m_atBob.encrypt(m_text, m_bob.random).value(), m_alice, kNow)
            .has_value());
    m_storedAtAlice = m_atAlice.serialise();
    m_storedAtBob = m_atBob.serialise();
}

void TacetSide::load(PeerSessions &sessions, const SecretBytes &stored) const
{
    if (m_from == SessionFrom::Storage)
        sessions = PeerSessions::deserialise(stored).value();
}

double TacetSide::encrypt(int count)
{
    meet();
    return secondsOf([&] {
        for (int i = 0; i < count; ++i) {
            load(m_atAlice, m_storedAtAlice);
            require(m_atAlice.encrypt(m_text, m_alice.random).has_value());
            m_storedAtAlice = m_atAlice.serialise();
        }
    });
}

double TacetSide::decrypt(int count)
{
    meet();
    std::vector<PairwiseMessage> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back(m_atAlice.encrypt(m_text, m_alice.random).value());
    return secondsOf([&] {
        for (const PairwiseMessage &message : messages) {
            load(m_atBob, m_storedAtBob);
            require(m_atBob.decrypt(m_bob.local(), m_verifiedAlice, message, m_bob, kNow).has_value());
            m_storedAtBob = m_atBob.serialise();
        }
    });
}

double TacetSide::pingPong(int count)
{
    meet();
    struct Place {
        test::Party &party;
        const VerifiedDevice &verified;
        PeerSessions &sessions;
        SecretBytes &stored;
    };
    const std::array places{Place{m_alice, m_verifiedAlice, m_atAlice, m_storedAtAlice},
                            Place{m_bob, m_verifiedBob, m_atBob, m_storedAtBob}};
    return secondsOf([&] {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            const Place &from = places[i % 2];
            const Place &to = places[(i + 1) % 2];
            load(from.sessions, from.stored);
            const auto message = from.sessions.encrypt(m_text, from.party.random);
            from.stored = from.sessions.serialise();
            load(to.sessions, to.stored);
            require(message &&
                    to.sessions.decrypt(to.party.local(), from.verified, *message, to.party, kNow).has_value());
            to.stored = to.sessions.serialise();
        }
    });
}

double TacetSide::initiate(int count)
{
    return secondsOf([&] {
        for (int i = 0; i < count; ++i) {
            PeerSessions sessions;
            const auto bundle = m_bundle.verify(m_verifiedBob);
            require(bundle && sessions.start(m_alice.local(), *bundle, m_alice.random, kNow));
            require(sessions.encrypt(m_text, m_alice.random).has_value());
            m_storedAtAlice = sessions.serialise();
        }
    });
}

double TacetSide::accept(int count, const PrekeyVault &vault)
{
    const auto bundle = m_bundle.verify(m_verifiedBob);
    std::vector<PairwiseMessage> messages;
    for (int i = 0; i < count; ++i) {
        PeerSessions sessions;
        require(bundle && sessions.start(m_alice.local(), *bundle, m_alice.random, kNow));
        messages.push_back(sessions.encrypt(m_text, m_alice.random).value());
    }
    return secondsOf([&] {
        for (const PairwiseMessage &message : messages) {
            PeerSessions sessions;
            require(sessions.decrypt(m_bob.local(), m_verifiedAlice, message, vault, kNow).has_value());
            m_storedAtBob = sessions.serialise();
        }
    });
}

double TacetSide::accept(int count)
{
    return accept(count, m_bob);
}

double TacetSide::acceptFromStorage(int count)
{
    return accept(count, StoredKeys(m_bob));
}

OmemoSide::OmemoSide(std::size_t size)
    : m_text(size, std::byte{7})
{
}

void OmemoSide::meet()
{
    m_alice->forgetSession();
    m_bob->forgetSession();
    require(m_alice->startSession(m_bob->publish()).has_value());
    require(m_bob->decrypt(m_alice->encrypt(m_text).value()).has_value());
    require(m_alice->decrypt(m_bob->encrypt(m_text).value()).has_value());
}

double OmemoSide::encrypt(int count)
{
    meet();
    return secondsOf([&] {
        for (int i = 0; i < count; ++i)
            require(m_alice->encrypt(m_text).has_value());
    });
}

double OmemoSide::decrypt(int count)
{
    meet();
    std::vector<test::OmemoMessage> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back(m_alice->encrypt(m_text).value());
    return secondsOf([&] {
        for (const test::OmemoMessage &message : messages)
            require(m_bob->decrypt(message).has_value());
    });
}

double OmemoSide::pingPong(int count)
{
    meet();
    return secondsOf([&] {
        for (int i = 0; i < count; ++i) {
            test::OmemoPeer &from = i % 2 == 0 ? *m_alice : *m_bob;
            test::OmemoPeer &to = i % 2 == 0 ? *m_bob : *m_alice;
            require(to.decrypt(from.encrypt(m_text).value()).has_value());
        }
    });
}

double OmemoSide::initiate(int count)
{
    const test::OmemoBundle bundle = m_bob->publish();
    return secondsOf([&] {
        for (int i = 0; i < count; ++i) {
            require(m_alice->startSession(bundle).has_value());
            require(m_alice->encrypt(m_text).has_value());
        }
    });
}

double OmemoSide::accept(int count)
{
    std::vector<test::OmemoMessage> messages;
    for (int i = 0; i < count; ++i) {
        require(m_alice->startSession(m_bob->publish()).has_value());
        messages.push_back(m_alice->encrypt(m_text).value());
    }
    double seconds = 0;
    for (const test::OmemoMessage &message : messages) {
        m_bob->forgetSession();
        seconds += secondsOf([&] { require(m_bob->decrypt(message).has_value()); });
    }
    return seconds;
}

} // namespace tacet::bench
