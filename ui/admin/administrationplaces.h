#pragma once
#include "models/domain/consoletable.h"
#include "ui/chat/windowplace.h"

namespace tacet {

/// The place that shows no view; of the others the id is the view.
inline const QString kOverviewPlace = QStringLiteral("overview");

/// All of them in their order, the overview first; of the views, those that `tables` has.
QList<WindowPlace> administrationPlaces(const QList<ConsoleTable> &tables);

} // namespace tacet
