#include "models/services/deviceservice.h"

#include "models/services/accountcore.h"

namespace tacet {

DeviceService::DeviceService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<QList<OwnDevice>> DeviceService::list()
{
    const Account account = m_core.account();
    return m_core.backend().run([account](BackendSession &db) -> Result<QList<OwnDevice>> {
        TACET_TRY_ASSIGN(const QList<DirectoryDevice> devices, db.devices().devicesOf(account.user));
        QList<OwnDevice> own;
        for (const DirectoryDevice &device : devices)
            own.append({.id = device.id,
                        .label = device.label,
                        .createdAt = device.createdAt,
                        .isThisOne = device.id == account.device});
        return own;
    });
}

} // namespace tacet
