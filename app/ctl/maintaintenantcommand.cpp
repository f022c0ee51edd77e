#include "app/ctl/maintaintenantcommand.h"

#include "app/ctl/describe.h"
#include "app/ctl/terminationsignals.h"

#include <QDir>
#include <QLocale>

#include <atomic>

namespace tacet::ctl {

namespace {

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes);
}

QString ageText(const RetentionItem &item)
{
    return item.oldest.isValid() ? timeText(item.oldest) + QStringLiteral(" to ") + timeText(item.newest)
                                 : QStringLiteral("empty");
}

} // namespace

void MaintainTenantCommand::configure(QCommandLineParser &parser) const
{
    MigrateCommand::configure(parser);
    parser.addOption({QStringLiteral("dry-run"), QStringLiteral("change nothing, say what is due")});
    parser.addOption({QStringLiteral("yes"), QStringLiteral("let retention take what it shows without this option")});
    parser.addOption({QStringLiteral("archive"),
                      QStringLiteral("where months are saved before they are dropped, if their policy says so; for an "
                                     "embedded database its own folder if not given"),
                      QStringLiteral("DIR")});
}

QString MaintainTenantCommand::complaint(const QCommandLineParser &parser) const
{
    if (parser.isSet(QStringLiteral("dry-run")) && parser.isSet(QStringLiteral("yes")))
        return QStringLiteral("--dry-run and --yes contradict each other.");
    return MigrateCommand::complaint(parser);
}

QCoro::Task<int> MaintainTenantCommand::run(Context &context, const QCommandLineParser &parser)
{
    const auto where = co_await target(context, parser);
    if (!where)
        co_return context.output().failure(where.error());
    TenantMaintenance::Wish wish{.dryRun = parser.isSet(QStringLiteral("dry-run")),
                                 .takeRetention = parser.isSet(QStringLiteral("yes")),
                                 .archiveFolder = {}};
    if (parser.isSet(QStringLiteral("archive")))
        wish.archiveFolder = QDir::cleanPath(QDir::current().absoluteFilePath(parser.value(QStringLiteral("archive"))));
    const auto stop = std::make_shared<std::atomic<bool>>(context.signals().received());
    const QObject listener;
    QObject::connect(&context.signals(), &TerminationSignals::terminated, &listener, [stop] { stop->store(true); });
    TenantService service(where->place);
    // Called on another thread; it only writes and looks.
    const auto report = co_await answerOf(
        service.maintain(where->tenant, wish, [stop, &output = context.output()](const QString &step) {
            output.progress(step);
            return !stop->load();
        }));
    if (!report && report.error().code() == ErrorCode::Cancelled) {
        std::ignore = context.output().failure(ErrorCode::Cancelled,
                                               QStringLiteral("Stopped. What is done is done; run it again to go on."));
        co_return kExitInterrupted;
    }
    if (!report)
        co_return context.output().failure(report.error());
    co_return show(context.output(), *report, wish.dryRun);
}

int MaintainTenantCommand::show(const Output &output, const MaintenanceReport &report, bool dryRun)
{
    showRetention(output, report);
    showTasks(output, report, dryRun);
    for (const QString &finding : report.auditFindings)
        output.result(QStringLiteral("audit log: %1").arg(finding),
                      {{QStringLiteral("kind"), QStringLiteral("audit")}, {QStringLiteral("finding"), finding}});
    output.result(QStringLiteral("%1 partitions made, %2 before, %3 after")
                      .arg(report.partitionsMade)
                      .arg(sizeText(report.bytesBefore), sizeText(report.bytesAfter)),
                  {{QStringLiteral("kind"), QStringLiteral("summary")},
                   {QStringLiteral("partitions_made"), report.partitionsMade},
                   {QStringLiteral("audit_rows"), report.auditRows},
                   {QStringLiteral("audit_findings"), report.auditFindings.size()},
                   {QStringLiteral("retention_taken"), report.isRetentionTaken},
                   {QStringLiteral("bytes_before"), report.bytesBefore},
                   {QStringLiteral("bytes_after"), report.bytesAfter}});
    if (report.auditFindings.isEmpty())
        return 0;
    return output.failure(
        ErrorCode::Damaged,
        QStringLiteral("Somebody changed the audit log. Compare with a backup before anything else."));
}

void MaintainTenantCommand::showRetention(const Output &output, const MaintenanceReport &report)
{
    for (const RetentionItem &item : report.retention) {
        const QString word = report.isRetentionTaken ? QStringLiteral("removed") : QStringLiteral("due");
        const QString name = item.partition.isEmpty() ? item.table : item.partition;
        const QString chat = item.chat.isNull() ? QString() : item.chat.toString(QUuid::WithoutBraces);
        QJsonObject document{{QStringLiteral("kind"), QStringLiteral("retention")},
                             {QStringLiteral("table"), item.table},
                             {QStringLiteral("rows"), item.rows},
                             {QStringLiteral("bytes"), item.bytes},
                             {QStringLiteral("chats"), item.chats},
                             {QStringLiteral("enabled"), item.isEnabled},
                             {QStringLiteral("taken"), report.isRetentionTaken}};
        for (const auto &[key, value] :
             {std::pair(QStringLiteral("subject"), item.subject),
              std::pair(QStringLiteral("partition"), item.partition),
              std::pair(QStringLiteral("archive"), item.archiveFile), std::pair(QStringLiteral("chat"), chat)}) {
            if (!value.isEmpty())
                document.insert(key, value);
        }
        if (item.oldest.isValid()) {
            document.insert(QStringLiteral("oldest"), timeText(item.oldest));
            document.insert(QStringLiteral("newest"), timeText(item.newest));
        }
        output.result(
            QStringLiteral("retention  %1 %2  %3 rows, %4, %5 chats, %6  %7%8")
                .arg(name, -34)
                .arg(chat.isEmpty() ? item.subject : chat, -14)
                .arg(item.rows)
                .arg(sizeText(item.bytes))
                .arg(item.chats)
                .arg(ageText(item), word,
                     item.archiveFile.isEmpty() ? QString() : QStringLiteral(", saved as ") + item.archiveFile),
            document);
    }
    if (!report.isRetentionTaken && !report.retention.isEmpty())
        output.progress(QStringLiteral("Nothing of this was removed; --yes does it."));
}

void MaintainTenantCommand::showTasks(const Output &output, const MaintenanceReport &report, bool dryRun)
{
    for (const MaintenanceTask &task : report.tasks)
        output.result(QStringLiteral("%1  %2  %3").arg(task.action, -10).arg(task.object, -40).arg(task.reason),
                      {{QStringLiteral("kind"), QStringLiteral("task")},
                       {QStringLiteral("action"), task.action},
                       {QStringLiteral("object"), task.object},
                       {QStringLiteral("reason"), task.reason},
                       {QStringLiteral("done"), !dryRun && task.action != QLatin1StringView("validate")}});
}

} // namespace tacet::ctl
