#pragma once
#include <QString>

namespace tacet {
class VaultSession;
}

namespace tacet::bench {

/// A peer, a chat with it, and 100,000 messages of it.
void fillHistory(VaultSession &vault);

/// Opening a vault of 100,000 messages: builds one, and has it opened by a process of its own.
void benchHistory();

/// That process: opens the vault in `folder`, reads the chat list and the newest page, and reports.
int openHistory(const QString &folder);

} // namespace tacet::bench
