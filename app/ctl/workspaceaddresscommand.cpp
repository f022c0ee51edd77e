#include "app/ctl/workspaceaddresscommand.h"

namespace tacet::ctl {

QCoro::Task<int> WorkspaceAddressCommand::run(Context &context, const QCommandLineParser &)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const auto link = co_await answerOf((*session)->recovery().workspaceLink());
    if (!link)
        co_return context.output().failure(link.error());
    context.output().result(link->toString(), {{QStringLiteral("address"), link->toString()}});
    co_return 0;
}

} // namespace tacet::ctl
