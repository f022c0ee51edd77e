#pragma once
#include "models/domain/consoletable.h"

namespace tacet {

/// Every view of schema `console`, as the database has it, in the order in which they stand in a list.
const QList<ConsoleTable> &consoleTables();
/// Null if there is none of that name.
const ConsoleTable *consoleTable(const QString &view);
/// Null if the table has none of that name.
const ConsoleColumn *consoleColumn(const ConsoleTable &table, const QString &name);

} // namespace tacet
