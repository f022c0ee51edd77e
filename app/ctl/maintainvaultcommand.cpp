#include "app/ctl/maintainvaultcommand.h"

#include "app/ctl/terminationsignals.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

namespace tacet::ctl {

namespace {

QString sentenceFor(MaintenanceStep step)
{
    switch (step) {
    case MaintenanceStep::PageMacs: return QStringLiteral("checking every page");
    case MaintenanceStep::QuickCheck: return QStringLiteral("checking the structure");
    case MaintenanceStep::IntegrityCheck: return QStringLiteral("checking the indexes");
    case MaintenanceStep::ForeignKeyCheck: return QStringLiteral("checking what belongs together");
    case MaintenanceStep::SearchIndexCheck: return QStringLiteral("checking the search index");
    case MaintenanceStep::AuditCheck: return QStringLiteral("checking the audit log");
    case MaintenanceStep::ApplyRules: return QStringLiteral("archiving and removing what is old");
    case MaintenanceStep::Reindex: return QStringLiteral("building the indexes anew");
    case MaintenanceStep::MergeSearchIndex: return QStringLiteral("merging the search index");
    case MaintenanceStep::Analyze: return QStringLiteral("measuring the tables");
    case MaintenanceStep::Optimize: return QStringLiteral("optimising");
    case MaintenanceStep::Vacuum: return QStringLiteral("giving free space back");
    case MaintenanceStep::Checkpoint: return QStringLiteral("folding in the log");
    }
    Q_UNREACHABLE();
}

/// "page-macs", as in JSON.
QString nameOf(MaintenanceStep step)
{
    switch (step) {
    case MaintenanceStep::PageMacs: return QStringLiteral("page-macs");
    case MaintenanceStep::QuickCheck: return QStringLiteral("quick-check");
    case MaintenanceStep::IntegrityCheck: return QStringLiteral("integrity-check");
    case MaintenanceStep::ForeignKeyCheck: return QStringLiteral("foreign-key-check");
    case MaintenanceStep::SearchIndexCheck: return QStringLiteral("search-index-check");
    case MaintenanceStep::AuditCheck: return QStringLiteral("audit-check");
    case MaintenanceStep::ApplyRules: return QStringLiteral("rules");
    case MaintenanceStep::Reindex: return QStringLiteral("reindex");
    case MaintenanceStep::MergeSearchIndex: return QStringLiteral("merge-search-index");
    case MaintenanceStep::Analyze: return QStringLiteral("analyze");
    case MaintenanceStep::Optimize: return QStringLiteral("optimize");
    case MaintenanceStep::Vacuum: return QStringLiteral("vacuum");
    case MaintenanceStep::Checkpoint: return QStringLiteral("checkpoint");
    }
    Q_UNREACHABLE();
}

MaintenanceOutcome sumOf(const QList<MaintenanceOutcome> &outcomes)
{
    MaintenanceOutcome sum;
    for (const MaintenanceOutcome &each : outcomes) {
        sum.archived += each.archived;
        sum.prunedAudit += each.prunedAudit;
        sum.expiredCache += each.expiredCache;
        sum.prunedMetrics += each.prunedMetrics;
        sum.freedBytes += each.freedBytes;
    }
    return sum;
}

void sayDone(const Output &output, const QList<MaintenanceOutcome> &outcomes, qint64 milliseconds)
{
    const MaintenanceOutcome sum = sumOf(outcomes);
    QJsonArray done;
    QJsonArray skipped;
    for (const MaintenanceOutcome &each : outcomes)
        (each.skipped ? skipped : done).append(nameOf(each.step));
    output.result(QStringLiteral("the vault is whole; messages archived: %1, removed: %2 of the audit log, %3 of the "
                                 "cache, %4 measurements; bytes freed: %5; %6 ms")
                      .arg(sum.archived)
                      .arg(sum.prunedAudit)
                      .arg(sum.expiredCache)
                      .arg(sum.prunedMetrics)
                      .arg(sum.freedBytes)
                      .arg(milliseconds),
                  {{QStringLiteral("done"), done},
                   {QStringLiteral("skipped"), skipped},
                   {QStringLiteral("archived"), sum.archived},
                   {QStringLiteral("audit_pruned"), sum.prunedAudit},
                   {QStringLiteral("cache_expired"), sum.expiredCache},
                   {QStringLiteral("metrics_pruned"), sum.prunedMetrics},
                   {QStringLiteral("bytes_freed"), sum.freedBytes},
                   {QStringLiteral("milliseconds"), milliseconds}});
}

} // namespace

void MaintainVaultCommand::configure(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("full"), QStringLiteral("give free space back even where it is little")});
    parser.addOption({QStringLiteral("archive"),
                      QStringLiteral("from now on: whether messages of more than six months go to the archive, out of "
                                     "the search (on or off; off at first)"),
                      QStringLiteral("on|off")});
}

QString MaintainVaultCommand::complaint(const QCommandLineParser &parser) const
{
    const QString archive = parser.value(QStringLiteral("archive"));
    if (parser.isSet(QStringLiteral("archive")) && archive != QLatin1StringView("on") &&
        archive != QLatin1StringView("off"))
        return QStringLiteral("--archive takes on or off.");
    return Command::complaint(parser);
}

QCoro::Task<int> MaintainVaultCommand::run(Context &context, const QCommandLineParser &parser)
{
    const Output &output = context.output();
    const auto session = co_await context.unlock();
    if (!session)
        co_return output.failure(session.error());
    VaultCareService &care = (*session)->vaultCare();
    if (parser.isSet(QStringLiteral("archive"))) {
        const bool archives = parser.value(QStringLiteral("archive")) == QLatin1StringView("on");
        const auto set = co_await answerOf(care.setArchivesOldMessages(archives));
        if (!set)
            co_return output.failure(set.error());
    }
    if (context.signals().received())
        co_return kExitInterrupted;
    QObject::connect(&context.signals(), &TerminationSignals::terminated, &care, &VaultCareService::cancel);
    QObject::connect(
        &care, &VaultCareService::stepStarted, &care, [&output](MaintenanceStep step, int number, int total) {
            output.progress(QStringLiteral("%1 of %2: %3 …").arg(number).arg(total).arg(sentenceFor(step)));
        });
    QElapsedTimer timer;
    timer.start();
    const auto outcomes = co_await answerOf(
        care.maintain(parser.isSet(QStringLiteral("full")) ? MaintenanceKind::Full : MaintenanceKind::Usual));
    if (!outcomes) {
        const int code = output.failure(outcomes.error());
        co_return outcomes.error().code() == ErrorCode::Cancelled ? kExitInterrupted : code;
    }
    sayDone(output, *outcomes, timer.elapsed());
    co_return 0;
}

} // namespace tacet::ctl
