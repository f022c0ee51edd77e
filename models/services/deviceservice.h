#pragma once
#include "models/domain/ids.h"
#include "models/services/asyncresult.h"

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

private:
    AccountCore &m_core;
};

} // namespace tacet
