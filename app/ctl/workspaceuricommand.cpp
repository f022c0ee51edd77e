#include "app/ctl/workspaceuricommand.h"

#include "models/services/workspaceservice.h"

namespace tacet::ctl {

QCoro::Task<int> WorkspaceUriCommand::run(Context &context, const QCommandLineParser &)
{
    const auto place = co_await address(context);
    if (!place)
        co_return context.output().failure(place.error());
    WorkspaceService workspace(*place);
    const auto uri = co_await answerOf(workspace.uri());
    if (!uri && uri.error().code() == ErrorCode::NotOpen)
        co_return context.output().failure(
            ErrorCode::NotOpen, QStringLiteral("The database does not run. Start it first: tacetctl workspace start"));
    if (!uri)
        co_return context.output().failure(uri.error());
    const QString passwordFile = ClusterPaths(place->directory).superuserFile();
    context.output().progress(QStringLiteral("The password is in %1.").arg(passwordFile));
    context.output().result(*uri, {{QStringLiteral("uri"), *uri}, {QStringLiteral("password_file"), passwordFile}});
    co_return 0;
}

} // namespace tacet::ctl
