#include "app/ctl/tenantlistcommand.h"

namespace tacet::ctl {

void TenantListCommand::configure(QCommandLineParser &parser) const
{
    addPlaceOptions(parser);
}

QString TenantListCommand::complaint(const QCommandLineParser &parser) const
{
    const QString wrong = placeComplaint(parser);
    return wrong.isEmpty() ? Command::complaint(parser) : wrong;
}

QCoro::Task<int> TenantListCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await place(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(*where);
    const auto tenants = co_await answerOf(service.list());
    if (!tenants)
        co_return context.output().failure(tenants.error());
    for (const TenantSummary &tenant : *tenants)
        context.output().result(lineOf(tenant), documentOf(tenant));
    co_return 0;
}

} // namespace tacet::ctl
