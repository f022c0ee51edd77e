#include "ui/widgets/iconbutton.h"

#include "ui/widgets/symbolicicon.h"

#include <QToolButton>

namespace tacet {

namespace {

constexpr int kIconSide = 20;

} // namespace

QToolButton *iconButton(const QString &objectName, const QString &icon, const QString &label)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setIcon(symbolicIcon(icon));
    button->setIconSize(QSize(kIconSide, kIconSide));
    button->setToolTip(label);
    button->setAccessibleName(label);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace tacet
