#include "models/services/senderkeyrules.h"

#include "crypto/group/outboundgroupsession.h"

#include <algorithm>

namespace tacet {

std::optional<RotationReason> rotationReason(const std::optional<SenderKeyFacts> &session,
                                             const QSet<DeviceId> &holders, const QSet<DeviceId> &entitled,
                                             qint64 epochFloor, const QDateTime &now)
{
    if (!session)
        return RotationReason::NoSession;
    if (!std::ranges::all_of(holders, [&](const DeviceId &device) { return entitled.contains(device); }))
        return RotationReason::Removal;
    if (session->epoch < epochFloor)
        return RotationReason::EpochMoved;
    if (!session->fitsHistory)
        return RotationReason::History;
    if (session->messages >= crypto::kGroupSessionMessages)
        return RotationReason::Messages;
    if (session->startedAt > now)
        return RotationReason::ClockWentBack;
    if (session->startedAt.addDuration(crypto::kGroupSessionAge) <= now)
        return RotationReason::Age;
    return std::nullopt;
}

} // namespace tacet
