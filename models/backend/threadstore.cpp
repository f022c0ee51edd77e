#include "models/backend/threadstore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/sealcolumns.h"

namespace tacet {

namespace {

constexpr PgStatement kCreate{"thread_create",
                              "SELECT state, created_at FROM api.create_thread($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr PgStatement kReply{"thread_reply", "SELECT state, created_at FROM api.reply($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr PgStatement kEditThread{"thread_edit", "SELECT api.edit_thread($1, $2, $3, $4, $5, $6, $7, $8)"};
constexpr PgStatement kEditReply{"thread_edit_reply", "SELECT api.edit_reply($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kDeleteThread{"thread_delete", "SELECT 1 FROM api.delete_thread($1)"};
constexpr PgStatement kDeleteReply{"thread_delete_reply", "SELECT 1 FROM api.delete_reply($1)"};
constexpr PgStatement kThreads{"thread_list",
                               "SELECT id, author_user, author_device, epoch, author_sequence, parent_hash, "
                               "signature, encrypted_title, encrypted_body, created_at, last_activity_at, "
                               "edit_number, edited_at, reply_count FROM api.threads($1, $2, $3, $4)"};
constexpr PgStatement kThreadsByIds{"thread_by_ids",
                                    "SELECT id, author_user, author_device, epoch, author_sequence, parent_hash, "
                                    "signature, encrypted_title, encrypted_body, created_at, last_activity_at, "
                                    "edit_number, edited_at, reply_count, chat_id, deleted_at, deleted_by "
                                    "FROM api.threads_by_ids($1)"};
constexpr PgStatement kReplies{"thread_replies",
                               "SELECT id, thread, parent_reply_id, level, author_user, author_device, epoch, "
                               "author_sequence, parent_hash, signature, encrypted_body, created_at, edit_number, "
                               "edited_at, deleted_at, deleted_by FROM api.replies($1, $2, $3)"};
constexpr PgStatement kRepliesByIds{"thread_replies_by_ids",
                                    "SELECT id, thread_id, parent_reply_id, level, author_user, author_device, epoch, "
                                    "author_sequence, parent_hash, signature, encrypted_body, created_at, "
                                    "edit_number, edited_at, deleted_at, deleted_by FROM api.replies_by_ids($1)"};

constexpr PgStatement kPin{"thread_pin", "SELECT 1 FROM api.pin_thread($1)"};
constexpr PgStatement kUnpin{"thread_unpin", "SELECT 1 FROM api.unpin_thread($1)"};
constexpr PgStatement kPinned{"thread_pinned", "SELECT thread_id, pinned_by, pinned_at FROM api.pinned_threads($1)"};
constexpr PgStatement kFollow{"thread_follow", "SELECT 1 FROM api.follow_thread($1, $2)"};
constexpr PgStatement kMarkRead{"thread_mark_read", "SELECT 1 FROM api.mark_thread_read($1, $2)"};
constexpr PgStatement kMarks{"thread_marks",
                             "SELECT thread_id, is_followed, read_to, unread FROM api.thread_marks($1, $2, $3)"};

enum ThreadColumn {
    ThreadIdent,
    ThreadAuthor,
    ThreadAuthorDevice,
    ThreadSeal,
    ThreadTitle = ThreadSeal + kSealColumns,
    ThreadBody,
    ThreadCreatedAt,
    ThreadLastActivityAt,
    ThreadEditNumber,
    ThreadEditedAt,
    ThreadReplyCount,
    ThreadChat,
    ThreadDeletedAt,
    ThreadDeletedBy,
};

enum ReplyColumn {
    ReplyIdent,
    ReplyThread,
    ReplyParent,
    ReplyLevel,
    ReplyAuthor,
    ReplyAuthorDevice,
    ReplySeal,
    ReplyBody = ReplySeal + kSealColumns,
    ReplyCreatedAt,
    ReplyEditNumber,
    ReplyEditedAt,
    ReplyDeletedAt,
    ReplyDeletedBy,
};

StoredThread threadFrom(PgRow &row)
{
    StoredThread thread;
    thread.id = row.id<ThreadId>(ThreadIdent);
    thread.author = row.optionalId<UserId>(ThreadAuthor);
    thread.authorDevice = row.id<DeviceId>(ThreadAuthorDevice);
    thread.seal = sealFrom(row, ThreadSeal);
    thread.encryptedTitle = row.optionalBytes(ThreadTitle);
    thread.encryptedBody = row.optionalBytes(ThreadBody);
    thread.createdAt = row.timestamp(ThreadCreatedAt);
    thread.lastActivityAt = row.timestamp(ThreadLastActivityAt);
    thread.editNumber = row.int32(ThreadEditNumber);
    thread.editedAt = row.timestamp(ThreadEditedAt);
    thread.replyCount = row.int64(ThreadReplyCount);
    return thread;
}

StoredThread threadOfAnyChat(PgRow &row)
{
    StoredThread thread = threadFrom(row);
    thread.chat = row.id<ChatId>(ThreadChat);
    thread.deletedAt = row.timestamp(ThreadDeletedAt);
    thread.deletedBy = row.optionalId<UserId>(ThreadDeletedBy);
    return thread;
}

StoredReply replyFrom(PgRow &row)
{
    return {.id = row.id<ReplyId>(ReplyIdent),
            .thread = row.id<ThreadId>(ReplyThread),
            .parent = row.optionalId<ReplyId>(ReplyParent),
            .level = row.int32(ReplyLevel),
            .author = row.optionalId<UserId>(ReplyAuthor),
            .authorDevice = row.id<DeviceId>(ReplyAuthorDevice),
            .seal = sealFrom(row, ReplySeal),
            .encryptedBody = row.optionalBytes(ReplyBody),
            .createdAt = row.timestamp(ReplyCreatedAt),
            .editNumber = row.int32(ReplyEditNumber),
            .editedAt = row.timestamp(ReplyEditedAt),
            .deletedAt = row.timestamp(ReplyDeletedAt),
            .deletedBy = row.optionalId<UserId>(ReplyDeletedBy)};
}

PinnedThread pinnedFrom(PgRow &row)
{
    return {.thread = row.id<ThreadId>(0), .pinnedBy = row.optionalId<UserId>(1), .pinnedAt = row.timestamp(2)};
}

ThreadMark markFrom(PgRow &row)
{
    return {.thread = row.id<ThreadId>(0),
            .isFollowed = row.boolean(1),
            .readTo = row.isNull(2) ? std::nullopt : std::optional(row.id<ReplyId>(2)),
            .unread = row.optionalInt64(3)};
}

WritingReceipt receiptFrom(PgRow &row)
{
    return {.state = row.parsed(0, storedStateFrom), .createdAt = row.timestamp(1)};
}

StoredState stateFrom(PgRow &row)
{
    return row.parsed(0, storedStateFrom);
}

void addSeal(PgParams &params, const Seal &seal)
{
    params.int64(seal.epoch);
    addSealAfterEpoch(params, seal);
}

Result<QList<StoredReply>> repliesOf(DatabaseConnection &connection, const PgStatement &statement,
                                     const PgParams &params)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(statement, params));
    return result.list(replyFrom);
}

} // namespace

Result<WritingReceipt> ThreadStore::create(const OutgoingThread &thread)
{
    PgParams params;
    params.id(thread.id).id(thread.chat);
    addSeal(params, thread.seal);
    params.bytes(thread.encryptedTitle).bytes(thread.encryptedBody);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kCreate, params));
    return result.first(receiptFrom);
}

Result<WritingReceipt> ThreadStore::reply(const OutgoingReply &reply)
{
    PgParams params;
    params.id(reply.id).id(reply.thread).id(reply.parent);
    addSeal(params, reply.seal);
    params.bytes(reply.encryptedBody);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kReply, params));
    return result.first(receiptFrom);
}

Result<StoredState> ThreadStore::edit(const OutgoingThread &thread, qint32 number)
{
    PgParams params;
    params.id(thread.id).int32(number);
    addSeal(params, thread.seal);
    params.bytes(thread.encryptedTitle).bytes(thread.encryptedBody);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEditThread, params));
    return result.first(stateFrom);
}

Result<StoredState> ThreadStore::edit(const OutgoingReply &reply, qint32 number)
{
    PgParams params;
    params.id(reply.id).int32(number);
    addSeal(params, reply.seal);
    params.bytes(reply.encryptedBody);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kEditReply, params));
    return result.first(stateFrom);
}

Result<> ThreadStore::remove(ThreadId thread)
{
    return m_connection.change(kDeleteThread, PgParams().id(thread));
}

Result<> ThreadStore::remove(ReplyId reply)
{
    return m_connection.change(kDeleteReply, PgParams().id(reply));
}

Result<StoredThreadPage> ThreadStore::threads(ChatId chat, const ThreadPosition &before, int limit)
{
    PgParams params;
    params.id(chat).microseconds(before.microseconds).id(before.id).int32(limit);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kThreads, params));
    StoredThreadPage page{.threads = {}, .isLast = result.size() < limit, .end = before};
    TACET_TRY_ASSIGN(page.threads, result.list([chat, &page](PgRow &row) {
        StoredThread thread = threadFrom(row);
        thread.chat = chat;
        page.end = {.microseconds = row.microseconds(ThreadLastActivityAt), .id = thread.id};
        return thread;
    }));
    return page;
}

Result<QList<StoredThread>> ThreadStore::threads(const QList<ThreadId> &ids)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kThreadsByIds, PgParams().ids(ids)));
    return result.list(threadOfAnyChat);
}

Result<QList<StoredReply>> ThreadStore::replies(ThreadId thread, ReplyId after, int limit)
{
    return repliesOf(m_connection, kReplies, PgParams().id(thread).id(after).int32(limit));
}

Result<QList<StoredReply>> ThreadStore::replies(const QList<ReplyId> &ids)
{
    return repliesOf(m_connection, kRepliesByIds, PgParams().ids(ids));
}

Result<> ThreadStore::pin(ThreadId thread)
{
    return m_connection.change(kPin, PgParams().id(thread));
}

Result<> ThreadStore::unpin(ThreadId thread)
{
    return m_connection.change(kUnpin, PgParams().id(thread));
}

Result<QList<PinnedThread>> ThreadStore::pinned(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPinned, PgParams().id(chat)));
    return result.list(pinnedFrom);
}

Result<> ThreadStore::follow(ThreadId thread, bool isFollowed)
{
    return m_connection.change(kFollow, PgParams().id(thread).boolean(isFollowed));
}

Result<> ThreadStore::markRead(ThreadId thread, ReplyId upTo)
{
    return m_connection.change(kMarkRead, PgParams().id(thread).id(upTo));
}

Result<QList<ThreadMark>> ThreadStore::marks(ChatId chat, ThreadId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMarks, PgParams().id(chat).id(after).int32(limit)));
    return result.list(markFrom);
}

} // namespace tacet
