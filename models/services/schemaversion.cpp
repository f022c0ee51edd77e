#include "models/services/schemaversion.h"

#include "models/backend/migrator.h"

namespace tacet {

Result<int> tenantSchemaVersion()
{
    TACET_TRY_ASSIGN(const auto migrations, Migrator::tenantMigrations());
    return migrations.constLast().version;
}

} // namespace tacet
