#include "app/ctl/workspacestatuscommand.h"

#include "models/services/workspaceservice.h"

namespace tacet::ctl {

void WorkspaceStatusCommand::configure(QCommandLineParser &parser) const
{
    addClusterOption(parser);
}

QCoro::Task<int> WorkspaceStatusCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto place = co_await addressOrCluster(context, parser);
    if (!place)
        co_return context.output().failure(place.error());
    WorkspaceService workspace(*place);
    const auto status = co_await answerOf(workspace.status());
    if (!status)
        co_return context.output().failure(status.error());
    QJsonObject document{
        {QStringLiteral("state"), status->running ? QStringLiteral("running") : QStringLiteral("stopped")},
        {QStringLiteral("directory"), place->directory},
        {QStringLiteral("postgresql"), status->majorVersion}};
    QString line = QStringLiteral("stopped (PostgreSQL %1, %2)").arg(status->majorVersion).arg(place->directory);
    if (!place->database.isEmpty())
        document.insert(QStringLiteral("database"), place->database);
    if (status->running) {
        document.insert(QStringLiteral("pid"), status->pid);
        document.insert(QStringLiteral("socket"), status->socketDirectory);
        line = QStringLiteral("running as process %1 (PostgreSQL %2, %3)")
                   .arg(status->pid)
                   .arg(status->majorVersion)
                   .arg(place->directory);
    }
    context.output().result(line, document);
    co_return 0;
}

} // namespace tacet::ctl
