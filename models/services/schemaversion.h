#pragma once
#include "models/domain/result.h"

namespace tacet {

/// The tenant schema this program works with: the highest of the migrations it carries.
Result<int> tenantSchemaVersion();

} // namespace tacet
