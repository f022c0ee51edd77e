#include "models/items/threadlistmodel.h"

#include "models/domain/chat.h"
#include "models/items/foldedname.h"
#include "models/items/messagewords.h"

#include <algorithm>

namespace tacet {

void ThreadListModel::open(ChatId chat)
{
    m_query.chat = chat;
    m_query.words.clear();
    restart();
}

void ThreadListModel::close()
{
    m_query.chat = {};
    ++m_token;
    m_pending = false;
    beginResetModel();
    m_rows.clear();
    m_total = 0;
    m_opened = false;
    endResetModel();
    Q_EMIT windowChanged();
}

void ThreadListModel::setOrder(ThreadOrder order)
{
    if (std::exchange(m_query.order, order) != order)
        restart();
}

void ThreadListModel::setFilter(ThreadFilter filter)
{
    if (std::exchange(m_query.filter, filter) != filter)
        restart();
}

void ThreadListModel::setWords(const QString &words)
{
    if (std::exchange(m_query.words, words) != words)
        restart();
}

void ThreadListModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_total = 0;
    m_opened = false;
    endResetModel();
    if (!m_query.chat.isNull())
        ask();
}

void ThreadListModel::ask()
{
    m_pending = true;
    ThreadPageRequest request{.token = ++m_token, .query = m_query};
    request.query.offset = rowCount();
    request.query.limit = kPageSize;
    Q_EMIT windowChanged();
    Q_EMIT pageWanted(request);
}

void ThreadListModel::dropPage(quint64 token)
{
    if (token != m_token)
        return;
    m_pending = false;
    Q_EMIT windowChanged();
}

void ThreadListModel::takePage(quint64 token, const ThreadPage &page)
{
    if (token != m_token || !m_pending)
        return;
    // A thread that moved between two pages may come twice.
    QList<Thread> fresh;
    for (const Thread &thread : page.threads) {
        if (rowOf(thread.id) < 0)
            fresh.append(thread);
    }
    if (!fresh.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        m_rows += fresh;
        endInsertRows();
    }
    // A page without news ends the list, whatever the total says.
    m_total = fresh.isEmpty() ? rowCount() : std::max(page.total, rowCount());
    // Only now: whoever hears of the rows may ask for more.
    m_pending = false;
    m_opened = true;
    Q_EMIT windowChanged();
}

bool ThreadListModel::comesBefore(const Thread &a, const Thread &b) const
{
    if (a.isPinned != b.isPinned)
        return a.isPinned;
    switch (m_query.order) {
    case ThreadOrder::LastActivity: break;
    case ThreadOrder::Newest:
        if (a.createdAt != b.createdAt)
            return a.createdAt > b.createdAt;
        break;
    case ThreadOrder::MostReplies:
        if (a.replyCount != b.replyCount)
            return a.replyCount > b.replyCount;
        break;
    case ThreadOrder::Title:
        if (const int order = foldedName(a.title).compare(foldedName(b.title)); order != 0)
            return order < 0;
        break;
    }
    return a.lastActivity != b.lastActivity ? a.lastActivity > b.lastActivity : b.id < a.id;
}

bool ThreadListModel::fits(const Thread &thread) const
{
    switch (m_query.filter) {
    case ThreadFilter::All: return true;
    case ThreadFilter::Unread: return thread.unread > 0;
    case ThreadFilter::Followed: return thread.isFollowed;
    case ThreadFilter::Mine: return thread.isOutgoing;
    }
    return true;
}

void ThreadListModel::put(const Thread &thread)
{
    if (thread.chat != m_query.chat || !m_opened)
        return;
    const int row = rowOf(thread.id);
    if (row >= 0)
        replace(row, thread);
    else if (m_query.words.isEmpty() && fits(thread))
        insertSorted(thread);
}

void ThreadListModel::insertSorted(const Thread &thread)
{
    const auto before = [this, &thread](const Thread &other) { return comesBefore(other, thread); };
    const int place = static_cast<int>(std::ranges::count_if(m_rows, before));
    const bool isBeyond = place == rowCount() && m_total > rowCount();
    ++m_total;
    if (!isBeyond) {
        beginInsertRows({}, place, place);
        m_rows.insert(place, thread);
        endInsertRows();
    }
    Q_EMIT windowChanged();
}

void ThreadListModel::replace(int row, const Thread &thread)
{
    const auto before = [this, &thread](const Thread &other) {
        return other.id != thread.id && comesBefore(other, thread);
    };
    const int place = static_cast<int>(std::ranges::count_if(m_rows, before));
    if (place != row) {
        beginMoveRows({}, row, row, {}, place > row ? place + 1 : place);
        m_rows.move(row, place);
        endMoveRows();
    }
    m_rows[place] = thread;
    Q_EMIT dataChanged(index(place), index(place));
}

void ThreadListModel::remove(ThreadId thread)
{
    const int row = rowOf(thread);
    if (row < 0)
        return;
    --m_total; // before anybody hears of the rows and asks for more
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT windowChanged();
}

int ThreadListModel::rowOf(ThreadId thread) const
{
    const auto found = std::ranges::find(m_rows, thread, &Thread::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ThreadListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

bool ThreadListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_opened && !m_pending && rowCount() < m_total;
}

void ThreadListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask();
}

QString ThreadListModel::spoken(const Thread &thread) const
{
    QString sentence = tr("%1, by %2").arg(thread.title, thread.authorName);
    if (thread.isPinned)
        sentence = tr("%1, pinned").arg(sentence);
    if (thread.isFollowed)
        sentence = tr("%1, followed").arg(sentence);
    if (thread.unread > 0)
        sentence = tr("%1, %2").arg(sentence, tr("%Ln unread", nullptr, thread.unread));
    return tr("%1. %2. %3.")
        .arg(sentence, tr("%Ln reply(ies)", nullptr, thread.replyCount),
             shortMoment(thread.lastActivity, QDateTime::currentDateTimeUtc()));
}

QVariant ThreadListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Thread &thread = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return thread.title;
    case Qt::AccessibleTextRole: return spoken(thread);
    case ThreadIdRole: return QVariant::fromValue(thread.id);
    case AuthorIdRole: return QVariant::fromValue(thread.author);
    case AuthorRole: return thread.authorName;
    case PreviewRole: return previewOf(thread.body);
    case TimeRole: return thread.lastActivity;
    case RepliesRole: return thread.replyCount;
    case UnreadRole: return thread.unread;
    case FollowedRole: return thread.isFollowed;
    case PinnedRole: return thread.isPinned;
    case StateRole: return static_cast<int>(thread.state);
    case FailureRole: return thread.failure ? QVariant(static_cast<int>(*thread.failure)) : QVariant();
    default: return {};
    }
}

} // namespace tacet
