#include "models/services/deviceservice.h"

#include "models/services/accountcore.h"
#include "models/services/failures.h"
#include "models/services/pendinglink.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

} // namespace

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

Task<> DeviceService::catchUp(Hello hello)
{
    const auto core = m_core.shared_from_this();
    const UserId self = core->account().user;
    struct Known {
        qint64 version = 0;
        bool isNew = false;
    };
    TACET_CO_TRY_ASSIGN(const Known known,
                        co_await answerOf(core->vault().run([self](VaultSession &vault) -> Result<Known> {
                            TACET_TRY_ASSIGN(const auto pinned, vault.peers().manifest(self));
                            TACET_TRY_ASSIGN(const bool isNew, hasAccountToFetch(vault));
                            return Known{.version = pinned ? pinned->version : 0, .isNew = isNew};
                        })));
    if (known.isNew || hello.manifestVersion > known.version) {
        const Result<> refreshed = co_await core->directory().refresh(self);
        if (!refreshed && breaksConnection(refreshed.error().code()))
            co_return refreshed;
        // The devices that are known stay the only ones.
        if (!refreshed)
            qCWarning(logServices) << "the account's own list of devices does not verify";
    }
    if (known.isNew)
        TACET_CO_TRY(co_await fetchAccount(hello.role));
    co_return {};
}

/// Contacts, chats and the role; again from the beginning if it was interrupted.
Task<> DeviceService::fetchAccount(WorkspaceRole role)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->people().fetchContacts());
    TACET_CO_TRY(co_await core->chats().fetchAll());
    AccountRecord record = core->record();
    record.account.role = role;
    co_return co_await answerOf(core->vault().run([record](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY(vault.account().save(record));
            return noteAccountFetched(vault);
        });
    }));
}

} // namespace tacet
