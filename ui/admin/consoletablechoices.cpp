// What the person chooses about a table: columns, saved views, one row, and the file that it is written to.
#include "models/items/consolewords.h"
#include "ui/admin/consoleexport.h"
#include "ui/admin/consoletablepage.h"
#include "ui/admin/filterbar.h"
#include "ui/admin/rowdialog.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/textlabel.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace tacet {

namespace {

constexpr qint64 kMostCounted = 10'000;

} // namespace

void ConsoleTablePage::fillColumnsMenu()
{
    m_columnsMenu->clear();
    const QStringList shown = shownColumns();
    for (int place = 0; place < m_model.columnCount(); ++place) {
        const QString name = m_model.table().columns.at(place).name;
        QAction *action = m_columnsMenu->addAction(consoleTitle(name));
        action->setCheckable(true);
        action->setChecked(shown.contains(name));
        action->setEnabled(shown.size() > 1 || !shown.contains(name));
        connect(action, &QAction::toggled, this, [this, place](bool on) { m_view->setColumnHidden(place, !on); });
    }
}

QStringList ConsoleTablePage::shownColumns() const
{
    QStringList names;
    const QHeaderView *head = m_view->horizontalHeader();
    for (int visual = 0; visual < head->count(); ++visual) {
        if (const int place = head->logicalIndex(visual); !m_view->isColumnHidden(place))
            names.append(m_model.table().columns.at(place).name);
    }
    return names;
}

void ConsoleTablePage::showColumns(const QStringList &names)
{
    QHeaderView *head = m_view->horizontalHeader();
    for (int place = 0; place < m_model.columnCount(); ++place)
        m_view->setColumnHidden(place, !names.contains(m_model.table().columns.at(place).name));
    for (int visual = 0; visual < names.size(); ++visual)
        head->moveSection(head->visualIndex(m_model.columnOf(names.at(visual))), visual);
}

void ConsoleTablePage::setViews(const QByteArray &encoded)
{
    m_views = decodedViews(encoded, m_model.table());
}

void ConsoleTablePage::fillViewsMenu()
{
    m_viewsMenu->clear();
    const auto shown = [](const QString &name) { return lineText(name).replace(u'&', QStringLiteral("&&")); };
    for (const SavedView &view : std::as_const(m_views))
        connect(m_viewsMenu->addAction(shown(view.name)), &QAction::triggered, this, [this, view] { applyView(view); });
    if (!m_views.isEmpty())
        m_viewsMenu->addSeparator();
    connect(m_viewsMenu->addAction(tr("Save this view …")), &QAction::triggered, this, &ConsoleTablePage::askViewName);
    if (m_views.isEmpty())
        return;
    QMenu *forget = m_viewsMenu->addMenu(tr("Forget a view"));
    for (const SavedView &view : std::as_const(m_views)) {
        connect(forget->addAction(shown(view.name)), &QAction::triggered, this, [this, name = view.name] {
            m_views.removeIf([&](const SavedView &each) { return each.name == name; });
            Q_EMIT viewsChanged(encodedViews(m_views));
        });
    }
}

void ConsoleTablePage::askViewName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("viewName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this view"));
    dialog->setLabelText(tr("A name for these filters, this order and these columns:"));
    connect(dialog, &QInputDialog::textValueSelected, this, &ConsoleTablePage::saveView);
    dialog->open();
}

void ConsoleTablePage::saveView(const QString &name)
{
    const QString kept = lineText(name);
    if (kept.isEmpty())
        return;
    m_views.removeIf([&](const SavedView &each) { return each.name == kept; });
    m_views.append({.name = kept,
                    .filters = m_model.query().filters,
                    .order = m_model.query().order,
                    .isDescending = m_model.query().isDescending,
                    .columns = shownColumns()});
    Q_EMIT viewsChanged(encodedViews(m_views));
}

void ConsoleTablePage::applyView(const SavedView &view)
{
    showColumns(view.columns);
    m_search->clear();
    m_typed.stop();
    m_filters->setFilters(view.filters);
    m_model.start({.view = {}, .filters = view.filters, .order = view.order, .isDescending = view.isDescending});
    showSort();
    count();
}

void ConsoleTablePage::askExport()
{
    auto *dialog = new QFileDialog(this, tr("Export as CSV"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV files (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(
        QStringLiteral("%1-%2.csv").arg(m_model.table().view, QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &ConsoleTablePage::exportTo);
    dialog->open();
}

void ConsoleTablePage::exportTo(const QString &path)
{
    if (m_export)
        return;
    QList<int> chosen;
    for (const QString &name : shownColumns())
        chosen.append(m_model.columnOf(name));
    m_export = new ConsoleExport(m_source, m_model.query(), ConsoleCsv(m_model.table().columns, chosen), path, this);
    connect(m_export, &ConsoleExport::progressed, this, &ConsoleTablePage::showExport);
    connect(m_export, &ConsoleExport::finished, this, [this](qint64 rows) {
        m_export = nullptr;
        m_cancelExport->hide();
        showDone(tr("%Ln row(s) written.", nullptr, static_cast<int>(rows)));
    });
    connect(m_export, &ConsoleExport::failed, this, [this](ErrorCode code) {
        m_export = nullptr;
        m_cancelExport->hide();
        m_exported->setText(code == ErrorCode::Cancelled ? tr("The export was cancelled; no file was written.")
                                                         : QString());
        if (code != ErrorCode::Cancelled)
            showError(code);
    });
    m_cancelExport->show();
    showExport(0);
    m_export->start();
}

void ConsoleTablePage::showExport(qint64 rows)
{
    if (m_found && *m_found > 0 && *m_found >= rows)
        m_exported->setText(tr("Writing: %L1 of %L2 rows …").arg(rows).arg(*m_found));
    else
        m_exported->setText(tr("Writing: %L1 rows …").arg(rows));
}

void ConsoleTablePage::showError(ErrorCode code)
{
    m_banner->showError(code);
}

void ConsoleTablePage::showDone(const QString &sentence)
{
    m_banner->clear();
    m_exported->setText(sentence);
}

void ConsoleTablePage::count()
{
    const quint64 token = ++m_counting;
    m_found = {};
    m_source.fetchCount(m_model.query(), kMostCounted, this, [this, token](const Result<qint64> &found) {
        if (token != m_counting || !found)
            return;
        m_found = *found;
        showCounts();
    });
}

void ConsoleTablePage::showCounts()
{
    if (!m_found)
        m_counts->setText(m_model.rowCount() > 0 ? tr("%Ln row(s) read", nullptr, m_model.rowCount()) : QString());
    else if (*m_found >= kMostCounted)
        m_counts->setText(tr("More than %L1 rows").arg(kMostCounted));
    else
        m_counts->setText(tr("%Ln row(s)", nullptr, static_cast<int>(*m_found)));
}

void ConsoleTablePage::openRow()
{
    const int row = selectedRow();
    if (row < 0)
        return;
    QVariantList values;
    for (int place = 0; place < m_model.columnCount(); ++place)
        values.append(m_model.index(row, place).data(ConsoleTableModel::ValueRole));
    auto *dialog = new RowDialog(m_model.table(), values, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace tacet
