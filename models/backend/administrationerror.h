#pragma once
#include "models/domain/error.h"

namespace tacet {

/// Who has no right to the console at all is told so by PostgreSQL itself (42501 insufficient_privilege), which means
/// "not found" elsewhere.
inline Error administrationError(const Error &error)
{
    if (error.code() != ErrorCode::NotFound || error.detail() != QLatin1StringView("42501"))
        return error;
    return Error(ErrorCode::NotAdministrator, error.detail()).withDatabaseText(error.databaseText());
}

} // namespace tacet
