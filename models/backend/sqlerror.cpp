#include "models/backend/sqlerror.h"

#include <QLatin1StringView>
#include <QSqlError>

#include <libpq-fe.h>

#include <algorithm>
#include <array>

namespace tacet {

namespace {

struct Mapping {
    QByteArrayView state; // a whole SQLSTATE, or the two characters of its class
    ErrorCode code;
};

// Whole states stand before their classes. Classes: PostgreSQL manual, appendix A.
constexpr std::array kMappings{
    Mapping{"SR001", ErrorCode::NotFound},
    Mapping{"SR002", ErrorCode::InvalidInput},
    Mapping{"SR003", ErrorCode::RateLimited},
    Mapping{"SR004", ErrorCode::QuotaExceeded},
    Mapping{"SR005", ErrorCode::TokenInvalid},
    Mapping{"SR006", ErrorCode::Conflict},
    Mapping{"SR007", ErrorCode::UsernameTaken},
    Mapping{"SR008", ErrorCode::Blocked},
    Mapping{"SR009", ErrorCode::QuotaExceeded},
    Mapping{"SR010", ErrorCode::LoginRefused},
    Mapping{"SR011", ErrorCode::Conflict}, // the time in which it could be changed is over
    Mapping{"SR012", ErrorCode::TooSoon},
    Mapping{"SR013", ErrorCode::AdministrationEnded},
    Mapping{"SR014", ErrorCode::NotAdministrator},
    Mapping{"42501", ErrorCode::NotFound},     // insufficient_privilege: forbidden and absent look alike
    Mapping{"42883", ErrorCode::SchemaTooOld}, // undefined_function
    Mapping{"42P01", ErrorCode::SchemaTooOld}, // undefined_table
    Mapping{"3F000", ErrorCode::SchemaTooOld}, // invalid_schema_name
    Mapping{"3D000", ErrorCode::NotFound},     // invalid_catalog_name: no such database
    Mapping{"53100", ErrorCode::DiskFull},
    Mapping{"53300", ErrorCode::Offline},       // too_many_connections
    Mapping{"57014", ErrorCode::Timeout},       // query_canceled
    Mapping{"55P03", ErrorCode::Timeout},       // lock_not_available
    Mapping{"25P03", ErrorCode::Offline},       // idle_in_transaction_session_timeout: the session is gone
    Mapping{"25P04", ErrorCode::Offline},       // transaction_timeout: the session is gone
    Mapping{"25006", ErrorCode::Offline},       // read_only_sql_transaction: a standby
    Mapping{"23505", ErrorCode::Conflict},      // unique_violation
    Mapping{"42710", ErrorCode::AlreadyExists}, // duplicate_object: such a role is there
    Mapping{"42P04", ErrorCode::AlreadyExists}, // duplicate_database
    Mapping{"08", ErrorCode::Offline},
    Mapping{"57", ErrorCode::Offline}, // operator intervention
    Mapping{"28", ErrorCode::LoginRefused},
    Mapping{"53", ErrorCode::QuotaExceeded},
    Mapping{"54", ErrorCode::QuotaExceeded},
    Mapping{"40", ErrorCode::Timeout}, // rolled back: try again
    Mapping{"22", ErrorCode::InvalidInput},
    Mapping{"23", ErrorCode::InvalidInput},
    Mapping{"58", ErrorCode::Io},
    Mapping{"XX001", ErrorCode::Damaged},
    Mapping{"XX002", ErrorCode::Damaged},
};

Error makeError(QByteArrayView sqlState, const QString &databaseText)
{
    if (sqlState.isEmpty())
        return Error(ErrorCode::Offline, QStringLiteral("connection")).withDatabaseText(databaseText);
    return Error(errorCodeFromSqlState(sqlState), QString::fromLatin1(sqlState)).withDatabaseText(databaseText);
}

} // namespace

ErrorCode errorCodeFromSqlState(QByteArrayView sqlState)
{
    const auto *found = std::ranges::find_if(
        kMappings, [sqlState](const Mapping &mapping) { return sqlState.startsWith(mapping.state); });
    return found == kMappings.end() ? ErrorCode::Internal : found->code;
}

Error errorFrom(const QSqlError &error)
{
    return makeError(error.nativeErrorCode().toLatin1(), error.databaseText());
}

Error errorFrom(const pg_conn *connection, const pg_result *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char *text = result ? PQresultErrorMessage(result) : PQerrorMessage(connection);
    return makeError(state, QString::fromUtf8(text));
}

} // namespace tacet
