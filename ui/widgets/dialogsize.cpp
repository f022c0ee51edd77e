#include "ui/widgets/dialogsize.h"

#include <QLayout>
#include <QWidget>

namespace tacet {

void fitHeight(QWidget &dialog)
{
    dialog.ensurePolished();
    QLayout &layout = *dialog.layout();
    layout.invalidate();
    layout.activate();
    const int height =
        layout.hasHeightForWidth() ? layout.totalHeightForWidth(dialog.width()) : layout.totalSizeHint().height();
    dialog.setFixedHeight(height);
}

} // namespace tacet
