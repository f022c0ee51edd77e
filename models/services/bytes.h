#pragma once
#include "crypto/primitives/secret.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QtCrypto>

#include <algorithm>
#include <chrono>

namespace tacet {

/// Between Qt's byte arrays and the spans of crypto/.
inline crypto::ByteView viewOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size())));
}

inline crypto::ByteView viewOf(const QCA::SecureArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size())));
}

inline QByteArray toByteArray(crypto::ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

inline QCA::SecureArray toSecureArray(crypto::ByteView bytes)
{
    QCA::SecureArray secure(static_cast<int>(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<std::byte *>(secure.data()));
    return secure;
}

/// The bytes as an array of exactly N. InvalidInput for any other length.
template <size_t N>
Result<crypto::FixedBytes<N>> fixedBytes(const QByteArray &bytes)
{
    if (bytes.size() != static_cast<qsizetype>(N))
        return fail(ErrorCode::InvalidInput, QStringLiteral("%1 bytes expected, %2 found").arg(N).arg(bytes.size()));
    crypto::FixedBytes<N> fixed;
    std::ranges::copy(viewOf(bytes), fixed.begin());
    return fixed;
}

template <class IdType>
crypto::FixedBytes<16> idBytes(const IdType &id)
{
    crypto::FixedBytes<16> fixed;
    std::ranges::copy(viewOf(id.toBytes()), fixed.begin());
    return fixed;
}

inline std::chrono::sys_time<std::chrono::milliseconds> cryptoNow()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace tacet
