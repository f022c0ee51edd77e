#pragma once
#include "ui/admin/consoleactions.h"

#include <QStringList>

namespace tacet {

/// One sentence for each amount that is not nothing, or one that says so. Where nothing is counted: none.
QStringList effectWords(const QList<Effect> &effects);

} // namespace tacet
