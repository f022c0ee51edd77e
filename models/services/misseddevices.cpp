#include "models/services/misseddevices.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;

} // namespace

QByteArray MissedDevices::encode() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    QList<QUuid> ids;
    for (const DeviceId &device : served)
        ids += device.uuid();
    stream << kVersion << ownVersion << peerVersion << ids;
    return bytes;
}

Result<std::optional<MissedDevices>> MissedDevices::of(const OutboxEntry &entry)
{
    if (entry.kind != OutboxKind::Message || entry.content.isEmpty())
        return std::nullopt;
    QDataStream stream(entry.content);
    stream.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    QList<QUuid> ids;
    MissedDevices missed;
    stream >> version >> missed.ownVersion >> missed.peerVersion >> ids;
    if (version != kVersion || stream.status() != QDataStream::Ok)
        return fail(ErrorCode::Damaged, QStringLiteral("outbox: missed devices"));
    for (const QUuid &id : std::as_const(ids))
        missed.served += DeviceId(id);
    return missed;
}

} // namespace tacet
