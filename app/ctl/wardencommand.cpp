#include "app/ctl/wardencommand.h"

#include "app/ctl/serveroption.h"
#include "app/ctl/terminationsignals.h"
#include "app/ctl/waiting.h"
#include "models/services/wardenservice.h"

#include <QJsonArray>

namespace tacet::ctl {

namespace {

constexpr std::chrono::milliseconds kPause{1000};
constexpr int kPassesPerSweep = 10;
constexpr int kFiguresEvery = 60;
constexpr int kFiguresMax = 86'400;
const char kPasswordVariable[] = "TACET_WARDEN_PASSWORD";

void sayEnded(const Output &output, const EndedSession &ended)
{
    output.result(QStringLiteral("ended %1 in %2: %3 for %4 ms")
                      .arg(ended.role, ended.database, ended.reason)
                      .arg(ended.age.count()),
                  {{QStringLiteral("event"), QStringLiteral("ended")},
                   {QStringLiteral("role"), ended.role},
                   {QStringLiteral("database"), ended.database},
                   {QStringLiteral("reason"), ended.reason},
                   {QStringLiteral("pid"), ended.pid},
                   {QStringLiteral("milliseconds"), qint64(ended.age.count())}});
}

void sayFigures(const Output &output, const WardenPass &pass)
{
    QJsonArray roles;
    for (const RoleConnections &each : pass.roles)
        roles.append(QJsonObject{{QStringLiteral("role"), each.role},
                                 {QStringLiteral("database"), each.database},
                                 {QStringLiteral("connections"), each.count}});
    output.result(QStringLiteral("%1 of %2 connections, notification queue %3 %, oldest snapshot %4 transactions old, "
                                 "oldest transaction %5 ms")
                      .arg(pass.connections)
                      .arg(pass.connectionsAllowed)
                      .arg(pass.queueUsage * 100, 0, 'f', 1)
                      .arg(pass.snapshotAge)
                      .arg(pass.oldestTransaction.count()),
                  {{QStringLiteral("event"), QStringLiteral("figures")},
                   {QStringLiteral("connections"), pass.connections},
                   {QStringLiteral("connections_allowed"), pass.connectionsAllowed},
                   {QStringLiteral("queue_usage"), pass.queueUsage},
                   {QStringLiteral("snapshot_age"), pass.snapshotAge},
                   {QStringLiteral("oldest_transaction_ms"), qint64(pass.oldestTransaction.count())},
                   {QStringLiteral("roles"), roles}});
}

void saySealed(const Output &output, const WardenPass &pass)
{
    if (pass.sealed + pass.loginsEnded > 0)
        output.result(QStringLiteral("devices sealed: %1, logins ended: %2").arg(pass.sealed).arg(pass.loginsEnded),
                      {{QStringLiteral("event"), QStringLiteral("sealed")},
                       {QStringLiteral("sealed"), pass.sealed},
                       {QStringLiteral("logins_ended"), pass.loginsEnded}});
}

void say(const Output &output, const WardenPass &pass, bool figures)
{
    for (const EndedSession &ended : pass.ended)
        sayEnded(output, ended);
    saySealed(output, pass);
    if (figures)
        sayFigures(output, pass);
}

} // namespace

void WardenCommand::configure(QCommandLineParser &parser) const
{
    addClusterOption(parser);
    parser.addOption({QStringLiteral("server"),
                      QStringLiteral("of this server, as tacet_warden, or for once as a superuser; the password is in "
                                     "TACET_SERVER_PASSWORD; without this option: of the database on this computer"),
                      QStringLiteral("postgresql://ROLE@HOST[:PORT]")});
    parser.addOption({QStringLiteral("root-certificate"),
                      QStringLiteral("the authority that the server's certificate must chain to (PEM)"),
                      QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("once"), QStringLiteral("one pass, its figures, and the end")});
    parser.addOption({QStringLiteral("prepare"),
                      QStringLiteral("only make the role tacet_warden, with the password in TACET_WARDEN_PASSWORD, and "
                                     "close every database to PUBLIC; needs a superuser")});
    parser.addOption({QStringLiteral("figures"), QStringLiteral("how often to say the figures; 0 is never"),
                      QStringLiteral("SECONDS"), QString::number(kFiguresEvery)});
}

QString WardenCommand::complaint(const QCommandLineParser &parser) const
{
    bool isNumber = false;
    const int seconds = parser.value(QStringLiteral("figures")).toInt(&isNumber);
    if (!isNumber || seconds < 0 || seconds > kFiguresMax)
        return QStringLiteral("--figures needs a number of seconds, at most a day.");
    if (parser.isSet(QStringLiteral("server")) && parser.isSet(QStringLiteral("cluster")))
        return QStringLiteral("--server and --cluster are two different places.");
    if (parser.isSet(QStringLiteral("prepare")) && parser.isSet(QStringLiteral("once")))
        return QStringLiteral("--prepare makes no pass.");
    return Command::complaint(parser);
}

bool WardenCommand::endsItself(const QCommandLineParser &parser) const
{
    return !parser.isSet(QStringLiteral("once")) && !parser.isSet(QStringLiteral("prepare"));
}

Task<std::shared_ptr<WardenService>> WardenCommand::serviceFrom(Context &context, const QCommandLineParser &parser)
{
    TACET_CO_TRY_ASSIGN(const std::optional<WorkspaceServer> server, serverFrom(parser));
    if (server)
        co_return std::make_shared<WardenService>(*server);
    TACET_CO_TRY_ASSIGN(const WorkspaceAddress place, co_await addressOrCluster(context, parser));
    if (place.directory.isEmpty())
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("the workspace is on a server: give --server"));
    co_return std::make_shared<WardenService>(place.directory);
}

QCoro::Task<int> WardenCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto warden = co_await serviceFrom(context, parser);
    if (!warden)
        co_return context.output().failure(warden.error());
    if (parser.isSet(QStringLiteral("prepare")))
        co_return co_await prepare(context, *warden);
    if (!parser.isSet(QStringLiteral("once")))
        co_return co_await watch(context, *warden, parser.value(QStringLiteral("figures")).toInt());
    const auto pass = co_await answerOf((*warden)->pass(true));
    if (!pass)
        co_return context.output().failure(pass.error());
    say(context.output(), *pass, true);
    co_return 0;
}

QCoro::Task<int> WardenCommand::prepare(Context &context, std::shared_ptr<WardenService> warden)
{
    const QString password = QString::fromUtf8(qgetenv(kPasswordVariable));
    qunsetenv(kPasswordVariable);
    if (password.isEmpty())
        co_return context.output().failure(ErrorCode::InvalidInput,
                                           QStringLiteral("Give the warden's new password in TACET_WARDEN_PASSWORD."));
    const auto tenants = co_await answerOf(warden->prepare(password));
    if (!tenants)
        co_return context.output().failure(tenants.error());
    context.output().result(
        QStringLiteral("prepared; workspaces closed to PUBLIC: %1").arg(*tenants),
        {{QStringLiteral("event"), QStringLiteral("prepared")}, {QStringLiteral("workspaces"), *tenants}});
    co_return 0;
}

/// Until a signal. What ends a connection, a server that restarts too, is said once and tried again; a first connection
/// that fails is an error, because then something is wrong with what was asked.
QCoro::Task<int> WardenCommand::watch(Context &context, std::shared_ptr<WardenService> warden, int figuresEvery)
{
    bool connected = false;
    bool complained = false;
    for (int round = 0; !context.signals().received(); ++round) {
        const auto pass = co_await answerOf(warden->pass(round % kPassesPerSweep == 0));
        if (pass) {
            connected = true;
            complained = false;
            say(context.output(), *pass, figuresEvery > 0 && round % figuresEvery == 0);
        } else if (!connected) {
            co_return context.output().failure(pass.error());
        } else if (!std::exchange(complained, true)) {
            context.output().failure(pass.error());
        }
        if (!context.signals().received())
            co_await signalOrDeadline(&context.signals(), &TerminationSignals::terminated, QDeadlineTimer(kPause));
    }
    co_return 0;
}

} // namespace tacet::ctl
