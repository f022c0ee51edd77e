#include "models/backend/tenantmaintenance.h"

#include "models/backend/databaseconnection.h"

#include <QHash>

namespace tacet {

namespace {

constexpr std::chrono::hours kStatementTime{2};
constexpr QLatin1StringView kLockNotAvailable{"55P03"};

constexpr PgStatement kMaintain{"maintenance_maintain", "SELECT admin.maintain()"};
constexpr PgStatement kSealed{"maintenance_sealed", "SELECT sum(seq)::bigint FROM admin.audit_head()"};
constexpr PgStatement kVerify{"maintenance_verify",
                              "SELECT category || ' ' || seq || ': ' || finding FROM admin.verify_audit() LIMIT 100"};
constexpr PgStatement kDue{"maintenance_due", "SELECT action, object, reason FROM admin.maintenance_due()"};

constexpr auto kBecomeOwner = "SET ROLE @owner@; SET lock_timeout = '5s'";
constexpr auto kVacuum = "VACUUM (ANALYZE) tacet.@object@";
constexpr auto kAnalyze = "ANALYZE tacet.@object@";
constexpr auto kReindex = "REINDEX INDEX CONCURRENTLY tacet.@object@";
constexpr auto kDropIndex = "DROP INDEX CONCURRENTLY tacet.@object@";

const char *statementFor(const QString &action)
{
    static const QHash<QString, const char *> statements{{QStringLiteral("vacuum"), kVacuum},
                                                         {QStringLiteral("analyze"), kAnalyze},
                                                         {QStringLiteral("reindex"), kReindex},
                                                         {QStringLiteral("drop_index"), kDropIndex}};
    return statements.value(action, nullptr);
}

} // namespace

TenantMaintenance::TenantMaintenance(DatabaseConnection &connection, SqlPlaceholders placeholders, QString database)
    : m_connection(connection)
    , m_placeholders(std::move(placeholders))
    , m_database(std::move(database))
{
}

Result<MaintenanceReport> TenantMaintenance::run(const Wish &wish, const Progress &progress)
{
    m_progress = progress;
    MaintenanceReport report;
    RetentionRunner sizes(m_connection, {}, m_database);
    TACET_TRY(becomeOwner());
    TACET_TRY_ASSIGN(report.bytesBefore, sizes.databaseBytes());
    if (!wish.dryRun)
        TACET_TRY(routine(report));
    TACET_TRY(lookAtAudit(report));
    TACET_TRY(retention(report, wish));
    TACET_TRY(tidy(report, wish));
    TACET_TRY_ASSIGN(report.bytesAfter, sizes.databaseBytes());
    return report;
}

Result<> TenantMaintenance::becomeOwner()
{
    m_connection.setTimeout(kStatementTime);
    TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(kBecomeOwner, m_placeholders));
    return m_connection.script(sql);
}

Result<> TenantMaintenance::announce(const QString &words) const
{
    return !m_progress || m_progress(words) ? Result<>() : fail(ErrorCode::Cancelled);
}

Result<> TenantMaintenance::routine(MaintenanceReport &report)
{
    TACET_TRY(announce(QStringLiteral("removing what has expired, making months ahead, counting")));
    TACET_TRY_ASSIGN(const PgResult made, m_connection.exec(kMaintain));
    TACET_TRY_ASSIGN(report.partitionsMade, made.first([](PgRow &row) { return row.int32(0); }));
    TACET_TRY(announce(QStringLiteral("sealing the audit log")));
    TACET_TRY_ASSIGN(const PgResult sealed, m_connection.exec(kSealed));
    TACET_TRY_ASSIGN(report.auditRows, sealed.first([](PgRow &row) { return row.int64(0); }));
    return {};
}

Result<> TenantMaintenance::lookAtAudit(MaintenanceReport &report)
{
    TACET_TRY(announce(QStringLiteral("verifying the audit log")));
    TACET_TRY_ASSIGN(const PgResult findings, m_connection.exec(kVerify));
    TACET_TRY_ASSIGN(report.auditFindings, findings.list([](PgRow &row) { return row.text(0); }));
    return {};
}

Result<> TenantMaintenance::retention(MaintenanceReport &report, const Wish &wish)
{
    RetentionRunner runner(m_connection, wish.archiveFolder, m_database);
    if (wish.dryRun || !wish.takeRetention) {
        TACET_TRY(announce(QStringLiteral("looking at what retention would take")));
        TACET_TRY_ASSIGN(report.retention, runner.plan());
        report.retention.removeIf([](const RetentionItem &item) { return item.partition.isEmpty() && item.rows == 0; });
        return {};
    }
    TACET_TRY_ASSIGN(report.retention, runner.run([this](const RetentionItem &item) {
        return announce(QStringLiteral("retention: %1, %2 rows")
                            .arg(item.partition.isEmpty() ? item.table : item.partition)
                            .arg(item.rows))
            .has_value();
    }));
    report.isRetentionTaken = true;
    return {};
}

Result<> TenantMaintenance::tidy(MaintenanceReport &report, const Wish &wish)
{
    TACET_TRY_ASSIGN(const PgResult due, m_connection.exec(kDue));
    TACET_TRY_ASSIGN(report.tasks, due.list([](PgRow &row) {
        return MaintenanceTask{.action = row.text(0), .object = row.text(1), .reason = row.text(2)};
    }));
    if (wish.dryRun)
        return {};
    for (const MaintenanceTask &task : std::as_const(report.tasks)) {
        TACET_TRY(announce(QStringLiteral("%1 %2: %3").arg(task.action, task.object, task.reason)));
        TACET_TRY(perform(task));
    }
    return {};
}

Result<> TenantMaintenance::perform(const MaintenanceTask &task)
{
    const char *const statement = statementFor(task.action);
    if (!statement)
        return {};
    TACET_TRY_ASSIGN(const QByteArray sql, withPlaceholders(statement, {{QStringLiteral("object"), task.object}}));
    const auto done = m_connection.script(sql);
    // Somebody is in the way: it is due again the next time.
    if (!done && done.error().detail() == kLockNotAvailable)
        return {};
    return done;
}

} // namespace tacet
