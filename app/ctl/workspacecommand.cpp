#include "app/ctl/workspacecommand.h"

#include "models/services/workspacefounder.h"

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
    WorkspaceAddress given;
    if (!parser.isSet(QStringLiteral("cluster"))) {
        // A profile that made its workspace says so by its folder: the vault, which only one program may
        // hold, is opened for the others only.
        given.directory = clusterDirectory(context.profile().directory());
        if (!QDir(given.directory + QStringLiteral("/data")).exists())
            co_return co_await address(context);
        co_return given;
    }
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
