#include "models/services/pairwisevault.h"

#include "models/services/bytes.h"
#include "models/services/peerdevices.h"
#include "models/services/vaultprekeys.h"
#include "models/vault/keystore.h"
#include "models/vault/peerstore.h"
#include "models/vault/ratchetstore.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

std::unexpected<Error> cryptoFailed(const char *what, int reason)
{
    return fail(ErrorCode::CryptoFailed, QStringLiteral("%1 (%2)").arg(QLatin1StringView(what)).arg(reason));
}

ErrorCode codeOf(crypto::DecryptError error)
{
    switch (error) {
    case crypto::DecryptError::AlreadyUsed: return ErrorCode::AlreadyExists;
    case crypto::DecryptError::UnknownVersion: return ErrorCode::SchemaTooNew;
    case crypto::DecryptError::Malformed: return ErrorCode::InvalidInput;
    default: return ErrorCode::CryptoFailed;
    }
}

DeviceEnvelope envelopeOf(DeviceId device, const crypto::PairwiseMessage &message)
{
    DeviceEnvelope envelope;
    envelope.device = device;
    envelope.session = toByteArray(message.header.session);
    envelope.ratchetKey = toByteArray(message.header.ratchet.ratchetKey.bytes);
    envelope.previousCount = message.header.ratchet.previous;
    envelope.number = message.header.ratchet.number;
    envelope.ciphertext = toByteArray(message.ciphertext);
    if (message.keyExchange)
        envelope.handshake = toByteArray(*message.keyExchange);
    return envelope;
}

} // namespace

Result<crypto::PairwiseMessage> pairwiseMessage(const DeviceEnvelope &envelope)
{
    crypto::PairwiseMessage message;
    TACET_TRY_ASSIGN(message.header.session, fixedBytes<crypto::kSessionIdSize>(envelope.session));
    TACET_TRY_ASSIGN(const auto ratchetKey, fixedBytes<32>(envelope.ratchetKey));
    message.header.ratchet.ratchetKey = crypto::X25519PublicKey::from(ratchetKey);
    message.header.ratchet.previous = envelope.previousCount;
    message.header.ratchet.number = envelope.number;
    const auto ciphertext = viewOf(envelope.ciphertext);
    message.ciphertext.assign(ciphertext.begin(), ciphertext.end());
    if (!envelope.handshake.isEmpty()) {
        const auto handshake = viewOf(envelope.handshake);
        message.keyExchange = crypto::Bytes(handshake.begin(), handshake.end());
    }
    return message;
}

PairwiseVault::PairwiseVault(VaultSession &vault, const LocalKeys &keys)
    : m_vault(vault)
    , m_keys(keys)
{
}

Result<PairwiseVault::Loaded *> PairwiseVault::load(const PeerDevice &peer)
{
    if (const auto found = m_loaded.find(peer.id); found != m_loaded.end())
        return &found->second;
    TACET_TRY_ASSIGN(const auto person, m_vault.peers().find(peer.user));
    if (!person)
        return fail(ErrorCode::NotFound, QStringLiteral("person"));
    TACET_TRY_ASSIGN(auto device, verifiedDevice(peer, person->masterKey));
    TACET_TRY_ASSIGN(const auto record, m_vault.ratchets().find(peer.id));
    crypto::PeerSessions sessions;
    if (record) {
        // What cannot be read is as good as gone: a new session begins, and the peer is asked to do the same.
        if (auto parsed = crypto::PeerSessions::deserialise(viewOf(record->state)))
            sessions = std::move(*parsed);
        else
            qCWarning(logServices) << "damaged ratchet state of device" << peer.id.toString();
    }
    Loaded loaded{.user = peer.user, .device = std::move(device), .sessions = std::move(sessions)};
    return &m_loaded.emplace(peer.id, std::move(loaded)).first->second;
}

Result<QList<PeerDevice>> PairwiseVault::devicesFor(UserId recipient)
{
    if (const auto known = m_devices.constFind(recipient); known != m_devices.constEnd())
        return *known;
    TACET_TRY_ASSIGN(QList<PeerDevice> devices, m_vault.peers().devices(recipient));
    TACET_TRY_ASSIGN(const QList<PeerDevice> own, m_vault.peers().devices(m_keys.user));
    for (const PeerDevice &device : own) {
        if (device.id != m_keys.device)
            devices += device;
    }
    m_devices.insert(recipient, devices);
    return devices;
}

Result<bool> PairwiseVault::canEncrypt(const PeerDevice &peer)
{
    TACET_TRY_ASSIGN(const Loaded *const loaded, load(peer));
    return loaded->sessions.canEncrypt(cryptoNow());
}

Result<> PairwiseVault::start(const PeerDevice &peer, const PrekeyBundle &bundle)
{
    TACET_TRY_ASSIGN(Loaded *const loaded, load(peer));
    TACET_TRY_ASSIGN(const crypto::PrekeyBundle claimed, cryptoBundle(bundle));
    const auto verified = claimed.verify(loaded->device);
    if (!verified)
        return cryptoFailed("a prekey is not signed by its device", static_cast<int>(verified.error()));
    const auto started = loaded->sessions.start(m_keys.localDevice(), *verified, m_random, cryptoNow());
    if (!started)
        return cryptoFailed("a session could not be started", static_cast<int>(started.error()));
    loaded->changed = true;
    return {};
}

Result<bool> PairwiseVault::isActive(const PeerDevice &peer, const QByteArray &session)
{
    TACET_TRY_ASSIGN(const Loaded *const loaded, load(peer));
    const auto active = loaded->sessions.activeSession();
    return active && toByteArray(*active) == session;
}

Result<> PairwiseVault::reset(const PeerDevice &peer)
{
    TACET_TRY_ASSIGN(Loaded *const loaded, load(peer));
    loaded->sessions.reset();
    loaded->changed = true;
    return {};
}

Result<DeviceEnvelope> PairwiseVault::encrypt(const PeerDevice &peer, const QByteArray &plaintext)
{
    TACET_TRY_ASSIGN(Loaded *const loaded, load(peer));
    const auto message = loaded->sessions.encrypt(viewOf(plaintext), m_random);
    if (!message)
        return cryptoFailed("encryption failed", static_cast<int>(message.error()));
    loaded->changed = true;
    return envelopeOf(peer.id, *message);
}

Result<PairwiseVault::Opened> PairwiseVault::decrypt(const PeerDevice &peer, const DeviceEnvelope &envelope)
{
    TACET_TRY_ASSIGN(Loaded *const loaded, load(peer));
    const auto message = pairwiseMessage(envelope);
    if (!message)
        return fail(ErrorCode::InvalidInput, QStringLiteral("malformed envelope"));
    const VaultPrekeys prekeys(m_vault.keys());
    const auto opened = loaded->sessions.decrypt(m_keys.localDevice(), loaded->device, *message, prekeys, cryptoNow());
    if (!opened)
        return fail(codeOf(opened.error()),
                    QStringLiteral("decryption failed (%1)").arg(static_cast<int>(opened.error())));
    loaded->changed = true;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (opened->usedOneTimePrekeyId)
        TACET_TRY(m_vault.keys().consume(PrekeyKind::OneTime, *opened->usedOneTimePrekeyId, now));
    if (opened->usedKemPrekeyId)
        TACET_TRY(m_vault.keys().consume(PrekeyKind::Kem, *opened->usedKemPrekeyId, now));
    return Opened{.plaintext = toByteArray(opened->plaintext), .needsHeartbeat = opened->needsHeartbeat};
}

Result<> PairwiseVault::save()
{
    for (auto &[device, loaded] : m_loaded) {
        if (!loaded.changed)
            continue;
        TACET_TRY(m_vault.ratchets().save(
            {.device = device, .user = loaded.user, .state = toByteArray(loaded.sessions.serialise())}));
        loaded.changed = false;
    }
    return {};
}

} // namespace tacet
