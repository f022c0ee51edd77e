#include "models/backend/consolestore.h"

#include "models/backend/administrationerror.h"
#include "models/backend/consolesql.h"
#include "models/backend/databaseconnection.h"
#include "models/backend/sqlerror.h"
#include "models/domain/consoletables.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace tacet {

namespace {

// Of the column's kind; invalid for NULL.
QVariant valueOf(ConsoleKind kind, const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (kind) {
    case ConsoleKind::Id: return QUuid::fromString(value.toString());
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: return value.toLongLong();
    case ConsoleKind::Time: return value.toDateTime().toUTC();
    case ConsoleKind::Share: return value.toDouble();
    case ConsoleKind::Flag: return value.toBool();
    case ConsoleKind::Text:
    case ConsoleKind::State:
    case ConsoleKind::Json: break;
    }
    return value.toString();
}

QVariantList rowFrom(const QSqlQuery &answer, const ConsoleTable &table)
{
    QVariantList row;
    row.reserve(table.columns.size());
    for (int column = 0; column < table.columns.size(); ++column)
        row.append(valueOf(table.columns.at(column).kind, answer.value(column)));
    return row;
}

Result<> run(DatabaseConnection &connection, QSqlQuery &query, const ConsoleStatement &statement)
{
    query.setForwardOnly(true);
    if (!connection.isOpen())
        return fail(ErrorCode::Offline);
    // A view that may not be read is refused here.
    if (!query.prepare(statement.sql))
        return std::unexpected(administrationError(errorFrom(query.lastError())));
    for (const QString &value : statement.values)
        query.addBindValue(value);
    return connection.exec(query).transform_error(administrationError);
}

Result<const ConsoleTable *> tableOf(const ConsoleQuery &query)
{
    const ConsoleTable *table = consoleTable(query.view);
    if (!table)
        return fail(ErrorCode::InvalidInput, QStringLiteral("no such view"));
    return table;
}

} // namespace

Result<ConsolePage> ConsoleStore::page(const ConsoleQuery &query)
{
    TACET_TRY_ASSIGN(const ConsoleTable *table, tableOf(query));
    TACET_TRY_ASSIGN(const ConsoleStatement statement, ConsoleStatement::page(*table, query));
    QSqlQuery answer(m_connection.database());
    TACET_TRY(run(m_connection, answer, statement));
    const int exactOrder = static_cast<int>(table->columns.size());
    ConsolePage page;
    ConsolePosition last;
    while (answer.next()) {
        if (page.rows.size() == query.limit) {
            page.end = last;
            break;
        }
        page.rows.append(rowFrom(answer, *table));
        last = {.order = answer.value(exactOrder), .key = answer.value(exactOrder + 1)};
    }
    return page;
}

Result<qint64> ConsoleStore::count(const ConsoleQuery &query, qint64 most)
{
    TACET_TRY_ASSIGN(const ConsoleTable *table, tableOf(query));
    TACET_TRY_ASSIGN(const ConsoleStatement statement, ConsoleStatement::count(*table, query, most));
    QSqlQuery answer(m_connection.database());
    TACET_TRY(run(m_connection, answer, statement));
    if (!answer.next())
        return fail(ErrorCode::Internal, QStringLiteral("no count"));
    return answer.value(0).toLongLong();
}

} // namespace tacet
