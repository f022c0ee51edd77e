#include "crypto/session/peersessions.h"

#include "crypto/wire/binaryreader.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::uint8_t kStateVersion = 1;

// How many messages in a row on an archived session make it active again. Both sides have both sessions
// after a simultaneous start; the lower id wins sooner on either side, so they never swap for ever.
constexpr std::uint8_t kLowerIdTakesOver = 2;
constexpr std::uint8_t kHigherIdTakesOver = 4;

DecryptError errorOf(HandshakeError error)
{
    switch (error) {
    case HandshakeError::Malformed:
    case HandshakeError::LowOrder: return DecryptError::Malformed;
    case HandshakeError::OtherIdentity: return DecryptError::OtherIdentity;
    case HandshakeError::UnknownPrekey: return DecryptError::UnknownPrekey;
    case HandshakeError::NoRandomness:
    case HandshakeError::Failed: break;
    }
    return DecryptError::Failed;
}

} // namespace

std::expected<PeerSessions, StateError> PeerSessions::deserialise(ByteView state)
{
    BinaryReader reader(state);
    PeerSessions sessions;
    if (reader.u8() != kStateVersion)
        return std::unexpected(StateError::Damaged);
    const std::uint8_t hasActive = reader.u8();
    sessions.m_hasActive = hasActive == 1;
    sessions.m_rival = reader.fixed<kSessionIdSize>();
    sessions.m_rivalMessages = reader.u8();
    const std::size_t count = reader.u8();
    if (hasActive > 1 || count > kMaxArchived + hasActive || count < hasActive)
        return std::unexpected(StateError::Damaged);
    sessions.m_sessions.reserve(count);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i)
        sessions.m_sessions.push_back(Session::deserialise(reader));
    sessions.m_handshakes = HandshakeMemory::deserialise(reader);
    if (!reader.finished())
        return std::unexpected(StateError::Damaged);
    return sessions;
}

SecretBytes PeerSessions::serialise() const
{
    // Growing wipes and copies all over again, which shows when thousands of skipped keys are kept.
    constexpr std::size_t kTypical = 1024;
    std::size_t expected = kTypical;
    for (const Session &session : m_sessions)
        expected += session.skippedKeys() * SkippedKeys::kEntrySize;
    SecretBytes state;
    state.reserve(expected);
    BinaryWriter writer(state);
    writer.u8(kStateVersion);
    writer.u8(m_hasActive ? 1 : 0);
    writer.bytes(m_rival);
    writer.u8(m_rivalMessages);
    writer.u8(static_cast<std::uint8_t>(m_sessions.size()));
    for (const Session &session : m_sessions)
        session.serialise(state);
    m_handshakes.serialise(state);
    return state;
}

bool PeerSessions::canEncrypt(Timestamp now) const
{
    if (!m_hasActive || !m_sessions.front().canEncrypt())
        return false;
    const Session &active = m_sessions.front();
    return !active.isPending() || active.createdAt() + kMaxUnanswered > now;
}

std::optional<SessionId> PeerSessions::activeSession() const
{
    return m_hasActive ? std::optional(m_sessions.front().id()) : std::nullopt;
}

std::expected<void, StartError> PeerSessions::start(const LocalDevice &ours, const VerifiedBundle &theirs,
                                                    RandomSource &random, Timestamp now)
{
    CRYPTO_TRY_ASSIGN(auto session, Session::start(ours, theirs, random, now));
    m_sessions.insert(m_sessions.begin(), std::move(session));
    m_hasActive = true;
    m_rivalMessages = 0;
    dropOldest();
    return {};
}

std::expected<PairwiseMessage, EncryptError> PeerSessions::encrypt(ByteView plaintext, RandomSource &random)
{
    if (!m_hasActive)
        return std::unexpected(EncryptError::NoSession);
    return m_sessions.front().encrypt(plaintext, random);
}

std::expected<Decrypted, DecryptError> PeerSessions::decrypt(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                             const PairwiseMessage &message, const PrekeyVault &vault,
                                                             Timestamp now)
{
    if (message.header.version != kPairwiseVersion)
        return std::unexpected(DecryptError::UnknownVersion);
    if (const auto position = find(message.header.session))
        return decryptKnown(*position, theirs, message);
    if (!message.keyExchange)
        return std::unexpected(DecryptError::NoSession);
    return decryptFirst(ours, theirs, message, *message.keyExchange, vault, now);
}

std::expected<Decrypted, DecryptError> PeerSessions::decryptKnown(std::size_t position, const VerifiedDevice &theirs,
                                                                  const PairwiseMessage &message)
{
    Session &session = m_sessions[position];
    CRYPTO_TRY(session.check(theirs, message));
    CRYPTO_TRY_ASSIGN(auto plaintext, session.decrypt(message));
    noteReceived(position);
    Decrypted decrypted;
    decrypted.plaintext = std::move(plaintext);
    decrypted.needsHeartbeat = needsHeartbeat();
    return decrypted;
}

std::expected<Decrypted, DecryptError> PeerSessions::decryptFirst(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                                  const PairwiseMessage &message, ByteView keyExchange,
                                                                  const PrekeyVault &vault, Timestamp now)
{
    if (m_handshakes.contains(message.header.session))
        return std::unexpected(DecryptError::ReplayedHandshake);
    if (m_handshakes.isFull(now))
        return std::unexpected(DecryptError::TooManyHandshakes);
    auto response = respondToHandshake(ours, theirs, keyExchange, vault);
    if (!response)
        return std::unexpected(errorOf(response.error()));
    const TacetKeyExchange exchange = response->exchange;
    const KemPrekeyKind kemKind = response->kemKind;
    Session session = Session::answer(std::move(*response), keyExchange, now);
    if (session.id() != message.header.session)
        return std::unexpected(DecryptError::Malformed);
    CRYPTO_TRY_ASSIGN(auto plaintext, session.decrypt(message));

    Decrypted decrypted;
    decrypted.plaintext = std::move(plaintext);
    if (exchange.oneTimePrekeyId != 0)
        decrypted.usedOneTimePrekeyId = exchange.oneTimePrekeyId;
    if (kemKind == KemPrekeyKind::OneTime)
        decrypted.usedKemPrekeyId = exchange.kemPrekeyId;
    decrypted.usedLastResort = kemKind == KemPrekeyKind::LastResort;
    decrypted.sessionEstablished = true;
    m_handshakes.remember(session.id(), now);
    decrypted.sessionReplaced = adopt(std::move(session));
    decrypted.needsHeartbeat = needsHeartbeat();
    return decrypted;
}

// A session that the peer started. Against one of ours that is still unanswered the lower id wins, on both
// sides alike; an answered one gives way, because the peer has begun anew. True in the latter case.
bool PeerSessions::adopt(Session session)
{
    const bool replaces = isEstablished();
    const bool wins = !m_hasActive || replaces || session.id() < m_sessions.front().id();
    m_sessions.insert(m_sessions.begin() + (wins ? 0 : 1), std::move(session));
    m_hasActive = true;
    m_rivalMessages = 0;
    dropOldest();
    return replaces;
}

void PeerSessions::noteReceived(std::size_t position)
{
    if (m_hasActive && position == 0) {
        m_rivalMessages = 0;
        return;
    }
    const Session &session = m_sessions[position];
    // While ours is unanswered, what comes on a retired session was sent before the peer could know of ours.
    if (!m_hasActive || (session.isRetired() && !isEstablished()))
        return;
    if (session.id() != m_rival || m_rivalMessages == 0) {
        m_rival = session.id();
        m_rivalMessages = 0;
    }
    ++m_rivalMessages;
    const bool lowerId = session.id() < m_sessions.front().id();
    if (m_rivalMessages < (lowerId && !session.isRetired() ? kLowerIdTakesOver : kHigherIdTakesOver))
        return;
    if (session.isRetired())
        giveUpActive();
    else
        makeActive(position);
}

// After crossed resets each end may have retired the session that the other one uses. Neither can take the
// other's, so the next message starts a new one, which both can.
void PeerSessions::giveUpActive()
{
    m_hasActive = false;
    m_rivalMessages = 0;
    dropOldest();
}

void PeerSessions::makeActive(std::size_t position)
{
    const auto chosen = m_sessions.begin() + static_cast<std::ptrdiff_t>(position);
    std::rotate(m_sessions.begin(), chosen, chosen + 1);
    m_rivalMessages = 0;
}

void PeerSessions::reset()
{
    for (Session &session : m_sessions)
        session.retire();
    m_hasActive = false;
    m_rivalMessages = 0;
    dropOldest();
}

void PeerSessions::dropOldest()
{
    const std::size_t limit = kMaxArchived + (m_hasActive ? 1 : 0);
    while (m_sessions.size() > limit)
        m_sessions.pop_back();
}

std::optional<std::size_t> PeerSessions::find(const SessionId &id) const
{
    const auto found = std::ranges::find(m_sessions, id, &Session::id);
    if (found == m_sessions.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_sessions.begin());
}

} // namespace tacet::crypto
