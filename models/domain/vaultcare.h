#pragma once
#include <QList>

namespace tacet {

/// In this order: nothing is rewritten before everything was found whole.
enum class MaintenanceStep {
    PageMacs,         ///< every page's MAC
    QuickCheck,       ///< the trees' structure
    IntegrityCheck,   ///< the same with every index against its table
    ForeignKeyCheck,  ///< every row has its parent
    SearchIndexCheck, ///< the search index against the messages
    AuditCheck,       ///< the chain of the vault's log
    ApplyRules,       ///< archives, prunes the log, drops what has expired
    Reindex,
    MergeSearchIndex, ///< many small parts into one
    Analyze,          ///< what the planner knows of the tables
    Optimize,
    Vacuum,     ///< gives free pages back
    Checkpoint, ///< folds the log into the file
};

/// What a step did.
struct MaintenanceOutcome {
    MaintenanceStep step = MaintenanceStep::PageMacs;
    bool skipped = false;     ///< there was nothing worth it
    qint64 archived = 0;      ///< ApplyRules: messages
    qint64 prunedAudit = 0;   ///< entries of the log
    qint64 expiredCache = 0;  ///< entries
    qint64 prunedMetrics = 0; ///< measurements and counts
    qint64 freedBytes = 0;    ///< Vacuum and Checkpoint
};

/// How thorough.
enum class MaintenanceKind { Usual, Full };

} // namespace tacet
