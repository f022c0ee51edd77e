#include "models/backend/pgparams.h"

#include "models/backend/pgtypes.h"

#include <QtEndian>

namespace tacet {

namespace {

template <class Integer>
QByteArray bigEndian(Integer value)
{
    QByteArray bytes(sizeof(Integer), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

qint64 microsecondsOf(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * 1000 - pgtype::kEpochMicroseconds;
}

} // namespace

PgParams &PgParams::add(unsigned int type, QByteArray value)
{
    // libpq takes a null pointer for SQL's NULL, and an empty value needs an address too.
    if (value.isNull())
        value = QByteArray("", 0);
    m_types.push_back(type);
    m_values.push_back({.data = std::move(value), .isNull = false});
    return *this;
}

PgParams &PgParams::addNull(unsigned int type)
{
    m_types.push_back(type);
    m_values.push_back({.data = {}, .isNull = true});
    return *this;
}

PgParams &PgParams::addArray(unsigned int arrayType, unsigned int elementType, const QList<QByteArray> &values)
{
    const qint32 dimensions = values.isEmpty() ? 0 : 1;
    QByteArray bytes = bigEndian(dimensions) + bigEndian(qint32(0)) + bigEndian(elementType);
    if (dimensions == 1)
        bytes += bigEndian(static_cast<qint32>(values.size())) + bigEndian(qint32(1));
    for (const QByteArray &value : values)
        bytes += bigEndian(static_cast<qint32>(value.size())) + value;
    return add(arrayType, bytes);
}

PgParams &PgParams::bytes(const QByteArray &value)
{
    return add(pgtype::kBytea, value);
}

PgParams &PgParams::uuid(const QUuid &value)
{
    return add(pgtype::kUuid, value.toRfc4122());
}

PgParams &PgParams::text(const QString &value)
{
    return add(pgtype::kText, value.toUtf8());
}

PgParams &PgParams::int64(qint64 value)
{
    return add(pgtype::kInt8, bigEndian(value));
}

PgParams &PgParams::int32(qint32 value)
{
    return add(pgtype::kInt4, bigEndian(value));
}

PgParams &PgParams::int16(qint16 value)
{
    return add(pgtype::kInt2, bigEndian(value));
}

PgParams &PgParams::boolean(bool value)
{
    return add(pgtype::kBool, QByteArray(1, value ? '\1' : '\0'));
}

PgParams &PgParams::timestamp(const QDateTime &value)
{
    if (!value.isValid())
        return addNull(pgtype::kTimestamptz);
    return add(pgtype::kTimestamptz, bigEndian(microsecondsOf(value)));
}

PgParams &PgParams::microseconds(qint64 value)
{
    return add(pgtype::kTimestamptz, bigEndian(value));
}

PgParams &PgParams::uuids(const QList<QUuid> &values)
{
    QList<QByteArray> elements;
    elements.reserve(values.size());
    for (const QUuid &value : values)
        elements.append(value.toRfc4122());
    return addArray(pgtype::kUuidArray, pgtype::kUuid, elements);
}

PgParams &PgParams::byteas(const QList<QByteArray> &values)
{
    return addArray(pgtype::kByteaArray, pgtype::kBytea, values);
}

PgParams &PgParams::int64s(const QList<qint64> &values)
{
    QList<QByteArray> elements;
    elements.reserve(values.size());
    for (const qint64 value : values)
        elements.append(bigEndian(value));
    return addArray(pgtype::kInt8Array, pgtype::kInt8, elements);
}

PgParams &PgParams::int32s(const QList<qint32> &values)
{
    QList<QByteArray> elements;
    elements.reserve(values.size());
    for (const qint32 value : values)
        elements.append(bigEndian(value));
    return addArray(pgtype::kInt4Array, pgtype::kInt4, elements);
}

PgParams &PgParams::texts(const QList<QString> &values)
{
    QList<QByteArray> elements;
    elements.reserve(values.size());
    for (const QString &value : values)
        elements.append(value.toUtf8());
    return addArray(pgtype::kTextArray, pgtype::kText, elements);
}

PgParams &PgParams::nullBytes()
{
    return addNull(pgtype::kBytea);
}

PgParams &PgParams::nullUuid()
{
    return addNull(pgtype::kUuid);
}

PgParams &PgParams::nullText()
{
    return addNull(pgtype::kText);
}

PgParams &PgParams::nullInt64()
{
    return addNull(pgtype::kInt8);
}

std::vector<const char *> PgParams::pointers() const
{
    std::vector<const char *> pointers;
    pointers.reserve(m_values.size());
    for (const Value &value : m_values)
        pointers.push_back(value.isNull ? nullptr : value.data.constData());
    return pointers;
}

std::vector<int> PgParams::lengths() const
{
    std::vector<int> lengths;
    lengths.reserve(m_values.size());
    for (const Value &value : m_values)
        lengths.push_back(static_cast<int>(value.data.size()));
    return lengths;
}

} // namespace tacet
