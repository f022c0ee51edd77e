#pragma once
#include "app/ctl/workspacecommand.h"
#include "models/services/tenantservice.h"

namespace tacet::ctl {

/// What the commands for who runs a cluster have in common: which cluster is meant. `--cluster DIR`,
/// `--server …`, or that of the profile.
class ClusterCommand : public WorkspaceCommand
{
protected:
    static void addPlaceOptions(QCommandLineParser &parser);
    static Task<ClusterPlace> place(Context &context, const QCommandLineParser &parser);
    /// Empty if the options fit together.
    static QString placeComplaint(const QCommandLineParser &parser);

    static QString lineOf(const TenantSummary &tenant);
    static QJsonObject documentOf(const TenantSummary &tenant);
};

} // namespace tacet::ctl
