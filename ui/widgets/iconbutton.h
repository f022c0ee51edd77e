#pragma once
#include <QString>

class QToolButton;

namespace tacet {

/// A button that is an icon only: `label` is its tool tip and its name for a screen reader. Reached by Tab.
QToolButton *iconButton(const QString &objectName, const QString &icon, const QString &label);

} // namespace tacet
