#include "models/items/messagelistmodel.h"

#include "models/items/messagewords.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tacet {

namespace {

/// Messages of one author closer than this stand together.
constexpr qint64 kGroupSeconds = 300;

} // namespace

void MessageListModel::open(ChatId chat, const QString &peerName, int unread, Authors authors)
{
    m_chat = chat;
    m_authors = authors;
    m_seeking = false;
    m_peerName = peerName;
    m_unread = unread;
    m_firstUnread = {};
    m_expanded.clear();
    askNewest();
}

void MessageListModel::close()
{
    m_chat = {};
    m_pending = Pending::None;
    ++m_token;
    clearRows();
    Q_EMIT windowChanged();
}

void MessageListModel::clearRows()
{
    beginResetModel();
    m_rows.clear();
    m_arrived.clear();
    m_newer.clear();
    m_reachedOldest = true;
    m_opened = false;
    endResetModel();
}

void MessageListModel::askNewest()
{
    clearRows();
    ask(Pending::Newest, std::numeric_limits<qint64>::max(), kPageSize);
}

void MessageListModel::ask(Pending kind, qint64 before, int limit)
{
    m_pending = kind;
    ++m_token;
    Q_EMIT windowChanged();
    Q_EMIT pageWanted({.token = m_token, .chat = m_chat, .before = before, .limit = limit});
}

bool MessageListModel::canFetchOlder() const
{
    return m_pending == Pending::None && !m_reachedOldest && !m_rows.isEmpty();
}

bool MessageListModel::canFetchNewer() const
{
    return m_pending == Pending::None && !m_newer.isEmpty();
}

void MessageListModel::fetchOlder()
{
    if (canFetchOlder())
        ask(Pending::Older, m_rows.first().position, kPageSize);
}

void MessageListModel::fetchNewer()
{
    if (canFetchNewer())
        ask(Pending::Newer, m_newer.first().newest + 1, m_newer.first().count);
}

void MessageListModel::jumpToNewest()
{
    if (!m_newer.isEmpty() && m_pending != Pending::Newest)
        askNewest();
}

void MessageListModel::dropPage(quint64 token)
{
    if (token != m_token || m_pending == Pending::None)
        return;
    m_pending = Pending::None;
    Q_EMIT windowChanged();
}

void MessageListModel::takePage(quint64 token, const MessagePage &page)
{
    if (token != m_token || m_pending == Pending::None)
        return;
    const Pending kind = std::exchange(m_pending, Pending::None);
    switch (kind) {
    case Pending::Newest: takeNewest(page); break;
    case Pending::Older: takeOlder(page); break;
    case Pending::Newer: takeNewer(page); break;
    case Pending::None: break;
    }
    Q_EMIT windowChanged();
}

void MessageListModel::takeNewest(const MessagePage &page)
{
    if (!page.messages.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(page.messages.size()) - 1);
        m_rows = QList<Message>(page.messages.rbegin(), page.messages.rend());
        endInsertRows();
    }
    m_reachedOldest = page.reachedOldest;
    m_opened = true;
    const QList<Message> arrived = std::exchange(m_arrived, {});
    for (const Message &message : arrived)
        put(message);
    markFirstUnread(rowCount());
    Q_EMIT opened();
    goOnSeeking();
}

void MessageListModel::takeOlder(const MessagePage &page)
{
    m_reachedOldest = page.reachedOldest;
    QList<Message> older;
    for (const Message &message : page.messages) {
        if (message.position < m_rows.first().position)
            older.prepend(message);
    }
    if (older.isEmpty())
        return;
    const int count = static_cast<int>(older.size());
    beginInsertRows({}, 0, count - 1);
    m_rows = older + m_rows;
    endInsertRows();
    neighboursChanged(count);
    markFirstUnread(count);
    trimNewer();
    goOnSeeking();
}

void MessageListModel::takeNewer(const MessagePage &page)
{
    m_newer.removeFirst();
    QList<Message> newer;
    for (const Message &message : page.messages) {
        if (m_rows.isEmpty() || message.position > m_rows.last().position)
            newer.prepend(message);
    }
    if (newer.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(newer.size()) - 1);
    m_rows += newer;
    endInsertRows();
    neighboursChanged(first);
    trimOlder();
}

void MessageListModel::trimNewer()
{
    while (m_rows.size() > kMaxRows) {
        const int count = static_cast<int>(std::min<qsizetype>(kPageSize, m_rows.size() - kMaxRows));
        const int first = static_cast<int>(m_rows.size()) - count;
        m_newer.prepend({.newest = m_rows.last().position, .count = count});
        beginRemoveRows({}, first, first + count - 1);
        m_rows.remove(first, count);
        endRemoveRows();
        neighboursChanged(first);
    }
}

void MessageListModel::trimOlder()
{
    const int count = static_cast<int>(m_rows.size()) - kMaxRows;
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_rows.remove(0, count);
    endRemoveRows();
    m_reachedOldest = false;
    neighboursChanged(0);
}

void MessageListModel::put(const Message &message)
{
    if (message.chat != m_chat)
        return;
    if (m_pending == Pending::Newest) {
        m_arrived.append(message);
        return;
    }
    const int row = rowOf(message.id);
    if (row >= 0) {
        m_rows[row] = message;
        Q_EMIT dataChanged(index(row), index(row));
    } else if (!m_newer.isEmpty() && message.position > m_newer.last().newest) {
        noteBeyond(message);
    } else if (m_rows.isEmpty() || (m_newer.isEmpty() && message.position > m_rows.first().position)) {
        insertSorted(message);
    }
}

void MessageListModel::remove(MessageId message)
{
    m_arrived.removeIf([&message](const Message &arrived) { return arrived.id == message; });
    const int row = rowOf(message);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    m_expanded.remove(message);
    neighboursChanged(row);
    Q_EMIT windowChanged();
}

void MessageListModel::noteBeyond(const Message &message)
{
    const bool beingRead = m_pending == Pending::Newer && m_newer.size() == 1;
    if (beingRead || m_newer.last().count >= kPageSize)
        m_newer.append({.newest = message.position, .count = 1});
    else
        m_newer.last() = {.newest = message.position, .count = m_newer.last().count + 1};
    Q_EMIT windowChanged();
}

void MessageListModel::insertSorted(const Message &message)
{
    const auto place = std::ranges::upper_bound(m_rows, message.position, {}, &Message::position);
    const int row = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(row, message);
    endInsertRows();
    neighboursChanged(row);
    neighboursChanged(row + 1);
    // A page that is being read keeps its place; the window is cut when it is in. The slack keeps rows
    // under the eyes of somebody who reads at the far end while messages come in.
    if (m_pending == Pending::None && m_rows.size() > kMaxRows + kPageSize)
        trimOlder();
    Q_EMIT windowChanged();
}

/// Counts down through the oldest `rows` rows, which have just come.
void MessageListModel::markFirstUnread(int rows)
{
    for (int row = rows - 1; m_unread > 0 && row >= 0; --row) {
        const Message &message = m_rows.at(row);
        if (message.outgoing || message.kind == MessageKind::Event)
            continue;
        if (--m_unread == 0)
            m_firstUnread = message.id;
    }
    if (m_unread > 0 && m_reachedOldest) { // part of them has disappeared meanwhile
        m_unread = 0;
        const auto others = std::ranges::find(m_rows, false, &Message::outgoing);
        m_firstUnread = others == m_rows.end() ? MessageId() : others->id;
    }
    const int row = firstUnreadRow();
    if (row >= 0 && row < rows)
        Q_EMIT dataChanged(index(row), index(row), {FirstUnreadRole, StartsGroupRole});
}

void MessageListModel::seekFirstUnread()
{
    if (!hasFirstUnread())
        return;
    m_seeking = true;
    goOnSeeking();
}

void MessageListModel::goOnSeeking()
{
    if (!m_seeking)
        return;
    const int row = firstUnreadRow();
    if (row >= 0) {
        m_seeking = false;
        Q_EMIT firstUnreadReached(row);
    } else if (canFetchOlder()) {
        fetchOlder();
    }
}

void MessageListModel::neighboursChanged(int row)
{
    const int first = std::max(0, row - 1);
    const int last = std::min(row, static_cast<int>(m_rows.size()) - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first), index(last), {StartsDayRole, StartsGroupRole, EndsGroupRole});
}

int MessageListModel::newerCount() const
{
    return std::accumulate(m_newer.begin(), m_newer.end(), 0,
                           [](int sum, const Fallen &fallen) { return sum + fallen.count; });
}

qint64 MessageListModel::newestPosition() const
{
    if (!m_newer.isEmpty())
        return m_newer.last().newest;
    return m_rows.isEmpty() ? 0 : m_rows.last().position;
}

int MessageListModel::rowOf(MessageId message) const
{
    const auto found =
        std::find_if(m_rows.crbegin(), m_rows.crend(), [&message](const Message &row) { return row.id == message; });
    return found == m_rows.crend() ? -1 : static_cast<int>(m_rows.crend() - found) - 1;
}

bool MessageListModel::startsDay(int row) const
{
    return row == 0 || m_rows.at(row).sentAt.toLocalTime().date() != m_rows.at(row - 1).sentAt.toLocalTime().date();
}

bool MessageListModel::startsGroup(int row) const
{
    if (startsDay(row) || m_rows.at(row).id == m_firstUnread)
        return true;
    const Message &before = m_rows.at(row - 1);
    const Message &message = m_rows.at(row);
    if (before.kind == MessageKind::Event || message.kind == MessageKind::Event)
        return true;
    return before.author != message.author || before.sentAt.secsTo(message.sentAt) > kGroupSeconds;
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MessageListModel::groupData(const Message &message, int role) const
{
    switch (role) {
    case KindRole: return static_cast<int>(message.kind);
    case EventRole: return message.event ? QVariant::fromValue(*message.event) : QVariant();
    case WaitingRole: return message.waiting ? QVariant::fromValue(*message.waiting) : QVariant();
    case MentionsRole: return QVariant::fromValue(message.mentions);
    case MentionsMeRole: return message.mentionsMe;
    case AuthorIdRole: return QVariant::fromValue(message.author);
    case AuthorRole: return m_authors == Authors::Named && !message.outgoing ? message.authorName : QString();
    case ExpiresRole: return message.expiresAt.value_or(QDateTime());
    case SelfRole: return QVariant::fromValue(m_self);
    default: return {};
    }
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const Message &message = m_rows.at(row);
    switch (role) {
    case Qt::DisplayRole: return message.text;
    case Qt::AccessibleTextRole: return spokenMessage(message, m_peerName, m_self);
    case MessageIdRole: return QVariant::fromValue(message.id);
    case OutgoingRole: return message.outgoing;
    case TimeRole: return message.sentAt;
    case StateRole: return static_cast<int>(message.state);
    case FailureRole: return message.failure ? QVariant(static_cast<int>(*message.failure)) : QVariant();
    case StartsDayRole: return startsDay(row);
    case StartsGroupRole: return startsGroup(row);
    case EndsGroupRole: return row + 1 == m_rows.size() || startsGroup(row + 1);
    case FirstUnreadRole: return message.id == m_firstUnread;
    case ExpandedRole: return m_expanded.contains(message.id);
    default: return groupData(message, role);
    }
}

bool MessageListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != ExpandedRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    if (value.toBool())
        m_expanded.insert(m_rows.at(index.row()).id);
    else
        m_expanded.remove(m_rows.at(index.row()).id);
    Q_EMIT dataChanged(index, index, {ExpandedRole});
    return true;
}

} // namespace tacet
