#pragma once
#include <QString>

class QAbstractItemModel;
class QListView;

namespace tacet {

/// A list of a dialog: scrolls by pixels and never sideways, follows the mouse. Its owner is the layout it is put in.
QListView *plainList(const QString &objectName, const QString &label, QAbstractItemModel &model);

} // namespace tacet
