#pragma once
#include "models/domain/error.h"

#include <QDateTime>

#include <optional>

namespace tacet {

/// How the client stands to the workspace's database, in the words the window shows.
struct ConnectionState {
    enum class Kind {
        Offline, ///< not connected; `retryAt` says when it tries again
        Connecting,
        Syncing, ///< connected, fetching what waited
        Online,
        Refused, ///< will not try again by itself; `reason` says why
    };
    Kind kind = Kind::Offline;
    std::optional<ErrorCode> reason;
    QDateTime retryAt; ///< UTC, invalid if no attempt is planned
};

} // namespace tacet
