#include "models/services/inbox.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/failures.h"
#include "models/services/sessionrepair.h"
#include "models/vault/chatstore.h"
#include "models/vault/inboxstore.h"

namespace tacet {

namespace {

/// How long stored rows are remembered: the database takes no message with an id older than this.
constexpr std::chrono::hours kRowMemory{24 * 35};
constexpr int kSettleBatch = 1000;

Result<QSet<UserId>> unknownSenders(VaultSession &vault, const QList<MailboxItem> &items)
{
    QHash<DeviceId, UserId> senders;
    for (const MailboxItem &item : items)
        senders.insert(item.senderDevice, item.senderUser);
    return unknownUsers(vault, senders);
}

/// Chats in which another device of the account has written, and which this one has not seen yet.
Result<QSet<ChatId>> unknownOwnChats(VaultSession &vault, const QList<MailboxItem> &items, UserId self)
{
    QSet<ChatId> unknown;
    for (const MailboxItem &item : items) {
        if (item.senderUser != self || item.kind != 0 || unknown.contains(item.chat))
            continue;
        TACET_TRY_ASSIGN(const auto chat, vault.chats().find(item.chat));
        if (!chat)
            unknown += item.chat;
    }
    return unknown;
}

} // namespace

Inbox::Inbox(AccountCore &core)
    : m_core(core)
{
}

Task<> Inbox::fetchAll(Occasion occasion)
{
    const auto core = m_core.shared_from_this();
    if (m_fetching) {
        m_again = true;
        co_return {};
    }
    m_fetching = true;
    Result<> done;
    do {
        m_again = false;
        done = co_await rounds(occasion);
    } while (done && m_again);
    m_fetching = false;
    TACET_CO_TRY(done);
    co_return co_await repairSessions();
}

Task<> Inbox::settle()
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([](VaultSession &vault) -> Result<> {
        QList<QByteArray> keys;
        do {
            TACET_TRY_ASSIGN(keys, vault.inbox().unacknowledged(kSettleBatch));
            TACET_TRY(vault.inbox().markAcknowledged(keys));
        } while (keys.size() == kSettleBatch);
        TACET_TRY(vault.inbox().prune(QDateTime::currentDateTimeUtc().addDuration(-kRowMemory)));
        return {};
    }));
}

/// Batch after batch until the mailbox is empty. Each is told of as soon as the vault has it; it is
/// acknowledged in the call that fetches the next one, and noted as such with that one's commit.
Task<> Inbox::rounds(Occasion occasion)
{
    const auto core = m_core.shared_from_this();
    using Prekeys = MailboxStore::Prekeys;
    TACET_CO_TRY_ASSIGN(MailboxBatch batch,
                        co_await fetch({}, occasion == Occasion::Poll ? Prekeys::Count : Prekeys::Skip));
    QList<QByteArray> acknowledged;
    while (!batch.items.isEmpty()) {
        reached(CrashPoint::AfterFetch);
        TACET_CO_TRY_ASSIGN(const ReceptionOutcome outcome,
                            co_await take(batch.items, std::exchange(acknowledged, {})));
        reached(CrashPoint::AfterDecryptCommit);
        announce(outcome);
        for (const MailboxItem &item : std::as_const(batch.items))
            acknowledged += Reception::keyOf(item);
        TACET_CO_TRY_ASSIGN(batch, co_await fetch(outcome.acknowledge, Prekeys::Skip));
        reached(CrashPoint::AfterAcknowledge);
        if (batch.items.isEmpty())
            TACET_CO_TRY(co_await noteAcknowledged(std::exchange(acknowledged, {})));
        if (outcome.queuedAnything)
            core->outbox().drain();
        if (outcome.answeredGroups)
            TACET_CO_TRY(co_await core->senderKeys().flush());
        Q_EMIT fetched();
    }
    co_return {};
}

Task<MailboxBatch> Inbox::fetch(QList<qint64> acknowledged, MailboxStore::Prekeys prekeys)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(MailboxBatch batch, co_await answerOf(core->backend().run(
                                                [acknowledged, prekeys](BackendSession &db) -> Result<MailboxBatch> {
                                                    if (!acknowledged.isEmpty())
                                                        TACET_TRY(db.mailbox().acknowledge(acknowledged));
                                                    return db.mailbox().fetch(limits::kMailboxBatch, prekeys);
                                                })));
    if (batch.prekeys)
        TACET_CO_TRY(co_await core->prekeys().maintain(*batch.prekeys));
    co_return batch;
}

/// What the vault said to a batch: taken, or nothing done because senders or own chats are not known yet.
struct Inbox::Stored {
    QSet<UserId> unknown;
    QSet<ChatId> chats;
    ReceptionOutcome outcome;
};

/// Takes a batch into the vault, after the devices of people who write for the first time, or from a new
/// device, were asked for.
Task<ReceptionOutcome> Inbox::take(QList<MailboxItem> items, QList<QByteArray> acknowledged)
{
    const auto core = m_core.shared_from_this();
    const auto store = [core, items, acknowledged](bool anyway) {
        return [=](VaultSession &vault) -> Result<Stored> {
            TACET_TRY_ASSIGN(const QSet<UserId> unknown, unknownSenders(vault, items));
            TACET_TRY_ASSIGN(const QSet<ChatId> chats, unknownOwnChats(vault, items, core->account().user));
            if ((!unknown.isEmpty() || !chats.isEmpty()) && !anyway)
                return Stored{.unknown = unknown, .chats = chats, .outcome = {}};
            return vault.transact([&]() -> Result<Stored> {
                TACET_TRY(vault.inbox().markAcknowledged(acknowledged));
                Reception reception(vault, core->keys(), core->account());
                for (const MailboxItem &item : items)
                    TACET_TRY(reception.take(item));
                TACET_TRY_ASSIGN(ReceptionOutcome outcome, reception.finish());
                reached(CrashPoint::BeforeDecryptCommit);
                return Stored{.unknown = {}, .chats = {}, .outcome = std::move(outcome)};
            });
        };
    };
    TACET_CO_TRY_ASSIGN(Stored stored, co_await answerOf(core->vault().run(store(false))));
    if (!stored.unknown.isEmpty() || !stored.chats.isEmpty()) {
        TACET_CO_TRY(co_await core->directory().refreshAll(stored.unknown));
        TACET_CO_TRY(co_await fetchChats(stored.chats));
        TACET_CO_TRY_ASSIGN(stored, co_await answerOf(core->vault().run(store(true))));
    }
    co_return std::move(stored.outcome);
}

Task<> Inbox::fetchChats(QSet<ChatId> chats)
{
    const auto core = m_core.shared_from_this();
    for (const ChatId &chat : chats) {
        const Result<> fetched = co_await core->chats().fetch(chat);
        if (!fetched && breaksConnection(fetched.error().code()))
            co_return std::unexpected(fetched.error());
    }
    co_return {};
}

Task<> Inbox::noteAcknowledged(QList<QByteArray> keys)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(
        core->vault().run([keys](VaultSession &vault) { return vault.inbox().markAcknowledged(keys); })));
    reached(CrashPoint::AfterReceiptQueued);
    co_return {};
}

/// Asks peer devices, each at most once an hour, to begin anew and to send again what could not be read.
Task<> Inbox::repairSessions()
{
    const auto core = m_core.shared_from_this();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TACET_CO_TRY_ASSIGN(const auto needs, co_await answerOf(core->vault().run(
                                              [now](VaultSession &vault) { return repairsDue(vault, now); })));
    for (const RepairNeed &need : needs) {
        const Result<> started = need.newSession ? co_await core->directory().startSession(need.device) : Result<>();
        if (!started && breaksConnection(started.error().code()))
            co_return started;
        TACET_CO_TRY(co_await answerOf(core->vault().run([core, need, now, started](VaultSession &vault) {
            return vault.transact([&]() -> Result<> {
                return started ? queueRepairRequest(vault, core->keys(), need, now)
                               : noteRepair(vault, need.device.id, now);
            });
        })));
    }
    if (!needs.isEmpty())
        core->outbox().drain();
    co_return {};
}

void Inbox::announce(const ReceptionOutcome &outcome)
{
    QSet<ChatId> chats = outcome.newChats;
    for (const Message &message : outcome.stored) {
        Q_EMIT m_core.messages().messageStored(message);
        chats += message.chat;
    }
    for (const Message &message : outcome.advanced) {
        Q_EMIT m_core.messages().messageChanged(message);
        chats += message.chat;
    }
    for (const ChatId &chat : chats)
        m_core.chats().announce(chat);
    m_core.groupSync().announce(outcome.groups);
}

} // namespace tacet
