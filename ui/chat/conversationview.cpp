#include "ui/chat/conversationview.h"

#include "models/items/messagelistmodel.h"
#include "ui/widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <numeric>

// QListView's own layout is stepped over on purpose: see the header.
// NOLINTBEGIN(bugprone-parent-virtual-call)

namespace tacet {

namespace {

constexpr int kGuessedHeight = 48;
constexpr int kBottomMargin = 8;
constexpr int kSettleRounds = 6;
constexpr int kNearNewest = 4;

} // namespace

ConversationView::ConversationView(QWidget *parent)
    : QListView(parent)
    , m_delegate(new MessageDelegate(this))
{
    setItemDelegate(m_delegate);
    setObjectName(QStringLiteral("conversationView"));
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    // The current row may fall out of the window of rows; the view must not follow it.
    setAutoScroll(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(fontMetrics().lineSpacing());
}

void ConversationView::setModel(QAbstractItemModel *model)
{
    m_messages = qobject_cast<MessageListModel *>(model);
    Q_ASSERT(m_messages != nullptr || model == nullptr);
    QAbstractItemView::setModel(model);
    if (model == nullptr)
        return;
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int start, int end) { rowsGone(start, end); });
    connect(m_messages, &MessageListModel::opened, this, [this] {
        m_anchor = QPersistentModelIndex();
        m_followsNewest = true;
        settle();
    });
    reset();
}

bool ConversationView::isAtNewest() const
{
    const QScrollBar *bar = verticalScrollBar();
    return bar->value() >= bar->maximum() - kNearNewest && (m_messages == nullptr || m_messages->atNewest());
}

void ConversationView::jumpToNewest()
{
    m_followsNewest = true;
    m_anchor = QPersistentModelIndex();
    if (m_messages != nullptr)
        m_messages->jumpToNewest();
    settle();
}

int ConversationView::measuredRows() const
{
    return static_cast<int>(std::ranges::count_if(m_heights, &RowHeight::exact));
}

int ConversationView::topOf(int row) const
{
    return std::accumulate(m_heights.begin(), m_heights.begin() + row, 0,
                           [](int sum, const RowHeight &height) { return sum + height.height; });
}

int ConversationView::totalHeight() const
{
    return topOf(static_cast<int>(m_heights.size())) + kBottomMargin;
}

/// Short histories stand at the lower edge, so content may begin below the viewport's top.
int ConversationView::verticalOffset() const
{
    return totalHeight() < viewport()->height() ? totalHeight() - viewport()->height() : verticalScrollBar()->value();
}

int ConversationView::rowAtContentY(int y) const
{
    int bottom = 0;
    for (int row = 0; row < m_heights.size(); ++row) {
        bottom += m_heights.at(row).height;
        if (y < bottom)
            return row;
    }
    return static_cast<int>(m_heights.size()) - 1;
}

QRect ConversationView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_heights.size())
        return {};
    return {0, topOf(index.row()) - verticalOffset(), viewport()->width(), m_heights.at(index.row()).height};
}

QModelIndex ConversationView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    if (m_heights.isEmpty() || y < 0 || y >= totalHeight() - kBottomMargin)
        return {};
    return model()->index(rowAtContentY(y), 0);
}

QStyleOptionViewItem ConversationView::optionFor(int row) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = QRect(0, 0, viewport()->width(), 0);
    option.direction = layoutDirection();
    option.font = font();
    option.palette = palette();
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex().row() == row);
    return option;
}

void ConversationView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const QRect rect = visualRect(index);
    if (!rect.isValid() || (hint == EnsureVisible && viewport()->rect().contains(rect)))
        return;
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < 0 || rect.height() > viewport()->height())
        bar->setValue(bar->value() + rect.top());
    else
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + kBottomMargin);
}

void ConversationView::forgetHeights()
{
    for (RowHeight &height : m_heights)
        height.exact = false;
}

void ConversationView::reset()
{
    m_heights = QList<RowHeight>(model() != nullptr ? model()->rowCount() : 0, {kGuessedHeight, false});
    m_anchor = QPersistentModelIndex();
    m_followsNewest = true;
    m_selection = {};
    m_selectedText.clear();
    m_delegate->setSelection(m_selection);
    QAbstractItemView::reset();
    settle();
}

void ConversationView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    m_heights.insert(start, end - start + 1, {kGuessedHeight, false});
    QAbstractItemView::rowsInserted(parent, start, end);
    settle();
}

void ConversationView::rowsGone(int start, int end)
{
    m_heights.remove(start, end - start + 1);
    settle();
}

void ConversationView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    for (int row = topLeft.row(); row <= bottomRight.row() && row < m_heights.size(); ++row)
        m_heights[row].exact = false;
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    settle();
}

void ConversationView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

void ConversationView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    settle();
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() != event->oldSize().width())
        forgetHeights();
    QAbstractItemView::resizeEvent(event);
    settle();
}

bool ConversationView::measureVisible()
{
    const int top = std::max(0, verticalOffset() - viewport()->height() / 2);
    const int bottom = verticalOffset() + viewport()->height() + viewport()->height() / 2;
    bool changed = false;
    int y = 0;
    for (int row = 0; row < m_heights.size() && y < bottom; ++row) {
        RowHeight &height = m_heights[row];
        const int rowBottom = y + height.height;
        if (rowBottom > top && !height.exact) {
            height = {itemDelegate()->sizeHint(optionFor(row), model()->index(row, 0)).height(), true};
            changed = true;
        }
        y = rowBottom;
    }
    return changed;
}

void ConversationView::applyAnchor()
{
    const int overflow = totalHeight() - viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(0, std::max(0, overflow));
    if (m_followsNewest || !m_anchor.isValid())
        bar->setValue(bar->maximum());
    else
        bar->setValue(topOf(m_anchor.row() + 1) + m_anchorGap - viewport()->height());
}

void ConversationView::captureAnchor()
{
    if (m_heights.isEmpty())
        return;
    m_followsNewest = isAtNewest();
    const int lowerEdge = verticalOffset() + viewport()->height();
    const int row = rowAtContentY(lowerEdge - 1);
    m_anchor = model()->index(row, 0);
    m_anchorGap = lowerEdge - topOf(row + 1);
}

/// Lays out what is visible until nothing moves any more; the anchor keeps its place meanwhile.
void ConversationView::settle()
{
    if (m_settling || model() == nullptr)
        return;
    if (m_heights.size() != model()->rowCount())
        return;
    {
        const QScopedValueRollback guard(m_settling, true);
        applyAnchor();
        for (int round = 0; round < kSettleRounds && measureVisible(); ++round)
            applyAnchor();
        captureAnchor();
    }
    viewport()->update();
    if (const bool now = isAtNewest(); now != m_wasAtNewest) {
        m_wasAtNewest = now;
        Q_EMIT atNewestChanged(now);
    }
    fetchNearEdges();
}

void ConversationView::scrollContentsBy(int, int)
{
    viewport()->update();
    if (m_settling)
        return;
    captureAnchor();
    settle();
}

void ConversationView::fetchNearEdges()
{
    if (m_messages == nullptr || !isVisible())
        return;
    const QScrollBar *bar = verticalScrollBar();
    if (bar->value() < viewport()->height() && m_messages->canFetchOlder())
        QMetaObject::invokeMethod(m_messages, &MessageListModel::fetchOlder, Qt::QueuedConnection);
    else if (bar->maximum() - bar->value() < viewport()->height() && m_messages->canFetchNewer())
        QMetaObject::invokeMethod(m_messages, &MessageListModel::fetchNewer, Qt::QueuedConnection);
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int offset = verticalOffset();
    int y = -offset;
    for (int row = 0; row < m_heights.size() && y < event->rect().bottom() + 1; ++row) {
        const int height = m_heights.at(row).height;
        if (y + height > event->rect().top()) {
            QStyleOptionViewItem option = optionFor(row);
            option.rect = QRect(0, y, viewport()->width(), height);
            itemDelegate()->paint(&painter, option, model()->index(row, 0));
        }
        y += height;
    }
}

} // namespace tacet

// NOLINTEND(bugprone-parent-virtual-call)
