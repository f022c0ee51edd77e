#include "models/backend/recoverystore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kFind{"recovery_find", "SELECT version, sealed FROM api.account_recovery()"};
constexpr PgStatement kSave{"recovery_save", "SELECT 1 FROM api.set_account_recovery($1, $2)"};

} // namespace

Result<StoredRecovery> RecoveryStore::find()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kFind));
    return result.first(
        [](PgRow &row) { return StoredRecovery{.version = row.int64(0), .sealed = row.optionalBytes(1)}; });
}

Result<> RecoveryStore::save(const StoredRecovery &recovery)
{
    return m_connection.change(kSave, PgParams().int64(recovery.version).bytes(recovery.sealed));
}

} // namespace tacet
