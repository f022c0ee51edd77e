#pragma once
#include "models/domain/result.h"

namespace tacet {

class VaultSession;

/// What to do about state that went back in time (docs/protocol.md, State rules). On the vault's thread.

/// The vault lost commits: its sessions may be older than what was sent with them, its prekeys older than
/// those it published. Forgets every session, and gives out no id again that it may have given out.
/// Repeatable until AccountStore::clearMissingCommits(); nothing may be encrypted before.
Result<> dropSessionsAfterLoss(VaultSession &vault);

/// Messages that the database has taken and no device has confirmed wait in the outbox once more: a
/// restored database may not have them.
Result<> queueUnreceipted(VaultSession &vault);

} // namespace tacet
