#include "app/ctl/migratedowncommand.h"

namespace tacet::ctl {

void MigrateDownCommand::configure(QCommandLineParser &parser) const
{
    MigrateCommand::configure(parser);
    parser.addOption({QStringLiteral("to"), QStringLiteral("the version that remains; one less than now if not given"),
                      QStringLiteral("VERSION")});
}

QString MigrateDownCommand::complaint(const QCommandLineParser &parser) const
{
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("to")) && (parser.value(QStringLiteral("to")).toInt(&isNumber) < 0 || !isNumber))
        return QStringLiteral("--to needs a version, 0 or more.");
    return MigrateCommand::complaint(parser);
}

QCoro::Task<int> MigrateDownCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await target(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    std::optional<int> version;
    if (parser.isSet(QStringLiteral("to")))
        version = parser.value(QStringLiteral("to")).toInt();
    co_return co_await takeBack(context, *where, version);
}

QCoro::Task<int> MigrateDownCommand::takeBack(Context &context, Target target, std::optional<int> version)
{
    TenantService service(target.place);
    if (!version) {
        const auto status = co_await answerOf(service.migrations(target.tenant));
        if (!status)
            co_return context.output().failure(status.error());
        version = std::max(status->version() - 1, 0);
    }
    const auto undone = co_await answerOf(
        service.migrateDown(target.tenant, *version, progress(context.output(), QStringLiteral("taking back"))));
    if (!undone)
        co_return context.output().failure(undone.error());
    context.output().result(
        QStringLiteral("migrations taken back: %1; the database is at version %2 now").arg(*undone).arg(*version),
        {{QStringLiteral("undone"), *undone}, {QStringLiteral("version"), *version}});
    co_return 0;
}

} // namespace tacet::ctl
