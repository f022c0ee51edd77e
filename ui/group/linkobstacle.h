#pragma once
#include "models/domain/ids.h"
#include "ui/widgets/errortext.h"

#include <optional>

namespace tacet {

/// Why a tacet:// address cannot lead into a group or channel of this workspace. Nothing for one that may, and for
/// whatever is no address: codes are looked up.
std::optional<ErrorWords> linkObstacle(const QString &text, WorkspaceId workspace);

} // namespace tacet
