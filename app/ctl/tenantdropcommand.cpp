#include "app/ctl/tenantdropcommand.h"

namespace tacet::ctl {

void TenantDropCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("database"),
                                 QStringLiteral("its database, as `tenant list` shows it; names are not enough here"),
                                 QStringLiteral("DATABASE"));
    parser.addOption({QStringLiteral("yes"), QStringLiteral("really do it")});
    addPlaceOptions(parser);
}

QString TenantDropCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.positionalArguments().size() != 1)
        return QStringLiteral("tenant drop needs one DATABASE.");
    return placeComplaint(parser);
}

QCoro::Task<int> TenantDropCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await place(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(*where);
    const QString database = parser.positionalArguments().value(0);
    const auto tenant = co_await answerOf(service.find(database));
    if (!tenant)
        co_return context.output().failure(tenant.error());
    if (tenant->database != database)
        co_return context.output().failure(ErrorCode::InvalidInput,
                                           QStringLiteral("Give the workspace's database: %1").arg(tenant->database));
    if (!parser.isSet(QStringLiteral("yes"))) {
        context.output().result(lineOf(*tenant), documentOf(*tenant));
        co_return context.output().failure(
            ErrorCode::Cancelled, QStringLiteral("All of this would be gone for ever. If that is meant, add --yes."));
    }
    if (const auto dropped = co_await answerOf(service.drop(database)); !dropped)
        co_return context.output().failure(dropped.error());
    context.output().result(QStringLiteral("dropped %1").arg(database), {{QStringLiteral("dropped"), database}});
    co_return 0;
}

} // namespace tacet::ctl
