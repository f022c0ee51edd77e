#pragma once
#include "models/domain/consoletable.h"
#include "models/domain/result.h"

#include <QStringList>

namespace tacet {

/// A statement over a view of the console: names of the catalogue only, a place for every value.
struct ConsoleStatement {
    QString sql;
    QStringList values; ///< in order; each is cast to its column's type by the statement

    /// The page after `query.after`, one row more than its limit; behind the table's columns stand the exact text of
    /// the sorting column and that of the key.
    static Result<ConsoleStatement> page(const ConsoleTable &table, const ConsoleQuery &query);
    static Result<ConsoleStatement> count(const ConsoleTable &table, const ConsoleQuery &query, qint64 most);
};

} // namespace tacet
