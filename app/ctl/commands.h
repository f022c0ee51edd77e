#pragma once
#include "app/ctl/command.h"

#include <memory>
#include <vector>

namespace tacet::ctl {

/// Every command there is, in the order of the overview.
std::vector<std::unique_ptr<Command>> allCommands();

/// The command that `words` begin with, the longest name first; `words` loses its name then. Null if
/// there is none.
Command *takeCommand(const std::vector<std::unique_ptr<Command>> &commands, QStringList &words);

} // namespace tacet::ctl
