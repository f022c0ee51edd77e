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

} // namespace

Inbox::Inbox(AccountCore &core)
    : m_core(core)
{
}

Task<> Inbox::fetchAll()
{
    const auto core = m_core.shared_from_this();
    if (m_fetching) {
        m_again = true;
        co_return {};
    }
    m_fetching = true;
    Result<bool> more = true;
    while (more && (*more || m_again)) {
        m_again = false;
        more = co_await round();
    }
    m_fetching = false;
    if (!more)
        co_return std::unexpected(more.error());
    co_return {};
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

/// One batch. True if there may be more.
Task<bool> Inbox::round()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const MailboxBatch batch, co_await answerOf(core->backend().run([](BackendSession &db) {
                            return db.mailbox().fetch(limits::kMailboxBatch);
                        })));
    TACET_CO_TRY(co_await core->prekeys().maintain(batch.prekeys));
    if (batch.items.isEmpty())
        co_return false;
    reached(CrashPoint::AfterFetch);
    TACET_CO_TRY(co_await learnSenders(batch.items));
    TACET_CO_TRY_ASSIGN(const ReceptionOutcome outcome, co_await store(batch.items));
    reached(CrashPoint::AfterDecryptCommit);
    TACET_CO_TRY(co_await acknowledge(batch.items, outcome.acknowledge));
    announce(outcome);
    for (const DeviceId &device : outcome.unreadable)
        co_await repair(device);
    if (outcome.queuedAnything)
        core->outbox().drain();
    Q_EMIT fetched();
    co_return batch.more;
}

/// The devices of people who write for the first time, or from a new device.
Task<> Inbox::learnSenders(QList<MailboxItem> items)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto unknown,
                        co_await answerOf(core->vault().run([items](VaultSession &vault) -> Result<QSet<UserId>> {
                            QSet<UserId> users;
                            for (const MailboxItem &item : items) {
                                TACET_TRY_ASSIGN(const auto device, vault.peers().device(item.senderDevice));
                                if (!device || !device->active)
                                    users += item.senderUser;
                            }
                            return users;
                        })));
    for (const UserId &user : unknown) {
        const Result<> learnt = co_await core->directory().refresh(user);
        // What does not verify is dealt with row by row; a lost connection ends the round.
        if (!learnt && learnt.error().code() != ErrorCode::CryptoFailed && learnt.error().code() != ErrorCode::NotFound)
            co_return std::unexpected(learnt.error());
    }
    co_return {};
}

Task<ReceptionOutcome> Inbox::store(QList<MailboxItem> items)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([core, items](VaultSession &vault) {
        return vault.transact([&]() -> Result<ReceptionOutcome> {
            Reception reception(vault, core->keys(), core->account());
            for (const MailboxItem &item : items)
                TACET_TRY(reception.take(item));
            auto outcome = reception.finish();
            reached(CrashPoint::BeforeDecryptCommit);
            return outcome;
        });
    }));
}

Task<> Inbox::acknowledge(QList<MailboxItem> items, QList<qint64> rows)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(
        co_await answerOf(core->backend().run([rows](BackendSession &db) { return db.mailbox().acknowledge(rows); })));
    reached(CrashPoint::AfterAcknowledge);
    TACET_CO_TRY(co_await answerOf(core->vault().run([items](VaultSession &vault) {
        QList<QByteArray> keys;
        for (const MailboxItem &item : items)
            keys += Reception::keyOf(item);
        return vault.inbox().markAcknowledged(keys);
    })));
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
