#include "tests/ui/adminscreens.h"

#include "models/domain/consoletables.h"
#include "tests/ui/sampleconsole.h"
#include "ui/admin/administrationwindow.h"
#include "ui/admin/dangerdialog.h"
#include "ui/admin/filtereditor.h"

#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace tacet::tests {

namespace {

void select(AdministrationWindow &window, const QString &view, int row)
{
    auto *page = window.findChild<QWidget *>("consolePage-" + view);
    auto *table = page->findChild<QTableView *>("consoleTable");
    if (!QTest::qWaitFor([&] { return table->model()->rowCount() > row; }))
        qFatal("%s has no row %d", qPrintable(view), row);
    // selectRow() goes by the last column where lines run to the left, and that one may be hidden.
    table->setCurrentIndex(table->indexAt(QPoint(table->viewport()->width() / 2, table->rowViewportPosition(row) + 1)));
}

void shootDialog(AdministrationWindow &window, const char *name,
                 const std::function<void(QWidget &widget, const QString &name)> &shoot, const QString &file)
{
    QDialog *dialog = nullptr;
    if (!QTest::qWaitFor([&] { return (dialog = window.findChild<QDialog *>(name)) != nullptr; }))
        qFatal("no dialog %s", name);
    QTest::qWait(40);
    shoot(*dialog, file);
    dialog->reject();
    QTest::qWait(10);
}

} // namespace

void showAdminScreens(bool arabic, const std::function<void(QWidget &widget, const QString &name)> &shoot)
{
    SampleConsole console(arabic);
    AdministrationWindow window(arabic ? "شركة المدار" : "Fernweh GmbH", consoleTables(), console, console);
    shoot(window, "60-admin-unlock");
    window.begin(std::chrono::minutes(15));
    shoot(window, "61-admin-overview");
    int number = 62;
    for (const QString view : {"people", "devices", "chats", "quotas", "enrolment_tokens", "audit", "security_events",
                               "policies", "media"}) {
        window.openPage(view);
        QTest::qWait(20);
        if (view != "media")
            select(window, view, 1);
        shoot(window, QString("%1-admin-%2").arg(number++).arg(view));
    }
    window.openPage("people", {{.column = "state", .match = ConsoleMatch::Is, .value = "active"},
                               {.column = "last_seen",
                                .match = ConsoleMatch::AtMost,
                                .value = QDateTime(QDate(2026, 11, 20), QTime(14, 0), QTimeZone::UTC)}});
    QTest::qWait(20);
    shoot(window, "72-admin-people-filtered");
    select(window, "people", 1); // the first one is the owner
    window.findChild<QPushButton *>("erasePerson")->click();
    shootDialog(window, "dangerDialog", shoot, "73-admin-erase");
    window.findChild<QPushButton *>("suspendPerson")->click();
    shootDialog(window, "dangerDialog", shoot, "74-admin-suspend");
    window.openPage("quotas");
    window.findChild<QPushButton *>("editQuota")->click();
    shootDialog(window, "quotaDialog", shoot, "75-admin-limits");
    FilterEditor editor(consoleTable("people")->columns);
    shoot(editor, "76-admin-filter");
    window.openPage("audit");
    auto *log = window.findChild<QWidget *>("consolePage-audit")->findChild<QTableView *>("consoleTable");
    Q_EMIT log->activated(log->model()->index(0, 1));
    shootDialog(window, "rowDialog", shoot, "77-admin-row");
    console.failure = ErrorCode::Offline;
    window.openPage("grants");
    QTest::qWait(20);
    shoot(window, "78-admin-offline");
    window.end(ConsoleEnd::Idle);
    shoot(window, "79-admin-idle");
}

} // namespace tacet::tests
