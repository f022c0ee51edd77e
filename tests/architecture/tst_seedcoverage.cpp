#include "tests/architecture/builtschema.h"
#include "tests/architecture/coveragepage.h"
#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace tacet::tests;

namespace {

const char kPage[] = "docs/seed-coverage.md";
constexpr qsizetype kLeastNames = 900;

QString page()
{
    return linesOf(kPage).join('\n');
}

/// Whether CMake's files name tst_`name`: in one word, or as the end that a loop puts behind its `tst_x`.
bool isRegistered(const QString &name, const QString &cmake)
{
    const auto hasWord = [&cmake](const QString &word) {
        return cmake.contains(QRegularExpression(QString("\\b%1\\b").arg(word)));
    };
    if (hasWord("tst_" + name))
        return true;
    static const QRegularExpression loop("\\btst_(\\w*)\\$\\{");
    for (auto it = loop.globalMatch(cmake); it.hasNext();) {
        const QString beginning = it.next().captured(1);
        if (name.startsWith(beginning) && name.size() > beginning.size() && hasWord(name.sliced(beginning.size())))
            return true;
    }
    return false;
}

/// tst_x and tst_x::y: a test program that CMake's files of its folder name, and a function of it.
/// sql/x.sql: a pgTAP file.
bool testExists(const QString &proof)
{
    if (proof.startsWith("sql/"))
        return proof.endsWith(".sql") && !linesOf("tests/" + proof).isEmpty();
    static const QRegularExpression form("^tst_(\\w+?)(?:::(\\w+))?$");
    const auto match = form.match(proof);
    if (!match.hasMatch())
        return false;
    for (const QString &path : sourceFiles({"tests"}, {"tst_" + match.captured(1) + ".cpp"})) {
        const QString folder = path.left(path.lastIndexOf(u'/'));
        QString registered;
        for (const QString &list : sourceFiles({folder}, {"CMakeLists.txt", "*.cmake"}))
            registered += linesOf(list).join('\n');
        if (!isRegistered(match.captured(1), registered))
            continue;
        const QString function = match.captured(2);
        return function.isEmpty() ||
               linesOf(path).join('\n').contains(QRegularExpression(QString("\\b%1\\(\\)").arg(function)));
    }
    return false;
}

/// All names of the documents that the page does not have where they belong.
QStringList missingNames(const QString &text)
{
    QStringList missing;
    for (const SeedSystem &system : seedSystems()) {
        const auto rows = coverageRows(text, system.heading());
        for (auto it = system.names.begin(); it != system.names.end(); ++it) {
            for (const QString &name : uncovered(rows, it.value()))
                missing += system.document + ' ' + it.key() + ": " + name;
        }
    }
    return missing;
}

QList<CoverageRow> allRows(const QString &text)
{
    QList<CoverageRow> rows;
    for (const SeedSystem &system : seedSystems())
        rows += coverageRows(text, system.heading());
    return rows;
}

/// What the page names and the checkout does not have.
QStringList danglingNames(const QString &text)
{
    static const BuiltSchema schema;
    static QHash<QString, bool> known;
    QStringList dangling;
    for (const CoverageRow &row : allRows(text)) {
        for (const QString &name : row.objects + row.proofs) {
            if (!known.contains(name))
                known[name] = row.objects.contains(name) ? schema.has(name) : testExists(name);
            if (!known.value(name))
                dangling += name;
        }
    }
    dangling.removeDuplicates();
    return dangling;
}

} // namespace

/// docs/seed-coverage.md against the names of the five documents and against what the checkout builds.
class SeedCoverageTest : public QObject
{
    Q_OBJECT
private slots:
    void theNamesAreThere()
    {
        const auto systems = seedSystems();
        QCOMPARE(systems.size(), 5);
        qsizetype names = 0;
        for (const SeedSystem &system : systems) {
            for (const QStringList &list : system.names) {
                QVERIFY(!list.isEmpty());
                QCOMPARE(QSet(list.begin(), list.end()).size(), list.size());
                names += list.size();
            }
        }
        QCOMPARE_GE(names, kLeastNames);
    }

    void everyNameHasItsPlace()
    {
        const QStringList missing = missingNames(page());
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join('\n')));
    }

    void whatThePageNamesExists()
    {
        const QStringList dangling = danglingNames(page());
        QVERIFY2(dangling.isEmpty(), qPrintable(dangling.join('\n')));
    }

    void everyRowSaysWhereAndHasATest()
    {
        QStringList faults;
        for (const CoverageRow &row : allRows(page())) {
            if (row.proofs.isEmpty() || row.text.section('|', 2, 2).trimmed().isEmpty() ||
                row.text.contains("not built yet"))
                faults += row.text;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void aNameThatIsRemovedIsFound_data()
    {
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QStringList>("names");
        for (const SeedSystem &system : seedSystems()) {
            for (auto it = system.names.begin(); it != system.names.end(); ++it)
                QTest::newRow(qPrintable(system.document + ' ' + it.key())) << system.heading() << it.value();
        }
    }

    void aNameThatIsRemovedIsFound()
    {
        QFETCH(QString, heading);
        QFETCH(QStringList, names);
        const QList<CoverageRow> rows = coverageRows(page(), heading);
        for (const QString &name : names) {
            QList<CoverageRow> without = rows;
            for (CoverageRow &row : without)
                row.there.removeAll(name);
            QCOMPARE(uncovered(without, names), QStringList{name});
        }
    }

    void aRowThatIsRemovedIsFound()
    {
        QStringList lines = page().split('\n');
        const QList<CoverageRow> rows = allRows(page());
        for (qsizetype i = 0; i < rows.size(); i += 40) {
            QStringList without = lines;
            without.removeAll(rows.at(i).text);
            QVERIFY2(!missingNames(without.join('\n')).isEmpty(), qPrintable(rows.at(i).text));
        }
        QCOMPARE_GE(missingNames(QString()).size(), kLeastNames);
    }

    void whatDoesNotExistIsFound_data()
    {
        QTest::addColumn<QString>("replaced");
        QTest::addColumn<QString>("by");
        QTest::newRow("table") << "`tacet.users`" << "`tacet.usars`";
        QTest::newRow("column") << "`tacet.users.username`" << "`tacet.users.usarname`";
        QTest::newRow("column of another table") << "`tacet.users.username`" << "`tacet.devices.username`";
        QTest::newRow("index") << "`tacet.users_username`" << "`tacet.users_usarname`";
        QTest::newRow("primary key") << "`tacet.users_pkey`" << "`tacet.usars_pkey`";
        QTest::newRow("trigger") << "`tacet.status_moves_forward`" << "`tacet.status_moves_backward`";
        QTest::newRow("function") << "`api.wake`" << "`api.snore`";
        QTest::newRow("internal function") << "`s.seal`" << "`s.walrus`";
        QTest::newRow("vault table") << "`vault.settings`" << "`vault.sattings`";
        QTest::newRow("vault column") << "`vault.ratchet_state.state`" << "`vault.ratchet_state.mood`";
        QTest::newRow("test") << "`tst_tenantplans" << "`tst_tenantplums";
        QTest::newRow("function of a test") << "::deliveryStatusMovesForwardOnly`" << "::deliveryStatusMoves`";
    }

    void whatDoesNotExistIsFound()
    {
        QFETCH(QString, replaced);
        QFETCH(QString, by);
        QString text = page();
        QVERIFY2(text.contains(replaced), qPrintable(replaced));
        QVERIFY(!danglingNames(text.replace(replaced, by)).isEmpty());
    }
};

QTEST_APPLESS_MAIN(SeedCoverageTest)
#include "tst_seedcoverage.moc"
