#include "models/vault/chatstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define CHAT_COLUMNS "c.id, c.last_activity, c.unread, c.draft, " TACET_PERSON_COLUMNS ", " TACET_MESSAGE_COLUMNS
#define CHAT_TABLES                                                                                                    \
    " FROM chats c CROSS JOIN people p ON p.user_id = c.peer LEFT JOIN messages m ON m.position = c.last_position "
enum Column { IdColumn, ActivityColumn, UnreadColumn, DraftColumn, PersonColumn };
constexpr int kMessageColumn = PersonColumn + kPersonColumns;

constexpr char kInsert[] = "INSERT INTO chats (id, peer, last_activity) VALUES (:chat, :peer, :created_at) "
                           "ON CONFLICT DO NOTHING";
constexpr char kSelect[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "WHERE c.id = :chat";
constexpr char kSelectByPeer[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "WHERE c.peer = :peer";
constexpr char kSelectAll[] = "SELECT " CHAT_COLUMNS CHAT_TABLES "ORDER BY c.last_activity DESC, c.id DESC";
constexpr char kSumUnread[] = "SELECT ifnull(sum(unread), 0) FROM chats";
constexpr char kSelectRead[] = "SELECT read_position, unread, last_position FROM chats WHERE id = :chat";
// Counts only what is behind the new mark.
constexpr char kUpdateRead[] =
    "UPDATE chats SET read_position = :position, unread = (SELECT count(*) FROM messages INDEXED BY "
    "messages_incoming WHERE chat_id = chats.id AND outgoing = 0 AND position > :after) "
    "WHERE id = :chat RETURNING unread";
constexpr char kUpdateDraft[] = "UPDATE chats SET draft = :draft WHERE id = :chat";

struct ReadState {
    qint64 position = 0;
    int unread = 0;
    qint64 last = 0;
};

Chat chatFrom(const QSqlQuery &row)
{
    Chat chat;
    chat.id = idAt<ChatId>(row, IdColumn);
    chat.peer = personFrom(row, PersonColumn);
    chat.unread = row.value(UnreadColumn).toInt();
    chat.draft = row.value(DraftColumn).toString();
    chat.lastActivity = timeAt(row, ActivityColumn);
    if (!row.value(kMessageColumn).isNull())
        chat.lastMessage = messageFrom(row, kMessageColumn);
    return chat;
}

ReadState readStateFrom(const QSqlQuery &row)
{
    return {.position = row.value(0).toLongLong(), .unread = row.value(1).toInt(), .last = row.value(2).toLongLong()};
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
        return ReadMark{.previous = before->position, .current = before->position, .unread = before->unread};
    int unread = 0;
    {
        Statement update(m_database, kUpdateRead);
        update.bind(":position"_L1, mark).bind(":after"_L1, mark).bind(":chat"_L1, chat);
        TACET_TRY_ASSIGN(const auto left, readOne(update, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
        unread = left.value_or(0);
    }
    TACET_TRY(transaction.commit());
    return ReadMark{.previous = before->position, .current = mark, .unread = unread};
}

Result<> ChatStore::saveDraft(ChatId chat, const QString &text)
{
    Statement update(m_database, kUpdateDraft);
    return changeOne(update.bind(":draft"_L1, text).bind(":chat"_L1, chat));
}

} // namespace tacet
