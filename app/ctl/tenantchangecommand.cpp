#include "app/ctl/tenantchangecommand.h"

namespace tacet::ctl {

QString TenantChangeCommand::name() const
{
    switch (m_change) {
    case Change::Rename: return QStringLiteral("tenant rename");
    case Change::Suspend: return QStringLiteral("tenant suspend");
    case Change::Resume: return QStringLiteral("tenant resume");
    }
    Q_UNREACHABLE_RETURN({});
}

QString TenantChangeCommand::summary() const
{
    switch (m_change) {
    case Change::Rename: return QStringLiteral("give a workspace another name");
    case Change::Suspend: return QStringLiteral("close a workspace to everybody until it is resumed; nothing is lost");
    case Change::Resume: return QStringLiteral("open a suspended workspace again");
    }
    Q_UNREACHABLE_RETURN({});
}

void TenantChangeCommand::configure(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(QStringLiteral("tenant"), QStringLiteral("its database, id or name"),
                                 QStringLiteral("TENANT"));
    if (m_change == Change::Rename)
        parser.addPositionalArgument(QStringLiteral("name"), QStringLiteral("the new name"), QStringLiteral("NAME"));
    addPlaceOptions(parser);
}

QString TenantChangeCommand::complaint(const QCommandLineParser &parser) const
{
    const qsizetype wanted = m_change == Change::Rename ? 2 : 1;
    if (parser.positionalArguments().size() != wanted)
        return m_change == Change::Rename ? QStringLiteral("tenant rename needs TENANT and NAME.")
                                          : name() + QStringLiteral(" needs one TENANT.");
    return placeComplaint(parser);
}

AsyncResult<TenantSummary> TenantChangeCommand::apply(TenantService &service, const QStringList &words) const
{
    switch (m_change) {
    case Change::Rename: return service.rename(words.value(0), words.value(1).trimmed());
    case Change::Suspend: return service.suspend(words.value(0));
    case Change::Resume: return service.resume(words.value(0));
    }
    Q_UNREACHABLE_RETURN({});
}

QCoro::Task<int> TenantChangeCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await place(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(*where);
    const auto tenant = co_await answerOf(apply(service, parser.positionalArguments()));
    if (!tenant)
        co_return context.output().failure(tenant.error());
    context.output().result(lineOf(*tenant), documentOf(*tenant));
    co_return 0;
}

} // namespace tacet::ctl
