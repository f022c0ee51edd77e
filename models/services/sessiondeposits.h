#pragma once
#include "crypto/epoch/sealedsession.h"
#include "models/backend/grouphistorystore.h"
#include "models/domain/account.h"
#include "models/services/localkeys.h"

namespace tacet {

class VaultSession;

/// The deposit of the session that this device writes a group's messages with (docs/protocol.md section 5). Where the
/// group shares its past a session is sealed for those who come later when it begins, in the transaction that stores
/// it; where it does not, there is none. On the vault's thread.
class SessionDeposits
{
public:
    SessionDeposits(VaultSession &vault, const LocalKeys &keys, const Account &account);

    /// Whether a session that begins now is to be deposited: the group shares its past, and the key to seal under is
    /// here.
    Result<bool> isWanted(ChatId chat);
    Result<bool> isPrepared(ChatId chat, DistributionId distribution);
    /// Replaces the one of the session before.
    Result<> prepare(ChatId chat, DistributionId distribution, const crypto::OutboundGroupSession &session);
    Result<> forget(ChatId chat);
    /// Nothing if the group's present session is not deposited.
    Result<std::optional<SessionDeposit>> prepared(ChatId chat);

private:
    VaultSession &m_vault;
    const LocalKeys &m_keys;
    const Account &m_account;
};

/// Where a session lies, as crypto signs it.
crypto::SessionPlace sessionPlace(ChatId chat, const SessionDeposit &deposit, UserId user);

} // namespace tacet
