#include "models/vault/statement.h"

#include <QTimeZone>

namespace tacet {

Statement::Statement(VaultDatabase &database, const char *sql)
{
    if (auto query = database.prepared(sql)) {
        m_query = *query;
        // Two uses of one statement at a time would read each other's rows.
        Q_ASSERT(!m_query->isActive());
    } else {
        m_failure = std::move(query).error();
    }
}

Statement::~Statement()
{
    // An unfinished statement keeps the write-ahead log from being folded in.
    if (m_query)
        m_query->finish();
}

Statement &Statement::bind(QLatin1StringView name, const QByteArray &value)
{
    if (m_query)
        m_query->bindValue(name, value.isNull() ? QByteArray("") : value);
    return *this;
}

Statement &Statement::bind(QLatin1StringView name, const QString &value)
{
    if (m_query)
        m_query->bindValue(name, value.isNull() ? QString(QLatin1StringView("")) : value);
    return *this;
}

Statement &Statement::bind(QLatin1StringView name, qint64 value)
{
    if (m_query)
        m_query->bindValue(name, value);
    return *this;
}

Statement &Statement::bind(QLatin1StringView name, const QDateTime &value)
{
    return bind(name, value.toMSecsSinceEpoch());
}

Statement &Statement::bindNull(QLatin1StringView name)
{
    if (m_query)
        m_query->bindValue(name, QVariant());
    return *this;
}

Statement &Statement::bindReal(QLatin1StringView name, double value)
{
    if (m_query)
        m_query->bindValue(name, value);
    return *this;
}

Result<> Statement::run()
{
    if (m_failure)
        return std::unexpected(*m_failure);
    if (!m_query->exec())
        return std::unexpected(vaultErrorFrom(m_query->lastError()));
    return {};
}

Result<int> Statement::runAndCount()
{
    TACET_TRY(run());
    return m_query->numRowsAffected();
}

Result<bool> Statement::next()
{
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        return std::unexpected(vaultErrorFrom(m_query->lastError()));
    return false;
}

QDateTime timeAt(const QSqlQuery &row, int column)
{
    return QDateTime::fromMSecsSinceEpoch(row.value(column).toLongLong(), QTimeZone::UTC);
}

std::optional<QDateTime> optionalTimeAt(const QSqlQuery &row, int column)
{
    if (row.value(column).isNull())
        return std::nullopt;
    return timeAt(row, column);
}

std::optional<ErrorCode> errorCodeAt(const QSqlQuery &row, int column)
{
    const QVariant value = row.value(column);
    if (value.isNull())
        return std::nullopt;
    return ErrorCode(value.toInt());
}

} // namespace tacet
