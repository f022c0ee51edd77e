#pragma once
#include "models/items/consoletablemodel.h"
#include "ui/admin/consolesource.h"
#include "ui/admin/savedview.h"

#include <QPersistentModelIndex>
#include <QTimer>
#include <QWidget>

#include <functional>

class QBoxLayout;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace tacet {

class ConsoleExport;
class EmptyState;
class ErrorBanner;
class FilterBar;
class TextLabel;

/// One table of the console: search, filters, chosen columns, saved views, CSV, and what is said while there is
/// nothing to see. A page with commands on rows is made of it. Asks `source`, which outlives it.
class ConsoleTablePage : public QWidget
{
    Q_OBJECT
public:
    ConsoleTablePage(const ConsoleTable &table, const QString &sentence, ConsoleSource &source,
                     QWidget *parent = nullptr);

    /// Reads the first page, or what is there once more.
    void refresh();
    /// Nothing that was read stays on the screen.
    void clear();
    /// From here on only these rows, as if the person had chosen the filters.
    void showOnly(const QList<ConsoleFilter> &filters);
    void setViews(const QByteArray &encoded);
    void exportTo(const QString &path);
    void showError(ErrorCode code);
    /// Something was done: told in a line below the table.
    void showDone(const QString &sentence);

    ConsoleTableModel &model() { return m_model; }
    QTableView &view() { return *m_view; }
    /// -1: none.
    int selectedRow() const;

Q_SIGNALS:
    void viewsChanged(const QByteArray &encoded);

protected:
    /// A command on the selected row, above the table. Enabled where `mayRun` says so.
    QPushButton *addCommand(const QString &name, const QString &text, std::function<bool(int row)> mayRun);
    /// A command that needs no row.
    QPushButton *addCommand(const QString &name, const QString &text);

private:
    struct Command {
        QPushButton *button;
        std::function<bool(int row)> mayRun;
    };

    QWidget *buildTools();
    QWidget *buildStatus();
    void buildTable();
    void connectModel();
    void addShortcut(const QKeySequence &keys, void (ConsoleTablePage::*slot)());
    void focusSearch();
    void applyFilters();
    QList<ConsoleFilter> wantedFilters() const;
    void sortBy(int section);
    void showSort();
    void fitColumns();
    void refreshState();
    void refreshCommands();
    void count();
    void showCounts();
    void fillColumnsMenu();
    void fillViewsMenu();
    void askViewName();
    void saveView(const QString &name);
    void applyView(const SavedView &view);
    QStringList shownColumns() const;
    void showColumns(const QStringList &names);
    void askExport();
    void showExport(qint64 rows);
    void openRow();

    ConsoleTableModel m_model;
    ConsoleSource &m_source;
    QList<SavedView> m_views;
    QString m_searched; ///< the column that the search field looks in; empty: none
    QTimer m_typed;
    QLineEdit *m_search;
    FilterBar *m_filters;
    QMenu *m_columnsMenu;
    QMenu *m_viewsMenu;
    QBoxLayout *m_commandRow;
    QList<Command> m_commands;
    ErrorBanner *m_banner;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QTableView *m_view;
    TextLabel *m_counts;
    TextLabel *m_exported;
    QPushButton *m_cancelExport;
    ConsoleExport *m_export = nullptr;
    std::optional<qint64> m_found;
    quint64 m_counting = 0;
    QPersistentModelIndex m_top; ///< during a refresh
    bool m_isFitted = false;
};

} // namespace tacet
