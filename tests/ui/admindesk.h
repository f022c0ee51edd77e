#pragma once
#include "models/domain/consoletables.h"
#include "tests/ui/sampleconsole.h"
#include "ui/admin/administrationwindow.h"
#include "ui/admin/consoletablepage.h"

#include <QDialog>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace tacet::tests {

/// A window of which the pages are open.
struct Desk {
    SampleConsole console;
    AdministrationWindow window{"Fernweh GmbH", consoleTables(), console, console};

    Desk()
    {
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        window.begin(std::chrono::minutes(15));
    }

    ConsoleTablePage &page(const QString &view)
    {
        window.openPage(view);
        auto *shown = window.findChild<ConsoleTablePage *>("consolePage-" + view);
        if (!QTest::qWaitFor([&] { return shown->model().state() == ConsoleTableModel::State::Ready; }))
            qWarning("the page was not read");
        return *shown;
    }

    QPushButton *button(const char *name) { return window.findChild<QPushButton *>(name); }
    template <class Dialog = QDialog>
    Dialog *dialog(const char *name)
    {
        return window.findChild<Dialog *>(name);
    }
};

inline void choose(ConsoleTablePage &page, const QString &column, const QVariant &value)
{
    for (int row = 0; row < page.model().rowCount(); ++row) {
        if (page.model().value(row, column) == value)
            page.view().setCurrentIndex(page.model().index(row, page.model().columnOf(column)));
    }
}

} // namespace tacet::tests
