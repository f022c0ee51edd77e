#include "app/ctl/doctorcommand.h"

#include "app/ctl/findingtext.h"
#include "app/ctl/waiting.h"
#include "models/services/tenantservice.h"

#include <algorithm>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kConnectTimeout{30};
constexpr int kExitUnwell = 1;

QCoro::Task<Finding> lookAtMigrations(WorkspaceAddress address)
{
    Finding finding{.check = Finding::Check::Migrations};
    if (address.place == WorkspaceAddress::Place::Server) {
        finding.reason = ErrorCode::InvalidInput; // its administrator's business
        co_return finding;
    }
    TenantService tenants({.directory = address.directory, .server = {}});
    const auto status = co_await answerOf(tenants.migrations(address.database));
    if (status)
        finding.measured = status->pending.size();
    else
        finding.reason = status.error().code();
    finding.good = status && status->pending.isEmpty();
    co_return finding;
}

} // namespace

QCoro::Task<int> DoctorCommand::run(Context &context, const QCommandLineParser &)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    co_return co_await examine(context, **session);
}

QCoro::Task<int> DoctorCommand::examine(Context &context, AccountSession &session)
{
    ConnectionService &connection = session.connection();
    connection.start();
    const QDeadlineTimer deadline(kConnectTimeout);
    while (!isSettled(connection.state()) && !deadline.hasExpired())
        co_await signalOrDeadline(&connection, &ConnectionService::stateChanged, deadline);
    auto findings = co_await answerOf(session.doctor().examine());
    if (!findings)
        co_return context.output().failure(findings.error());
    if (session.account().workspace.place == WorkspaceAddress::Place::ThisComputer)
        findings->append(co_await lookAtMigrations(session.account().workspace));
    for (const Finding &finding : *findings) {
        const QString mark = finding.good ? QStringLiteral("ok    ") : QStringLiteral("WRONG ");
        context.output().result(mark + sentenceFor(finding), documentOf(finding));
    }
    const auto wrong = std::ranges::count_if(*findings, [](const Finding &finding) { return !finding.good; });
    if (wrong == 0)
        co_return 0;
    context.output().progress(QStringLiteral("Found wrong: %1").arg(wrong));
    co_return kExitUnwell;
}

} // namespace tacet::ctl
