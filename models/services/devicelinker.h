#pragma once
#include "models/backend/backendsession.h"
#include "models/executor/executor.h"
#include "models/services/pendinglink.h"
#include "models/services/recoveryservice.h"
#include "models/vault/vaultsession.h"

namespace tacet {

/// What the person knows who wants this computer to be a device of an account.
struct LinkRequest {
    WorkspaceLink workspace;
    QString username;
    QString password;
    QString code; ///< of the authenticator, or a recovery code; anything if the account has no second factor
    SharedPhrase phrase;
    QCA::SecureArray passphrase; ///< of the vault on this computer
};

/// Links this computer to an account: signs in, opens the account's keys with the recovery phrase, makes a device of
/// them (docs/protocol.md section 7). What reaches the database is in the vault before, so that a link that was
/// interrupted is ended by the next one. Lives on its owner's thread; the executors outlive it.
class DeviceLinker
{
public:
    DeviceLinker(Executor<VaultSession> &vault, Executor<BackendSession> &backend, QString directory);

    /// LoginRefused for name or password; WrongCode, SignInLocked; NoRecoveryPhrase, WrongPhrase; QuotaExceeded if the
    /// account has no room for a device; CryptoFailed if the account's key or devices do not verify; AlreadyExists if
    /// the profile has an account or is joining; WrongPassphrase of a vault that an interrupted link has left.
    Task<AccountRecord> link(LinkRequest request);

private:
    Task<std::optional<PendingLink>> openWaitingVault(QCA::SecureArray passphrase);
    Task<> signIn(LinkRequest request);
    Task<AccountRecord> take(PendingLink pending);
    Task<LinkGrounds> grounds(LinkRequest request);
    Task<AccountRecord> makeDevice(LinkGrounds grounds);

    Executor<VaultSession> &m_vault;
    Executor<BackendSession> &m_backend;
    const QString m_directory;
};

} // namespace tacet
