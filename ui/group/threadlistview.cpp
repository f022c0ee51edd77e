#include "ui/group/threadlistview.h"

#include "models/items/threadlistmodel.h"
#include "ui/group/threadlistdelegate.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPause{180};
constexpr int kHeaderHeight = 64;

} // namespace

ThreadListView::ThreadListView(ThreadListModel &threads, QWidget *parent)
    : QWidget(parent)
    , m_threads(threads)
    , m_banner(new ErrorBanner)
{
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    banners->addWidget(m_banner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(buildSearch());
    column->addLayout(banners);
    column->addWidget(buildMiddle(), 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_threads.setWords(m_search->text().simplified()); });
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(m_filter, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_threads.setFilter(static_cast<ThreadFilter>(index)); });
    connect(m_order, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_threads.setOrder(static_cast<ThreadOrder>(index)); });
    connect(&m_threads, &ThreadListModel::windowChanged, this, &ThreadListView::refresh);
    refresh();
}

QWidget *ThreadListView::buildHeader()
{
    auto *header = new QWidget;
    header->setObjectName(QStringLiteral("panelHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setMinimumHeight(kHeaderHeight);
    m_new = iconButton(QStringLiteral("newThreadButton"), QStringLiteral("plus"), tr("Start a thread"));
    auto *allRead =
        iconButton(QStringLiteral("allReadButton"), QStringLiteral("check"), tr("Mark all threads as read"));
    auto *close = iconButton(QStringLiteral("closeThreadsButton"), QStringLiteral("close"), tr("Close the threads"));
    auto *title = new ElidedLabel(TextLevel::Heading);
    title->setText(tr("Threads"));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    row->setSpacing(space::kTiny);
    row->addWidget(title, 1);
    row->addWidget(m_new);
    row->addWidget(allRead);
    row->addWidget(close);
    connect(m_new, &QToolButton::clicked, this, &ThreadListView::newThreadRequested);
    connect(allRead, &QToolButton::clicked, this, &ThreadListView::markAllReadRequested);
    connect(close, &QToolButton::clicked, this, &ThreadListView::closeRequested);
    return header;
}

QWidget *ThreadListView::buildSearch()
{
    auto *search = new QWidget;
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("threadSearch"));
    m_search->setProperty("role", QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search threads"));
    m_search->setAccessibleName(tr("Search threads"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    // In the order of ThreadFilter and ThreadOrder.
    m_filter = new QComboBox;
    m_filter->setObjectName(QStringLiteral("threadFilter"));
    m_filter->setAccessibleName(tr("Which threads"));
    m_filter->addItems({tr("All"), tr("Unread"), tr("Followed"), tr("Mine")});
    m_order = new QComboBox;
    m_order->setObjectName(QStringLiteral("threadOrder"));
    m_order->setAccessibleName(tr("Order of the threads"));
    m_order->addItems({tr("Last activity"), tr("Newest"), tr("Most replies"), tr("Title")});
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(space::kSmall);
    boxes->addWidget(m_filter, 1);
    boxes->addWidget(m_order, 1);
    auto *column = new QVBoxLayout(search);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(m_search);
    column->addLayout(boxes);
    return search;
}

QWidget *ThreadListView::buildMiddle()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("threadList"));
    m_list->setAccessibleName(tr("Threads"));
    m_list->setModel(&m_threads);
    m_list->setItemDelegate(new ThreadListDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(m_list, &QListView::clicked, this, &ThreadListView::choose);
    connect(m_list, &QListView::customContextMenuRequested, this, &ThreadListView::showMenu);
    m_empty = new EmptyState(QStringLiteral("thread"));
    connect(m_empty, &EmptyState::actionTriggered, this, &ThreadListView::newThreadRequested);
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    return m_middle;
}

void ThreadListView::setMayPost(bool may)
{
    m_mayPost = may;
    m_new->setEnabled(may);
    refresh();
}

void ThreadListView::showError(ErrorCode code)
{
    m_banner->showError(code);
}

void ThreadListView::forgetSearch()
{
    const QSignalBlocker quiet(m_search);
    m_search->clear();
    m_pause.stop();
    m_banner->clear();
}

void ThreadListView::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT threadChosen(index.data(ThreadListModel::ThreadIdRole).value<ThreadId>());
}

void ThreadListView::showMenu(const QPoint &position)
{
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return;
    const auto thread = index.data(ThreadListModel::ThreadIdRole).value<ThreadId>();
    const bool followed = index.data(ThreadListModel::FollowedRole).toBool();
    QMenu menu(this);
    menu.addAction(symbolicIcon(followed ? QStringLiteral("bell-off") : QStringLiteral("bell")),
                   followed ? tr("Stop following") : tr("Follow"), this,
                   [this, thread, followed] { Q_EMIT followChangeRequested(thread, !followed); });
    if (index.data(ThreadListModel::StateRole).toInt() == static_cast<int>(DeliveryState::Failed))
        menu.addAction(symbolicIcon(QStringLiteral("retry")), tr("Try again"), this,
                       [this, thread] { Q_EMIT retryRequested(thread); });
    menu.exec(m_list->viewport()->mapToGlobal(position));
}

void ThreadListView::refresh()
{
    if (!m_threads.words().isEmpty())
        m_empty->setWords(tr("No thread with these words"), tr("Titles, texts and replies are searched."));
    else if (m_threads.filter() != ThreadFilter::All)
        m_empty->setWords(tr("Nothing here"), tr("No thread of this chat fits the filter."));
    else
        m_empty->setWords(tr("No threads yet"),
                          tr("A thread keeps one subject together, beside what is said in the chat."),
                          m_mayPost ? tr("Start a thread") : QString());
    const bool isEmpty = m_threads.isOpened() && m_threads.rowCount() == 0;
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_list);
}

bool ThreadListView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter) {
        choose(m_list->currentIndex());
        return true;
    }
    // The arrows walk through the threads while the field keeps the focus.
    if (watched == m_search && (key == Qt::Key_Down || key == Qt::Key_Up))
        return QCoreApplication::sendEvent(m_list, event);
    return QWidget::eventFilter(watched, event);
}

} // namespace tacet
