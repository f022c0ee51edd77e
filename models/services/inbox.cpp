#include "models/services/inbox.h"

#include "crypto/session/resetrequest.h"
#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/vault/inboxstore.h"
#include "models/vault/ratchetstore.h"

namespace tacet {

namespace {

constexpr std::chrono::hours kRepairInterval{1};
/// How long stored rows are remembered: the database takes no message with an id older than this.
constexpr std::chrono::hours kRowMemory{24 * 35};
constexpr int kSettleBatch = 1000;

/// Which messages of this device wait in quarantine.
Result<QList<MessageId>> unreadableFrom(VaultSession &vault, DeviceId device)
{
    TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined(device, ControlBody::kMaxMessages));
    QList<MessageId> messages;
    for (const QuarantinedEnvelope &envelope : kept)
        messages += MessageId(QUuid::fromRfc4122(envelope.key.last(16)));
    return messages;
}

Result<QSet<UserId>> unknownSenders(VaultSession &vault, const QList<MailboxItem> &items)
{
    QSet<UserId> unknown;
    QSet<DeviceId> known;
    for (const MailboxItem &item : items) {
        if (known.contains(item.senderDevice))
            continue;
        TACET_TRY_ASSIGN(const auto device, vault.peers().device(item.senderDevice));
        if (device && device->active)
            known += item.senderDevice;
        else
            unknown += item.senderUser;
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
    co_return done;
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
        for (const DeviceId &device : outcome.unreadable)
            co_await repair(device);
        if (batch.items.isEmpty())
            TACET_CO_TRY(co_await noteAcknowledged(std::exchange(acknowledged, {})));
        if (outcome.queuedAnything)
            core->outbox().drain();
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

/// What the vault said to a batch: taken, or nothing done because senders are not known yet.
struct Inbox::Stored {
    QSet<UserId> unknown;
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
            if (!unknown.isEmpty() && !anyway)
                return Stored{.unknown = unknown, .outcome = {}};
            return vault.transact([&]() -> Result<Stored> {
                TACET_TRY(vault.inbox().markAcknowledged(acknowledged));
                Reception reception(vault, core->keys(), core->account());
                for (const MailboxItem &item : items)
                    TACET_TRY(reception.take(item));
                TACET_TRY_ASSIGN(ReceptionOutcome outcome, reception.finish());
                reached(CrashPoint::BeforeDecryptCommit);
                return Stored{.unknown = {}, .outcome = std::move(outcome)};
            });
        };
    };
    TACET_CO_TRY_ASSIGN(Stored stored, co_await answerOf(core->vault().run(store(false))));
    if (!stored.unknown.isEmpty()) {
        TACET_CO_TRY(co_await learn(stored.unknown));
        TACET_CO_TRY_ASSIGN(stored, co_await answerOf(core->vault().run(store(true))));
    }
    co_return std::move(stored.outcome);
}

Task<> Inbox::learn(QSet<UserId> senders)
{
    const auto core = m_core.shared_from_this();
    for (const UserId &user : senders) {
        const Result<> learnt = co_await core->directory().refresh(user);
        // What does not verify is dealt with row by row; a lost connection ends the round.
        if (!learnt && learnt.error().code() != ErrorCode::CryptoFailed && learnt.error().code() != ErrorCode::NotFound)
            co_return std::unexpected(learnt.error());
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

/// Asks a peer device, at most once an hour, to begin anew and to send again what could not be read.
Task<> Inbox::repair(DeviceId device)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(
        const auto peer,
        co_await answerOf(core->vault().run([device](VaultSession &vault) -> Result<std::optional<PeerDevice>> {
            TACET_TRY_ASSIGN(const auto asked, vault.ratchets().lastRepair(device));
            if (asked && asked->secsTo(QDateTime::currentDateTimeUtc()) < std::chrono::seconds(kRepairInterval).count())
                return std::nullopt;
            TACET_TRY(vault.ratchets().setLastRepair(device, QDateTime::currentDateTimeUtc()));
            return vault.peers().device(device);
        })));
    if (!peer)
        co_return {};
    TACET_CO_TRY(co_await core->directory().startSession(*peer));
    TACET_CO_TRY(co_await answerOf(core->vault().run([core, peer](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY_ASSIGN(const auto chat, vault.chats().findDirect(peer->user));
            if (!chat)
                return {};
            ControlBody body;
            body.kind = ControlKind::Repair;
            body.fromUser = core->account().user;
            body.fromDevice = core->account().device;
            body.toUser = peer->user;
            body.chat = chat->id;
            TACET_TRY_ASSIGN(body.messages, unreadableFrom(vault, peer->id));
            const crypto::ResetRequest request{
                .from = core->keys().localDevice().address, .to = addressOf(peer->user, peer->id), .at = cryptoNow()};
            body.proof = toByteArray(request.sign(core->keys().identity));
            return queueControl(vault, body, OutboxKind::Control);
        });
    })));
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
}

} // namespace tacet
