#include "models/services/groupsync.h"

#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/failures.h"
#include "models/vault/chatstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/messagestore.h"
#include "models/vault/settingsstore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kPage = 500;
constexpr int kBackfill = 200;
constexpr int kChats = 200;
constexpr std::chrono::milliseconds kAskAfter{2500};

bool isOfMessages(LogEventKind kind)
{
    return kind == LogEventKind::Message || kind == LogEventKind::MessageEdited || kind == LogEventKind::MessageDeleted;
}

bool isOfLog(LogEventKind kind)
{
    return kind == LogEventKind::Operation || kind == LogEventKind::Epoch || kind == LogEventKind::Keys ||
           kind == LogEventKind::Chat;
}

/// Trying again would not help: the chat is not this account's any more, or what the database shows of it is wrong.
bool isOfOneChat(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::CryptoFailed || code == ErrorCode::Damaged ||
           code == ErrorCode::InvalidInput || code == ErrorCode::Conflict || code == ErrorCode::SchemaTooNew;
}

/// Set when all of a chat was read: to the place in its log that let this account in, because who comes again reads
/// it again.
QString readSetting(ChatId chat)
{
    return QStringLiteral("sync/read/") + chat.toString();
}

Result<qint64> joinedSequence(VaultSession &vault, ChatId chat, UserId own)
{
    TACET_TRY_ASSIGN(const auto member, vault.groups().member(chat, own));
    return member ? member->joinedSequence : 0;
}

/// Whether everything of a chat is to be read: it is new, or was not finished. Nothing for direct chats.
Result<std::optional<bool>> isToRead(VaultSession &vault, ChatId id, UserId own)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(id));
    if (chat && chat->type == ChatType::Direct)
        return std::nullopt;
    TACET_TRY_ASSIGN(const qint64 joined, joinedSequence(vault, id, own));
    TACET_TRY_ASSIGN(const auto read, vault.settings().number(readSetting(id)));
    return !chat || read != joined;
}

} // namespace

GroupSync::GroupSync(AccountCore &core)
    : m_core(core)
{
    m_ask.setSingleShot(true);
    connect(&m_ask, &QTimer::timeout, this, [this] {
        if (m_core.connection().isOnline())
            m_core.senderKeys().askForKeys();
    });
}

Task<> GroupSync::synchronise()
{
    const auto core = m_core.shared_from_this();
    if (!m_readLog)
        co_return {};
    if (m_running) {
        m_again = true;
        co_return {};
    }
    m_running = true;
    Result<> done;
    do {
        m_again = false;
        done = co_await rounds();
    } while (done && m_again);
    m_running = false;
    TACET_CO_TRY(done);
    Q_EMIT synchronised();
    co_return {};
}

/// One round: from the kept cursor to now.
Task<> GroupSync::rounds()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto kept, co_await answerOf(core->vault().run(
                                             [](VaultSession &vault) { return vault.syncState().find(); })));
    if (!kept || kept->from.isEmpty())
        co_return co_await startOver();
    SyncState state = *kept;
    if (state.to.isEmpty()) {
        TACET_CO_TRY_ASSIGN(const SyncCursor now, co_await answerOf(core->backend().run(
                                                      [](BackendSession &db) { return db.chatLog().cursor(); })));
        state = {.from = kept->from, .to = now.text, .chat = {}, .transaction = 0, .event = {}};
        TACET_CO_TRY(co_await saveState(state));
    }
    const Result<> read = co_await round(state);
    if (!read && read.error().code() == ErrorCode::Conflict)
        co_return co_await startOver();
    co_return read;
}

Task<> GroupSync::round(SyncState state)
{
    const auto core = m_core.shared_from_this();
    bool isLast = false;
    while (!isLast) {
        TACET_CO_TRY_ASSIGN(const SyncPage page, co_await answerOf(core->backend().run([state](BackendSession &db) {
                                const SyncPosition after{
                                    .chat = state.chat, .transaction = state.transaction, .event = state.event};
                                return db.chatLog().events({state.from}, {state.to}, after, kPage);
                            })));
        isLast = page.isLast;
        TACET_CO_TRY_ASSIGN(state, co_await takePage(state, page));
    }
    co_return {};
}

/// The cursor is of a database that is no more, or there is none: all chats are read, from the newest message back.
/// The new cursor counts once that is done; what happens in the meantime is read twice, which changes nothing.
Task<> GroupSync::startOver()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const SyncCursor now, co_await answerOf(core->backend().run(
                                                  [](BackendSession &db) { return db.chatLog().cursor(); })));
    ChatId after;
    bool isLast = false;
    while (!isLast) {
        TACET_CO_TRY_ASSIGN(const auto chats, co_await answerOf(core->backend().run([after](BackendSession &db) {
                                return db.groupLog().chats(after, kChats);
                            })));
        isLast = chats.size() < kChats;
        for (const ListedChat &chat : chats) {
            after = chat.id;
            const Result<> read = chat.type == ChatType::Direct ? Result<>() : co_await readAll(chat.id);
            if (!read && !isOfOneChat(read.error().code()))
                co_return read;
        }
    }
    co_return co_await saveState({.from = now.text, .to = {}, .chat = {}, .transaction = 0, .event = {}});
}

/// First the logs, because they say who may write; then what was written.
Task<SyncState> GroupSync::takePage(SyncState state, SyncPage page)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto groups, co_await readLogs(page.events));
    QList<MessageId> messages;
    QList<LogEvent> others;
    for (const LogEvent &event : page.events) {
        if (!groups.contains(event.position.chat))
            continue;
        if (!isOfMessages(event.kind))
            others += event;
        else if (!messages.contains(MessageId(event.subject)))
            messages += MessageId(event.subject);
    }
    for (SyncParticipant *participant : m_participants)
        TACET_CO_TRY(co_await participant->takeEvents(others));
    if (page.isLast)
        state = {.from = state.to, .to = {}, .chat = {}, .transaction = 0, .event = {}};
    else
        state = {.from = state.from,
                 .to = state.to,
                 .chat = page.end.chat,
                 .transaction = page.end.transaction,
                 .event = page.end.event};
    TACET_CO_TRY(co_await fetch(messages, state));
    co_return state;
}

/// Answers which chats of the events are groups and channels that this vault has.
Task<QSet<ChatId>> GroupSync::readLogs(QList<LogEvent> events)
{
    const auto core = m_core.shared_from_this();
    QHash<ChatId, bool> wanted; ///< and whether its log went on
    for (const LogEvent &event : events)
        wanted[event.position.chat] = wanted.value(event.position.chat) || isOfLog(event.kind);
    QSet<ChatId> groups;
    for (const auto &[chat, isMoved] : std::as_const(wanted).asKeyValueRange()) {
        TACET_CO_TRY_ASSIGN(const auto isNew, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                                return isToRead(vault, chat, core->account().user);
                            })));
        if (!isNew)
            continue;
        Result<> read;
        if (*isNew)
            read = co_await readAll(chat);
        else if (isMoved)
            read = co_await catchUp(chat);
        if (read)
            groups += chat;
        else if (!isOfOneChat(read.error().code()))
            co_return std::unexpected(read.error());
    }
    co_return groups;
}

/// In parts as large as the database answers; the position goes with the last one.
Task<> GroupSync::fetch(QList<MessageId> ids, SyncState position)
{
    const auto core = m_core.shared_from_this();
    while (true) {
        QList<StoredPost> rows;
        if (!ids.isEmpty()) {
            TACET_CO_TRY_ASSIGN(rows, co_await answerOf(core->backend().run(
                                          [ids](BackendSession &db) { return db.posts().posts(ids); })));
        }
        reached(CrashPoint::AfterSyncFetch);
        // Those behind the last row were left out, if only because the page was full; those before it are nobody's.
        const qsizetype taken = rows.isEmpty() ? ids.size() : ids.indexOf(rows.constLast().id) + 1;
        ids.remove(0, taken);
        TACET_CO_TRY(co_await store(rows, ids.isEmpty() ? std::optional(position) : std::nullopt));
        if (ids.isEmpty())
            co_return {};
    }
}

Task<> GroupSync::store(QList<StoredPost> rows, std::optional<SyncState> position)
{
    const auto core = m_core.shared_from_this();
    // What one transaction wrote, of one device, comes in any order.
    std::ranges::stable_sort(rows, {},
                             [](const StoredPost &row) { return std::pair(row.storedAt, row.seal.authorSequence); });
    QHash<DeviceId, UserId> authors;
    for (const StoredPost &row : rows) {
        if (!row.sender.isNull())
            authors.insert(row.senderDevice, row.sender);
    }
    TACET_CO_TRY(co_await core->directory().learnDevices(authors));
    TACET_CO_TRY_ASSIGN(const auto outcome,
                        co_await answerOf(core->vault().run([core, rows, position](VaultSession &vault) {
                            return vault.transact([&]() -> Result<GroupReceptionOutcome> {
                                GroupReception reception(vault, core->keys(), core->account());
                                for (const StoredPost &row : rows)
                                    TACET_TRY(reception.take(row));
                                if (position)
                                    TACET_TRY(vault.syncState().save(*position));
                                reached(CrashPoint::BeforeSyncCommit);
                                return reception.finish();
                            });
                        })));
    reached(CrashPoint::AfterSyncCommit);
    announce(outcome);
    co_return {};
}

Task<> GroupSync::catchUp(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    if (m_readLog)
        TACET_CO_TRY(co_await m_readLog(chat));
    TACET_CO_TRY_ASSIGN(const auto outcome, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                            return vault.transact([&]() -> Result<GroupReceptionOutcome> {
                                GroupReception reception(vault, core->keys(), core->account());
                                TACET_TRY(reception.revealEpochs(chat));
                                return reception.finish();
                            });
                        })));
    announce(outcome);
    const LogEvent keysCame{
        .position = {.chat = chat, .transaction = 0, .event = {}}, .kind = LogEventKind::Keys, .subject = {}};
    for (SyncParticipant *participant : m_participants)
        TACET_CO_TRY(co_await participant->takeEvents({keysCame}));
    core->posts().wakeAndDrain();
    co_return co_await core->sharedHistory().open(chat);
}

Task<> GroupSync::readAll(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await catchUp(chat));
    TACET_CO_TRY(co_await readMessages(chat));
    TACET_CO_TRY(co_await core->sharedHistory().open(chat));
    for (SyncParticipant *participant : m_participants)
        TACET_CO_TRY(co_await participant->readAll(chat));
    co_return co_await answerOf(core->vault().run([core, chat](VaultSession &vault) -> Result<> {
        TACET_TRY_ASSIGN(const qint64 joined, joinedSequence(vault, chat, core->account().user));
        return vault.settings().setNumber(readSetting(chat), joined);
    }));
}

/// The database lists the newest first, and the vault keeps the order of arrival: so back to what is here already, or
/// to the beginning, and then forward, a page at a time.
Task<> GroupSync::readMessages(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    QList<MessageId> beginnings{MessageId()};
    QList<StoredPost> page;
    bool isLast = false;
    while (!isLast) {
        TACET_CO_TRY_ASSIGN(
            page, co_await answerOf(core->backend().run([chat, before = beginnings.constLast()](BackendSession &db) {
                return db.posts().backfill(chat, before, kBackfill);
            })));
        TACET_CO_TRY_ASSIGN(isLast, co_await hasAll(page));
        if (!isLast)
            beginnings += page.constLast().id;
    }
    while (!beginnings.isEmpty()) {
        TACET_CO_TRY_ASSIGN(
            page, co_await answerOf(core->backend().run([chat, before = beginnings.takeLast()](BackendSession &db) {
                return db.posts().backfill(chat, before, kBackfill);
            })));
        TACET_CO_TRY(co_await store(page, std::nullopt));
    }
    co_return {};
}

/// Also of none.
Task<bool> GroupSync::hasAll(QList<StoredPost> rows)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([rows](VaultSession &vault) -> Result<bool> {
        for (const StoredPost &row : rows) {
            TACET_TRY_ASSIGN(const auto known, vault.messages().find(row.id));
            if (!known && !row.encryptedContent.isEmpty())
                return false;
        }
        return true;
    }));
}

Task<> GroupSync::saveState(SyncState state)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(
        core->vault().run([state](VaultSession &vault) { return vault.syncState().save(state); }));
}

void GroupSync::announce(const GroupReceptionOutcome &outcome)
{
    QSet<ChatId> chats = outcome.halted;
    for (const Message &message : outcome.stored) {
        Q_EMIT m_core.messages().messageStored(message);
        chats += message.chat;
    }
    for (const Message &message : outcome.changed) {
        Q_EMIT m_core.messages().messageChanged(message);
        chats += message.chat;
    }
    m_core.messages().announceErased(outcome.erased);
    for (const auto &[message, chat] : outcome.refused.asKeyValueRange())
        Q_EMIT refused(chat, message);
    for (const ChatId &chat : outcome.halted)
        Q_EMIT halted(chat);
    for (const ChatId &chat : std::as_const(chats))
        m_core.chats().announce(chat);
    if (outcome.isWaiting)
        m_ask.start(kAskAfter);
    if (!outcome.stored.isEmpty() || !outcome.changed.isEmpty())
        m_core.expiry().look();
}

} // namespace tacet
