// Rows of the console as an item model: pages, refresh, filters, order, and answers that come too late.
#include "models/items/consoletablemodel.h"
#include "models/items/consolewords.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

namespace {

ConsoleTable table()
{
    return {.view = "people",
            .columns = {{.name = "user_id", .kind = ConsoleKind::Text},
                        {.name = "username", .kind = ConsoleKind::Text, .isSortable = true},
                        {.name = "bytes", .kind = ConsoleKind::Bytes, .isSortable = true},
                        {.name = "share", .kind = ConsoleKind::Share},
                        {.name = "state", .kind = ConsoleKind::State, .states = {"active", "suspended"}}},
            .key = "user_id",
            .order = "username"};
}

QVariantList person(int number, qint64 bytes = 0)
{
    return {QString("id-%1").arg(number), QString("person %1").arg(number, 6, 10, QChar('0')), bytes, 0.5, "active"};
}

/// A view in memory, sorted by number; answers like the database, or keeps its answer back.
class Source : public QObject
{
public:
    explicit Source(ConsoleTableModel &model)
        : m_model(model)
    {
        connect(&model, &ConsoleTableModel::pageWanted, this, [this](quint64 token, const ConsoleQuery &query) {
            asked.append({token, query});
            if (answers)
                answer(token, query);
        });
    }

    void answer(quint64 token, const ConsoleQuery &query)
    {
        ConsolePage page;
        qsizetype at = 0;
        if (query.after) {
            while (at < rows.size() && rows.at(at).first() != query.after->key)
                ++at;
            ++at;
        }
        page.rows = rows.mid(at, query.limit);
        if (at + page.rows.size() < rows.size())
            page.end = ConsolePosition{.order = page.rows.last().at(1), .key = page.rows.last().first()};
        m_model.takePage(token, page);
    }

    QList<QVariantList> rows;
    QList<std::pair<quint64, ConsoleQuery>> asked;
    bool answers = true;

private:
    ConsoleTableModel &m_model;
};

QStringList keys(const ConsoleTableModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found += model.keyAt(row).toString();
    return found;
}

QStringList keysOf(const QList<QVariantList> &rows)
{
    QStringList found;
    for (const QVariantList &row : rows)
        found += row.first().toString();
    return found;
}

} // namespace

class ConsoleTableModelTest : public QObject
{
    Q_OBJECT
private:
    using Tester = QAbstractItemModelTester;
    static constexpr auto kFails = Tester::FailureReportingMode::QtTest;

    static QList<QVariantList> people(int count)
    {
        QList<QVariantList> rows;
        for (int i = 0; i < count; ++i)
            rows.append(person(i));
        return rows;
    }

private slots:
    void pagesComeAsTheyAreScrolledTo()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(450);
        QVERIFY(!model.canFetchMore({}));
        QVERIFY(!model.isComplete());
        model.start({});
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(source.asked.last().second.view, "people");
        QCOMPARE(source.asked.last().second.order, "username");
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(source.asked.last().second.after->key, QVariant("id-199"));
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 450);
        QVERIFY(!model.canFetchMore({}));
        QVERIFY(model.isComplete());
        QCOMPARE(keys(model), keysOf(source.rows));
    }

    void onePageAtATimeIsAskedFor()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(450);
        model.start({});
        source.answers = false;
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(source.asked.size(), 2);
        QCOMPARE(model.state(), ConsoleTableModel::State::Loading);
    }

    void anAnswerToAnOlderQuestionIsDropped()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.answers = false;
        source.rows = people(10);
        model.start({});
        const auto old = source.asked.last();
        model.setFilters({{.column = "username", .match = ConsoleMatch::Contains, .value = "x"}});
        source.answer(old.first, old.second);
        QCOMPARE(model.rowCount(), 0);
        model.takeFailure(old.first, ErrorCode::Offline);
        QCOMPARE(model.state(), ConsoleTableModel::State::Loading);
        source.rows = {person(3)};
        source.answer(source.asked.last().first, source.asked.last().second);
        QCOMPARE(keys(model), QStringList{"id-3"});
        source.answer(source.asked.last().first, source.asked.last().second);
        QCOMPARE(model.rowCount(), 1);
    }

    void filtersAndOrderAskForOtherRows()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(300);
        model.start({});
        model.fetchMore({});
        model.sort(2, Qt::DescendingOrder);
        QCOMPARE(source.asked.last().second.order, "bytes");
        QVERIFY(source.asked.last().second.isDescending);
        QVERIFY(!source.asked.last().second.after);
        QCOMPARE(model.rowCount(), 200);
        model.setFilters({{.column = "state", .value = "active"}});
        QCOMPARE(source.asked.last().second.order, "bytes");
        QCOMPARE(source.asked.last().second.filters.size(), 1);
        const qsizetype asked = source.asked.size();
        model.sort(3, Qt::AscendingOrder); // no index sorts it
        model.sort(2, Qt::DescendingOrder);
        model.sort(-1, Qt::AscendingOrder);
        QCOMPARE(source.asked.size(), asked);
    }

    void aRefreshChangesOnlyWhatDiffers()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(6);
        model.start({});
        QItemSelectionModel selection(&model);
        selection.select(model.index(4, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QPersistentModelIndex held = model.index(5, 1);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        // Gone: 1 and 2. New: 10 at the front, 11 at the end. Other values: 3.
        source.rows = {person(10), person(0), person(3, 77), person(4), person(5), person(11)};
        model.refresh();
        QCOMPARE(keys(model), keysOf(source.rows));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 2);
        QCOMPARE(model.value(2, "bytes"), QVariant(77));
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(model.keyAt(selection.selectedRows().first().row()), QVariant("id-4"));
        QCOMPARE(held.row(), 4);
        QCOMPARE(held.column(), 1);
    }

    void aRefreshMovesRowsWithTheirSelection()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(5);
        model.start({});
        const QPersistentModelIndex held = model.index(0, 2);
        std::ranges::reverse(source.rows);
        source.rows.removeAt(1);
        model.refresh();
        QCOMPARE(keys(model), keysOf(source.rows));
        QCOMPARE(held.row(), 3);
    }

    void aRefreshReadsAsManyRowsAsWereThere()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(1'500);
        model.start({});
        while (model.rowCount() < 1'200)
            model.fetchMore({});
        const qsizetype asked = source.asked.size();
        source.rows[700] = person(700, 9);
        model.refresh();
        QCOMPARE(model.value(700, "bytes"), QVariant(9));
        QCOMPARE_GE(model.rowCount(), 1'200);
        QVERIFY(model.canFetchMore({}));
        QCOMPARE(source.asked.size() - asked, 3);
        for (qsizetype i = asked; i < source.asked.size(); ++i)
            QCOMPARE_LE(source.asked.at(i).second.limit, 500);
    }

    void rowsStayWhenAPageDoesNotCome()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = people(300);
        model.start({});
        source.answers = false;
        model.fetchMore({});
        model.takeFailure(source.asked.last().first, ErrorCode::Offline);
        QCOMPARE(model.state(), ConsoleTableModel::State::Failed);
        QCOMPARE(model.failure(), ErrorCode::Offline);
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(!model.canFetchMore({}));
        source.answers = true;
        model.refresh();
        QCOMPARE(model.state(), ConsoleTableModel::State::Ready);
        QVERIFY(model.canFetchMore({}));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.isComplete());
    }

    void aRowThatComesTwiceStandsOnce()
    {
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.answers = false;
        model.start({});
        model.takePage(source.asked.last().first,
                       {.rows = {person(1), person(2)}, .end = ConsolePosition{.order = "a", .key = "id-2"}});
        model.fetchMore({});
        model.takePage(source.asked.last().first, {.rows = {person(2), person(3)}, .end = {}});
        QCOMPARE(keys(model), (QStringList{"id-1", "id-2", "id-3"}));
    }

    void aHundredThousandRowsAreThere()
    {
        ConsoleTableModel model(table());
        Source source(model);
        source.answers = false;
        model.start({});
        constexpr int kRows = 100'000;
        for (int first = 0; first < kRows; first += 500) {
            ConsolePage page;
            for (int row = first; row < first + 500; ++row)
                page.rows.append(person(row));
            if (first + 500 < kRows)
                page.end = ConsolePosition{.order = {}, .key = page.rows.last().first()};
            model.takePage(source.asked.last().first, page);
            model.fetchMore({});
        }
        QCOMPARE(model.rowCount(), kRows);
        QVERIFY(model.isComplete());
        QCOMPARE(model.index(kRows - 1, 1).data().toString(), "person 099999");
        QCOMPARE(model.rowOf("id-77777"), 77'777);
    }

    void cellsAndHeadsHaveWords()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        ConsoleTableModel model(table());
        const Tester tester(&model, kFails);
        Source source(model);
        source.rows = {{"id-1", "anna", 1'234'567, 0.91, "suspended"}, {"id-2", QVariant(), QVariant(), 1.2, "active"}};
        model.start({});
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), "User name");
        QCOMPARE(model.index(0, 2).data().toString(), "1,2 MiB");
        QCOMPARE(model.index(0, 2).data(Qt::ToolTipRole).toString(), "1.234.567 bytes");
        QCOMPARE(model.index(0, 3).data(Qt::AccessibleTextRole).toString(), "Share: 91 %, nearly full");
        QCOMPARE(model.index(1, 3).data(Qt::AccessibleTextRole).toString(), "Share: 120 %, full");
        QCOMPARE(model.index(0, 4).data().toString(), "Suspended");
        QCOMPARE(model.index(0, 4).data(ConsoleTableModel::ToneRole).toInt(), int(ConsoleTone::Warning));
        QCOMPARE(model.index(1, 1).data(Qt::AccessibleTextRole).toString(), "User name: nothing");
        QCOMPARE(model.index(0, 2).data(ConsoleTableModel::ValueRole), QVariant(1'234'567));
    }
};

QTEST_GUILESS_MAIN(ConsoleTableModelTest)
#include "tst_consoletablemodel.moc"
