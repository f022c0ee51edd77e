#include "ui/group/plainlist.h"

#include <QListView>

namespace tacet {

QListView *plainList(const QString &objectName, const QString &label, QAbstractItemModel &model)
{
    auto *list = new QListView;
    list->setObjectName(objectName);
    list->setAccessibleName(label);
    list->setModel(&model);
    list->setMouseTracking(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return list;
}

} // namespace tacet
