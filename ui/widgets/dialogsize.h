#pragma once

class QWidget;

namespace tacet {

/// Gives a dialog of fixed width the height that its wrapped texts need now. Call it after its contents changed.
void fitHeight(QWidget &dialog);

} // namespace tacet
