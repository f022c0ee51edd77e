// The mouse and the keyboard in the conversation.
#include "models/items/messagelistmodel.h"
#include "models/items/messagewords.h"
#include "ui/chat/conversationview.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <QToolTip>

// QListView's own layout is stepped over on purpose: see the header.
// NOLINTBEGIN(bugprone-parent-virtual-call)

namespace tacet {

QString ConversationView::copyText() const
{
    return m_selectedText.isEmpty() ? currentIndex().data().toString() : m_selectedText;
}

MessageDelegate::Hit ConversationView::hitAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return {.url = {}};
    return m_delegate->hit(optionFor(index.row()), index, point - visualRect(index).topLeft());
}

void ConversationView::selectText(const QModelIndex &index, int from, int to)
{
    m_selection = {index.data(MessageListModel::MessageIdRole).value<MessageId>(), from, to};
    m_selectedText = m_delegate->shownText(optionFor(index.row()), index).mid(std::min(from, to), std::abs(to - from));
    m_delegate->setSelection(m_selection);
    viewport()->update();
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = index;
    m_pressedHit = hitAt(event->position().toPoint());
    m_selection = {};
    m_selectedText.clear();
    m_delegate->setSelection(m_selection);
    if (index.isValid())
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    viewport()->update();
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (event->buttons().testFlag(Qt::LeftButton) && m_pressed.isValid()) {
        const QPointF inRow = point - visualRect(m_pressed).topLeft();
        const auto hit = m_delegate->hit(optionFor(m_pressed.row()), m_pressed, inRow);
        if (m_pressedHit.kind == MessageDelegate::Hit::Kind::Text ||
            m_pressedHit.kind == MessageDelegate::Hit::Kind::Link)
            selectText(m_pressed, m_pressedHit.position, hit.position);
        return;
    }
    switch (hitAt(point).kind) {
    case MessageDelegate::Hit::Kind::Text: viewport()->setCursor(Qt::IBeamCursor); break;
    case MessageDelegate::Hit::Kind::Nothing: viewport()->unsetCursor(); break;
    default: viewport()->setCursor(Qt::PointingHandCursor); break;
    }
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_pressed.isValid() && m_selectedText.isEmpty())
        activate(m_pressedHit, m_pressed);
    m_pressed = QPersistentModelIndex();
}

void ConversationView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto hit = hitAt(event->position().toPoint());
    if (!index.isValid() || hit.kind != MessageDelegate::Hit::Kind::Text)
        return;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, m_delegate->shownText(optionFor(index.row()), index));
    finder.setPosition(hit.position);
    const qsizetype start = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    const qsizetype end = finder.toNextBoundary();
    if (end > start)
        selectText(index, static_cast<int>(start), static_cast<int>(end));
}

void ConversationView::activate(const MessageDelegate::Hit &hit, const QModelIndex &index)
{
    switch (hit.kind) {
    case MessageDelegate::Hit::Kind::Link: Q_EMIT linkActivated(hit.url); break;
    case MessageDelegate::Hit::Kind::More: model()->setData(index, true, MessageListModel::ExpandedRole); break;
    case MessageDelegate::Hit::Kind::Retry:
        Q_EMIT retryRequested(index.data(MessageListModel::MessageIdRole).value<MessageId>());
        break;
    case MessageDelegate::Hit::Kind::Text:
    case MessageDelegate::Hit::Kind::Nothing: break;
    }
}

QModelIndex ConversationView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (m_heights.isEmpty())
        return {};
    const int last = static_cast<int>(m_heights.size()) - 1;
    const int current = currentIndex().isValid() ? currentIndex().row() : last + 1;
    const int page = viewport()->height();
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft: return model()->index(std::max(0, current - 1), 0);
    case MoveDown:
    case MoveNext:
    case MoveRight: return model()->index(std::min(last, current + 1), 0);
    case MoveHome: return model()->index(0, 0);
    case MoveEnd: return model()->index(last, 0);
    case MovePageUp: return model()->index(rowAtContentY(std::max(0, topOf(std::min(current, last)) - page)), 0);
    case MovePageDown: return model()->index(rowAtContentY(topOf(std::min(current, last)) + page), 0);
    }
    return currentIndex();
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(copyText());
        return;
    }
    const bool activates =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (activates && currentIndex().isValid()) {
        const bool failed =
            currentIndex().data(MessageListModel::StateRole).toInt() == static_cast<int>(DeliveryState::Failed);
        activate({.kind = failed ? MessageDelegate::Hit::Kind::Retry : MessageDelegate::Hit::Kind::More, .url = {}},
                 currentIndex());
        return;
    }
    const QModelIndex before = currentIndex();
    QAbstractItemView::keyPressEvent(event);
    if (currentIndex() != before)
        scrollTo(currentIndex());
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    const QPoint position = byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    Q_EMIT contextMenuWanted(position, index);
}

bool ConversationView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractItemView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = indexAt(help->pos());
    if (!index.isValid())
        return true;
    const auto state = static_cast<DeliveryState>(index.data(MessageListModel::StateRole).toInt());
    const QString moment =
        QLocale().toString(index.data(MessageListModel::TimeRole).toDateTime().toLocalTime(), QLocale::LongFormat);
    const QString word = deliveryWord(state);
    QToolTip::showText(help->globalPos(), word.isEmpty() ? moment : tr("%1, %2").arg(moment, word), viewport());
    return true;
}

bool ConversationView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::ApplicationFontChange:
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
    case QEvent::LayoutDirectionChange:
        m_delegate->forgetLayouts();
        forgetHeights();
        break;
    default: break;
    }
    return QAbstractItemView::event(event);
}

void ConversationView::setSelection(const QRect &, QItemSelectionModel::SelectionFlags) {}

QRegion ConversationView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect();
}

} // namespace tacet

// NOLINTEND(bugprone-parent-virtual-call)
