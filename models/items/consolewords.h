#pragma once
#include "models/domain/consoletable.h"

namespace tacet {

/// What a value asks of whoever looks at it. Never shown by colour alone.
enum class ConsoleTone { Plain, Good, Warning, Danger };

/// Shares from here on warn; from 1 on they are full.
inline constexpr double kWarningShare = 0.8;

/// The name of a view in a sentence's place: "People".
QString consoleViewTitle(const QString &view);
/// The head of a column.
QString consoleTitle(const QString &column);
/// One of a State column's values.
QString consoleStateWords(const QString &state);

/// What stands in the cell. Ids are cut to their first eight signs; nothing is "–", and of a time "never".
QString consoleWords(const ConsoleColumn &column, const QVariant &value);
/// What a tool tip adds: the whole id, the exact time, the exact number of bytes. Empty: nothing.
QString consoleDetail(const ConsoleColumn &column, const QVariant &value);
/// What a screen reader says: the column and the value in words.
QString consoleSpoken(const ConsoleColumn &column, const QVariant &value);
ConsoleTone consoleTone(const ConsoleColumn &column, const QVariant &value);

} // namespace tacet
