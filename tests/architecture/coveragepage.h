#pragma once
#include <QHash>
#include <QSet>
#include <QStringList>

namespace tacet::tests {

/// The names of one of the five systems, by kind (tables, columns, indexes, …).
struct SeedSystem {
    QString name;
    QString document;
    QHash<QString, QStringList> names;

    QString heading() const { return QStringLiteral("## %1 (%2)").arg(name, document); }
};

/// tests/data/seed_names.json; empty if it cannot be read.
QList<SeedSystem> seedSystems();

/// A row of a table of docs/seed-coverage.md.
struct CoverageRow {
    QStringList there;   ///< names of the documents
    QStringList objects; ///< what it says exists: tacet.x, vault.x, api.x, admin.x, s.x
    QStringList proofs;  ///< tests
    QString text;
};

/// The rows of the section that begins with `heading` and ends before the next one of its level.
QList<CoverageRow> coverageRows(const QString &page, const QString &heading);

/// Names of a kind that no row has on its left side.
QStringList uncovered(const QList<CoverageRow> &rows, const QStringList &names);

} // namespace tacet::tests
