#pragma once
#include "crypto/identity/devicecertificate.h"
#include "crypto/session/peersessions.h"
#include "models/backend/deliverystore.h"
#include "models/backend/prekeystore.h"
#include "models/services/localkeys.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

#include <QHash>

#include <map>

namespace tacet {

/// InvalidInput if it is none that a device would write.
Result<crypto::PairwiseMessage> pairwiseMessage(const DeviceEnvelope &envelope);

/// The pairwise ratchets as they stand in the vault: loads a peer device's sessions once, works on them,
/// and writes them back with save(). Used on the vault's thread inside one transaction; without save()
/// nothing has happened.
class PairwiseVault
{
public:
    PairwiseVault(VaultSession &vault, const LocalKeys &keys);

    /// The devices of `recipient` and one's own other ones, read once.
    Result<QList<PeerDevice>> devicesFor(UserId recipient);
    Result<bool> canEncrypt(const PeerDevice &peer);
    /// Begins a session from a bundle of the database, after everything in it was verified against the
    /// pinned device. CryptoFailed.
    Result<> start(const PeerDevice &peer, const PrekeyBundle &bundle);
    /// What is encrypted now goes out in this session.
    Result<bool> isActive(const PeerDevice &peer, const QByteArray &session);
    /// Lays the present session aside, so that the next start() replaces it.
    Result<> reset(const PeerDevice &peer);
    Result<DeviceEnvelope> encrypt(const PeerDevice &peer, const QByteArray &plaintext);

    struct Opened {
        QByteArray plaintext;
        bool needsHeartbeat = false; ///< a long one-way chain: answer so that the ratchet turns
    };
    /// Uses up one-time keys. On an error nothing is changed: AlreadyExists if it was decrypted before (or
    /// its key was dropped), SchemaTooNew, InvalidInput if it is malformed, else CryptoFailed.
    Result<Opened> decrypt(const PeerDevice &peer, const DeviceEnvelope &envelope);

    Result<> save();

private:
    struct Loaded {
        UserId user;
        crypto::VerifiedDevice device; ///< verified under the pinned master key when it was loaded
        crypto::PeerSessions sessions;
        bool changed = false;
    };
    Result<Loaded *> load(const PeerDevice &peer);

    VaultSession &m_vault;
    const LocalKeys &m_keys;
    crypto::SystemRandom m_random;
    std::map<DeviceId, Loaded> m_loaded;
    QHash<UserId, QList<PeerDevice>> m_devices; ///< by recipient
};

} // namespace tacet
