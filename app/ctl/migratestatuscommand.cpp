#include "app/ctl/migratestatuscommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

QCoro::Task<int> MigrateStatusCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await target(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantService service(where->place);
    const auto status = co_await answerOf(service.migrations(where->tenant));
    if (!status)
        co_return context.output().failure(status.error());
    const auto show = [&context](int version, const QString &name, const QDateTime &appliedAt) {
        const bool isApplied = appliedAt.isValid();
        QJsonObject document{
            {QStringLiteral("version"), version},
            {QStringLiteral("name"), name},
            {QStringLiteral("state"), isApplied ? QStringLiteral("applied") : QStringLiteral("missing")}};
        if (isApplied)
            document.insert(QStringLiteral("applied_at"), timeText(appliedAt));
        context.output().result(QStringLiteral("%1  %2  %3")
                                    .arg(version, 4, 10, QLatin1Char('0'))
                                    .arg(name, isApplied ? timeText(appliedAt) : QStringLiteral("missing")),
                                document);
    };
    for (const AppliedMigration &migration : status->applied)
        show(migration.version, migration.name, migration.appliedAt);
    for (const Migration &migration : status->pending)
        show(migration.version, migration.name, {});
    co_return 0;
}

} // namespace tacet::ctl
