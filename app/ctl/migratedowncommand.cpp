#include "app/ctl/migratedowncommand.h"

#include "models/services/workspaceservice.h"

namespace tacet::ctl {

void MigrateDownCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("to"), QStringLiteral("the version that remains; one less than now if not given"),
                      QStringLiteral("VERSION")});
}

QString MigrateDownCommand::complaint(const QCommandLineParser &parser) const
{
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("to")) && (parser.value(QStringLiteral("to")).toInt(&isNumber) < 0 || !isNumber))
        return QStringLiteral("--to needs a version, 0 or more.");
    return WorkspaceCommand::complaint(parser);
}

QCoro::Task<int> MigrateDownCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto place = co_await address(context);
    if (!place)
        co_return context.output().failure(place.error());
    std::optional<int> version;
    if (parser.isSet(QStringLiteral("to")))
        version = parser.value(QStringLiteral("to")).toInt();
    co_return co_await takeBack(context, *place, version);
}

QCoro::Task<int> MigrateDownCommand::takeBack(Context &context, WorkspaceAddress address, std::optional<int> version)
{
    WorkspaceService workspace(address);
    if (!version) {
        const auto status = co_await answerOf(workspace.migrations());
        if (!status)
            co_return context.output().failure(status.error());
        version = std::max(status->version() - 1, 0);
    }
    const auto undone = co_await answerOf(workspace.migrateDown(*version));
    if (!undone)
        co_return context.output().failure(undone.error());
    context.output().result(
        QStringLiteral("migrations taken back: %1; the database is at version %2 now").arg(*undone).arg(*version),
        {{QStringLiteral("undone"), *undone}, {QStringLiteral("version"), *version}});
    co_return 0;
}

} // namespace tacet::ctl
