#pragma once
#include "models/domain/result.h"
#include "models/domain/vaultcare.h"

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace tacet {

class VaultSession;

/// The care of one vault: checks, rules, indexes, space. A step that is stopped, or killed, leaves the
/// vault as it was before or as it is after, never between.
class VaultMaintenance
{
public:
    /// A number in the vault's settings: 1 = messages of more than six months go to the archive.
    static constexpr char kArchiveSetting[] = "maintenance.archive-messages";
    static constexpr int kArchiveMonths = 6;
    static constexpr int kAuditYears = 1;
    static constexpr int kMetricsDays = 30;
    /// Vacuum copies the file in memory: above this it is left out.
    static constexpr qint64 kVacuumBytesMax = qint64{2} << 30;

    static const QList<MaintenanceStep> &steps();

    /// `stop` may be null; it is looked at every few milliseconds and must outlive this.
    VaultMaintenance(VaultSession &session, std::atomic_bool *stop);
    ~VaultMaintenance();
    Q_DISABLE_COPY_MOVE(VaultMaintenance)

    /// Notes that all of it was done, in the vault's log and among its measurements.
    Result<> noteDone(const QDateTime &now, std::chrono::milliseconds took);
    /// Damaged (the detail says what), Cancelled, DiskFull, Io, AlreadyRunning if the vault was taken.
    Result<MaintenanceOutcome> run(MaintenanceStep step, MaintenanceKind kind, const QDateTime &now);

private:
    Result<> check(const char *sql, const QString &what);
    Result<> checkAudit();
    Result<> rewrite(const QByteArray &sql);
    Result<> archiveOld(MaintenanceOutcome &outcome, const QDateTime &now);
    Result<> applyRules(MaintenanceOutcome &outcome, const QDateTime &now);
    Result<> vacuum(MaintenanceOutcome &outcome, MaintenanceKind kind);
    Result<> checkpoint(MaintenanceOutcome &outcome);
    Result<qint64> number(const char *sql);
    bool isStopped() const { return m_stop && m_stop->load(std::memory_order_relaxed); }

    VaultSession &m_session;
    std::atomic_bool *m_stop;
};

} // namespace tacet
