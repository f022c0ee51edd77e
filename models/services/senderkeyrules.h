#pragma once
#include "models/domain/ids.h"

#include <QDateTime>
#include <QSet>

#include <optional>

namespace tacet {

/// What is known of the session that this device writes a group's messages with.
struct SenderKeyFacts {
    QDateTime startedAt; ///< UTC
    qint64 messages = 0; ///< written with it
    qint64 epoch = 0;    ///< of the chat when it began
    /// It was deposited for those who come later exactly if the group shares its past now.
    bool fitsHistory = true;
};

enum class RotationReason {
    NoSession,  ///< nothing was written yet
    Removal,    ///< a device has it that may not have the next message: its account left, or it was revoked
    EpochMoved, ///< somebody lost the right to read since
    History,    ///< the group shares its past now and did not when it began, or the other way round
    Messages,
    Age,
    ClockWentBack, ///< begun at a time that has not come
};

/// Why the next message needs a new session; nothing if the present one will do. `holders` are devices that were
/// given it, or may have been; `entitled` are all that may read what is written now, beside the own one. Who is
/// entitled and has not got it is no reason: the session is shared from its present index on.
std::optional<RotationReason> rotationReason(const std::optional<SenderKeyFacts> &session,
                                             const QSet<DeviceId> &holders, const QSet<DeviceId> &entitled,
                                             qint64 epochFloor, const QDateTime &now);

} // namespace tacet
