#include "models/vault/threadvaultstore.h"

#include "models/vault/searchterms.h"
#include "models/vault/threadrows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kInsert[] =
    "INSERT INTO threads (id, chat_id, author, outgoing, created_at, last_activity, unread, followed, read_position, "
    "state, failure, author_device, author_sequence, content_hash, edit_number, title_order, title, body) "
    "SELECT :id, :chat, :author, :outgoing, :created_at, :activity, :unread, :followed, :read, :state, :failure, "
    ":device, :sequence, :hash, :edit, :title_order, :title, :body WHERE NOT EXISTS (SELECT 1 FROM removed_threads r "
    "WHERE r.id = :removed) ON CONFLICT (id) DO NOTHING RETURNING " TACET_THREAD_RETURNED;
constexpr char kTouchChat[] = "UPDATE chats SET last_activity = max(last_activity, :activity) WHERE id = :chat";
constexpr char kSelect[] = "SELECT " TACET_THREAD_COLUMNS_OF("t") " FROM threads t WHERE t.id = :id";
constexpr char kSelectSeal[] = "SELECT " TACET_SEAL_COLUMNS " FROM threads WHERE id = :id";
constexpr char kRevise[] =
    "UPDATE threads SET title = :title, title_order = :title_order, body = :body, author_device = :device, "
    "author_sequence = :sequence, content_hash = :hash, edit_number = :edit "
    "WHERE id = :id AND edit_number < :above RETURNING " TACET_THREAD_RETURNED;
constexpr char kDeleteReplies[] = "DELETE FROM replies WHERE thread_id = :id";
constexpr char kDelete[] = "DELETE FROM threads WHERE id = :id";
constexpr char kNoteRemoved[] = "INSERT INTO removed_threads (id, chat_id) VALUES (:id, :chat) ON CONFLICT DO NOTHING";
constexpr char kSelectRemoved[] = "SELECT 1 FROM removed_threads WHERE id = :id";
constexpr char kFollow[] = "UPDATE threads SET followed = :value WHERE id = :id RETURNING " TACET_THREAD_RETURNED;
constexpr char kPin[] = "UPDATE threads SET pinned = :value WHERE id = :id RETURNING " TACET_THREAD_RETURNED;
constexpr char kSelectPins[] = "SELECT id FROM threads WHERE chat_id = :chat AND pinned = 1";
// Counts only what is behind the new mark, which is never beyond the last reply: it would hide later ones.
constexpr char kMarkRead[] =
    "UPDATE threads SET read_position = x.mark, unread = (SELECT count(*) FROM replies r INDEXED BY replies_incoming "
    "WHERE r.thread_id = threads.id AND r.outgoing = 0 AND r.deleted = 0 AND r.position > x.mark) "
    "FROM (SELECT max(t.read_position, min(:position, ifnull((SELECT max(l.position) FROM replies l "
    "WHERE l.thread_id = t.id), 0))) AS mark FROM threads t WHERE t.id = :id) x WHERE threads.id = :id2 "
    "RETURNING " TACET_THREAD_RETURNED;
constexpr char kMarkAllRead[] =
    "UPDATE threads SET unread = 0, read_position = ifnull((SELECT max(r.position) FROM replies r "
    "WHERE r.thread_id = threads.id), 0) WHERE chat_id = :chat AND unread > 0 RETURNING " TACET_THREAD_RETURNED;
constexpr char kSetSeal[] = "UPDATE threads SET author_device = :device, author_sequence = :sequence, "
                            "content_hash = :hash, edit_number = :edit WHERE id = :id AND outgoing = 1";
// State: 0 queued, 1 sent, 4 failed.
constexpr char kMarkSent[] = "UPDATE threads SET state = 1, failure = NULL WHERE id = :id AND outgoing = 1 "
                             "AND state IN (0, 1, 4) RETURNING " TACET_THREAD_RETURNED;
constexpr char kMarkFailed[] = "UPDATE threads SET state = 4, failure = :why WHERE id = :id AND outgoing = 1 "
                               "AND state = 0 RETURNING " TACET_THREAD_RETURNED;
constexpr char kRequeue[] = "UPDATE threads SET state = 0, failure = NULL WHERE id = :id AND outgoing = 1 "
                            "AND state = 4 RETURNING " TACET_THREAD_RETURNED;

static_assert(int(DeliveryState::Queued) == 0 && int(DeliveryState::Sent) == 1 && int(DeliveryState::Failed) == 4,
              "the numbers in the statements");

Result<Thread> changedFlag(VaultDatabase &database, const char *sql, ThreadId thread, bool value)
{
    Statement update(database, sql);
    return changedRow(update.bind(":value"_L1, value).bind(":id"_L1, thread), threadFrom);
}

Result<std::optional<Thread>> insertRow(VaultDatabase &database, const NewThread &thread)
{
    const Thread &content = thread.thread;
    Statement insert(database, kInsert);
    insert.bind(":id"_L1, content.id)
        .bind(":chat"_L1, content.chat)
        .bind(":author"_L1, content.author)
        .bind(":outgoing"_L1, content.isOutgoing)
        .bind(":created_at"_L1, content.createdAt)
        .bind(":activity"_L1, content.createdAt)
        .bind(":unread"_L1, content.isOutgoing ? 0 : 1)
        .bind(":followed"_L1, content.isFollowed || content.isOutgoing)
        .bind(":read"_L1, content.isOutgoing ? 0 : -1)
        .bind(":state"_L1, content.state)
        .bind(":failure"_L1, content.failure)
        .bind(":title_order"_L1, foldedText(content.title))
        .bind(":title"_L1, content.title)
        .bind(":body"_L1, content.body)
        .bind(":removed"_L1, content.id);
    return readOne(bindSeal(insert, thread.seal), threadFrom);
}

} // namespace

Result<InsertedThread> ThreadVaultStore::insert(const NewThread &thread)
{
    const Thread &content = thread.thread;
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto inserted, insertRow(m_database, thread));
    if (!inserted) {
        TACET_TRY_ASSIGN(const auto present, find(content.id));
        if (!present || present->chat != content.chat || present->author != content.author)
            return fail(ErrorCode::Conflict, u"another thread has that id, or it was deleted"_s);
        return InsertedThread{.thread = *present, .isNew = false};
    }
    Statement touch(m_database, kTouchChat);
    TACET_TRY(touch.bind(":activity"_L1, content.createdAt).bind(":chat"_L1, content.chat).run());
    TACET_TRY(transaction.commit());
    return InsertedThread{.thread = *inserted, .isNew = true};
}

Result<std::optional<Thread>> ThreadVaultStore::find(ThreadId thread)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":id"_L1, thread), threadFrom);
}

Result<std::optional<PostSeal>> ThreadVaultStore::seal(ThreadId thread)
{
    Statement select(m_database, kSelectSeal);
    return readOne(select.bind(":id"_L1, thread), sealFrom);
}

Result<std::optional<Thread>> ThreadVaultStore::revise(ThreadId thread, const QString &title, const QString &body,
                                                       const PostSeal &seal)
{
    TACET_TRY_ASSIGN(const auto present, find(thread));
    if (!present)
        return fail(ErrorCode::NotFound);
    Statement update(m_database, kRevise);
    update.bind(":title"_L1, title)
        .bind(":title_order"_L1, foldedText(title))
        .bind(":body"_L1, body)
        .bind(":above"_L1, seal.editNumber)
        .bind(":id"_L1, thread);
    return readOne(bindSeal(update, seal), threadFrom);
}

Result<> ThreadVaultStore::remove(ThreadId thread, ChatId chat)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const char *sql : {kDeleteReplies, kDelete}) {
        Statement remove(m_database, sql);
        TACET_TRY(remove.bind(":id"_L1, thread).run());
    }
    Statement note(m_database, kNoteRemoved);
    TACET_TRY(note.bind(":id"_L1, thread).bind(":chat"_L1, chat).run());
    return transaction.commit();
}

Result<bool> ThreadVaultStore::wasRemoved(ThreadId thread)
{
    Statement select(m_database, kSelectRemoved);
    TACET_TRY_ASSIGN(const auto found, readOne(select.bind(":id"_L1, thread), [](const QSqlQuery &) { return true; }));
    return found.has_value();
}

Result<Thread> ThreadVaultStore::setFollowed(ThreadId thread, bool followed)
{
    return changedFlag(m_database, kFollow, thread, followed);
}

Result<Thread> ThreadVaultStore::setPinned(ThreadId thread, bool pinned)
{
    return changedFlag(m_database, kPin, thread, pinned);
}

Result<QList<Thread>> ThreadVaultStore::setPins(ChatId chat, const QList<ThreadId> &threads)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    QList<ThreadId> before;
    {
        Statement select(m_database, kSelectPins);
        select.bind(":chat"_L1, chat);
        TACET_TRY_ASSIGN(before, readAll(select, [](const QSqlQuery &row) { return idAt<ThreadId>(row, 0); }));
    }
    QList<Thread> changed;
    for (const ThreadId &thread : before) {
        if (threads.contains(thread))
            continue;
        TACET_TRY_ASSIGN(const Thread unpinned, setPinned(thread, false));
        changed += unpinned;
    }
    for (const ThreadId &id : threads) {
        TACET_TRY_ASSIGN(const auto thread, find(id));
        if (!thread || thread->chat != chat || thread->isPinned)
            continue;
        TACET_TRY_ASSIGN(const Thread pinned, setPinned(id, true));
        changed += pinned;
    }
    TACET_TRY(transaction.commit());
    return changed;
}

Result<Thread> ThreadVaultStore::markRead(ThreadId thread, qint64 position)
{
    Statement update(m_database, kMarkRead);
    update.bind(":position"_L1, position).bind(":id"_L1, thread).bind(":id2"_L1, thread);
    return changedRow(update, threadFrom);
}

Result<QList<Thread>> ThreadVaultStore::markAllRead(ChatId chat)
{
    Statement update(m_database, kMarkAllRead);
    return readAll(update.bind(":chat"_L1, chat), threadFrom);
}

Result<> ThreadVaultStore::setSeal(ThreadId thread, const PostSeal &seal)
{
    Statement update(m_database, kSetSeal);
    return changeOne(bindSeal(update.bind(":id"_L1, thread), seal));
}

Result<Thread> ThreadVaultStore::markSent(ThreadId thread)
{
    Statement update(m_database, kMarkSent);
    return changedRow(update.bind(":id"_L1, thread), threadFrom);
}

Result<Thread> ThreadVaultStore::markFailed(ThreadId thread, ErrorCode why)
{
    Statement update(m_database, kMarkFailed);
    return changedRow(update.bind(":why"_L1, why).bind(":id"_L1, thread), threadFrom);
}

Result<Thread> ThreadVaultStore::requeue(ThreadId thread)
{
    Statement update(m_database, kRequeue);
    return changedRow(update.bind(":id"_L1, thread), threadFrom);
}

} // namespace tacet
