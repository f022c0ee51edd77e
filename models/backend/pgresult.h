#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <memory>
#include <type_traits>
#include <vector>

struct pg_result;

namespace tacet {

/// One row of a result in binary format. A reader checks the column's type and size; what does not fit
/// (also an unexpected NULL) gives an empty value and makes check() fail with Damaged, so a whole row is
/// read first and checked once. The client does not trust the database: give the exact size of keys.
class PgRow
{
public:
    PgRow(const pg_result *result, int row)
        : m_result(result)
        , m_row(row)
    {
    }

    bool isNull(int column) const;
    QByteArray bytes(int column); ///< bytea, owned copy
    QByteArray bytes(int column, qsizetype exactSize);
    QUuid uuid(int column);
    QString text(int column); ///< text, varchar or name; valid UTF-8 only
    qint64 int64(int column); ///< int8, int4 or int2
    qint32 int32(int column); ///< int4 or int2
    bool boolean(int column);
    QDateTime timestamp(int column);      ///< timestamptz, UTC; NULL gives an invalid one
    qint64 microseconds(int column);      ///< timestamptz as it is, for keys of pages
    QList<QUuid> uuids(int column);       ///< uuid[] of one dimension without NULLs
    QList<QByteArray> byteas(int column); ///< bytea[] of one dimension without NULLs

    template <class TypedId>
    TypedId id(int column)
    {
        return TypedId(uuid(column));
    }
    template <class TypedId>
    QList<TypedId> ids(int column)
    {
        QList<TypedId> values;
        for (const QUuid &value : uuids(column))
            values.append(TypedId(value));
        return values;
    }
    /// Null id for NULL.
    template <class TypedId>
    TypedId optionalId(int column)
    {
        return isNull(column) ? TypedId() : id<TypedId>(column);
    }
    /// Empty for NULL.
    QByteArray optionalBytes(int column) { return isNull(column) ? QByteArray() : bytes(column); }
    QString optionalText(int column) { return isNull(column) ? QString() : text(column); }
    /// 0 for NULL.
    qint64 optionalInt64(int column) { return isNull(column) ? 0 : int64(column); }
    /// What `parse` (`std::optional<T>(QStringView)`) makes of a text; one that it does not know does not fit.
    template <class Parse>
    auto parsed(int column, Parse parse)
    {
        const auto value = parse(text(column));
        if (!value)
            reject(column);
        return value.value_or(typename decltype(value)::value_type());
    }

    Result<> check() const;

private:
    QByteArrayView field(int column, std::initializer_list<unsigned int> types);
    QList<QByteArrayView> elements(int column, unsigned int arrayType, unsigned int elementType);
    void reject(int column);

    const pg_result *m_result;
    int m_row;
    int m_firstBadColumn = -1;
};

/// What a statement answered; owns libpq's memory. Move-only, any one thread.
class PgResult
{
public:
    struct Clear {
        void operator()(pg_result *result) const;
    };
    using Chunk = std::unique_ptr<pg_result, Clear>;

    PgResult() = default;
    /// `chunks` in order; the last one is the statement's end.
    explicit PgResult(std::vector<Chunk> chunks);

    int size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    PgRow row(int index) const;
    /// Rows that INSERT, UPDATE, DELETE or SELECT touched.
    qint64 rowsAffected() const;

    /// Every row through `read` (`T(PgRow &)`), each checked.
    template <class Read>
    auto list(Read read) const -> Result<QList<std::invoke_result_t<Read, PgRow &>>>
    {
        QList<std::invoke_result_t<Read, PgRow &>> values;
        values.reserve(m_size);
        for (int index = 0; index < m_size; ++index) {
            PgRow current = row(index);
            values.append(read(current));
            TACET_TRY(current.check());
        }
        return values;
    }

    /// The first row through `read`; NotFound if there is none.
    template <class Read>
    auto first(Read read) const -> Result<std::invoke_result_t<Read, PgRow &>>
    {
        if (isEmpty())
            return fail(ErrorCode::NotFound);
        PgRow current = row(0);
        auto value = read(current);
        TACET_TRY(current.check());
        return value;
    }

private:
    std::vector<Chunk> m_chunks;
    int m_size = 0;
};

} // namespace tacet
