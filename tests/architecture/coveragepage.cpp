#include "tests/architecture/coveragepage.h"

#include "tests/architecture/sourcetree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace tacet::tests {

namespace {

constexpr int kCellsOfARow = 5; // an empty one before the first and after the last bar

QStringList quoted(const QString &cell)
{
    static const QRegularExpression span("`([^`]+)`");
    QStringList found;
    for (auto it = span.globalMatch(cell); it.hasNext();)
        found += it.next().captured(1);
    return found;
}

} // namespace

QList<SeedSystem> seedSystems()
{
    const QByteArray text = linesOf("tests/data/seed_names.json").join('\n').toUtf8();
    QList<SeedSystem> systems;
    for (const QJsonValue &entry : QJsonDocument::fromJson(text).array()) {
        const QJsonObject object = entry.toObject();
        SeedSystem system{.name = object["system"].toString(), .document = object["document"].toString(), .names = {}};
        const QJsonObject kinds = object["names"].toObject();
        for (auto it = kinds.begin(); it != kinds.end(); ++it)
            system.names.insert(it.key(), it.value().toVariant().toStringList());
        systems += system;
    }
    return systems;
}

QList<CoverageRow> coverageRows(const QString &page, const QString &heading)
{
    static const QRegularExpression object("^(tacet|vault|api|admin|s)\\.[a-z0-9_.]+$");
    QList<CoverageRow> rows;
    bool inside = false;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith("## "))
            inside = line == heading;
        const QStringList cells = line.split(u'|');
        if (!inside || cells.size() != kCellsOfARow || !cells.at(1).contains(u'`'))
            continue;
        rows += {.there = quoted(cells.at(1)),
                 .objects = quoted(cells.at(2)).filter(object),
                 .proofs = quoted(cells.at(3)),
                 .text = line};
    }
    return rows;
}

QStringList uncovered(const QList<CoverageRow> &rows, const QStringList &names)
{
    QSet<QString> there;
    for (const CoverageRow &row : rows)
        there.unite(QSet(row.there.begin(), row.there.end()));
    QStringList missing = names;
    missing.removeIf([&there](const QString &name) { return there.contains(name); });
    return missing;
}

} // namespace tacet::tests
