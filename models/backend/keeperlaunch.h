#pragma once
#include "models/domain/result.h"

#include <QStringList>

#include <chrono>

namespace tacet {

/// What the cluster keeper is to do (app/clusterkeeper). Descriptors stay the caller's.
struct KeeperLaunch {
    QString cluster; ///< folder of the embedded cluster
    std::chrono::milliseconds linger{0};
    bool ward = true;    ///< runs the warden as long as it stays
    int dataLock = -1;   ///< starts the server if it is one
    int keeperLock = -1; ///< stays to stop the server if it is one
    QStringList server;  ///< program and arguments
    qint64 stalePid = 0; ///< pid in a left-over postmaster.pid that is no server of ours

    /// Returns once the keeper has detached itself. Internal if the program is missing.
    Result<> run() const;
};

} // namespace tacet
