#pragma once
#include "models/domain/result.h"

namespace tacet {

/// 3 to 50 of `[A-Za-z0-9_]`; returned as given. InvalidInput otherwise.
Result<QString> checkedUsername(const QString &text);

/// 1 to 64 code points after trimming, no control or bidirectional override characters.
Result<QString> checkedDisplayName(const QString &text);

} // namespace tacet
