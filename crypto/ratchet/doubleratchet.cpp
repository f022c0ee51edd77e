#include "crypto/ratchet/doubleratchet.h"

#include "crypto/primitives/hkdf.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kRootInfo = "OMEMO Root Chain";
constexpr std::uint32_t kHeartbeatAfter = 53; ///< XEP-0384

constexpr std::size_t kPastKeys = 4;

constexpr std::uint8_t kHasTheirs = 1;
constexpr std::uint8_t kHasSending = 2;
constexpr std::uint8_t kHasReceiving = 4;
constexpr std::uint8_t kTurnToSend = 8;
constexpr std::uint8_t kAllFlags = kHasTheirs | kHasSending | kHasReceiving | kTurnToSend;

struct RootStep {
    RootKey root;
    ChainKey chain;
};

// KDF_RK (protocol.md section 3).
RootStep turnRoot(const RootKey &root, const SharedSecret &shared)
{
    Secret<RootKey::kSize + ChainKey::kSize> output;
    hkdf(root.view(), shared.view(), textBytes(kRootInfo), output.writable());
    return {RootKey(output.view().first<RootKey::kSize>()), ChainKey(output.view().last<ChainKey::kSize>())};
}

RatchetDecryptError errorOf(OpenError error)
{
    switch (error) {
    case OpenError::Unauthentic: return RatchetDecryptError::Unauthentic;
    case OpenError::Malformed: return RatchetDecryptError::Malformed;
    case OpenError::Failed: break;
    }
    return RatchetDecryptError::Failed;
}

// Steps `key` from `from` to `to` and keeps the message keys on the way.
void skipTo(std::uint32_t to, std::uint32_t from, ChainKey &key, const X25519PublicKey &ratchetKey,
            std::vector<SkippedKeys::Entry> &skipped)
{
    for (std::uint32_t number = from; number < to; ++number) {
        ChainStep step = advance(key);
        skipped.push_back({ratchetKey, number, std::move(step.messageKey)});
        key = std::move(step.next);
    }
}

std::size_t distance(std::uint32_t from, std::uint32_t to)
{
    return to > from ? to - from : 0;
}

} // namespace

// The state after the sending half of a step, before anything is committed.
struct DoubleRatchet::SendingTurn {
    RootKey root;
    X25519KeyPair ours;
    ChainKey sending;
};

// What a message would change, computed beside the state.
struct DoubleRatchet::Reception {
    std::optional<RootKey> root; ///< set if the ratchet turned
    ChainKey receiving;
    MessageKey messageKey;
    std::vector<SkippedKeys::Entry> skipped;
};

DoubleRatchet::DoubleRatchet(RootKey root, X25519KeyPair ours)
    : m_root(std::move(root))
    , m_ours(std::move(ours))
{
}

std::expected<DoubleRatchet, HandshakeError>
DoubleRatchet::initiate(RootKey secret, const X25519PublicKey &signedPrekey, RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(auto ours, X25519KeyPair::generate(random), HandshakeError::NoRandomness);
    CRYPTO_TRY_ASSIGN_OR(const auto shared, agree(ours.secret, signedPrekey), HandshakeError::LowOrder);
    RootStep step = turnRoot(secret, shared);
    DoubleRatchet ratchet(std::move(step.root), std::move(ours));
    ratchet.m_theirs = signedPrekey;
    ratchet.m_sending = std::move(step.chain);
    return ratchet;
}

DoubleRatchet DoubleRatchet::respond(RootKey secret, const X25519KeyPair &signedPrekey)
{
    return DoubleRatchet(std::move(secret), signedPrekey.clone());
}

std::expected<DoubleRatchet::SendingTurn, RatchetEncryptError>
DoubleRatchet::turnForSending(const X25519PublicKey &theirs, RandomSource &random) const
{
    CRYPTO_TRY_ASSIGN_OR(auto ours, X25519KeyPair::generate(random), RatchetEncryptError::NoRandomness);
    CRYPTO_TRY_ASSIGN_OR(const auto shared, agree(ours.secret, theirs), RatchetEncryptError::LowOrder);
    RootStep step = turnRoot(m_root, shared);
    return SendingTurn{std::move(step.root), std::move(ours), std::move(step.chain)};
}

std::expected<RatchetMessage, RatchetEncryptError> DoubleRatchet::encrypt(ByteView plaintext, ByteView associatedData,
                                                                          RandomSource &random)
{
    if (plaintext.size() > kMaxRatchetCiphertext - kAesBlockSize)
        return std::unexpected(RatchetEncryptError::TooLong);
    std::optional<SendingTurn> turn;
    if (m_turnToSend && m_theirs) {
        CRYPTO_TRY_ASSIGN(turn, turnForSending(*m_theirs, random));
    } else if (m_sent == UINT32_MAX) {
        return std::unexpected(RatchetEncryptError::ChainExhausted);
    }
    const ChainKey *chain = turn ? &turn->sending : (m_sending ? &*m_sending : nullptr);
    if (!chain)
        return std::unexpected(RatchetEncryptError::NotReady);

    ChainStep step = advance(*chain);
    RatchetMessage message;
    message.header = {.ratchetKey = turn ? turn->ours.shared : m_ours.shared,
                      .previous = turn ? m_sent : m_previous,
                      .number = turn ? 0 : m_sent};
    CRYPTO_TRY_ASSIGN_OR(message.ciphertext,
                         MessageKeys(step.messageKey).seal(message.header, plaintext, associatedData),
                         RatchetEncryptError::Failed);
    if (turn) {
        m_root = std::move(turn->root);
        m_ours = std::move(turn->ours);
        m_turnToSend = false;
    }
    m_previous = message.header.previous;
    m_sent = message.header.number + 1;
    m_sending = std::move(step.next);
    return message;
}

std::expected<DoubleRatchet::Reception, RatchetDecryptError> DoubleRatchet::receive(const RatchetHeader &header) const
{
    const bool turns = !m_theirs || *m_theirs != header.ratchetKey || !m_receiving;
    if (turns && std::ranges::find(m_past, header.ratchetKey) != m_past.end())
        return std::unexpected(RatchetDecryptError::AlreadyUsed);
    // A peer turns again only after it has seen our next key, which encrypt() has not made yet.
    if (turns && m_turnToSend)
        return std::unexpected(RatchetDecryptError::Unauthentic);
    if (!turns && header.number < m_received)
        return std::unexpected(RatchetDecryptError::AlreadyUsed);
    const std::size_t before = turns && m_receiving ? distance(m_received, header.previous) : 0;
    const std::size_t within = distance(turns ? 0 : m_received, header.number);
    if (before + within > SkippedKeys::kMaxPerMessage)
        return std::unexpected(RatchetDecryptError::TooManySkipped);

    Reception reception;
    reception.skipped.reserve(before + within);
    if (turns) {
        if (before > 0 && m_receiving && m_theirs) {
            ChainKey ending = m_receiving->clone();
            skipTo(header.previous, m_received, ending, *m_theirs, reception.skipped);
        }
        CRYPTO_TRY_ASSIGN_OR(const auto shared, agree(m_ours.secret, header.ratchetKey), RatchetDecryptError::LowOrder);
        RootStep step = turnRoot(m_root, shared);
        reception.root = std::move(step.root);
        reception.receiving = std::move(step.chain);
    } else {
        reception.receiving = m_receiving->clone();
    }
    skipTo(header.number, turns ? 0 : m_received, reception.receiving, header.ratchetKey, reception.skipped);
    ChainStep last = advance(reception.receiving);
    reception.messageKey = std::move(last.messageKey);
    reception.receiving = std::move(last.next);
    return reception;
}

std::expected<SecretBytes, RatchetDecryptError> DoubleRatchet::decryptSkipped(std::size_t position,
                                                                              const RatchetHeader &header,
                                                                              ByteView ciphertext,
                                                                              ByteView associatedData)
{
    auto plaintext = MessageKeys(m_skipped.at(position)).open(header, ciphertext, associatedData);
    if (!plaintext)
        return std::unexpected(errorOf(plaintext.error()));
    m_skipped.erase(position);
    return std::move(*plaintext);
}

std::expected<SecretBytes, RatchetDecryptError> DoubleRatchet::decrypt(const RatchetHeader &header, ByteView ciphertext,
                                                                       ByteView associatedData)
{
    const bool possible = header.ratchetKey.isCanonical() && header.number < UINT32_MAX &&
                          ciphertext.size() >= kAesBlockSize + kRatchetMacSize &&
                          ciphertext.size() % kAesBlockSize == 0 &&
                          ciphertext.size() <= kMaxRatchetCiphertext + kRatchetMacSize;
    if (!possible)
        return std::unexpected(RatchetDecryptError::Malformed);
    if (m_skipped.size() > 0) {
        if (const auto position = m_skipped.find(header.ratchetKey, header.number))
            return decryptSkipped(*position, header, ciphertext, associatedData);
    }
    CRYPTO_TRY_ASSIGN(auto reception, receive(header));
    auto plaintext = MessageKeys(reception.messageKey).open(header, ciphertext, associatedData);
    if (!plaintext)
        return std::unexpected(errorOf(plaintext.error()));
    commit(std::move(reception), header);
    return std::move(*plaintext);
}

void DoubleRatchet::commit(Reception reception, const RatchetHeader &header)
{
    if (!reception.skipped.empty())
        m_skipped.add(std::move(reception.skipped));
    if (reception.root) {
        m_root = std::move(*reception.root);
        if (m_past.size() == kPastKeys)
            m_past.erase(m_past.begin());
        if (m_theirs)
            m_past.push_back(*m_theirs);
        m_theirs = header.ratchetKey;
        m_sending.reset();
        m_turnToSend = true;
    }
    m_receiving = std::move(reception.receiving);
    m_received = header.number + 1;
}

bool DoubleRatchet::needsHeartbeat() const
{
    return m_turnToSend && m_received >= kHeartbeatAfter;
}

void DoubleRatchet::serialise(SecretBytes &target) const
{
    BinaryWriter writer(target);
    writer.u8(static_cast<std::uint8_t>((m_theirs ? kHasTheirs : 0) | (m_sending ? kHasSending : 0) |
                                        (m_receiving ? kHasReceiving : 0) | (m_turnToSend ? kTurnToSend : 0)));
    writer.bytes(m_root.view());
    writer.bytes(m_ours.secret.view());
    writer.bytes(m_ours.shared.view());
    if (m_theirs)
        writer.bytes(m_theirs->view());
    if (m_sending)
        writer.bytes(m_sending->view());
    if (m_receiving)
        writer.bytes(m_receiving->view());
    writer.u32(m_sent);
    writer.u32(m_received);
    writer.u32(m_previous);
    writer.u8(static_cast<std::uint8_t>(m_past.size()));
    for (const X25519PublicKey &key : m_past)
        writer.bytes(key.view());
    m_skipped.serialise(target);
}

DoubleRatchet DoubleRatchet::deserialise(BinaryReader &reader)
{
    const std::uint8_t flags = reader.u8();
    const bool needsTheirs = (flags & (kHasSending | kHasReceiving | kTurnToSend)) != 0;
    if ((flags & ~kAllFlags) != 0 || (needsTheirs && (flags & kHasTheirs) == 0))
        reader.fail();
    RootKey root = reader.secret<RootKey::kSize>();
    const auto scalar = reader.secret<kX25519Size>();
    const X25519PublicKey shared{reader.fixed<kX25519Size>()};
    DoubleRatchet ratchet(std::move(root), {X25519PrivateKey::fromScalar(scalar.view()), shared});
    if ((flags & kHasTheirs) != 0)
        ratchet.m_theirs = X25519PublicKey{reader.fixed<kX25519Size>()};
    if ((flags & kHasSending) != 0)
        ratchet.m_sending = reader.secret<ChainKey::kSize>();
    if ((flags & kHasReceiving) != 0)
        ratchet.m_receiving = reader.secret<ChainKey::kSize>();
    ratchet.m_turnToSend = (flags & kTurnToSend) != 0;
    ratchet.m_sent = reader.u32();
    ratchet.m_received = reader.u32();
    ratchet.m_previous = reader.u32();
    const std::size_t past = reader.u8();
    if (past > kPastKeys)
        reader.fail();
    for (std::size_t i = 0; i < past && !reader.failed(); ++i)
        ratchet.m_past.push_back({reader.fixed<kX25519Size>()});
    ratchet.m_skipped = SkippedKeys::deserialise(reader);
    return ratchet;
}

} // namespace tacet::crypto
