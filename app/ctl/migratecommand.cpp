#include "app/ctl/migratecommand.h"

namespace tacet::ctl {

void MigrateCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("tenant"),
                      QStringLiteral("the workspace's database, id or name, if it is not the profile's own"),
                      QStringLiteral("TENANT")});
    addPlaceOptions(parser);
}

QString MigrateCommand::complaint(const QCommandLineParser &parser) const
{
    const bool elsewhere = parser.isSet(QStringLiteral("server")) || parser.isSet(QStringLiteral("cluster"));
    if (elsewhere && !parser.isSet(QStringLiteral("tenant")))
        return QStringLiteral("--server and --cluster need --tenant TENANT; see: tacetctl tenant list");
    const QString wrong = placeComplaint(parser);
    return wrong.isEmpty() ? Command::complaint(parser) : wrong;
}

Task<MigrateCommand::Target> MigrateCommand::target(Context &context, const QCommandLineParser &parser)
{
    Target target;
    if (parser.isSet(QStringLiteral("tenant"))) {
        TACET_CO_TRY_ASSIGN(target.place, co_await place(context, parser));
        target.tenant = parser.value(QStringLiteral("tenant"));
        co_return target;
    }
    TACET_CO_TRY_ASSIGN(const WorkspaceAddress own, co_await address(context));
    if (own.place == WorkspaceAddress::Place::Server)
        co_return fail(ErrorCode::InvalidInput,
                       QStringLiteral("the workspace is on a server: give --server and --tenant"));
    target.place.directory = own.directory;
    target.tenant = own.database;
    co_return target;
}

Migrator::Progress MigrateCommand::progress(const Output &output, const QString &verb)
{
    // Called on another thread; it only writes.
    return [&output, verb](const Migration &migration) {
        output.progress(QStringLiteral("%1 %2 %3").arg(verb).arg(migration.version).arg(migration.name));
    };
}

} // namespace tacet::ctl
