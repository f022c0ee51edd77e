#include "models/vault/replyvaultstore.h"

#include "models/vault/threadrows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kInsert[] =
    "INSERT INTO replies (id, thread_id, parent, author, outgoing, created_at, deleted, state, failure, author_device, "
    "author_sequence, content_hash, edit_number, body) VALUES (:id, :thread, :parent, :author, :outgoing, :created_at, "
    ":deleted, :state, :failure, :device, :sequence, :hash, :edit, :body) "
    "ON CONFLICT (id) DO NOTHING RETURNING " TACET_REPLY_RETURNED;
constexpr char kCount[] =
    "UPDATE threads SET reply_count = reply_count + 1, last_activity = max(last_activity, :activity), "
    "unread = unread + :unread, followed = max(followed, :followed) WHERE id = :thread RETURNING chat_id";
constexpr char kTouchChat[] = "UPDATE chats SET last_activity = max(last_activity, :activity) WHERE id = :chat";
constexpr char kSelect[] = "SELECT " TACET_REPLY_COLUMNS_OF("r") " FROM replies r WHERE r.id = :id";
constexpr char kSelectSeal[] = "SELECT " TACET_SEAL_COLUMNS " FROM replies WHERE id = :id";
constexpr char kSelectThread[] =
    "SELECT " TACET_REPLY_COLUMNS_OF("r") " FROM replies r WHERE r.thread_id = :thread "
                                          "AND r.position > :after ORDER BY r.position LIMIT :limit";
constexpr char kRevise[] =
    "UPDATE replies SET body = :body, author_device = :device, author_sequence = :sequence, content_hash = :hash, "
    "edit_number = :edit WHERE id = :id AND deleted = 0 AND edit_number < :above RETURNING " TACET_REPLY_RETURNED;
constexpr char kErase[] =
    "UPDATE replies SET deleted = 1, body = '' WHERE id = :id AND deleted = 0 RETURNING " TACET_REPLY_RETURNED;
constexpr char kUncount[] =
    "UPDATE threads SET reply_count = reply_count - 1, unread = unread - (:incoming AND read_position < :position) "
    "WHERE id = :thread";
constexpr char kSetSeal[] = "UPDATE replies SET author_device = :device, author_sequence = :sequence, "
                            "content_hash = :hash, edit_number = :edit WHERE id = :id AND outgoing = 1";
// State: 0 queued, 1 sent, 4 failed.
constexpr char kMarkSent[] = "UPDATE replies SET state = 1, failure = NULL WHERE id = :id AND outgoing = 1 "
                             "AND state IN (0, 1, 4) RETURNING " TACET_REPLY_RETURNED;
constexpr char kMarkFailed[] = "UPDATE replies SET state = 4, failure = :why WHERE id = :id AND outgoing = 1 "
                               "AND state = 0 RETURNING " TACET_REPLY_RETURNED;
constexpr char kRequeue[] = "UPDATE replies SET state = 0, failure = NULL WHERE id = :id AND outgoing = 1 "
                            "AND state = 4 RETURNING " TACET_REPLY_RETURNED;

constexpr char kSelectChain[] =
    "SELECT sequence, last_hash FROM thread_chains WHERE chat_id = :chat AND author_device = :device";
constexpr char kAdvanceChain[] =
    "INSERT INTO thread_chains (chat_id, author_device, sequence, last_hash) VALUES (:chat, :device, :sequence, :hash) "
    "ON CONFLICT (chat_id, author_device) DO UPDATE SET sequence = excluded.sequence, last_hash = excluded.last_hash "
    "WHERE excluded.sequence > sequence";

constexpr char kRewindChain[] = "UPDATE thread_chains SET sequence = :sequence, last_hash = :hash "
                                "WHERE chat_id = :chat AND author_device = :device AND sequence > :above";

static_assert(int(DeliveryState::Queued) == 0 && int(DeliveryState::Sent) == 1 && int(DeliveryState::Failed) == 4,
              "the numbers in the statements");

Result<> count(VaultDatabase &database, const Reply &reply)
{
    Statement count(database, kCount);
    count.bind(":activity"_L1, reply.createdAt)
        .bind(":unread"_L1, reply.isOutgoing ? 0 : 1)
        .bind(":followed"_L1, reply.isOutgoing)
        .bind(":thread"_L1, reply.thread);
    TACET_TRY_ASSIGN(const ChatId chat, changedRow(count, [](const QSqlQuery &row) { return idAt<ChatId>(row, 0); }));
    Statement touch(database, kTouchChat);
    return touch.bind(":activity"_L1, reply.createdAt).bind(":chat"_L1, chat).run();
}

Result<std::optional<Reply>> insertRow(VaultDatabase &database, const NewReply &reply)
{
    const Reply &content = reply.reply;
    Statement insert(database, kInsert);
    insert.bind(":id"_L1, content.id)
        .bind(":thread"_L1, content.thread)
        .bind(":parent"_L1, content.parent)
        .bind(":author"_L1, content.author)
        .bind(":outgoing"_L1, content.isOutgoing)
        .bind(":created_at"_L1, content.createdAt)
        .bind(":deleted"_L1, content.isDeleted)
        .bind(":state"_L1, content.state)
        .bind(":failure"_L1, content.failure)
        .bind(":body"_L1, content.isDeleted ? QString() : content.body);
    return readOne(bindSeal(insert, reply.seal), replyFrom);
}

Result<std::optional<Reply>> eraseRow(VaultDatabase &database, ReplyId reply)
{
    Statement update(database, kErase);
    return readOne(update.bind(":id"_L1, reply), replyFrom);
}

} // namespace

Result<InsertedReply> ReplyVaultStore::insert(const NewReply &reply)
{
    const Reply &content = reply.reply;
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto inserted, insertRow(m_database, reply));
    if (!inserted) {
        TACET_TRY_ASSIGN(const auto present, find(content.id));
        if (!present || present->thread != content.thread || present->author != content.author)
            return fail(ErrorCode::Conflict, u"another reply has that id"_s);
        return InsertedReply{.reply = *present, .isNew = false};
    }
    if (!content.isDeleted)
        TACET_TRY(count(m_database, content));
    TACET_TRY(transaction.commit());
    return InsertedReply{.reply = *inserted, .isNew = true};
}

Result<std::optional<Reply>> ReplyVaultStore::find(ReplyId reply)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":id"_L1, reply), replyFrom);
}

Result<std::optional<PostSeal>> ReplyVaultStore::seal(ReplyId reply)
{
    Statement select(m_database, kSelectSeal);
    return readOne(select.bind(":id"_L1, reply), sealFrom);
}

Result<QList<Reply>> ReplyVaultStore::list(ThreadId thread, qint64 after, int limit)
{
    Statement select(m_database, kSelectThread);
    return readAll(select.bind(":thread"_L1, thread).bind(":after"_L1, after).bind(":limit"_L1, limit), replyFrom);
}

Result<std::optional<Reply>> ReplyVaultStore::revise(ReplyId reply, const QString &body, const PostSeal &seal)
{
    TACET_TRY_ASSIGN(const auto present, find(reply));
    if (!present)
        return fail(ErrorCode::NotFound);
    Statement update(m_database, kRevise);
    update.bind(":body"_L1, body).bind(":above"_L1, seal.editNumber).bind(":id"_L1, reply);
    return readOne(bindSeal(update, seal), replyFrom);
}

Result<std::optional<Reply>> ReplyVaultStore::erase(ReplyId reply)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto present, find(reply));
    if (!present)
        return fail(ErrorCode::NotFound);
    TACET_TRY_ASSIGN(auto erased, eraseRow(m_database, reply));
    if (!erased)
        return std::nullopt;
    Statement uncount(m_database, kUncount);
    TACET_TRY(uncount.bind(":incoming"_L1, !erased->isOutgoing)
                  .bind(":position"_L1, erased->position)
                  .bind(":thread"_L1, erased->thread)
                  .run());
    TACET_TRY(transaction.commit());
    return erased;
}

Result<> ReplyVaultStore::setSeal(ReplyId reply, const PostSeal &seal)
{
    Statement update(m_database, kSetSeal);
    return changeOne(bindSeal(update.bind(":id"_L1, reply), seal));
}

Result<Reply> ReplyVaultStore::markSent(ReplyId reply)
{
    Statement update(m_database, kMarkSent);
    return changedRow(update.bind(":id"_L1, reply), replyFrom);
}

Result<Reply> ReplyVaultStore::markFailed(ReplyId reply, ErrorCode why)
{
    Statement update(m_database, kMarkFailed);
    return changedRow(update.bind(":why"_L1, why).bind(":id"_L1, reply), replyFrom);
}

Result<Reply> ReplyVaultStore::requeue(ReplyId reply)
{
    Statement update(m_database, kRequeue);
    return changedRow(update.bind(":id"_L1, reply), replyFrom);
}

Result<ThreadChain> ThreadChainStore::find(ChatId chat, DeviceId authorDevice)
{
    Statement select(m_database, kSelectChain);
    select.bind(":chat"_L1, chat).bind(":device"_L1, authorDevice);
    TACET_TRY_ASSIGN(const auto chain, readOne(select, [](const QSqlQuery &row) {
                         return ThreadChain{.sequence = row.value(0).toLongLong(),
                                            .lastHash = row.value(1).toByteArray()};
                     }));
    return chain.value_or(ThreadChain{});
}

Result<> ThreadChainStore::advance(ChatId chat, const PostSeal &seal)
{
    Statement advance(m_database, kAdvanceChain);
    return advance.bind(":chat"_L1, chat)
        .bind(":device"_L1, seal.authorDevice)
        .bind(":sequence"_L1, seal.authorSequence)
        .bind(":hash"_L1, seal.contentHash)
        .run();
}

Result<> ThreadChainStore::rewind(ChatId chat, DeviceId authorDevice, const ThreadChain &chain)
{
    Statement rewind(m_database, kRewindChain);
    return rewind.bind(":sequence"_L1, chain.sequence)
        .bind(":hash"_L1, chain.lastHash)
        .bind(":chat"_L1, chat)
        .bind(":device"_L1, authorDevice)
        .bind(":above"_L1, chain.sequence)
        .run();
}

} // namespace tacet
