#include "models/vault/vaultmaintenance.h"

#include "models/vault/cachestore.h"
#include "models/vault/messagearchivestore.h"
#include "models/vault/searchterms.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultauditstore.h"
#include "models/vault/vaultmetricsstore.h"
#include "models/vault/vaultsession.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// The checks answer one row that says "ok", or no row at all, when all is well.
constexpr char kPageMacs[] = "PRAGMA cipher_integrity_check";
constexpr char kQuickCheck[] = "PRAGMA quick_check(1)";
constexpr char kIntegrityCheck[] = "PRAGMA integrity_check(1)";
constexpr char kForeignKeyCheck[] = "PRAGMA foreign_key_check";
constexpr char kMergeSearch[] = "INSERT INTO messages_fts (messages_fts) VALUES ('optimize');"
                                "INSERT INTO threads_fts (threads_fts) VALUES ('optimize');"
                                "INSERT INTO replies_fts (replies_fts) VALUES ('optimize')";
constexpr char kPageCount[] = "PRAGMA page_count";
constexpr char kFreePages[] = "PRAGMA freelist_count";
constexpr char kPageSize[] = "PRAGMA page_size";
constexpr char kCheckpoint[] = "PRAGMA wal_checkpoint(TRUNCATE)";

/// Vacuum is worth it from one page of this many being free.
constexpr qint64 kWorthwhile = 20;

} // namespace

const QList<MaintenanceStep> &VaultMaintenance::steps()
{
    using enum MaintenanceStep;
    static const QList<MaintenanceStep> all{PageMacs,   QuickCheck, IntegrityCheck, ForeignKeyCheck,  SearchIndexCheck,
                                            AuditCheck, ApplyRules, Reindex,        MergeSearchIndex, Analyze,
                                            Optimize,   Vacuum,     Checkpoint};
    return all;
}

VaultMaintenance::VaultMaintenance(VaultSession &session, std::atomic_bool *stop)
    : m_session(session)
    , m_stop(stop)
{
    m_session.database().interruptWhen(stop);
}

VaultMaintenance::~VaultMaintenance()
{
    m_session.database().interruptWhen(nullptr);
}

Result<MaintenanceOutcome> VaultMaintenance::run(MaintenanceStep step, MaintenanceKind kind, const QDateTime &now)
{
    if (isStopped())
        return fail(ErrorCode::Cancelled);
    TACET_TRY(m_session.database().checkFence());
    MaintenanceOutcome outcome{.step = step};
    const auto done = [&]() -> Result<> {
        switch (step) {
        case MaintenanceStep::PageMacs: return check(kPageMacs, u"a page of vault.db does not verify"_s);
        case MaintenanceStep::QuickCheck: return check(kQuickCheck, u"the structure of vault.db"_s);
        case MaintenanceStep::IntegrityCheck: return check(kIntegrityCheck, u"an index of vault.db"_s);
        case MaintenanceStep::ForeignKeyCheck: return check(kForeignKeyCheck, u"a row of vault.db has no parent"_s);
        case MaintenanceStep::SearchIndexCheck: return rewrite(kVaultSearchCheck);
        case MaintenanceStep::AuditCheck: return checkAudit();
        case MaintenanceStep::ApplyRules: return applyRules(outcome, now);
        case MaintenanceStep::Reindex: return rewrite("REINDEX");
        case MaintenanceStep::MergeSearchIndex: return rewrite(kMergeSearch);
        case MaintenanceStep::Analyze: return rewrite("PRAGMA analysis_limit = 1000; ANALYZE");
        case MaintenanceStep::Optimize: return m_session.database().executeScript("PRAGMA optimize");
        case MaintenanceStep::Vacuum: return vacuum(outcome, kind);
        case MaintenanceStep::Checkpoint: return checkpoint(outcome);
        }
        Q_UNREACHABLE();
    }();
    if (!done)
        return std::unexpected(done.error());
    return outcome;
}

Result<> VaultMaintenance::noteDone(const QDateTime &now, std::chrono::milliseconds took)
{
    TACET_TRY_ASSIGN(auto transaction, m_session.begin());
    TACET_TRY(m_session.audit().append({.event = AuditEvent::MaintenanceDone, .happenedAt = now}));
    TACET_TRY(m_session.metrics().record({.measuredAt = now,
                                          .name = u"vault.maintenance"_s,
                                          .value = double(took.count()),
                                          .unit = u"ms"_s,
                                          .category = MetricCategory::Storage}));
    return transaction.commit();
}

Result<> VaultMaintenance::check(const char *sql, const QString &what)
{
    TACET_TRY_ASSIGN(const QVariant answer, m_session.database().scalar(sql));
    // Stopped in the middle, a check says nothing.
    if (isStopped())
        return fail(ErrorCode::Cancelled);
    if (!answer.isNull() && answer.toString() != "ok"_L1)
        return fail(ErrorCode::Damaged, what);
    return {};
}

Result<> VaultMaintenance::checkAudit()
{
    TACET_TRY_ASSIGN(const AuditVerdict verdict, m_session.audit().verify());
    if (!verdict.isWhole())
        return fail(ErrorCode::Damaged, u"entry %1 of the audit log"_s.arg(*verdict.brokenAt));
    return {};
}

/// In a transaction of its own, which is counted like every other one.
Result<> VaultMaintenance::rewrite(const QByteArray &sql)
{
    TACET_TRY_ASSIGN(auto transaction, m_session.begin());
    TACET_TRY(m_session.database().executeScript(sql));
    return transaction.commit();
}

Result<> VaultMaintenance::archiveOld(MaintenanceOutcome &outcome, const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto isOn, m_session.settings().number(QString::fromLatin1(kArchiveSetting)));
    if (isOn.value_or(0) != 1)
        return {};
    const QDateTime before = now.addMonths(-kArchiveMonths);
    for (ArchivedBatch batch; !batch.isDone;) {
        if (isStopped())
            return fail(ErrorCode::Cancelled);
        TACET_TRY_ASSIGN(batch, m_session.archive().archive(batch.lookedUpTo, before, now));
        outcome.archived += batch.moved;
    }
    if (outcome.archived == 0)
        return {};
    TACET_TRY(m_session.audit().append({.event = AuditEvent::MessagesArchived,
                                        .details = "{\"messages\":" + QByteArray::number(outcome.archived) + '}',
                                        .happenedAt = now}));
    return {};
}

Result<> VaultMaintenance::applyRules(MaintenanceOutcome &outcome, const QDateTime &now)
{
    TACET_TRY(archiveOld(outcome, now));
    TACET_TRY_ASSIGN(auto transaction, m_session.begin());
    TACET_TRY_ASSIGN(outcome.prunedAudit, m_session.audit().prune(now.addYears(-kAuditYears)));
    TACET_TRY_ASSIGN(outcome.expiredCache, m_session.cache().prune(now));
    TACET_TRY_ASSIGN(const int measurements, m_session.metrics().prune(now.addDays(-kMetricsDays)));
    TACET_TRY_ASSIGN(const int counts, m_session.metrics().pruneUsage(now.toUTC().date().addYears(-kAuditYears)));
    outcome.prunedMetrics = qint64(measurements) + counts;
    if (outcome.prunedAudit > 0) {
        TACET_TRY(m_session.audit().append({.event = AuditEvent::LogPruned,
                                            .details = "{\"entries\":" + QByteArray::number(outcome.prunedAudit) + '}',
                                            .happenedAt = now}));
    }
    return transaction.commit();
}

Result<> VaultMaintenance::vacuum(MaintenanceOutcome &outcome, MaintenanceKind kind)
{
    TACET_TRY_ASSIGN(const qint64 pages, number(kPageCount));
    TACET_TRY_ASSIGN(const qint64 free, number(kFreePages));
    TACET_TRY_ASSIGN(const qint64 pageSize, number(kPageSize));
    const bool isWorthwhile = free * kWorthwhile >= pages || kind == MaintenanceKind::Full;
    if (!isWorthwhile || pages * pageSize > kVacuumBytesMax) {
        outcome.skipped = true;
        return {};
    }
    // Not within a transaction: SQLite makes it one write of the whole file.
    TACET_TRY(m_session.database().executeScript("VACUUM"));
    TACET_TRY_ASSIGN(const qint64 left, number(kPageCount));
    outcome.freedBytes = (pages - left) * pageSize;
    return {};
}

Result<> VaultMaintenance::checkpoint(MaintenanceOutcome &outcome)
{
    // Answers 1 if somebody else was in the way; nobody else has the vault open.
    TACET_TRY_ASSIGN(const qint64 busy, number(kCheckpoint));
    outcome.skipped = busy != 0;
    return {};
}

Result<qint64> VaultMaintenance::number(const char *sql)
{
    TACET_TRY_ASSIGN(const QVariant value, m_session.database().scalar(sql));
    return value.toLongLong();
}

} // namespace tacet
