#pragma once
#include <QByteArray>
#include <QCborArray>
#include <QCborValue>
#include <QDateTime>
#include <QUuid>

namespace tacet {

/// A CBOR array of fixed order as somebody else wrote it: what is not of the expected type reads as an empty or
/// impossible value, never as another one.
class CborFields
{
public:
    explicit CborFields(QCborArray fields)
        : m_fields(std::move(fields))
    {
    }
    /// Empty if the bytes are anything but one whole array.
    static CborFields parse(const QByteArray &bytes);

    qsizetype size() const { return m_fields.size(); }
    QCborValue at(qsizetype field) const { return m_fields.at(field); }

    /// −1 for anything but an integer: toInteger() of a huge floating-point number is undefined.
    qint64 integer(qsizetype field) const;
    bool isBytes(qsizetype field, qsizetype size) const;
    QByteArray bytes(qsizetype field) const { return at(field).toByteArray(); }
    /// Milliseconds up to the end of the year 9999.
    bool isTime(qsizetype field) const;
    QDateTime time(qsizetype field) const;
    template <class IdType>
    IdType id(qsizetype field) const
    {
        return IdType(QUuid::fromRfc4122(bytes(field)));
    }

private:
    QCborArray m_fields;
};

} // namespace tacet
