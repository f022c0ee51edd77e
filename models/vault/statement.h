#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>

#include <concepts>
#include <optional>

namespace tacet {

/// One use of a prepared statement of the vault: bind, run, read rows; it is reset when this goes.
/// Null strings and byte arrays are bound as empty ones; SQL's NULL comes from empty optionals only.
class Statement
{
public:
    /// `sql` has static storage. A failure to prepare shows in run() or next().
    Statement(VaultDatabase &database, const char *sql);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    Statement &bind(QLatin1StringView name, const QByteArray &value);
    Statement &bind(QLatin1StringView name, const QString &value);
    Statement &bind(QLatin1StringView name, qint64 value);
    Statement &bind(QLatin1StringView name, const QDateTime &value);
    /// Exactly double: a whole number never becomes one by accident, nor the other way round.
    template <std::same_as<double> T>
    Statement &bind(QLatin1StringView name, T value)
    {
        return bindReal(name, value);
    }
    template <class Tag>
    Statement &bind(QLatin1StringView name, const Id<Tag> &id)
    {
        return bind(name, id.toBytes());
    }
    template <class T>
    Statement &bind(QLatin1StringView name, const std::optional<T> &value)
    {
        return value ? bind(name, *value) : bindNull(name);
    }
    template <class E>
        requires std::is_enum_v<E>
    Statement &bind(QLatin1StringView name, E value)
    {
        return bind(name, qint64(value));
    }

    /// Runs it. Rows, if it has any, are read with next().
    Result<> run();
    /// Runs it and answers how many rows it changed.
    Result<int> runAndCount();
    /// The next row; false after the last one. Errors while stepping are errors here.
    Result<bool> next();

    const QSqlQuery &row() const { return *m_query; }

private:
    Statement &bindNull(QLatin1StringView name);
    Statement &bindReal(QLatin1StringView name, double value);

    QSqlQuery *m_query = nullptr;
    std::optional<Error> m_failure;
};

/// Column readers, in the encoding that Statement::bind writes.
template <class IdType>
IdType idAt(const QSqlQuery &row, int column)
{
    return IdType(QUuid::fromRfc4122(row.value(column).toByteArray()));
}
QDateTime timeAt(const QSqlQuery &row, int column);
/// Nothing for NULL, as the next two.
std::optional<QDateTime> optionalTimeAt(const QSqlQuery &row, int column);
template <class IdType>
std::optional<IdType> optionalIdAt(const QSqlQuery &row, int column)
{
    if (row.value(column).isNull())
        return std::nullopt;
    return idAt<IdType>(row, column);
}
std::optional<ErrorCode> errorCodeAt(const QSqlQuery &row, int column);

} // namespace tacet
