#pragma once
#include "models/backend/retentionrunner.h"
#include "models/backend/sqlplaceholders.h"

#include <QStringList>

namespace tacet {

/// Something that tacetctl does with one table or index: `action` is vacuum, analyze, reindex or drop_index;
/// validate is only shown.
struct MaintenanceTask {
    QString action;
    QString object;
    QString reason;
};

struct MaintenanceReport {
    int partitionsMade = 0;
    QList<MaintenanceTask> tasks;   ///< done, or due in a dry run
    QList<RetentionItem> retention; ///< taken, or due if retention was not asked for
    bool isRetentionTaken = false;
    QStringList auditFindings; ///< empty: the audit log is whole
    qint64 auditRows = 0;      ///< chained, all that retention left
    qint64 bytesBefore = 0;
    qint64 bytesAfter = 0;
};

/// What has to be done with a tenant's database now and then: expired things go, months ahead are made, the
/// audit log is sealed and verified, retention runs if wished, bloated tables and indexes are put in
/// order. Every step is a transaction of its own: it can end after any of them, and be run again at any time,
/// while everybody works. Needs a role that may become the tenant's owner. Blocks.
class TenantMaintenance
{
public:
    struct Wish {
        bool dryRun = false;        ///< nothing is changed
        bool takeRetention = false; ///< else it is only shown
        QString archiveFolder;
    };
    /// Before each step, with words for people; false ends it: Cancelled.
    using Progress = std::function<bool(const QString &)>;

    /// `placeholders` of TenantNames; `database` names the archives.
    TenantMaintenance(DatabaseConnection &connection, SqlPlaceholders placeholders, QString database);

    Result<MaintenanceReport> run(const Wish &wish, const Progress &progress = {});

private:
    Result<> becomeOwner();
    Result<> announce(const QString &words) const;
    Result<> routine(MaintenanceReport &report);
    Result<> lookAtAudit(MaintenanceReport &report);
    Result<> retention(MaintenanceReport &report, const Wish &wish);
    Result<> tidy(MaintenanceReport &report, const Wish &wish);
    Result<> perform(const MaintenanceTask &task);

    DatabaseConnection &m_connection;
    const SqlPlaceholders m_placeholders;
    const QString m_database;
    Progress m_progress;
};

} // namespace tacet
