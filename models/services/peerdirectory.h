#pragma once
#include "models/domain/person.h"
#include "models/services/awaiting.h"
#include "models/vault/peerstore.h"

#include <QHash>
#include <QObject>

namespace tacet {

class AccountCore;

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
    /// Claims a bundle of the device and begins a session with it.
    Task<> startSession(PeerDevice device);

private:
    AccountCore &m_core;
};

} // namespace tacet
