#pragma once
#include "models/domain/consoletable.h"

namespace tacet {

/// A way of looking at a table that somebody has given a name.
struct SavedView {
    QString name;
    QList<ConsoleFilter> filters;
    QString order;
    bool isDescending = false;
    QStringList columns; ///< shown, in their order
};

/// For keeping. What is read is held to `table`: conditions on columns that it has not, or not any more, are
/// dropped with their view.
QByteArray encodedViews(const QList<SavedView> &views);
QList<SavedView> decodedViews(const QByteArray &encoded, const ConsoleTable &table);

} // namespace tacet
