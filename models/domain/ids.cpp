#include "models/domain/ids.h"

#include <algorithm>
#include <array>

namespace tacet {

QUuid uuid7(qint64 unixMilliseconds, std::span<const std::byte, 10> random)
{
    std::array<quint8, 16> bytes{};
    for (size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<quint8>((unixMilliseconds >> (8 * (5 - i))) & 0xFF);
    std::transform(random.begin(), random.end(), bytes.begin() + 6, [](std::byte b) { return static_cast<quint8>(b); });
    bytes[6] = static_cast<quint8>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<quint8>((bytes[8] & 0x3F) | 0x80);
    return QUuid::fromRfc4122(QByteArrayView(bytes.data(), bytes.size()));
}

qint64 uuid7Milliseconds(const QUuid &id)
{
    const QByteArray bytes = id.toRfc4122();
    qint64 ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = (ms << 8) | static_cast<quint8>(bytes[i]);
    return ms;
}

} // namespace tacet
