#include "models/items/chatlistmodel.h"

#include "models/items/groupwords.h"
#include "models/items/messagewords.h"

#include <algorithm>
#include <numeric>

namespace tacet {

namespace {

QString detailOf(const Chat &chat)
{
    if (chat.type == ChatType::Direct)
        return u'@' + chat.peer.username;
    const QString members = memberCountWords(chat.memberCount);
    return chat.type == ChatType::Group ? ChatListModel::tr("Group · %1").arg(members)
                                        : ChatListModel::tr("Channel · %1").arg(members);
}

bool comesBefore(const Chat &a, const Chat &b)
{
    return a.lastActivity != b.lastActivity ? a.lastActivity > b.lastActivity : a.id < b.id;
}

} // namespace

void ChatListModel::setChats(QList<Chat> chats)
{
    std::ranges::sort(chats, comesBefore);
    beginResetModel();
    m_chats = std::move(chats);
    endResetModel();
    Q_EMIT unreadTotalChanged(unreadTotal());
}

void ChatListModel::put(const Chat &chat)
{
    const int row = rowOf(chat.id);
    if (row < 0) {
        const int place = placeOf(chat);
        beginInsertRows({}, place, place);
        m_chats.insert(place, chat);
        endInsertRows();
    } else {
        replace(row, chat);
    }
    Q_EMIT unreadTotalChanged(unreadTotal());
}

void ChatListModel::replace(int row, const Chat &chat)
{
    m_chats[row].lastActivity = chat.lastActivity;
    const bool movesUp = row > 0 && comesBefore(chat, m_chats.at(row - 1));
    const bool movesDown = row + 1 < m_chats.size() && comesBefore(m_chats.at(row + 1), chat);
    int place = row;
    if (movesUp || movesDown) {
        const auto others = [&chat](const Chat &other) { return other.id != chat.id && comesBefore(other, chat); };
        place = static_cast<int>(std::ranges::count_if(m_chats, others));
        beginMoveRows({}, row, row, {}, place > row ? place + 1 : place);
        m_chats.move(row, place);
        endMoveRows();
    }
    m_chats[place] = chat;
    Q_EMIT dataChanged(index(place), index(place));
}

void ChatListModel::putPerson(const Person &person)
{
    const int row = rowOf(person.id);
    if (row < 0)
        return;
    m_chats[row].peer = person;
    Q_EMIT dataChanged(index(row), index(row));
}

void ChatListModel::remove(ChatId chat)
{
    const int row = rowOf(chat);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_chats.removeAt(row);
    endRemoveRows();
    Q_EMIT unreadTotalChanged(unreadTotal());
}

void ChatListModel::setDraft(ChatId chat, const QString &draft)
{
    const int row = rowOf(chat);
    if (row < 0 || m_chats.at(row).draft == draft)
        return;
    m_chats[row].draft = draft;
    Q_EMIT dataChanged(index(row), index(row), {DraftRole});
}

int ChatListModel::rowOf(ChatId chat) const
{
    const auto found = std::ranges::find(m_chats, chat, &Chat::id);
    return found == m_chats.end() ? -1 : static_cast<int>(found - m_chats.begin());
}

int ChatListModel::rowOf(UserId peer) const
{
    const auto found = std::ranges::find_if(
        m_chats, [&peer](const Chat &chat) { return chat.type == ChatType::Direct && chat.peer.id == peer; });
    return found == m_chats.end() ? -1 : static_cast<int>(found - m_chats.begin());
}

int ChatListModel::placeOf(const Chat &chat) const
{
    return static_cast<int>(std::ranges::upper_bound(m_chats, chat, comesBefore) - m_chats.begin());
}

int ChatListModel::unreadTotal() const
{
    return std::accumulate(m_chats.begin(), m_chats.end(), 0,
                           [](int sum, const Chat &chat) { return sum + chat.unread; });
}

int ChatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chats.size());
}

QVariant ChatListModel::ofLastMessage(const Chat &chat, int role) const
{
    if (!chat.lastMessage)
        return role == StateRole ? QVariant(-1) : QVariant();
    const Message &message = *chat.lastMessage;
    switch (role) {
    case PreviewRole: return previewOf(message.text);
    case KindRole: return static_cast<int>(message.kind);
    case EventRole: return message.event ? QVariant::fromValue(*message.event) : QVariant();
    case AuthorRole: return chat.type == ChatType::Direct || message.outgoing ? QString() : message.authorName;
    case StateRole: return static_cast<int>(message.state);
    default: return {};
    }
}

QVariant ChatListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Chat &chat = m_chats.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return chat.shownName();
    case Qt::AccessibleTextRole: return spokenChat(chat, m_self);
    case ChatIdRole: return QVariant::fromValue(chat.id);
    case AvatarIdRole: return chat.type == ChatType::Direct ? chat.peer.id.uuid() : chat.id.uuid();
    case TypeRole: return static_cast<int>(chat.type);
    case PictureRole: return chat.picture;
    case UsernameRole: return chat.peer.username;
    case DetailRole: return detailOf(chat);
    case SelfRole: return QVariant::fromValue(m_self);
    case DraftRole: return previewOf(chat.draft);
    case TimeRole: return chat.lastActivity;
    case UnreadRole: return chat.unread;
    case MentionsRole: return chat.unreadMentions;
    case UnreadThreadsRole: return chat.unreadThreads;
    case TrustRole: return static_cast<int>(chat.peer.trust);
    case BlockedRole: return chat.peer.relation == Relation::Blocked;
    case StandingRole: return static_cast<int>(chat.standing);
    default: return ofLastMessage(chat, role);
    }
}

} // namespace tacet
