#include "models/services/threadservice.h"

#include "models/services/accountcore.h"
#include "models/services/newid.h"
#include "models/services/threadreception.h"
#include "models/services/threadsealing.h"
#include "models/services/threadtext.h"
#include "models/vault/postoutboxstore.h"
#include "models/vault/replyvaultstore.h"

#include <QTimeZone>

namespace tacet {

namespace {

constexpr int kDeepest = 32; ///< levels of replies

template <class T>
Result<T> existing(const Result<std::optional<T>> &found, const char *what)
{
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::NotFound, QString::fromLatin1(what));
    return **found;
}

/// The time that stands in an id is the time it was written.
template <class IdType>
QDateTime timeOf(IdType id)
{
    return QDateTime::fromMSecsSinceEpoch(uuid7Milliseconds(id.uuid()), QTimeZone::UTC);
}

Result<> enqueue(VaultSession &vault, PostOutboxKind kind, const QUuid &id, ChatId chat)
{
    PostOutboxEntry entry;
    entry.kind = kind;
    entry.id = id;
    entry.chat = chat;
    entry.createdAt = QDateTime::currentDateTimeUtc();
    TACET_TRY(vault.postOutbox().enqueue(entry));
    return {};
}

Result<Thread> storeThread(VaultSession &vault, const Thread &thread, DeviceId device)
{
    TACET_TRY(demandMayPostThreads(vault, thread.chat));
    NewThread created;
    created.thread = thread;
    created.seal.authorDevice = device;
    TACET_TRY_ASSIGN(const InsertedThread inserted, vault.threads().insert(created));
    TACET_TRY(enqueue(vault, PostOutboxKind::Thread, thread.id.uuid(), thread.chat));
    return inserted.thread;
}

/// The database takes replies up to a depth, and answers of the same thread only.
Result<> demandParent(VaultSession &vault, const Reply &reply)
{
    auto parent = reply.parent;
    for (int level = 1; parent; ++level) {
        TACET_TRY_ASSIGN(const Reply answered, existing(vault.replies().find(*parent), "reply"));
        if (answered.thread != reply.thread)
            return fail(ErrorCode::NotFound, QStringLiteral("reply"));
        if (level >= kDeepest)
            return fail(ErrorCode::InvalidInput, QStringLiteral("too deep"));
        parent = answered.parent;
    }
    return {};
}

Result<Reply> storeReply(VaultSession &vault, const Reply &reply, DeviceId device)
{
    TACET_TRY_ASSIGN(const Thread thread, existing(vault.threads().find(reply.thread), "thread"));
    TACET_TRY(demandMayPostThreads(vault, thread.chat));
    TACET_TRY(demandParent(vault, reply));
    NewReply created;
    created.reply = reply;
    created.seal.authorDevice = device;
    TACET_TRY_ASSIGN(const InsertedReply inserted, vault.replies().insert(created));
    TACET_TRY(enqueue(vault, PostOutboxKind::Reply, reply.id.uuid(), thread.chat));
    return inserted.reply;
}

/// Whether the database may have it: it was sealed, and not given up.
template <class Post>
bool mayBeThere(const Post &post, const std::optional<PostSeal> &seal)
{
    return !post.isOutgoing || post.state == DeliveryState::Sent || (seal && seal->authorSequence > 0);
}

} // namespace

ThreadService::ThreadService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<ThreadPage> ThreadService::list(const ThreadQuery &query)
{
    return m_core.vault().run([query](VaultSession &vault) { return vault.threads().list(query); });
}

AsyncResult<Thread> ThreadService::find(ThreadId thread)
{
    return m_core.vault().run(
        [thread](VaultSession &vault) { return existing(vault.threads().find(thread), "thread"); });
}

AsyncResult<QList<Reply>> ThreadService::replies(ThreadId thread)
{
    return m_core.vault().run([thread](VaultSession &vault) { return vault.replies().list(thread); });
}

AsyncResult<Thread> ThreadService::create(ChatId chat, const QString &title, const QString &body)
{
    Thread thread;
    thread.id = newId<ThreadId>();
    thread.chat = chat;
    thread.author = m_core.account().user;
    thread.title = title.simplified();
    thread.body = body;
    thread.createdAt = timeOf(thread.id);
    thread.isOutgoing = true;
    thread.state = DeliveryState::Queued;
    return asFuture(createThread(thread));
}

Task<Thread> ThreadService::createThread(Thread thread)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(demandThreadTitle(thread.title));
    TACET_CO_TRY(demandThreadBody(thread.body));
    TACET_CO_TRY_ASSIGN(thread, co_await answerOf(core->vault().run([core, thread](VaultSession &vault) {
                            return vault.transact([&] { return storeThread(vault, thread, core->account().device); });
                        })));
    changed(thread);
    core->posts().drain();
    co_return thread;
}

AsyncResult<Reply> ThreadService::reply(ThreadId thread, const QString &body, std::optional<ReplyId> parent)
{
    Reply reply;
    reply.id = newId<ReplyId>();
    reply.thread = thread;
    reply.parent = parent;
    reply.author = m_core.account().user;
    reply.body = body;
    reply.createdAt = timeOf(reply.id);
    reply.isOutgoing = true;
    reply.state = DeliveryState::Queued;
    return asFuture(createReply(reply));
}

Task<Reply> ThreadService::createReply(Reply reply)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(demandThreadBody(reply.body));
    TACET_CO_TRY_ASSIGN(reply, co_await answerOf(core->vault().run([core, reply](VaultSession &vault) {
                            return vault.transact([&] { return storeReply(vault, reply, core->account().device); });
                        })));
    Q_EMIT replyStored(reply);
    tellOfThreads({reply.thread});
    core->posts().drain();
    co_return reply;
}

AsyncResult<> ThreadService::deleteThread(ThreadId thread)
{
    return asFuture(takeAwayThread(thread));
}

Task<> ThreadService::takeAwayThread(ThreadId id)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Thread thread, co_await answerOf(find(id)));
    TACET_CO_TRY_ASSIGN(const auto seal, co_await answerOf(core->vault().run(
                                             [id](VaultSession &vault) { return vault.threads().seal(id); })));
    if (mayBeThere(thread, seal)) {
        const auto removed =
            co_await answerOf(core->backend().run([id](BackendSession &db) { return db.threads().remove(id); }));
        // Not there: it was never taken. Of others, it is not this account's to delete.
        if (!removed && !(removed.error().code() == ErrorCode::NotFound && thread.isOutgoing))
            co_return removed.error().code() == ErrorCode::NotFound ? fail(ErrorCode::Forbidden) : removed;
    }
    TACET_CO_TRY(co_await answerOf(core->vault().run([thread](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY_ASSIGN(const auto replies, vault.replies().list(thread.id));
            for (const Reply &reply : replies)
                TACET_TRY(vault.postOutbox().removeAll(reply.id.uuid()));
            TACET_TRY(vault.postOutbox().removeAll(thread.id.uuid()));
            return vault.threads().remove(thread.id, thread.chat);
        });
    })));
    Q_EMIT threadRemoved(thread.chat, id);
    core->chats().announce(thread.chat);
    co_return {};
}

AsyncResult<> ThreadService::deleteReply(ThreadId thread, ReplyId reply)
{
    return asFuture(takeAwayReply(thread, reply));
}

Task<> ThreadService::takeAwayReply(ThreadId thread, ReplyId id)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Reply reply, co_await answerOf(core->vault().run([id](VaultSession &vault) {
                            return existing(vault.replies().find(id), "reply");
                        })));
    if (reply.thread != thread)
        co_return fail(ErrorCode::NotFound, QStringLiteral("reply"));
    TACET_CO_TRY_ASSIGN(const auto seal, co_await answerOf(core->vault().run(
                                             [id](VaultSession &vault) { return vault.replies().seal(id); })));
    if (mayBeThere(reply, seal)) {
        const auto removed =
            co_await answerOf(core->backend().run([id](BackendSession &db) { return db.threads().remove(id); }));
        if (!removed && !(removed.error().code() == ErrorCode::NotFound && reply.isOutgoing))
            co_return removed.error().code() == ErrorCode::NotFound ? fail(ErrorCode::Forbidden) : removed;
    }
    TACET_CO_TRY_ASSIGN(const auto erased, co_await answerOf(core->vault().run([id](VaultSession &vault) {
                            return vault.transact([&]() -> Result<std::optional<Reply>> {
                                TACET_TRY(vault.postOutbox().removeAll(id.uuid()));
                                return vault.replies().erase(id);
                            });
                        })));
    if (erased)
        Q_EMIT replyChanged(*erased);
    tellOfThreads({thread});
    co_return {};
}

AsyncResult<> ThreadService::retry(ThreadId thread)
{
    return asFuture(requeueThread(thread));
}

Task<> ThreadService::requeueThread(ThreadId id)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Thread thread, co_await answerOf(core->vault().run([id](VaultSession &vault) {
                            return vault.transact([&]() -> Result<Thread> {
                                TACET_TRY_ASSIGN(const Thread queued, vault.threads().requeue(id));
                                TACET_TRY(enqueue(vault, PostOutboxKind::Thread, id.uuid(), queued.chat));
                                return queued;
                            });
                        })));
    changed(thread);
    core->posts().drain();
    co_return {};
}

AsyncResult<> ThreadService::retryReply(ReplyId reply)
{
    return asFuture(requeueReply(reply));
}

Task<> ThreadService::requeueReply(ReplyId id)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Reply reply, co_await answerOf(core->vault().run([id](VaultSession &vault) {
                            return vault.transact([&]() -> Result<Reply> {
                                TACET_TRY_ASSIGN(const Reply queued, vault.replies().requeue(id));
                                TACET_TRY_ASSIGN(const Thread thread,
                                                 existing(vault.threads().find(queued.thread), "thread"));
                                TACET_TRY(enqueue(vault, PostOutboxKind::Reply, id.uuid(), thread.chat));
                                return queued;
                            });
                        })));
    Q_EMIT replyChanged(reply);
    core->posts().drain();
    co_return {};
}

AsyncResult<> ThreadService::setFollowed(ThreadId thread, bool followed)
{
    return asFuture(changeThread(
        [thread, followed](VaultSession &vault) { return vault.threads().setFollowed(thread, followed); }));
}

AsyncResult<> ThreadService::setPinned(ThreadId thread, bool pinned)
{
    return asFuture(pin(thread, pinned));
}

Task<> ThreadService::pin(ThreadId thread, bool pinned)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(find(thread)));
    const auto done = co_await answerOf(core->backend().run([thread, pinned](BackendSession &db) {
        return pinned ? db.threads().pin(thread) : db.threads().unpin(thread);
    }));
    if (!done)
        co_return done.error().code() == ErrorCode::NotFound ? fail(ErrorCode::Forbidden) : done;
    co_return co_await changeThread(
        [thread, pinned](VaultSession &vault) { return vault.threads().setPinned(thread, pinned); });
}

AsyncResult<> ThreadService::markRead(ThreadId thread, qint64 position)
{
    return asFuture(
        changeThread([thread, position](VaultSession &vault) { return vault.threads().markRead(thread, position); }));
}

Task<> ThreadService::changeThread(std::function<Result<Thread>(VaultSession &)> change)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Thread thread, co_await answerOf(core->vault().run(std::move(change))));
    changed(thread);
    co_return {};
}

AsyncResult<> ThreadService::markAllRead(ChatId chat)
{
    return asFuture(readEverything(chat));
}

Task<> ThreadService::readEverything(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto threads, co_await answerOf(core->vault().run([chat](VaultSession &vault) {
                            return vault.threads().markAllRead(chat);
                        })));
    for (const Thread &thread : threads)
        Q_EMIT threadChanged(thread);
    core->chats().announce(chat);
    co_return {};
}

void ThreadService::announce(const ThreadOutcome &outcome)
{
    for (const Reply &reply : outcome.stored)
        Q_EMIT replyStored(reply);
    for (const Reply &reply : outcome.changed)
        Q_EMIT replyChanged(reply);
    for (const auto &[thread, chat] : outcome.gone.asKeyValueRange()) {
        Q_EMIT threadRemoved(chat, thread);
        m_core.chats().announce(chat);
    }
    for (const auto &[post, chat] : outcome.refused.asKeyValueRange())
        Q_EMIT refused(chat, post);
    for (const ChatId &chat : outcome.halted) {
        Q_EMIT m_core.groupSync().halted(chat);
        m_core.chats().announce(chat);
    }
    if (!outcome.threads.isEmpty())
        tellOfThreads(outcome.threads);
}

QCoro::Task<> ThreadService::tellOfThreads(QSet<ThreadId> ids)
{
    const auto core = m_core.shared_from_this();
    for (const ThreadId &id : ids) {
        const Result<Thread> thread = co_await answerOf(find(id));
        if (thread)
            changed(*thread);
    }
}

void ThreadService::changed(const Thread &thread)
{
    Q_EMIT threadChanged(thread);
    m_core.chats().announce(thread.chat);
}

} // namespace tacet
