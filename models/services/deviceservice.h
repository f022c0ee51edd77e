#pragma once
#include "models/backend/sessionstore.h"
#include "models/services/awaiting.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace tacet {

class AccountCore;

/// A device of one's own account.
struct OwnDevice {
    DeviceId id;
    QString label;
    QDateTime createdAt; ///< UTC
    bool isThisOne = false;
};

/// The devices of the account. Lives on its owner's thread.
class DeviceService final : public QObject
{
    Q_OBJECT
public:
    explicit DeviceService(AccountCore &core);

    /// As the workspace's directory has them, oldest first. Offline.
    AsyncResult<QList<OwnDevice>> list();
    /// After signing in: fetches the account's list of devices if the database has a newer one, and on a device that
    /// was just linked what else it has of the account.
    Task<> catchUp(Hello hello);

private:
    Task<> fetchAccount(WorkspaceRole role);

    AccountCore &m_core;
};

} // namespace tacet
