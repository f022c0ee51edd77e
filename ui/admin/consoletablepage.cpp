#include "ui/admin/consoletablepage.h"

#include "models/items/consolewords.h"
#include "ui/admin/consoledelegate.h"
#include "ui/admin/consoleexport.h"
#include "ui/admin/filterbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kSearchWidth = 260;
constexpr int kTypingPause = 250;
constexpr int kMeasuredRows = 50;
constexpr int kColumnNarrowest = 72;
constexpr int kColumnWidest = 260;

/// Who or what a row is about, else the first text.
QString searchedColumn(const ConsoleTable &table)
{
    static const QStringList names{QStringLiteral("username"), QStringLiteral("name"), QStringLiteral("account"),
                                   QStringLiteral("actor"), QStringLiteral("creator")};
    for (const QString &name : names) {
        if (std::ranges::contains(table.columns, name, &ConsoleColumn::name))
            return name;
    }
    for (const ConsoleColumn &column : table.columns) {
        if (column.kind == ConsoleKind::Text && column.isShown)
            return column.name;
    }
    return {};
}

/// What happened, and what it means here.
std::pair<QString, QString> wordsOfFailure(ErrorCode code)
{
    const ErrorWords words = errorWords(code);
    if (code == ErrorCode::Offline || code == ErrorCode::Timeout)
        return {words.happened,
                ConsoleTablePage::tr("Rows of the administration are not kept on this computer. Nothing "
                                     "was changed; check the network and try again.")};
    return {words.happened, words.meaning + u' ' + words.remedy};
}

} // namespace

ConsoleTablePage::ConsoleTablePage(const ConsoleTable &table, const QString &sentence, ConsoleSource &source,
                                   QWidget *parent)
    : QWidget(parent)
    , m_model(table)
    , m_source(source)
    , m_searched(searchedColumn(table))
    , m_search(new QLineEdit)
    , m_filters(new FilterBar(table.columns))
    , m_columnsMenu(new QMenu(this))
    , m_viewsMenu(new QMenu(this))
    , m_commandRow(new QHBoxLayout)
    , m_banner(new ErrorBanner)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("search")))
    , m_view(new QTableView)
    , m_counts(new TextLabel(TextLevel::Caption))
    , m_exported(new TextLabel(TextLevel::Caption))
    , m_cancelExport(new QPushButton(tr("Cancel export")))
{
    setObjectName(QStringLiteral("consolePage-%1").arg(table.view));
    auto *explained = new TextLabel(TextLevel::Body, sentence);
    explained->setTone("muted");
    buildTable();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_commandRow->setSpacing(space::kSmall);
    m_commandRow->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Title, consoleViewTitle(table.view)));
    column->addWidget(explained);
    column->addSpacing(space::kSmall);
    column->addWidget(buildTools());
    column->addWidget(m_filters);
    column->addLayout(m_commandRow);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    column->addWidget(buildStatus());
    connectModel();
    addShortcut(QKeySequence(Qt::Key_F5), &ConsoleTablePage::refresh);
    addShortcut(QKeySequence(Qt::CTRL | Qt::Key_F), &ConsoleTablePage::focusSearch);
    refreshState();
}

QWidget *ConsoleTablePage::buildTools()
{
    auto *tools = new QWidget;
    m_search->setObjectName(QStringLiteral("consoleSearch"));
    m_search->setProperty("role", QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search: %1").arg(consoleTitle(m_searched)));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setMaximumWidth(kSearchWidth);
    m_search->setClearButtonEnabled(true);
    if (m_searched.isEmpty())
        m_search->hide();
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingPause);
    auto *filter = iconButton(QStringLiteral("addFilter"), QStringLiteral("plus"), tr("Add a filter"));
    filter->setText(tr("Filter"));
    auto *columns = iconButton(QStringLiteral("chooseColumns"), QStringLiteral("eye"), tr("Choose columns"));
    columns->setText(tr("Columns"));
    auto *views = iconButton(QStringLiteral("savedViews"), QStringLiteral("pin"), tr("Saved views"));
    views->setText(tr("Views"));
    for (QToolButton *button : {filter, columns, views})
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    columns->setMenu(m_columnsMenu);
    views->setMenu(m_viewsMenu);
    columns->setPopupMode(QToolButton::InstantPopup);
    views->setPopupMode(QToolButton::InstantPopup);
    auto *save = iconButton(QStringLiteral("exportCsv"), QStringLiteral("down"), tr("Export as CSV"));
    auto *again = iconButton(QStringLiteral("refreshTable"), QStringLiteral("retry"), tr("Read again (F5)"));
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_search, 1);
    row->addWidget(filter);
    row->addWidget(columns);
    row->addWidget(views);
    row->addStretch();
    row->addWidget(save);
    row->addWidget(again);
    connect(m_search, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(&m_typed, &QTimer::timeout, this, &ConsoleTablePage::applyFilters);
    connect(filter, &QToolButton::clicked, m_filters, &FilterBar::openEditor);
    connect(m_filters, &FilterBar::filtersChanged, this, &ConsoleTablePage::applyFilters);
    connect(m_columnsMenu, &QMenu::aboutToShow, this, &ConsoleTablePage::fillColumnsMenu);
    connect(m_viewsMenu, &QMenu::aboutToShow, this, &ConsoleTablePage::fillViewsMenu);
    connect(save, &QToolButton::clicked, this, &ConsoleTablePage::askExport);
    connect(again, &QToolButton::clicked, this, &ConsoleTablePage::refresh);
    return tools;
}

QWidget *ConsoleTablePage::buildStatus()
{
    auto *status = new QWidget;
    m_counts->setTone("muted");
    m_counts->setObjectName(QStringLiteral("rowCounts"));
    m_counts->setWordWrap(false);
    m_exported->setTone("muted");
    m_exported->setObjectName(QStringLiteral("consoleNote"));
    m_cancelExport->setObjectName(QStringLiteral("cancelExport"));
    m_cancelExport->setProperty("kind", QStringLiteral("quiet"));
    m_cancelExport->hide();
    auto *row = new QHBoxLayout(status);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    row->addWidget(m_counts);
    row->addWidget(m_exported, 1);
    row->addWidget(m_cancelExport);
    connect(m_cancelExport, &QPushButton::clicked, this, [this] {
        if (m_export)
            m_export->cancel();
    });
    return status;
}

void ConsoleTablePage::buildTable()
{
    const ConsoleTable &table = m_model.table();
    m_view->setObjectName(QStringLiteral("consoleTable"));
    m_view->setAccessibleName(consoleViewTitle(table.view));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new ConsoleDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->horizontalHeader()->setResizeContentsPrecision(kMeasuredRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2 * space::kSmall);
    QHeaderView *head = m_view->horizontalHeader();
    head->setSectionsMovable(true);
    head->setSectionsClickable(true);
    head->setSortIndicatorShown(true);
    head->setStretchLastSection(true);
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    for (int place = 0; place < table.columns.size(); ++place)
        m_view->setColumnHidden(place, !table.columns.at(place).isShown);
    showSort();
    connect(head, &QHeaderView::sectionClicked, this, &ConsoleTablePage::sortBy);
    connect(m_view, &QTableView::activated, this, &ConsoleTablePage::openRow);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConsoleTablePage::refreshCommands);
}

void ConsoleTablePage::connectModel()
{
    connect(&m_model, &ConsoleTableModel::pageWanted, this, [this](quint64 token, const ConsoleQuery &query) {
        m_source.fetchPage(query, this, [this, token](const Result<ConsolePage> &page) {
            if (page)
                m_model.takePage(token, *page);
            else
                m_model.takeFailure(token, page.error().code());
        });
    });
    connect(&m_model, &ConsoleTableModel::stateChanged, this, &ConsoleTablePage::refreshState);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ConsoleTablePage::refreshCommands);
    connect(&m_model, &ConsoleTableModel::mergeStarting, this, [this] { m_top = m_model.index(m_view->rowAt(0), 0); });
    connect(&m_model, &ConsoleTableModel::mergeEnded, this, [this] {
        if (m_top.isValid() && m_top.row() > 0)
            m_view->scrollTo(m_top, QAbstractItemView::PositionAtTop);
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model.state() == ConsoleTableModel::State::Failed)
            refresh();
        else
            showOnly({});
    });
    connect(m_banner, &ErrorBanner::actionTriggered, this, &ConsoleTablePage::refresh);
}

void ConsoleTablePage::addShortcut(const QKeySequence &keys, void (ConsoleTablePage::*slot)())
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, slot);
}

void ConsoleTablePage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ConsoleTablePage::refresh()
{
    m_model.refresh();
    count();
}

void ConsoleTablePage::clear()
{
    if (m_export)
        m_export->cancel();
    m_found = {};
    ++m_counting;
    m_exported->setText({});
    m_model.clear();
}

void ConsoleTablePage::showOnly(const QList<ConsoleFilter> &filters)
{
    m_search->clear();
    m_typed.stop();
    m_filters->setFilters(filters);
    applyFilters();
}

QList<ConsoleFilter> ConsoleTablePage::wantedFilters() const
{
    QList<ConsoleFilter> wanted = m_filters->filters();
    if (const QString typed = m_search->text().trimmed(); !typed.isEmpty())
        wanted.append({.column = m_searched, .match = ConsoleMatch::Contains, .value = typed});
    return wanted;
}

void ConsoleTablePage::applyFilters()
{
    m_model.setFilters(wantedFilters());
    count();
}

void ConsoleTablePage::sortBy(int section)
{
    const ConsoleQuery before = m_model.query();
    const bool isSame = m_model.table().columns.at(section).name == before.order;
    m_model.sort(section, isSame && !before.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    showSort();
}

void ConsoleTablePage::showSort()
{
    m_view->horizontalHeader()->setSortIndicator(m_model.columnOf(m_model.query().order), m_model.query().isDescending
                                                                                              ? Qt::DescendingOrder
                                                                                              : Qt::AscendingOrder);
}

int ConsoleTablePage::selectedRow() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

QPushButton *ConsoleTablePage::addCommand(const QString &name, const QString &text, std::function<bool(int row)> mayRun)
{
    QPushButton *button = addCommand(name, text);
    m_commands.append({button, std::move(mayRun)});
    refreshCommands();
    return button;
}

QPushButton *ConsoleTablePage::addCommand(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    m_commandRow->insertWidget(m_commandRow->count() - 1, button);
    return button;
}

void ConsoleTablePage::refreshCommands()
{
    const int row = selectedRow();
    for (const Command &command : std::as_const(m_commands))
        command.button->setEnabled(row >= 0 && command.mayRun(row));
}

/// Once there is something to go by; from then on the widths are the person's.
void ConsoleTablePage::fitColumns()
{
    if (m_isFitted || m_model.rowCount() == 0)
        return;
    m_isFitted = true;
    m_view->resizeColumnsToContents();
    for (int place = 0; place < m_model.columnCount(); ++place) {
        const int width = m_view->columnWidth(place) + space::kSmall;
        m_view->setColumnWidth(place, std::clamp(width, kColumnNarrowest, kColumnWidest));
    }
}

void ConsoleTablePage::refreshState()
{
    fitColumns();
    using State = ConsoleTableModel::State;
    const State state = m_model.state();
    const bool hasRows = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    m_banner->clear();
    if (state == State::Failed) {
        const auto [headline, sentence] = wordsOfFailure(m_model.failure());
        if (hasRows)
            m_banner->showWords(ErrorBanner::Tone::Danger, headline, sentence, tr("Try again"));
        else
            m_empty->setWords(headline, sentence, tr("Try again"));
    } else if (state == State::Idle || state == State::Loading) {
        m_empty->setWords(tr("Reading …"), tr("The workspace is asked for these rows."));
    } else if (!m_model.query().filters.isEmpty()) {
        m_empty->setWords(tr("Nothing matches."), tr("No row meets all of the conditions."), tr("Clear all"));
    } else {
        m_empty->setWords(tr("Nothing is here yet."), tr("Rows appear when there is something to see."));
    }
    showCounts();
    refreshCommands();
}

} // namespace tacet
