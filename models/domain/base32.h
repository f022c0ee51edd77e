#pragma once
#include <QByteArray>
#include <QString>

#include <optional>

namespace tacet {

/// Crockford base-32, upper case, without padding.
QString toBase32(const QByteArray &bytes);

/// Accepts lower case, hyphens and the usual slips (O for 0, I and L for 1). Nothing if a character
/// is foreign or the trailing bits are not zero.
std::optional<QByteArray> fromBase32(const QString &text);

} // namespace tacet
