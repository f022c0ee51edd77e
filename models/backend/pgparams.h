#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <vector>

namespace tacet {

/// The parameters of one statement, in the order $1, $2, …, in PostgreSQL's binary format: values are
/// never turned into SQL text. A plain value; any thread.
///
/// `PgParams().id(chat).bytes(body).int64(limit)`
class PgParams
{
public:
    PgParams &bytes(const QByteArray &value);          ///< bytea; a null QByteArray is an empty value, not NULL
    PgParams &uuid(const QUuid &value);                ///< uuid
    PgParams &text(const QString &value);              ///< text
    PgParams &int64(qint64 value);                     ///< int8
    PgParams &int32(qint32 value);                     ///< int4
    PgParams &int16(qint16 value);                     ///< int2
    PgParams &boolean(bool value);                     ///< bool
    PgParams &timestamp(const QDateTime &value);       ///< timestamptz, microseconds; NULL if not valid
    PgParams &microseconds(qint64 value);              ///< timestamptz as PgRow::microseconds() gave it
    PgParams &uuids(const QList<QUuid> &values);       ///< uuid[]
    PgParams &byteas(const QList<QByteArray> &values); ///< bytea[]
    PgParams &int64s(const QList<qint64> &values);     ///< int8[]
    PgParams &int32s(const QList<qint32> &values);     ///< int4[]
    PgParams &texts(const QList<QString> &values);     ///< text[]

    PgParams &nullBytes();
    PgParams &nullUuid();
    PgParams &nullText();
    PgParams &nullInt64();

    /// A typed id of models/domain/ids.h.
    template <class TypedId>
    PgParams &id(const TypedId &value)
    {
        return uuid(value.uuid());
    }

    template <class TypedId>
    PgParams &ids(const QList<TypedId> &values)
    {
        QList<QUuid> list;
        list.reserve(values.size());
        for (const TypedId &value : values)
            list.append(value.uuid());
        return uuids(list);
    }

    int size() const { return static_cast<int>(m_types.size()); }
    const unsigned int *types() const { return m_types.data(); }
    /// Pointers into this object: valid until it changes.
    std::vector<const char *> pointers() const;
    std::vector<int> lengths() const;

private:
    PgParams &add(unsigned int type, QByteArray value);
    PgParams &addNull(unsigned int type);
    PgParams &addArray(unsigned int arrayType, unsigned int elementType, const QList<QByteArray> &values);

    struct Value {
        QByteArray data;
        bool isNull = false;
    };
    std::vector<unsigned int> m_types;
    std::vector<Value> m_values;
};

} // namespace tacet
