// What MessageStore takes away, and where its unread messages begin.
#include "models/vault/messagestore.h"
#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kDelete[] = "DELETE FROM messages WHERE id = :id";
constexpr char kDeleteArchived[] = "DELETE FROM messages_archive WHERE id = :id";
constexpr char kDeleteWaiting[] = "DELETE FROM waiting_posts WHERE kind = 1 AND id = :id";
constexpr char kUncount[] =
    "UPDATE chats SET message_count = message_count - 1, "
    "unread = unread - (:incoming AND read_position < :position), "
    "unread_mentions = unread_mentions - (:mention AND read_position < :position2) WHERE id = :chat";
// The newest message that is left is in the archive only if nothing else is.
constexpr char kFindLast[] = "UPDATE chats SET last_position = max(ifnull((SELECT max(m.position) FROM messages m "
                             "WHERE m.chat_id = chats.id), 0), "
                             "ifnull((SELECT max(a.position) FROM messages_archive a WHERE a.chat_id = chats.id), 0)) "
                             "WHERE id = :chat AND last_position = :position";
constexpr char kSelectExpired[] =
    "SELECT id FROM (SELECT m.id, m.expires_at FROM messages m WHERE m.expires_at <= :now UNION ALL "
    "SELECT a.id, a.expires_at FROM messages_archive a WHERE a.expires_at <= :now2) ORDER BY expires_at LIMIT :limit";
constexpr char kNextExpiry[] =
    "SELECT min(expires_at) FROM (SELECT min(m.expires_at) AS expires_at FROM messages m WHERE m.expires_at IS NOT "
    "NULL "
    "UNION ALL SELECT min(a.expires_at) FROM messages_archive a WHERE a.expires_at IS NOT NULL)";
constexpr char kFirstUnread[] =
    "SELECT min(m.position) FROM messages m INDEXED BY messages_incoming WHERE m.chat_id = :chat AND m.outgoing = 0 "
    "AND m.kind <> 1 AND m.position > (SELECT c.read_position FROM chats c WHERE c.id = :chat2)";
constexpr char kFirstMention[] =
    "SELECT min(m.position) FROM messages m INDEXED BY messages_mentions WHERE m.chat_id = :chat AND m.mentions_me = 1 "
    "AND m.outgoing = 0 AND m.position > (SELECT c.read_position FROM chats c WHERE c.id = :chat2)";

static_assert(int(MessageKind::Event) == 1, "the numbers in the statements");

Result<> eraseOne(VaultDatabase &database, const Message &message)
{
    for (const char *sql : {kDelete, kDeleteArchived, kDeleteWaiting}) {
        Statement remove(database, sql);
        TACET_TRY(remove.bind(":id"_L1, message.id).run());
    }
    const bool incoming = !message.outgoing && message.kind != MessageKind::Event;
    Statement uncount(database, kUncount);
    TACET_TRY(uncount.bind(":incoming"_L1, incoming)
                  .bind(":mention"_L1, incoming && message.mentionsMe)
                  .bind(":position"_L1, message.position)
                  .bind(":position2"_L1, message.position)
                  .bind(":chat"_L1, message.chat)
                  .run());
    Statement last(database, kFindLast);
    return last.bind(":chat"_L1, message.chat).bind(":position"_L1, message.position).run();
}

Result<std::optional<qint64>> firstOf(VaultDatabase &database, const char *sql, ChatId chat)
{
    Statement select(database, sql);
    TACET_TRY_ASSIGN(const auto position, readOne(select.bind(":chat"_L1, chat).bind(":chat2"_L1, chat),
                                                  [](const QSqlQuery &row) { return row.value(0); }));
    if (!position || position->isNull())
        return std::nullopt;
    return position->toLongLong();
}

} // namespace

Result<QList<Message>> MessageStore::erase(const QList<MessageId> &messages)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    QList<Message> erased;
    for (const MessageId &id : messages) {
        TACET_TRY_ASSIGN(const auto message, find(id));
        if (!message)
            continue;
        TACET_TRY(eraseOne(m_database, *message));
        erased.append(*message);
    }
    TACET_TRY(transaction.commit());
    return erased;
}

Result<QList<Message>> MessageStore::eraseExpired(const QDateTime &now, int limit)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    QList<MessageId> expired;
    {
        Statement select(m_database, kSelectExpired);
        select.bind(":now"_L1, now).bind(":now2"_L1, now).bind(":limit"_L1, limit);
        TACET_TRY_ASSIGN(expired, readAll(select, [](const QSqlQuery &row) { return idAt<MessageId>(row, 0); }));
    }
    TACET_TRY_ASSIGN(auto erased, erase(expired));
    TACET_TRY(transaction.commit());
    return erased;
}

Result<std::optional<QDateTime>> MessageStore::nextExpiry()
{
    Statement select(m_database, kNextExpiry);
    TACET_TRY_ASSIGN(const auto next, readOne(select, [](const QSqlQuery &row) { return optionalTimeAt(row, 0); }));
    return next.value_or(std::nullopt);
}

Result<std::optional<qint64>> MessageStore::firstUnread(ChatId chat)
{
    return firstOf(m_database, kFirstUnread, chat);
}

Result<std::optional<qint64>> MessageStore::firstUnreadMention(ChatId chat)
{
    return firstOf(m_database, kFirstMention, chat);
}

} // namespace tacet
