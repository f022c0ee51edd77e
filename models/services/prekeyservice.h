#pragma once
#include "models/backend/prekeystore.h"
#include "models/services/awaiting.h"
#include "models/services/newprekeys.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// Keeps enough fresh prekeys in the database: refills one-time keys below a mark, changes the signed and
/// the last-resort key every week, forgets private halves 30 days after they were replaced.
class PrekeyService final : public QObject
{
    Q_OBJECT
public:
    explicit PrekeyService(AccountCore &core);

    /// What the database can still hand out, as it said with a greeting or a batch. Cheap if nothing
    /// is due.
    Task<> maintain(PrekeyCounts counts);
    /// The database was restored from a backup: its one-time keys may have been handed out before.
    Task<> replaceAll();

private:
    Task<PrekeyOrder> due(PrekeyCounts counts);
    Task<> publish();

    AccountCore &m_core;
    bool m_working = false;
    QDateTime m_nextLook; ///< at the age of the weekly keys
};

} // namespace tacet
