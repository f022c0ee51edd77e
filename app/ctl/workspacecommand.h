#pragma once
#include "app/ctl/command.h"
#include "models/domain/workspaceaddress.h"

namespace tacet::ctl {

/// What the commands on the workspace's database have in common: they need its address only, from the
/// vault or from `--cluster DIR`.
class WorkspaceCommand : public Command
{
protected:
    /// Adds `--cluster DIR` for commands that need no more than the folder.
    static void addClusterOption(QCommandLineParser &parser);
    /// The folder that `--cluster` names, or address().
    static Task<WorkspaceAddress> addressOrCluster(Context &context, const QCommandLineParser &parser);
    /// Opens the vault, reads the address, and locks the vault again, so that others can use the profile.
    static Task<WorkspaceAddress> address(Context &context);
};

} // namespace tacet::ctl
