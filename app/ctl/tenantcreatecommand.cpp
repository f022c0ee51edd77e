#include "app/ctl/tenantcreatecommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/qrtext.h"

namespace tacet::ctl {

void TenantCreateCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("name"), QStringLiteral("the workspace's name"), QStringLiteral("NAME")});
    addPlaceOptions(parser);
}

QString TenantCreateCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.value(QStringLiteral("name")).trimmed().isEmpty())
        return QStringLiteral("tenant create needs --name NAME.");
    const QString wrong = placeComplaint(parser);
    return wrong.isEmpty() ? Command::complaint(parser) : wrong;
}

QCoro::Task<int> TenantCreateCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await place(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(*where);
    const auto link = co_await answerOf(service.create(parser.value(QStringLiteral("name")).trimmed()));
    if (!link)
        co_return context.output().failure(link.error());
    const QString address = link->toString();
    context.output().progress(QStringLiteral("Who joins with this link owns the workspace. It works once, until %1; "
                                             "send it on a way you trust.")
                                  .arg(link->expires.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
    context.output().result(qrText(address) + address, {{QStringLiteral("database"), link->workspace.database},
                                                        {QStringLiteral("id"), link->workspace.id.toString()},
                                                        {QStringLiteral("link"), address},
                                                        {QStringLiteral("expires_at"), timeText(link->expires)}});
    co_return 0;
}

} // namespace tacet::ctl
