#include "app/ctl/workspacecommand.h"

#include <QDir>

namespace tacet::ctl {

void WorkspaceCommand::addClusterOption(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("cluster"),
                      QStringLiteral("the folder of the embedded database; needs no account and no passphrase"),
                      QStringLiteral("DIR")});
}

Task<WorkspaceAddress> WorkspaceCommand::addressOrCluster(Context &context, const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("cluster")))
        co_return co_await address(context);
    WorkspaceAddress given;
    given.directory = QDir::cleanPath(QDir::current().absoluteFilePath(parser.value(QStringLiteral("cluster"))));
    if (!QDir(given.directory + QStringLiteral("/data")).exists())
        co_return fail(ErrorCode::NotFound, QStringLiteral("no embedded database in that folder"));
    co_return given;
}

Task<WorkspaceAddress> WorkspaceCommand::address(Context &context)
{
    TACET_CO_TRY_ASSIGN(AccountSession *const session, co_await context.unlock());
    const WorkspaceAddress address = session->account().workspace;
    TACET_CO_TRY(co_await answerOf(context.profile().lock()));
    co_return address;
}

} // namespace tacet::ctl
