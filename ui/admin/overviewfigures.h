#pragma once
#include "models/domain/consoletable.h"
#include "models/items/consolewords.h"

namespace tacet {

/// A number of rows that says something about the workspace's health.
struct OverviewFigure {
    QString id;
    QString title;
    ConsoleQuery query;
    /// What any row at all means; Good: rows are wanted, and none is a warning.
    ConsoleTone meaning = ConsoleTone::Plain;
    QString well = {};    ///< the sentence while all is well
    QString trouble = {}; ///< while it is not
    QString action = {};  ///< on the button then: where to look
};

QList<OverviewFigure> overviewFigures(const QDateTime &now);

ConsoleTone toneOf(const OverviewFigure &figure, qint64 found);

} // namespace tacet
