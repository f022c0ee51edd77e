#include "models/backend/pgresult.h"

#include "models/backend/pgtypes.h"

#include <QStringDecoder>
#include <QTimeZone>
#include <QtEndian>

#include <libpq-fe.h>

#include <algorithm>
#include <limits>

namespace tacet {

namespace {

constexpr int kUuidSize = 16;
constexpr int kArrayHeader = 12;   // dimensions, flags, element type
constexpr int kArrayDimension = 8; // size, lower bound

template <class Integer>
Integer fromBigEndian(QByteArrayView bytes, qsizetype offset = 0)
{
    return qFromBigEndian<Integer>(bytes.data() + offset);
}

} // namespace

bool PgRow::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) == 1;
}

void PgRow::reject(int column)
{
    if (m_firstBadColumn < 0)
        m_firstBadColumn = column;
}

Result<> PgRow::check() const
{
    if (m_firstBadColumn >= 0)
        return fail(ErrorCode::Damaged, QStringLiteral("column %1 has another type or size").arg(m_firstBadColumn));
    return {};
}

QByteArrayView PgRow::field(int column, std::initializer_list<unsigned int> types)
{
    const bool readable = column < PQnfields(m_result) && PQfformat(m_result, column) == 1 && !isNull(column);
    if (!readable || std::ranges::find(types, PQftype(m_result, column)) == types.end()) {
        reject(column);
        return {};
    }
    return QByteArrayView(PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column));
}

QByteArray PgRow::bytes(int column)
{
    return field(column, {pgtype::kBytea}).toByteArray();
}

QByteArray PgRow::bytes(int column, qsizetype exactSize)
{
    const QByteArrayView value = field(column, {pgtype::kBytea});
    if (value.size() != exactSize) {
        reject(column);
        return {};
    }
    return value.toByteArray();
}

QUuid PgRow::uuid(int column)
{
    const QByteArrayView value = field(column, {pgtype::kUuid});
    if (value.size() != kUuidSize) {
        reject(column);
        return {};
    }
    return QUuid::fromRfc4122(value);
}

QString PgRow::text(int column)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString value = decoder.decode(field(column, {pgtype::kText, pgtype::kVarchar, pgtype::kName}));
    if (decoder.hasError()) {
        reject(column);
        return {};
    }
    return value;
}

qint64 PgRow::int64(int column)
{
    const QByteArrayView value = field(column, {pgtype::kInt8, pgtype::kInt4, pgtype::kInt2});
    switch (value.size()) {
    case sizeof(qint64): return fromBigEndian<qint64>(value);
    case sizeof(qint32): return fromBigEndian<qint32>(value);
    case sizeof(qint16): return fromBigEndian<qint16>(value);
    default: reject(column); return 0;
    }
}

qint32 PgRow::int32(int column)
{
    const qint64 value = int64(column);
    if (value < std::numeric_limits<qint32>::min() || value > std::numeric_limits<qint32>::max()) {
        reject(column);
        return 0;
    }
    return static_cast<qint32>(value);
}

bool PgRow::boolean(int column)
{
    const QByteArrayView value = field(column, {pgtype::kBool});
    if (value.size() != 1) {
        reject(column);
        return false;
    }
    return value.front() != '\0';
}

qint64 PgRow::microseconds(int column)
{
    const QByteArrayView value = field(column, {pgtype::kTimestamptz});
    if (value.size() != sizeof(qint64)) {
        reject(column);
        return 0;
    }
    return fromBigEndian<qint64>(value);
}

QDateTime PgRow::timestamp(int column)
{
    if (column < PQnfields(m_result) && isNull(column))
        return {};
    const qint64 value = microseconds(column);
    // PostgreSQL's -infinity and infinity, and what would overflow on the way to Unix time.
    if (value == std::numeric_limits<qint64>::min() ||
        value > std::numeric_limits<qint64>::max() - pgtype::kEpochMicroseconds) {
        reject(column);
        return {};
    }
    return QDateTime::fromMSecsSinceEpoch((value + pgtype::kEpochMicroseconds) / 1000, QTimeZone::UTC);
}

QList<QByteArrayView> PgRow::elements(int column, unsigned int arrayType, unsigned int elementType)
{
    const QByteArrayView value = field(column, {arrayType});
    if (value.size() == kArrayHeader && fromBigEndian<qint32>(value) == 0)
        return {};
    if (value.size() < kArrayHeader + kArrayDimension || fromBigEndian<qint32>(value) != 1 ||
        fromBigEndian<quint32>(value, 8) != elementType) {
        reject(column);
        return {};
    }
    const qint32 count = fromBigEndian<qint32>(value, kArrayHeader);
    qsizetype offset = kArrayHeader + kArrayDimension;
    QList<QByteArrayView> list;
    for (qint32 index = 0; index < count; ++index) {
        const qsizetype left = value.size() - offset - qsizetype(sizeof(qint32));
        const qint32 size = left >= 0 ? fromBigEndian<qint32>(value, offset) : -1;
        if (size < 0 || size > left) {
            reject(column);
            return {};
        }
        list.append(value.sliced(offset + qsizetype(sizeof(qint32)), size));
        offset += qsizetype(sizeof(qint32)) + size;
    }
    return list;
}

QList<QUuid> PgRow::uuids(int column)
{
    QList<QUuid> values;
    for (const QByteArrayView element : elements(column, pgtype::kUuidArray, pgtype::kUuid)) {
        if (element.size() != kUuidSize)
            reject(column);
        values.append(QUuid::fromRfc4122(element));
    }
    return values;
}

QList<QByteArray> PgRow::byteas(int column)
{
    QList<QByteArray> values;
    for (const QByteArrayView element : elements(column, pgtype::kByteaArray, pgtype::kBytea))
        values.append(element.toByteArray());
    return values;
}

void PgResult::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

PgResult::PgResult(std::vector<Chunk> chunks)
    : m_chunks(std::move(chunks))
{
    for (const Chunk &chunk : m_chunks)
        m_size += PQntuples(chunk.get());
}

PgRow PgResult::row(int index) const
{
    Q_ASSERT(index >= 0 && index < m_size);
    for (const Chunk &chunk : m_chunks) {
        if (index < PQntuples(chunk.get()))
            return PgRow(chunk.get(), index);
        index -= PQntuples(chunk.get());
    }
    Q_UNREACHABLE();
}

qint64 PgResult::rowsAffected() const
{
    return m_chunks.empty() ? 0 : QByteArrayView(PQcmdTuples(m_chunks.back().get())).toLongLong();
}

} // namespace tacet
