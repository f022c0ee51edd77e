#include "models/services/vaultcareservice.h"

#include "models/services/accountcore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultmaintenance.h"

#include <QElapsedTimer>
#include <QScopeGuard>

namespace tacet {

namespace {

QString archiveSetting()
{
    return QString::fromLatin1(VaultMaintenance::kArchiveSetting);
}

} // namespace

VaultCareService::VaultCareService(AccountCore &core)
    : m_core(core)
{
}

VaultCareService::~VaultCareService()
{
    cancel();
}

void VaultCareService::cancel()
{
    if (m_stop)
        *m_stop = true;
}

AsyncResult<QList<MaintenanceOutcome>> VaultCareService::maintain(MaintenanceKind kind)
{
    return asFuture(runAll(kind));
}

Task<QList<MaintenanceOutcome>> VaultCareService::runAll(MaintenanceKind kind)
{
    const auto core = m_core.shared_from_this();
    if (m_stop)
        co_return fail(ErrorCode::Conflict, QStringLiteral("maintenance runs already"));
    const auto stop = std::make_shared<std::atomic_bool>(false);
    m_stop = stop;
    const auto over = qScopeGuard([this] { m_stop.reset(); });
    QElapsedTimer timer;
    timer.start();
    QList<MaintenanceOutcome> outcomes;
    const auto &steps = VaultMaintenance::steps();
    for (const MaintenanceStep step : steps) {
        Q_EMIT stepStarted(step, int(outcomes.size()) + 1, int(steps.size()));
        TACET_CO_TRY_ASSIGN(
            const MaintenanceOutcome outcome,
            co_await answerOf(core->vault().run([step, kind, stop](VaultSession &vault) {
                return VaultMaintenance(vault, stop.get()).run(step, kind, QDateTime::currentDateTimeUtc());
            })));
        outcomes.append(outcome);
        Q_EMIT stepFinished(outcome);
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(timer.durationElapsed());
    TACET_CO_TRY(co_await answerOf(core->vault().run([took](VaultSession &vault) {
        return VaultMaintenance(vault, nullptr).noteDone(QDateTime::currentDateTimeUtc(), took);
    })));
    co_return outcomes;
}

AsyncResult<bool> VaultCareService::archivesOldMessages()
{
    return m_core.vault().run([](VaultSession &vault) -> Result<bool> {
        TACET_TRY_ASSIGN(const auto setting, vault.settings().number(archiveSetting()));
        return setting.value_or(0) == 1;
    });
}

AsyncResult<> VaultCareService::setArchivesOldMessages(bool archives)
{
    return m_core.vault().run(
        [archives](VaultSession &vault) { return vault.settings().setNumber(archiveSetting(), archives ? 1 : 0); });
}

} // namespace tacet
