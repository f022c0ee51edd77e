#include "app/ctl/workspacestopcommand.h"

#include "models/services/workspaceservice.h"

namespace tacet::ctl {

void WorkspaceStopCommand::configure(QCommandLineParser &parser) const
{
    addClusterOption(parser);
}

QCoro::Task<int> WorkspaceStopCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto place = co_await addressOrCluster(context, parser);
    if (!place)
        co_return context.output().failure(place.error());
    WorkspaceService workspace(*place);
    if (const auto stopped = co_await answerOf(workspace.stop()); !stopped)
        co_return context.output().failure(stopped.error());
    context.output().result(QStringLiteral("stopped"), {{QStringLiteral("state"), QStringLiteral("stopped")}});
    co_return 0;
}

} // namespace tacet::ctl
