#include "app/ctl/migrateupcommand.h"

namespace tacet::ctl {

QCoro::Task<int> MigrateUpCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await target(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(where->place);
    const auto applied =
        co_await answerOf(service.migrateUp(where->tenant, progress(context.output(), QStringLiteral("applying"))));
    if (!applied)
        co_return context.output().failure(applied.error());
    context.output().result(*applied == 0 ? QStringLiteral("nothing was missing")
                                          : QStringLiteral("migrations applied: %1").arg(*applied),
                            {{QStringLiteral("applied"), *applied}});
    co_return 0;
}

} // namespace tacet::ctl
