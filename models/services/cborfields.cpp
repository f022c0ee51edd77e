#include "models/services/cborfields.h"

#include <QTimeZone>

namespace tacet {

namespace {

constexpr qint64 kLatestTime = 253'402'300'799'999; ///< the end of the year 9999, in ms

} // namespace

CborFields CborFields::parse(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || error.offset != bytes.size())
        return CborFields(QCborArray());
    return CborFields(value.toArray());
}

qint64 CborFields::integer(qsizetype field) const
{
    const QCborValue value = at(field);
    return value.isInteger() ? value.toInteger() : -1;
}

bool CborFields::isBytes(qsizetype field, qsizetype size) const
{
    const QCborValue value = at(field);
    return value.isByteArray() && value.toByteArray().size() == size;
}

bool CborFields::isTime(qsizetype field) const
{
    return integer(field) >= 0 && integer(field) <= kLatestTime;
}

QDateTime CborFields::time(qsizetype field) const
{
    return QDateTime::fromMSecsSinceEpoch(integer(field), QTimeZone::UTC);
}

} // namespace tacet
