#pragma once
#include "app/demo/ledger.h"
#include "app/demo/plaintextsearch.h"

#include <QJsonObject>

namespace tacet::demo {

/// What the demo has shown, in figures.
struct Outcome {
    Ledger ledger;
    QList<PlaintextSearch::Hit> hits;
    int filesSearched = 0;
    qint64 bytesSearched = 0;
    QStringList screenshots;
    double seconds = 0;

    /// Everything arrived once and readable, and nothing of it lies about.
    bool isGood() const;
    QJsonObject toDocument() const;
    QString toText() const;
};

} // namespace tacet::demo
