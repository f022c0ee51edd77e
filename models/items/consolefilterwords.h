#pragma once
#include "models/domain/consoletable.h"

namespace tacet {

/// What may be asked of a column of this kind, the likeliest first.
QList<ConsoleMatch> consoleMatches(ConsoleKind kind);
bool consoleMatchTakesValue(ConsoleMatch match);
/// "is", "at least", "contains"; of times "since" and "until".
QString consoleMatchWords(ConsoleMatch match, ConsoleKind kind);
/// The whole condition: "State is Suspended".
QString consoleFilterWords(const ConsoleColumn &column, const ConsoleFilter &filter);

} // namespace tacet
