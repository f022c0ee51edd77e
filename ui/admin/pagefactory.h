#pragma once
#include "models/domain/consoletable.h"

class QWidget;

namespace tacet {

class ConsoleActions;
class ConsoleSource;
class ConsoleTablePage;

/// The page of a view: with commands where there are some, else the plain table. Without a parent.
ConsoleTablePage *makeConsolePage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions);

} // namespace tacet
