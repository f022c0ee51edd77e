#include "models/domain/linkfields.h"

#include <QByteArray>
#include <QCborValue>

namespace tacet {

QString encodeLinkFields(const QCborArray &fields)
{
    return QString::fromLatin1(
        QCborValue(fields).toCbor().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<QCborArray> decodeLinkFields(const QString &text, int count)
{
    const auto bytes = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::Base64UrlEncoding |
                                                                           QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(*bytes, &error);
    if (error.error != QCborError::NoError || !value.isArray() || value.toArray().size() != count)
        return std::nullopt;
    return value.toArray();
}

// isInteger() comes before toInteger(): a not-a-number has no integer value at all.
bool isIntegerBetween(const QCborValue &value, qint64 first, qint64 last)
{
    return value.isInteger() && value.toInteger() >= first && value.toInteger() <= last;
}

} // namespace tacet
