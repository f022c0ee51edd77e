#pragma once
#include "models/domain/error.h"

#include <QByteArrayView>

class QSqlError;
struct pg_conn;
struct pg_result;

namespace tacet {

/// The one place that turns what PostgreSQL says into an ErrorCode, by SQLSTATE. The functions of the
/// schemas `api` and `admin` raise class SR:
///
/// SR001 NotFound (absent or forbidden) · SR002 InvalidInput · SR003 RateLimited · SR004 QuotaExceeded ·
/// SR005 TokenInvalid · SR006 Conflict · SR007 UsernameTaken · SR008 Blocked · SR009 QuotaExceeded (a
/// fixed number, such as devices per account) · SR010 LoginRefused · SR011 Conflict (too late) · SR012 TooSoon ·
/// SR013 AdministrationEnded · SR014 NotAdministrator
///
/// The detail is the SQLSTATE; the server's words go to Error::databaseText(), which is never shown or
/// logged because it may hold row values.
ErrorCode errorCodeFromSqlState(QByteArrayView sqlState);

Error errorFrom(const QSqlError &error);
/// `result` may be null; without a SQLSTATE the connection is what failed: Offline.
Error errorFrom(const pg_conn *connection, const pg_result *result);

} // namespace tacet
