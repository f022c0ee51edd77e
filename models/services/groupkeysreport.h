#pragma once
#include "models/services/groupvault.h"

namespace tacet {

/// Where a chat's keys stand as this vault knows it; what only the database knows is 0. NotFound.
Result<GroupKeysReport> keysReportOf(VaultSession &vault, const Account &account, ChatId chat);

} // namespace tacet
