#include "app/ctl/migrateupcommand.h"

#include "models/services/workspaceservice.h"

namespace tacet::ctl {

QCoro::Task<int> MigrateUpCommand::run(Context &context, const QCommandLineParser &)
{
    const auto place = co_await address(context);
    if (!place)
        co_return context.output().failure(place.error());
    WorkspaceService workspace(*place);
    const auto applied = co_await answerOf(workspace.migrateUp());
    if (!applied)
        co_return context.output().failure(applied.error());
    context.output().result(*applied == 0 ? QStringLiteral("nothing was missing")
                                          : QStringLiteral("migrations applied: %1").arg(*applied),
                            {{QStringLiteral("applied"), *applied}});
    co_return 0;
}

} // namespace tacet::ctl
