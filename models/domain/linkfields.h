// The parts of tacet:// links: CBOR arrays as unpadded base64url.
#pragma once
#include <QCborArray>
#include <QString>

#include <optional>

namespace tacet {

QString encodeLinkFields(const QCborArray &fields);
/// Nothing unless the text is such an array with so many fields.
std::optional<QCborArray> decodeLinkFields(const QString &text, int count);

/// Whether a field is a whole number within these bounds, both included.
bool isIntegerBetween(const QCborValue &value, qint64 first, qint64 last);

} // namespace tacet
