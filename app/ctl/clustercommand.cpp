#include "app/ctl/clustercommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/serveroption.h"

#include <QLocale>

namespace tacet::ctl {

namespace {

QString wordFor(TenantSummary::State state)
{
    switch (state) {
    case TenantSummary::State::Open: return QStringLiteral("open");
    case TenantSummary::State::Suspended: return QStringLiteral("suspended");
    case TenantSummary::State::Incomplete: return QStringLiteral("incomplete");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

void ClusterCommand::addPlaceOptions(QCommandLineParser &parser)
{
    addClusterOption(parser);
    addServerOptions(parser);
}

QString ClusterCommand::placeComplaint(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("cluster")) && parser.isSet(QStringLiteral("server")))
        return QStringLiteral("--cluster and --server name two places; give one.");
    return {};
}

Task<ClusterPlace> ClusterCommand::place(Context &context, const QCommandLineParser &parser)
{
    ClusterPlace place;
    TACET_CO_TRY_ASSIGN(place.server, serverFrom(parser));
    if (place.server)
        co_return place;
    TACET_CO_TRY_ASSIGN(const WorkspaceAddress address, co_await addressOrCluster(context, parser));
    if (address.directory.isEmpty())
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("the workspace is on a server: give --server"));
    place.directory = address.directory;
    co_return place;
}

QString ClusterCommand::lineOf(const TenantSummary &tenant)
{
    return QStringLiteral("%1  %2  %3 members, %4 devices, %5, %6 connections, schema %7  %8")
        .arg(tenant.database, -22)
        .arg(wordFor(tenant.state), -10)
        .arg(tenant.members)
        .arg(tenant.devices)
        .arg(QLocale::c().formattedDataSize(tenant.bytes))
        .arg(tenant.connections)
        .arg(tenant.version)
        .arg(printableName(tenant.name));
}

QJsonObject ClusterCommand::documentOf(const TenantSummary &tenant)
{
    QJsonObject document{{QStringLiteral("database"), tenant.database},
                         {QStringLiteral("state"), wordFor(tenant.state)},
                         {QStringLiteral("bytes"), tenant.bytes},
                         {QStringLiteral("connections"), tenant.connections}};
    if (tenant.state == TenantSummary::State::Incomplete)
        return document;
    document.insert(QStringLiteral("id"), tenant.id.toString());
    document.insert(QStringLiteral("name"), tenant.name);
    document.insert(QStringLiteral("created_at"), timeText(tenant.createdAt));
    document.insert(QStringLiteral("version"), tenant.version);
    document.insert(QStringLiteral("members"), tenant.members);
    document.insert(QStringLiteral("devices"), tenant.devices);
    if (tenant.suspendedAt.isValid())
        document.insert(QStringLiteral("suspended_at"), timeText(tenant.suspendedAt));
    return document;
}

} // namespace tacet::ctl
