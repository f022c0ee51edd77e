#pragma once
#include "models/domain/vaultcare.h"
#include "models/services/awaiting.h"

#include <QObject>

#include <atomic>

namespace tacet {

class AccountCore;

/// Checks and tidies the vault, one step at a time: other work gets its turn in between. Lives on its
/// owner's thread.
class VaultCareService final : public QObject
{
    Q_OBJECT
public:
    explicit VaultCareService(AccountCore &core);
    ~VaultCareService() override;

    /// All steps in their order; ends at the first that fails. Damaged, Cancelled, DiskFull, Io; Conflict
    /// while it runs already.
    AsyncResult<QList<MaintenanceOutcome>> maintain(MaintenanceKind kind);
    /// Ends the step that runs soon, as if it had not begun. The vault stays whole.
    void cancel();

    /// Whether messages of more than six months go to the archive; off unless it was switched on.
    AsyncResult<bool> archivesOldMessages();
    AsyncResult<> setArchivesOldMessages(bool archives);

Q_SIGNALS:
    /// `number` of `total`, from 1.
    void stepStarted(tacet::MaintenanceStep step, int number, int total);
    void stepFinished(const tacet::MaintenanceOutcome &outcome);

private:
    Task<QList<MaintenanceOutcome>> runAll(MaintenanceKind kind);

    AccountCore &m_core;
    std::shared_ptr<std::atomic_bool> m_stop; ///< of the run under way; null if there is none
};

} // namespace tacet
