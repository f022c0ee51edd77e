#include "models/vault/messagestore.h"

#include "models/vault/mentionbytes.h"
#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// State: 0 queued, 1 sent, 2 delivered, 3 read, 4 failed, 5 received.
constexpr char kInsert[] =
    "INSERT INTO messages (id, chat_id, author, outgoing, sent_at, stored_at, text, state, failure, author_device, "
    "author_sequence, content_hash, content_key, kind, event_kind, event_subject, event_detail, mentions, mentions_me, "
    "reply_to, expires_at) SELECT :id, :chat, :author, :outgoing, :sent_at, :stored_at, "
    ":text, :state, :failure, :device, :sequence, :hash, :key, :kind, :event_kind, :event_subject, :event_detail, "
    ":mentions, :mentions_me, :reply_to, :expires_at WHERE NOT EXISTS (SELECT 1 FROM messages_archive a "
    "WHERE a.id = :archived) ON CONFLICT (id) DO NOTHING RETURNING position";
constexpr char kTouchChat[] =
    "UPDATE chats SET last_position = :position, last_activity = max(last_activity, :stored_at), "
    "unread = unread + :unread, unread_mentions = unread_mentions + :mention, message_count = message_count + 1 WHERE "
    "id = :chat";
// Kind: 0 text, 2 waiting.
constexpr char kReveal[] =
    "UPDATE messages SET kind = 0, sent_at = :sent_at, text = :text, author_device = :device, "
    "author_sequence = :sequence, content_hash = :hash, content_key = :key, mentions = :mentions, "
    "mentions_me = :mentions_me, reply_to = :reply_to, expires_at = :expires_at "
    "WHERE id = :id AND chat_id = :chat AND author = :author AND kind = 2 RETURNING " TACET_MESSAGE_RETURNED;
constexpr char kDropWaiting[] = "DELETE FROM waiting_posts WHERE kind = 1 AND id = :id";
constexpr char kCountMention[] = "UPDATE chats SET unread_mentions = unread_mentions + 1 "
                                 "WHERE id = :chat AND read_position < :position";
constexpr char kAdvanceChain[] =
    "INSERT INTO author_chains (chat_id, author_device, sequence, last_hash) VALUES (:chat, :device, :sequence, :hash) "
    "ON CONFLICT (chat_id, author_device) DO UPDATE SET sequence = excluded.sequence, last_hash = excluded.last_hash "
    "WHERE excluded.sequence > sequence";
constexpr char kRewindChain[] = "UPDATE author_chains SET sequence = :sequence, last_hash = :hash "
                                "WHERE chat_id = :chat AND author_device = :device";
constexpr char kSetExpiry[] = "UPDATE messages SET expires_at = :expires_at WHERE id = :id AND outgoing = 1";
constexpr char kSelectChain[] =
    "SELECT sequence, last_hash FROM author_chains WHERE chat_id = :chat AND author_device = :device";
// A message is in one of the two tables, under a position that only it has: pages merge them in order.
constexpr char kSelect[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.id = :id UNION ALL "
                           "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_archive m WHERE m.id = :archived";
constexpr char kCount[] = "SELECT message_count FROM chats WHERE id = :chat";
constexpr char kSelectBefore[] =
    "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.chat_id = :chat AND m.position < :position UNION ALL "
    "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_archive m WHERE m.chat_id = :chat2 AND m.position < :position2 "
    "ORDER BY 1 DESC LIMIT :limit";
constexpr char kSelectAfter[] =
    "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.chat_id = :chat AND m.position > :position UNION ALL "
    "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_archive m WHERE m.chat_id = :chat2 AND m.position > :position2 "
    "ORDER BY 1 LIMIT :limit";
constexpr char kAdvance[] = "UPDATE messages SET state = :state, failure = NULL WHERE id = :id AND outgoing = 1 "
                            "AND (state < :above OR state = 4) RETURNING " TACET_MESSAGE_RETURNED;
constexpr char kMarkFailed[] = "UPDATE messages SET state = 4, failure = :why WHERE id = :id AND outgoing = 1 "
                               "AND state = 0 RETURNING " TACET_MESSAGE_RETURNED;
constexpr char kRequeue[] = "UPDATE messages SET state = 0, failure = NULL WHERE id = :id AND outgoing = 1 "
                            "AND state = 4 RETURNING " TACET_MESSAGE_RETURNED;
constexpr char kReturn[] = "UPDATE messages SET state = 0 WHERE id = :id AND outgoing = 1 "
                           "AND state = 1 RETURNING " TACET_MESSAGE_RETURNED;
constexpr char kSelectIncoming[] =
    "SELECT m.id FROM messages m INDEXED BY messages_incoming WHERE m.chat_id = :chat AND m.outgoing = 0 "
    "AND m.kind <> 1 AND m.position > :after AND m.position <= :up_to ORDER BY m.position LIMIT :limit";
constexpr char kSelectUndelivered[] =
    "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m INDEXED BY messages_undelivered WHERE m.chat_id = :chat "
    "AND m.outgoing = 1 AND m.state = 1 ORDER BY m.position LIMIT :limit";
constexpr char kSeal[] = "UPDATE messages SET author_sequence = :sequence, content_hash = :hash, content_key = :key "
                         "WHERE id = :id AND outgoing = 1 RETURNING chat_id, author_device";
constexpr char kSelectContentHash[] = "SELECT content_hash FROM messages WHERE id = :id UNION ALL "
                                      "SELECT content_hash FROM messages_archive WHERE id = :archived";
constexpr char kSelectContentKey[] = "SELECT content_key FROM messages WHERE id = :id UNION ALL "
                                     "SELECT content_key FROM messages_archive WHERE id = :archived";

static_assert(int(MessageKind::Text) == 0 && int(MessageKind::Event) == 1 && int(MessageKind::Waiting) == 2,
              "the numbers in the statements");
static_assert(int(DeliveryState::Queued) == 0 && int(DeliveryState::Sent) == 1 && int(DeliveryState::Failed) == 4,
              "the numbers in the statements");

Message messageAt(const QSqlQuery &row)
{
    return messageFrom(row);
}

bool countsAsUnread(const Message &message)
{
    return !message.outgoing && message.kind != MessageKind::Event;
}

/// What a message says, as far as insert() and reveal() both store it.
void bindContent(Statement &statement, const NewMessage &message)
{
    const Message &content = message.message;
    statement.bind(":id"_L1, content.id)
        .bind(":chat"_L1, content.chat)
        .bind(":author"_L1, content.author)
        .bind(":sent_at"_L1, content.sentAt)
        .bind(":text"_L1, content.text)
        .bind(":device"_L1, message.authorDevice)
        .bind(":sequence"_L1, message.authorSequence)
        .bind(":hash"_L1, message.contentHash)
        .bind(":key"_L1, message.contentKey)
        .bind(":mentions"_L1, bytesFromMentions(content.mentions))
        .bind(":mentions_me"_L1, content.mentionsMe)
        .bind(":reply_to"_L1, content.replyTo)
        .bind(":expires_at"_L1, content.expiresAt);
}

Result<Message> changed(Statement &statement)
{
    TACET_TRY_ASSIGN(const auto message, readOne(statement, messageAt));
    return message ? Result<Message>(*message) : fail(ErrorCode::NotFound);
}

Result<Message> revealRow(VaultDatabase &database, const NewMessage &message)
{
    Statement update(database, kReveal);
    bindContent(update, message);
    return changed(update);
}

} // namespace

Result<InsertedMessage> MessageStore::insert(const NewMessage &message)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto position, insertRow(message));
    if (!position) {
        TACET_TRY_ASSIGN(const auto present, find(message.message.id));
        if (!present || present->chat != message.message.chat || present->author != message.message.author)
            return fail(ErrorCode::Conflict, u"another message has that id"_s);
        return InsertedMessage{.message = *present, .isNew = false};
    }
    Statement touch(m_database, kTouchChat);
    TACET_TRY(touch.bind(":position"_L1, *position)
                  .bind(":stored_at"_L1, message.message.storedAt)
                  .bind(":unread"_L1, countsAsUnread(message.message))
                  .bind(":mention"_L1, countsAsUnread(message.message) && message.message.mentionsMe)
                  .bind(":chat"_L1, message.message.chat)
                  .run());
    if (message.message.kind == MessageKind::Text)
        TACET_TRY(advanceChain(message));
    TACET_TRY(transaction.commit());
    InsertedMessage inserted{.message = message.message, .isNew = true};
    inserted.message.position = *position;
    return inserted;
}

Result<std::optional<qint64>> MessageStore::insertRow(const NewMessage &message)
{
    const Message &content = message.message;
    const bool isEvent = content.kind == MessageKind::Event && content.event;
    const auto subject =
        isEvent && !content.event->subject.isNull() ? std::optional(content.event->subject) : std::nullopt;
    Statement insert(m_database, kInsert);
    bindContent(insert, message);
    insert.bind(":outgoing"_L1, content.outgoing)
        .bind(":stored_at"_L1, content.storedAt)
        .bind(":state"_L1, content.state)
        .bind(":failure"_L1, content.failure)
        .bind(":kind"_L1, content.kind)
        .bind(":event_kind"_L1, isEvent ? std::optional(content.event->kind) : std::nullopt)
        .bind(":event_subject"_L1, subject)
        .bind(":event_detail"_L1, isEvent ? content.event->detail : QString())
        .bind(":archived"_L1, content.id);
    return readOne(insert, [](const QSqlQuery &row) { return row.value(0).toLongLong(); });
}

Result<> MessageStore::advanceChain(const NewMessage &message)
{
    Statement advance(m_database, kAdvanceChain);
    return advance.bind(":chat"_L1, message.message.chat)
        .bind(":device"_L1, message.authorDevice)
        .bind(":sequence"_L1, message.authorSequence)
        .bind(":hash"_L1, message.contentHash)
        .run();
}

Result<Message> MessageStore::reveal(const NewMessage &message)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const Message revealed, revealRow(m_database, message));
    Statement drop(m_database, kDropWaiting);
    TACET_TRY(drop.bind(":id"_L1, revealed.id).run());
    if (countsAsUnread(revealed) && revealed.mentionsMe) {
        Statement count(m_database, kCountMention);
        TACET_TRY(count.bind(":chat"_L1, revealed.chat).bind(":position"_L1, revealed.position).run());
    }
    TACET_TRY(advanceChain(message));
    TACET_TRY(transaction.commit());
    return revealed;
}

Result<std::optional<Message>> MessageStore::find(MessageId message)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":id"_L1, message).bind(":archived"_L1, message), messageAt);
}

Result<qint64> MessageStore::count(ChatId chat)
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted, readOne(select.bind(":chat"_L1, chat),
                                                 [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
    return counted.value_or(0);
}

Result<MessagePage> MessageStore::page(ChatId chat, qint64 before, int limit)
{
    Statement select(m_database, kSelectBefore);
    // One more than asked for tells whether there is more.
    select.bind(":chat"_L1, chat).bind(":position"_L1, before).bind(":chat2"_L1, chat).bind(":position2"_L1, before);
    select.bind(":limit"_L1, qint64(limit) + 1);
    TACET_TRY_ASSIGN(auto messages, readAll(select, messageAt));
    const bool reachedOldest = messages.size() <= limit;
    if (!reachedOldest)
        messages.removeLast();
    return MessagePage{.messages = std::move(messages), .reachedOldest = reachedOldest};
}

Result<QList<Message>> MessageStore::after(ChatId chat, qint64 position, int limit)
{
    Statement select(m_database, kSelectAfter);
    select.bind(":chat"_L1, chat).bind(":position"_L1, position).bind(":chat2"_L1, chat);
    select.bind(":position2"_L1, position).bind(":limit"_L1, limit);
    return readAll(select, messageAt);
}

Result<QList<Message>> MessageStore::around(ChatId chat, qint64 position, int limit)
{
    TACET_TRY_ASSIGN(auto newer, after(chat, position - 1, limit - limit / 2));
    TACET_TRY_ASSIGN(const auto older, page(chat, position, limit / 2));
    std::ranges::reverse(newer);
    return newer + older.messages;
}

Result<QList<Message>> MessageStore::advance(const QList<MessageId> &messages, DeliveryState state)
{
    Q_ASSERT(state == DeliveryState::Sent || state == DeliveryState::Delivered || state == DeliveryState::Read);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    QList<Message> advanced;
    for (const MessageId &id : messages) {
        Statement update(m_database, kAdvance);
        update.bind(":state"_L1, state).bind(":above"_L1, state).bind(":id"_L1, id);
        TACET_TRY_ASSIGN(const auto message, readOne(update, messageAt));
        if (message)
            advanced.append(*message);
    }
    TACET_TRY(transaction.commit());
    return advanced;
}

Result<Message> MessageStore::markFailed(MessageId message, ErrorCode why)
{
    Statement update(m_database, kMarkFailed);
    return changed(update.bind(":why"_L1, why).bind(":id"_L1, message));
}

Result<Message> MessageStore::requeue(MessageId message)
{
    Statement update(m_database, kRequeue);
    return changed(update.bind(":id"_L1, message));
}

Result<Message> MessageStore::returnToQueue(MessageId message)
{
    Statement update(m_database, kReturn);
    return changed(update.bind(":id"_L1, message));
}

Result<QList<MessageId>> MessageStore::incomingBetween(ChatId chat, qint64 after, qint64 upTo, int limit)
{
    Statement select(m_database, kSelectIncoming);
    select.bind(":chat"_L1, chat).bind(":after"_L1, after).bind(":up_to"_L1, upTo).bind(":limit"_L1, limit);
    return readAll(select, [](const QSqlQuery &row) { return idAt<MessageId>(row, 0); });
}

Result<QList<Message>> MessageStore::undelivered(ChatId chat, int limit)
{
    Statement select(m_database, kSelectUndelivered);
    return readAll(select.bind(":chat"_L1, chat).bind(":limit"_L1, limit), messageAt);
}

Result<> MessageStore::seal(MessageId message, qint64 authorSequence, const QByteArray &contentHash,
                            const QByteArray &contentKey)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement seal(m_database, kSeal);
    seal.bind(":sequence"_L1, authorSequence).bind(":hash"_L1, contentHash).bind(":key"_L1, contentKey);
    TACET_TRY_ASSIGN(const auto place, readOne(seal.bind(":id"_L1, message), [](const QSqlQuery &row) {
                         return std::pair(row.value(0).toByteArray(), row.value(1).toByteArray());
                     }));
    if (!place)
        return fail(ErrorCode::NotFound);
    Statement advance(m_database, kAdvanceChain);
    TACET_TRY(advance.bind(":chat"_L1, place->first)
                  .bind(":device"_L1, place->second)
                  .bind(":sequence"_L1, authorSequence)
                  .bind(":hash"_L1, contentHash)
                  .run());
    return transaction.commit();
}

Result<QByteArray> MessageStore::contentHash(MessageId message)
{
    Statement select(m_database, kSelectContentHash);
    select.bind(":id"_L1, message).bind(":archived"_L1, message);
    TACET_TRY_ASSIGN(const auto hash, readOne(select, [](const QSqlQuery &row) { return row.value(0).toByteArray(); }));
    return hash.value_or(QByteArray());
}

Result<QByteArray> MessageStore::contentKey(MessageId message)
{
    Statement select(m_database, kSelectContentKey);
    select.bind(":id"_L1, message).bind(":archived"_L1, message);
    TACET_TRY_ASSIGN(const auto key, readOne(select, [](const QSqlQuery &row) { return row.value(0).toByteArray(); }));
    return key.value_or(QByteArray());
}

Result<AuthorChain> MessageStore::authorChain(ChatId chat, DeviceId authorDevice)
{
    Statement select(m_database, kSelectChain);
    select.bind(":chat"_L1, chat).bind(":device"_L1, authorDevice);
    TACET_TRY_ASSIGN(const auto chain, readOne(select, [](const QSqlQuery &row) {
                         return AuthorChain{.sequence = row.value(0).toLongLong(),
                                            .lastHash = row.value(1).toByteArray()};
                     }));
    return chain.value_or(AuthorChain{});
}

Result<> MessageStore::rewindChain(ChatId chat, DeviceId authorDevice, const AuthorChain &head)
{
    Statement rewind(m_database, kRewindChain);
    return rewind.bind(":chat"_L1, chat)
        .bind(":device"_L1, authorDevice)
        .bind(":sequence"_L1, head.sequence)
        .bind(":hash"_L1, head.lastHash)
        .run();
}

Result<> MessageStore::setExpiry(MessageId message, const QDateTime &expiresAt)
{
    Statement update(m_database, kSetExpiry);
    return update.bind(":id"_L1, message).bind(":expires_at"_L1, expiresAt).run();
}

} // namespace tacet
