#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QSet>

namespace tacet {

class VaultSession;

/// Members whose devices could not be given an own session when a message was written with it. They may have it from
/// that message on, once they ask: the earliest index counts. Sessions that nobody can be given any more are forgotten.
Result<> noteOwed(VaultSession &vault, ChatId chat, DistributionId distribution, const QSet<UserId> &users,
                  quint32 index);
/// Nothing for whoever is owed nothing.
Result<std::optional<quint32>> owedFrom(VaultSession &vault, ChatId chat, DistributionId distribution, UserId user);

} // namespace tacet
