#pragma once
#include "crypto/primitives/bytes.h"

#include <QByteArray>

namespace tacet::test {

/// Bytes from a vector's hexadecimal text; white space is ignored.
inline crypto::Bytes hex(const char *text)
{
    const QByteArray raw = QByteArray::fromHex(QByteArray(text).simplified().replace(' ', ""));
    const auto view = std::as_bytes(std::span(raw.constData(), static_cast<std::size_t>(raw.size())));
    return {view.begin(), view.end()};
}

template <std::size_t N>
crypto::FixedBytes<N> fixedHex(const char *text)
{
    const crypto::Bytes bytes = hex(text);
    crypto::FixedBytes<N> result{};
    std::copy_n(bytes.begin(), std::min(N, bytes.size()), result.begin());
    return result;
}

template <class Container>
QByteArray toHex(const Container &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
}

} // namespace tacet::test
