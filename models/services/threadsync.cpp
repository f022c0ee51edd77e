#include "models/services/threadsync.h"

#include "models/services/accountcore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kThreads = 100;
constexpr int kReplies = 500;

bool isOfThreads(LogEventKind kind)
{
    return kind == LogEventKind::Thread || kind == LogEventKind::ThreadEdited || kind == LogEventKind::ThreadDeleted;
}

bool isOfReplies(LogEventKind kind)
{
    return kind == LogEventKind::Reply || kind == LogEventKind::ReplyEdited || kind == LogEventKind::ReplyDeleted;
}

/// Keys may have come.
bool isOfKeys(LogEventKind kind)
{
    return kind == LogEventKind::Keys || kind == LogEventKind::Epoch || kind == LogEventKind::Operation;
}

template <class Row>
void addAuthor(QHash<DeviceId, UserId> &authors, const Row &row)
{
    if (!row.author.isNull() && !row.deletedAt.isValid())
        authors.insert(row.authorDevice, row.author);
}

} // namespace

Task<> ThreadSync::takeEvents(QList<LogEvent> events)
{
    const auto core = m_core.shared_from_this();
    QList<ThreadId> threads;
    QList<ReplyId> replies;
    QSet<ChatId> keyed;
    QSet<ChatId> pinned;
    for (const LogEvent &event : events) {
        if (isOfThreads(event.kind) && !threads.contains(ThreadId(event.subject)))
            threads += ThreadId(event.subject);
        else if (isOfReplies(event.kind) && !replies.contains(ReplyId(event.subject)))
            replies += ReplyId(event.subject);
        else if (isOfKeys(event.kind))
            keyed += event.position.chat;
        else if (event.kind == LogEventKind::Pin)
            pinned += event.position.chat;
    }
    TACET_CO_TRY(co_await fetchThreads(threads));
    TACET_CO_TRY(co_await fetchReplies(replies));
    for (const ChatId &chat : pinned) {
        const Result<> read = co_await readPins(chat);
        // The account has left it in the meantime.
        if (!read && read.error().code() != ErrorCode::NotFound)
            co_return read;
    }
    co_return co_await reveal(keyed);
}

/// Rows that the database does not show are nobody's business any more.
Task<> ThreadSync::fetchThreads(QList<ThreadId> ids)
{
    const auto core = m_core.shared_from_this();
    while (!ids.isEmpty()) {
        const QList<ThreadId> part = ids.first(std::min<qsizetype>(kThreads, ids.size()));
        ids.remove(0, part.size());
        TACET_CO_TRY_ASSIGN(const auto rows, co_await answerOf(core->backend().run(
                                                 [part](BackendSession &db) { return db.threads().threads(part); })));
        TACET_CO_TRY(co_await store(rows, {}));
    }
    co_return {};
}

/// The database answers in the order of ids, and may leave out the last ones of a long answer.
Task<> ThreadSync::fetchReplies(QList<ReplyId> ids)
{
    const auto core = m_core.shared_from_this();
    std::sort(ids.begin(), ids.end());
    while (!ids.isEmpty()) {
        const QList<ReplyId> part = ids.first(std::min<qsizetype>(kReplies, ids.size()));
        TACET_CO_TRY_ASSIGN(const auto rows, co_await answerOf(core->backend().run(
                                                 [part](BackendSession &db) { return db.threads().replies(part); })));
        ids.remove(0, rows.isEmpty() ? part.size() : ids.indexOf(rows.constLast().id) + 1);
        TACET_CO_TRY_ASSIGN(const auto unknown, co_await unknownThreads(rows));
        TACET_CO_TRY(co_await fetchThreads(unknown));
        TACET_CO_TRY(co_await store({}, rows));
    }
    co_return {};
}

Task<QList<ThreadId>> ThreadSync::unknownThreads(QList<StoredReply> rows)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([rows](VaultSession &vault) -> Result<QList<ThreadId>> {
        QList<ThreadId> unknown;
        for (const StoredReply &row : rows) {
            TACET_TRY_ASSIGN(const auto thread, vault.threads().find(row.thread));
            if (!thread && !unknown.contains(row.thread))
                unknown += row.thread;
        }
        return unknown;
    }));
}

Task<> ThreadSync::readAll(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    ThreadPosition before;
    bool isLast = false;
    while (!isLast) {
        TACET_CO_TRY_ASSIGN(const StoredThreadPage page,
                            co_await answerOf(core->backend().run([chat, before](BackendSession &db) {
                                return db.threads().threads(chat, before, kThreads);
                            })));
        TACET_CO_TRY(co_await store(page.threads, {}));
        for (const StoredThread &thread : page.threads) {
            const Result<> read = thread.replyCount > 0 ? co_await readReplies(thread.id) : Result<>();
            // It was deleted in the meantime: its event is still to come.
            if (!read && read.error().code() != ErrorCode::NotFound)
                co_return read;
        }
        before = page.end;
        isLast = page.isLast;
    }
    co_return co_await readPins(chat);
}

/// Pins are not signed: whoever can change the database can as well change the order in which things arrive.
Task<> ThreadSync::readPins(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto pins, co_await answerOf(core->backend().run(
                                             [chat](BackendSession &db) { return db.threads().pinned(chat); })));
    QList<ThreadId> threads;
    for (const PinnedThread &pin : pins)
        threads += pin.thread;
    TACET_CO_TRY_ASSIGN(const auto changed, co_await answerOf(core->vault().run([chat, threads](VaultSession &vault) {
                            return vault.threads().setPins(chat, threads);
                        })));
    for (const Thread &thread : changed)
        Q_EMIT core->threads().threadChanged(thread);
    co_return {};
}

Task<> ThreadSync::readReplies(ThreadId thread)
{
    const auto core = m_core.shared_from_this();
    ReplyId after;
    while (true) {
        TACET_CO_TRY_ASSIGN(const auto rows, co_await answerOf(core->backend().run([thread, after](BackendSession &db) {
                                return db.threads().replies(thread, after, kReplies);
                            })));
        if (rows.isEmpty())
            co_return {};
        TACET_CO_TRY(co_await store({}, rows));
        after = rows.constLast().id;
    }
}

Task<> ThreadSync::store(QList<StoredThread> threads, QList<StoredReply> replies)
{
    const auto core = m_core.shared_from_this();
    QHash<DeviceId, UserId> authors;
    for (const StoredThread &row : threads)
        addAuthor(authors, row);
    for (const StoredReply &row : replies)
        addAuthor(authors, row);
    TACET_CO_TRY(co_await core->directory().learnDevices(authors));
    TACET_CO_TRY_ASSIGN(const auto outcome,
                        co_await answerOf(core->vault().run([core, threads, replies](VaultSession &vault) {
                            return vault.transact([&]() -> Result<ThreadOutcome> {
                                ThreadReception reception(vault, core->account());
                                for (const StoredThread &row : threads)
                                    TACET_TRY(reception.take(row));
                                for (const StoredReply &row : replies)
                                    TACET_TRY(reception.take(row));
                                return reception.finish();
                            });
                        })));
    core->threads().announce(outcome);
    co_return {};
}

Task<> ThreadSync::reveal(QSet<ChatId> chats)
{
    const auto core = m_core.shared_from_this();
    for (const ChatId &chat : chats) {
        TACET_CO_TRY_ASSIGN(const auto outcome, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                                return vault.transact([&]() -> Result<ThreadOutcome> {
                                    ThreadReception reception(vault, core->account());
                                    TACET_TRY(reception.reveal(chat));
                                    return reception.finish();
                                });
                            })));
        core->threads().announce(outcome);
    }
    co_return {};
}

} // namespace tacet
