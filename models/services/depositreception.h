#pragma once
#include "models/backend/grouphistorystore.h"
#include "models/services/groupreception.h"

namespace tacet {

/// Sessions that messages of a group wait for.
struct WantedSessions {
    QList<WaitingSession> sessions;
    /// What decides which deposits this device is shown and can open: the group's policy and the keys that are here.
    QByteArray means;
};

enum class DepositVerdict {
    Taken,   ///< the session is here, and what waited for it was opened
    Later,   ///< its epoch's key, or its device, is not known here yet
    Refused, ///< not what its device deposited: somebody tampered with it
};

/// Takes sessions that others deposited for those who came later. Runs on the vault's thread in the caller's
/// transaction. A deposit that is refused changes nothing.
class DepositReception
{
public:
    DepositReception(VaultSession &vault, const LocalKeys &keys, const Account &account);

    Result<WantedSessions> wanted(ChatId chat);
    /// Errors are the vault's.
    Result<DepositVerdict> take(ChatId chat, const SessionDeposit &deposit);
    GroupReceptionOutcome finish() { return m_messages.finish(); }

private:
    VaultSession &m_vault;
    const Account &m_account;
    GroupReception m_messages;
};

} // namespace tacet
