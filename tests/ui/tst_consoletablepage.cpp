// A table of the console: search, filters, order, saved views, CSV, and what it says while there are no rows.
#include "tests/ui/admindesk.h"
#include "ui/admin/filtereditor.h"
#include "ui/admin/savedview.h"

#include <QComboBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace tacet;
using namespace tacet::tests;

class ConsoleTablePageTest : public QObject
{
    Q_OBJECT
private slots:
    void searchingFiltersAndSorts()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        QTRY_COMPARE(page.findChild<QLabel *>("rowCounts")->text(), "10 row(s)");
        QTest::keyClicks(page.findChild<QLineEdit *>("consoleSearch"), "AR");
        QTRY_COMPARE(page.model().rowCount(), 3);
        page.showOnly({{.column = "state", .match = ConsoleMatch::IsNot, .value = "active"}});
        QTRY_COMPARE(page.model().rowCount(), 2);
        QVERIFY(page.findChild<QLineEdit *>("consoleSearch")->text().isEmpty());
        QTest::mouseClick(page.findChild<QPushButton *>("filterChip"), Qt::LeftButton);
        QTRY_COMPARE(page.model().rowCount(), 10);
        QHeaderView *head = page.view().horizontalHeader();
        Q_EMIT head->sectionClicked(page.model().columnOf("created_at"));
        QTRY_COMPARE(page.model().rowCount(), 10);
        QCOMPARE(page.model().query().order, "created_at");
        Q_EMIT head->sectionClicked(page.model().columnOf("created_at"));
        QVERIFY(page.model().query().isDescending);
        Q_EMIT head->sectionClicked(page.model().columnOf("state"));
        QCOMPARE(page.model().query().order, "created_at");
        QCOMPARE(head->sortIndicatorSection(), page.model().columnOf("created_at"));
    }

    void theEditorMakesConditions()
    {
        FilterEditor editor(consoleTable("quotas")->columns);
        auto *column = editor.findChild<QComboBox *>("filterColumn");
        auto *add = editor.findChild<QPushButton *>("filterAdd");
        column->setCurrentText("Share");
        QVERIFY(!add->isEnabled());
        editor.findChild<QLineEdit *>("filterText")->setText("a lot");
        QVERIFY(!add->isEnabled());
        editor.findChild<QLineEdit *>("filterText")->setText("80");
        QVERIFY(add->isEnabled());
        QCOMPARE(editor.filter().match, ConsoleMatch::AtLeast);
        QCOMPARE(editor.filter().value.toDouble(), 0.8);
        column->setCurrentText("Area");
        editor.findChild<QComboBox *>("filterChoice")->setCurrentIndex(1);
        QCOMPARE(editor.filter().value, QVariant("account"));
        column->setCurrentText("Changed");
        auto *match = editor.findChild<QComboBox *>("filterMatch");
        match->setCurrentText("never");
        QVERIFY(add->isEnabled());
        QVERIFY(!editor.filter().value.isValid());
    }

    void aRefreshKeepsTheSelection()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        choose(page, "username", "ines");
        QVERIFY(desk.button("suspendPerson")->isEnabled());
        QVERIFY(!desk.button("resumePerson")->isEnabled());
        const QVariant id = page.model().value(page.selectedRow(), "id");
        desk.console.set("people", id, "state", "suspended");
        page.view().setFocus();
        QTest::keyClick(&page.view(), Qt::Key_F5);
        QTRY_VERIFY(desk.button("resumePerson")->isEnabled());
        QCOMPARE(page.model().value(page.selectedRow(), "id"), id);
        QVERIFY(!desk.button("suspendPerson")->isEnabled());
    }

    void rowsAreExportedWholeOrNotAtAll()
    {
        Desk desk;
        const QTemporaryDir folder;
        ConsoleTablePage &page = desk.page("people");
        const QString path = folder.filePath("people.csv");
        page.exportTo(path);
        auto *note = page.findChild<QLabel *>("consoleNote");
        QTRY_VERIFY(note->text().startsWith("10 row"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 12);
        QVERIFY(lines.first().startsWith("username,display_name,role,state"));
        QVERIFY(lines.at(1).startsWith("amara,Amara Okafor,member,active"));
        const QString other = folder.filePath("other.csv");
        page.exportTo(other);
        QTest::mouseClick(desk.button("cancelExport"), Qt::LeftButton);
        QVERIFY(note->text().contains("cancelled"));
        QVERIFY(!QFile::exists(other));
        desk.console.failure = ErrorCode::Offline;
        page.exportTo(other);
        QTRY_VERIFY(page.findChild<QWidget *>("banner")->isVisible());
        QVERIFY(!QFile::exists(other));
    }

    void withoutRowsThePageSaysWhy()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("grants");
        QVERIFY(!page.view().isVisible());
        page.showOnly({{.column = "state", .match = ConsoleMatch::Is, .value = "expired"}});
        const auto words = [&] {
            QStringList said;
            for (QLabel *label : page.findChildren<QLabel *>()) {
                if (label->isVisible())
                    said += label->text();
            }
            return said.join(' ');
        };
        QTRY_VERIFY(words().contains("Nothing matches"));
        desk.console.failure = ErrorCode::Offline;
        page.refresh();
        QTRY_VERIFY(words().contains("cannot be reached"));
        desk.console.failure = {};
        page.findChild<QPushButton *>("emptyAction")->click();
        QTRY_VERIFY(words().contains("Nothing matches"));
    }

    void viewsAreSavedAndHeldToTheTable()
    {
        const ConsoleTable &table = *consoleTable("people");
        const SavedView view{.name = "Waiting for long",
                             .filters = {{.column = "last_seen",
                                          .match = ConsoleMatch::AtMost,
                                          .value = QDateTime(QDate(2026, 1, 2), QTime(3, 4), QTimeZone::UTC)},
                                         {.column = "id", .match = ConsoleMatch::Is, .value = QUuid::createUuid()}},
                             .order = "created_at",
                             .isDescending = true,
                             .columns = {"display_name", "username"}};
        const QByteArray kept = encodedViews({view});
        const QList<SavedView> read = decodedViews(kept, table);
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().name, view.name);
        QCOMPARE(read.first().filters.at(0).value.toDateTime(), view.filters.at(0).value.toDateTime());
        QCOMPARE(read.first().filters.at(1).value.toUuid(), view.filters.at(1).value.toUuid());
        QCOMPARE(read.first().columns, view.columns);
        QVERIFY(read.first().isDescending);
        QVERIFY(decodedViews(kept, *consoleTable("policies")).isEmpty());
        QVERIFY(decodedViews("not a list", table).isEmpty());
    }

    void aSavedViewComesBack()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        page.setViews(encodedViews({{.name = "Suspended",
                                     .filters = {{.column = "state", .value = "suspended"}},
                                     .order = "created_at",
                                     .isDescending = true,
                                     .columns = {"state", "username"}}}));
        QMenu *views = nullptr;
        for (QMenu *menu : page.findChildren<QMenu *>()) {
            Q_EMIT menu->aboutToShow();
            if (!menu->actions().isEmpty() && menu->actions().first()->text() == "Suspended")
                views = menu;
        }
        QVERIFY(views);
        QSignalSpy changed(&desk.window, &AdministrationWindow::viewsChanged);
        views->actions().first()->trigger();
        QTRY_COMPARE(page.model().rowCount(), 1);
        QCOMPARE(page.model().query().order, "created_at");
        QVERIFY(page.view().isColumnHidden(page.model().columnOf("role")));
        QCOMPARE(page.view().horizontalHeader()->logicalIndex(0), page.model().columnOf("state"));
        for (QAction *action : views->actions()) {
            if (action->text().startsWith("Save"))
                action->trigger();
        }
        auto *dialog = desk.dialog<QInputDialog>("viewName");
        QVERIFY(dialog);
        dialog->setTextValue("Mine");
        dialog->accept();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toString(), "people");
        QCOMPARE(decodedViews(changed.first().last().toByteArray(), *consoleTable("people")).size(), 2);
    }
};

QTEST_MAIN(ConsoleTablePageTest)
#include "tst_consoletablepage.moc"
