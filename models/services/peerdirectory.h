#pragma once
#include "models/domain/person.h"
#include "models/services/awaiting.h"
#include "models/vault/peerstore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace tacet {

class AccountCore;
class VaultSession;

/// Of the devices' accounts, those of which a device is not in the vault, or not active.
Result<QSet<UserId>> unknownUsers(VaultSession &vault, const QHash<DeviceId, UserId> &devices);

/// Keeps what the vault knows of other accounts in step with the database, and lets nothing in that does
/// not verify: names and first keys, signed device lists, certificates, prekey bundles.
class PeerDirectory final : public QObject
{
    Q_OBJECT
public:
    explicit PeerDirectory(AccountCore &core);

    /// Asks the database who that is; the master key is pinned at first sight. A known person is
    /// answered from the vault if the database cannot be reached.
    Task<Person> learn(UserId user);
    /// The person's devices are in the vault. IdentityChanged while a new master key waits for a
    /// decision, NoDevices, CryptoFailed.
    Task<> ensureDevices(UserId user);
    /// Fetches and verifies the device list whatever the vault has.
    Task<> refresh(UserId user);
    /// The same for many, and for those of whom a device is not known yet. What the database says of a person may be
    /// wrong or forged: that is dealt with where it matters. An error only if nothing can be asked now.
    Task<> refreshAll(QSet<UserId> users);
    Task<> learnDevices(QHash<DeviceId, UserId> devices);
    /// Claims a bundle of the device and begins a session with it.
    Task<> startSession(PeerDevice device);
    /// The same for many. Answers the people with whom it did not work; an error if the connection broke.
    Task<QSet<UserId>> startSessions(QList<PeerDevice> devices);

private:
    AccountCore &m_core;
};

} // namespace tacet
