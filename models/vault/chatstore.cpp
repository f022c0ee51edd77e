#include "models/vault/chatstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define CHAT_COLUMNS                                                                                                   \
    "c.id, c.last_activity, c.unread, c.draft, c.type, c.title, c.picture, c.visibility, c.standing, c.member_count, " \
    "c.can_send, c.unread_mentions, c.unread_threads, c.followed_unread, c.read_position, " TACET_PERSON_COLUMNS       \
    ", " TACET_MESSAGE_COLUMNS
#define CHAT_TABLES                                                                                                    \
    " FROM chats c LEFT JOIN people p ON p.user_id = c.peer LEFT JOIN messages m ON m.position = c.last_position "
enum Column {
    IdColumn,
    ActivityColumn,
    UnreadColumn,
    DraftColumn,
    TypeColumn,
    TitleColumn,
    PictureColumn,
    VisibilityColumn,
    StandingColumn,
    MembersColumn,
    CanSendColumn,
    MentionsColumn,
    ThreadsColumn,
    FollowedColumn,
    ReadColumn,
    PersonColumn,
};
constexpr int kMessageColumn = PersonColumn + kPersonColumns;

constexpr char kInsert[] = "INSERT INTO chats (id, peer, last_activity) VALUES (:chat, :peer, :created_at) "
                           "ON CONFLICT DO NOTHING";
constexpr char kSaveGroup[] =
    "INSERT INTO chats (id, type, title, picture, visibility, standing, member_count, can_send, last_activity) "
    "VALUES (:chat, :type, :title, :picture, :visibility, :standing, :members, :can_send, :created_at) "
    "ON CONFLICT (id) DO UPDATE SET type = excluded.type, title = excluded.title, picture = excluded.picture, "
    "visibility = excluded.visibility, standing = excluded.standing, member_count = excluded.member_count, "
    "can_send = excluded.can_send WHERE chats.type <> 0";
constexpr char kSetStanding[] = "UPDATE chats SET standing = :standing WHERE id = :chat AND type <> 0";
constexpr char kSelect[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "WHERE c.id = :chat";
constexpr char kSelectByPeer[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "WHERE c.peer = :peer";
constexpr char kSelectAll[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "ORDER BY c.last_activity DESC, c.id DESC";
constexpr char kSumUnread[] = "SELECT ifnull(sum(unread + followed_unread), 0) FROM chats";
constexpr char kSelectRead[] =
    "SELECT read_position, unread + followed_unread, last_position, unread_mentions FROM chats WHERE id = :chat";
// Counts only what is behind the new mark.
constexpr char kUpdateRead[] =
    "UPDATE chats SET read_position = :position, unread = (SELECT count(*) FROM messages INDEXED BY "
    "messages_incoming WHERE chat_id = chats.id AND outgoing = 0 AND kind <> 1 AND position > :after), "
    "unread_mentions = (SELECT count(*) FROM messages INDEXED BY messages_mentions WHERE chat_id = chats.id "
    "AND mentions_me = 1 AND outgoing = 0 AND position > :after2) "
    "WHERE id = :chat RETURNING unread + followed_unread, unread_mentions";
constexpr char kUpdateDraft[] = "UPDATE chats SET draft = :draft WHERE id = :chat";

struct ReadState {
    qint64 position = 0;
    int unread = 0;
    qint64 last = 0;
    int mentions = 0;
};

/// Everything that belongs to a chat, what refers to something else first.
constexpr const char *kForget[] = {
    "DELETE FROM replies WHERE thread_id IN (SELECT id FROM threads WHERE chat_id = :chat)",
    "DELETE FROM threads WHERE chat_id = :chat",
    "DELETE FROM removed_threads WHERE chat_id = :chat",
    "DELETE FROM thread_chains WHERE chat_id = :chat",
    "DELETE FROM post_outbox WHERE chat_id = :chat",
    "DELETE FROM waiting_posts WHERE chat_id = :chat",
    "DELETE FROM megolm_recipients WHERE chat_id = :chat",
    "DELETE FROM megolm_outbound WHERE chat_id = :chat",
    "DELETE FROM megolm_inbound WHERE chat_id = :chat",
    "DELETE FROM epoch_keys WHERE chat_id = :chat",
    "DELETE FROM join_requests_sent WHERE chat_id = :chat",
    "DELETE FROM group_read_marks WHERE chat_id = :chat",
    "DELETE FROM group_roles WHERE chat_id = :chat",
    "DELETE FROM group_members WHERE chat_id = :chat",
    "DELETE FROM group_state WHERE chat_id = :chat",
    "DELETE FROM outbox WHERE chat_id = :chat",
    "DELETE FROM file_transfers WHERE chat_id = :chat",
    "DELETE FROM author_chains WHERE chat_id = :chat",
    "DELETE FROM messages WHERE chat_id = :chat",
    "DELETE FROM messages_archive WHERE chat_id = :chat",
    "DELETE FROM chats WHERE id = :chat",
};

Chat chatFrom(const QSqlQuery &row)
{
    Chat chat;
    chat.id = idAt<ChatId>(row, IdColumn);
    chat.type = ChatType(row.value(TypeColumn).toInt());
    if (chat.type == ChatType::Direct)
        chat.peer = personFrom(row, PersonColumn);
    chat.title = row.value(TitleColumn).toString();
    chat.picture = row.value(PictureColumn).toByteArray();
    chat.visibility = ChatVisibility(row.value(VisibilityColumn).toInt());
    chat.standing = ChatStanding(row.value(StandingColumn).toInt());
    chat.memberCount = row.value(MembersColumn).toInt();
    chat.canSend = row.value(CanSendColumn).toBool();
    chat.unreadMentions = row.value(MentionsColumn).toInt();
    chat.unreadThreads = row.value(ThreadsColumn).toInt();
    chat.unreadFollowed = row.value(FollowedColumn).toInt();
    chat.unread = row.value(UnreadColumn).toInt() + chat.unreadFollowed;
    chat.readPosition = row.value(ReadColumn).toLongLong();
    chat.draft = row.value(DraftColumn).toString();
    chat.lastActivity = timeAt(row, ActivityColumn);
    if (!row.value(kMessageColumn).isNull())
        chat.lastMessage = messageFrom(row, kMessageColumn);
    return chat;
}

ReadState readStateFrom(const QSqlQuery &row)
{
    return {.position = row.value(0).toLongLong(),
            .unread = row.value(1).toInt(),
            .last = row.value(2).toLongLong(),
            .mentions = row.value(3).toInt()};
}

} // namespace

Result<> ChatStore::saveDirect(ChatId chat, UserId peer, const QDateTime &createdAt)
{
    {
        Statement insert(m_database, kInsert);
        insert.bind(":chat"_L1, chat).bind(":peer"_L1, peer).bind(":created_at"_L1, createdAt);
        TACET_TRY_ASSIGN(const int inserted, insert.runAndCount());
        if (inserted > 0)
            return {};
    }
    TACET_TRY_ASSIGN(const auto present, find(chat));
    if (!present || present->peer.id != peer)
        return fail(ErrorCode::Conflict, u"the id or the peer stands in another chat"_s);
    return {};
}

Result<> ChatStore::saveGroup(const Chat &group)
{
    Q_ASSERT(group.type != ChatType::Direct);
    Statement save(m_database, kSaveGroup);
    save.bind(":chat"_L1, group.id)
        .bind(":type"_L1, group.type)
        .bind(":title"_L1, group.title)
        .bind(":picture"_L1, group.picture)
        .bind(":visibility"_L1, group.visibility)
        .bind(":standing"_L1, group.standing)
        .bind(":members"_L1, group.memberCount)
        .bind(":can_send"_L1, group.canSend)
        .bind(":created_at"_L1, group.lastActivity);
    TACET_TRY_ASSIGN(const int saved, save.runAndCount());
    return saved > 0 ? Result<>() : fail(ErrorCode::Conflict, u"the id is a direct chat's"_s);
}

Result<> ChatStore::setStanding(ChatId chat, ChatStanding standing)
{
    Statement update(m_database, kSetStanding);
    return changeOne(update.bind(":standing"_L1, standing).bind(":chat"_L1, chat));
}

Result<> ChatStore::forget(ChatId chat)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const char *sql : kForget) {
        Statement remove(m_database, sql);
        TACET_TRY(remove.bind(":chat"_L1, chat).run());
    }
    return transaction.commit();
}

Result<std::optional<Chat>> ChatStore::find(ChatId chat)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":chat"_L1, chat), chatFrom);
}

Result<std::optional<Chat>> ChatStore::findDirect(UserId peer)
{
    Statement select(m_database, kSelectByPeer);
    return readOne(select.bind(":peer"_L1, peer), chatFrom);
}

Result<QList<Chat>> ChatStore::list()
{
    Statement select(m_database, kSelectAll);
    return readAll(select, chatFrom);
}

Result<int> ChatStore::unreadTotal()
{
    Statement select(m_database, kSumUnread);
    TACET_TRY_ASSIGN(const auto sum, readOne(select, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return sum.value_or(0);
}

Result<ReadMark> ChatStore::markRead(ChatId chat, qint64 position)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement select(m_database, kSelectRead);
    TACET_TRY_ASSIGN(const auto before, readOne(select.bind(":chat"_L1, chat), readStateFrom));
    if (!before)
        return fail(ErrorCode::NotFound);
    // A mark beyond the last message would hide later ones.
    const qint64 mark = std::min(position, before->last);
    if (mark <= before->position)
        return ReadMark{.previous = before->position,
                        .current = before->position,
                        .unread = before->unread,
                        .unreadMentions = before->mentions};
    ReadMark read{.previous = before->position, .current = mark};
    {
        Statement update(m_database, kUpdateRead);
        update.bind(":position"_L1, mark).bind(":after"_L1, mark).bind(":after2"_L1, mark).bind(":chat"_L1, chat);
        TACET_TRY_ASSIGN(const auto left, readOne(update, [](const QSqlQuery &row) {
                             return std::pair(row.value(0).toInt(), row.value(1).toInt());
                         }));
        std::tie(read.unread, read.unreadMentions) = left.value_or(std::pair(0, 0));
    }
    TACET_TRY(transaction.commit());
    return read;
}

Result<> ChatStore::saveDraft(ChatId chat, const QString &text)
{
    Statement update(m_database, kUpdateDraft);
    return changeOne(update.bind(":draft"_L1, text).bind(":chat"_L1, chat));
}

} // namespace tacet
