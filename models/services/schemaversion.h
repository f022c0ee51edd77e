#pragma once

namespace tacet {

/// The tenant database's interface as this program speaks it: what `s.schema_version()` of the migrations
/// answers. It rises when a migration changes what a client sees.
inline constexpr int kTenantInterface = 1;

} // namespace tacet
