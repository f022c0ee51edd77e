#pragma once
#include "models/domain/consoletable.h"
#include "models/domain/result.h"

#include <QStringList>

namespace tacet {

class DatabaseConnection;

/// Reads the views of schema `console`, page by page: filters and order are PostgreSQL's work, names come from the
/// catalogue alone, values are bound. Synchronous; belongs to the console executor's thread.
///
/// Every call: InvalidInput for a name or a value that does not fit the catalogue; NotAdministrator if the views may
/// not be read at all. Who does not administer at the moment sees empty pages: ask AdministrationStore::state().
class ConsoleStore
{
public:
    explicit ConsoleStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Rows that come or go between two pages are seen or not seen; none comes twice, and none that was there all the
    /// time is left out unless what sorts it changed.
    Result<ConsolePage> page(const ConsoleQuery &query);
    /// How many rows the query's filters leave; counts to `most` (1 to 1,000,000) and no further.
    Result<qint64> count(const ConsoleQuery &query, qint64 most);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
