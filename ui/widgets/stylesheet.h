#pragma once
#include "ui/widgets/theme.h"

#include <QString>

namespace tacet {

/// The style sheet of all standard widgets in these colours. Shapes and states only; sizes of text come
/// from the application's font.
QString styleSheetFor(const Theme &theme);

} // namespace tacet
