#pragma once
#include "models/items/consolewords.h"

namespace tacet {

/// Whether these names of the database have words of their own; what has none is shown as it stands there.
bool hasConsoleViewTitle(const QString &view);
bool hasConsoleTitle(const QString &column);
bool hasConsoleStateWords(const QString &state);

/// Good, bad, or neither: what a state asks of whoever sees it.
ConsoleTone consoleStateTone(const QString &state);

} // namespace tacet
