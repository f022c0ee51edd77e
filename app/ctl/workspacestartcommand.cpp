#include "app/ctl/workspacestartcommand.h"

#include "app/ctl/terminationsignals.h"
#include "app/ctl/waiting.h"
#include "models/services/workspaceservice.h"

#include <QCoreApplication>
#include <QCoro/QCoroTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryFile>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kKeeperStart{30};
constexpr std::chrono::milliseconds kKeeperPoll{20};
constexpr std::chrono::milliseconds kWatchPause{1000};

} // namespace

void WorkspaceStartCommand::configure(QCommandLineParser &parser) const
{
    addClusterOption(parser);
    parser.addOption({QStringLiteral("foreground"), QStringLiteral("stay, and stop with SIGINT or SIGTERM")});
}

bool WorkspaceStartCommand::endsItself(const QCommandLineParser &parser) const
{
    return parser.isSet(QStringLiteral("foreground"));
}

QCoro::Task<int> WorkspaceStartCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto place = co_await addressOrCluster(context, parser);
    if (!place)
        co_return context.output().failure(place.error());
    if (parser.isSet(QStringLiteral("foreground")))
        co_return co_await holdUntilStopped(context, *place);
    WorkspaceService workspace(*place);
    if (const auto held = co_await answerOf(workspace.hold()); !held)
        co_return context.output().failure(held.error());
    // The server lives as long as it has a user: one of our own stays behind.
    if (const auto kept = co_await startKeeper(*place); !kept)
        co_return context.output().failure(kept.error());
    context.output().result(QStringLiteral("running"), {{QStringLiteral("state"), QStringLiteral("running")}});
    co_return 0;
}

/// Starts this program again as a process of its own, and waits until that one uses the server.
Task<> WorkspaceStartCommand::startKeeper(WorkspaceAddress address)
{
    QTemporaryFile word;
    if (!word.open())
        co_return fail(ErrorCode::Io, QStringLiteral("no temporary file can be made"));
    QProcess keeper;
    keeper.setProgram(QCoreApplication::applicationFilePath());
    keeper.setArguments({QStringLiteral("workspace"), QStringLiteral("start"), QStringLiteral("--foreground"),
                         QStringLiteral("--cluster"), address.directory});
    keeper.setWorkingDirectory(QStringLiteral("/"));
    keeper.setStandardInputFile(QProcess::nullDevice());
    keeper.setStandardOutputFile(word.fileName());
    keeper.setStandardErrorFile(QProcess::nullDevice());
    if (!keeper.startDetached())
        co_return fail(ErrorCode::Internal, QStringLiteral("the program cannot start itself"));
    const QDeadlineTimer deadline(kKeeperStart);
    while (QFileInfo(word.fileName()).size() == 0) {
        if (deadline.hasExpired())
            co_return fail(ErrorCode::Timeout, QStringLiteral("the process that keeps the database running"));
        co_await QCoro::sleepFor(kKeeperPoll);
    }
    co_return {};
}

/// Until a signal, or until somebody stopped the server; one that was started again since then is none of ours.
QCoro::Task<int> WorkspaceStartCommand::holdUntilStopped(Context &context, WorkspaceAddress address)
{
    WorkspaceService workspace(address);
    if (const auto held = co_await answerOf(workspace.hold()); !held)
        co_return context.output().failure(held.error());
    const auto begun = co_await answerOf(workspace.status());
    if (!begun)
        co_return context.output().failure(begun.error());
    context.output().result(QStringLiteral("running"), {{QStringLiteral("state"), QStringLiteral("running")}});
    while (!context.signals().received()) {
        co_await signalOrDeadline(&context.signals(), &TerminationSignals::terminated, QDeadlineTimer(kWatchPause));
        const auto status = co_await answerOf(workspace.status());
        if (!status || !status->running || status->pid != begun->pid)
            break;
    }
    co_return 0;
}

} // namespace tacet::ctl
