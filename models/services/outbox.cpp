#include "models/services/outbox.h"

#include "models/services/accountcore.h"
#include "models/services/controlbody.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/failures.h"
#include "models/vault/messagestore.h"

#include <algorithm>

namespace tacet {

namespace {

QList<SentEntry> refusedWith(const Error &error, const QList<OutboxEntry> &entries)
{
    QList<SentEntry> refused;
    for (const OutboxEntry &entry : entries)
        refused += {.entry = entry, .receipt = std::unexpected(error)};
    return refused;
}

/// Without the entries of chats of which one could not be sent: they wait behind it.
OutboxBatch withoutHeldUp(OutboxBatch batch, const QList<SentEntry> &sent)
{
    QSet<ChatId> heldUp;
    for (const SentEntry &one : sent) {
        if (!one.receipt)
            heldUp += one.entry.chat;
    }
    batch.prepared.removeIf([&](const PreparedEntry &one) { return heldUp.contains(one.entry.chat); });
    return batch;
}

} // namespace

Outbox::Outbox(AccountCore &core)
    : m_core(core)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Outbox::drain);
}

bool Outbox::isIdle() const
{
    return !m_working && m_core.connection().isOnline();
}

void Outbox::drain()
{
    if (m_working)
        m_again = true;
    else if (m_core.connection().isOnline())
        work({});
}

void Outbox::sendNow(OutboxBatch batch)
{
    if (isIdle() && batch.strangers.isEmpty())
        work(std::move(batch));
    else
        drain();
}

void Outbox::wakeAndDrain()
{
    wakeAll();
}

QCoro::Task<> Outbox::wakeAll()
{
    const auto core = m_core.shared_from_this();
    co_await answerOf(
        core->vault().run([](VaultSession &vault) { return vault.outbox().wakeAll(QDateTime::currentDateTimeUtc()); }));
    drain();
}

QCoro::Task<> Outbox::work(OutboxBatch first)
{
    const auto core = m_core.shared_from_this();
    m_working = true;
    bool more = true;
    while (more && core->connection().isOnline()) {
        m_again = false;
        const Result<bool> sentSome = co_await pass(std::exchange(first, {}));
        if (!sentSome)
            core->connection().notice(sentSome.error());
        more = sentSome && (*sentSome || m_again);
    }
    m_working = false;
    co_await scheduleNext();
    Q_EMIT drained();
}

/// Batch after batch until nothing is due behind the last one: while the database stores one, the vault
/// notes what became of the former and prepares the next. False if nothing was due at all.
Task<bool> Outbox::pass(OutboxBatch batch)
{
    const auto core = m_core.shared_from_this();
    if (batch.prepared.isEmpty()) {
        TACET_CO_TRY_ASSIGN(batch, co_await takeFirst());
    }
    const bool any = !batch.prepared.isEmpty();
    QList<SentEntry> sent;
    while (!batch.prepared.isEmpty()) {
        reached(CrashPoint::AfterEncryptCommit);
        const auto sending =
            core->backend().run([prepared = batch.prepared](BackendSession &db) { return sendAndWake(db, prepared); });
        Result<OutboxBatch> next = co_await advance(std::exchange(sent, {}), batch.last);
        TACET_CO_TRY_ASSIGN(sent, co_await answerOf(sending));
        if (!next)
            co_return std::unexpected(next.error());
        batch = withoutHeldUp(*std::move(next), sent);
    }
    TACET_CO_TRY(co_await advance(std::move(sent), std::nullopt));
    co_return any;
}

/// What is due, after everybody was met that it goes to. Entries to people who cannot be written to now
/// are refused.
Task<OutboxBatch> Outbox::takeFirst()
{
    const auto core = m_core.shared_from_this();
    QSet<UserId> met;
    while (true) {
        TACET_CO_TRY_ASSIGN(OutboxBatch batch, co_await answerOf(core->vault().run([core, met](VaultSession &vault) {
                                return OutboxVault(vault, core->keys(), core->account()).take(0, met);
                            })));
        if (batch.strangers.isEmpty())
            co_return batch;
        for (const auto &[user, entries] : std::as_const(batch.strangers).asKeyValueRange()) {
            const Result<> started = co_await startSessions(user);
            if (!started && breaksConnection(started.error().code()))
                co_return std::unexpected(started.error());
            if (started)
                met += user;
            else
                TACET_CO_TRY(co_await advance(refusedWith(started.error(), entries), std::nullopt));
        }
    }
}

/// The vault's step between two batches, and what follows from it.
Task<OutboxBatch> Outbox::advance(QList<SentEntry> sent, std::optional<qint64> after)
{
    const auto core = m_core.shared_from_this();
    if (sent.isEmpty() && !after)
        co_return OutboxBatch();
    TACET_CO_TRY_ASSIGN(const OutboxStep step,
                        co_await answerOf(core->vault().run([core, sent, after](VaultSession &vault) {
                            return OutboxVault(vault, core->keys(), core->account()).advance(sent, after);
                        })));
    if (!sent.isEmpty())
        reached(CrashPoint::AfterSentCommit);
    announce(step.changed);
    TACET_CO_TRY(co_await follow(step.newerManifests, step.missed));
    co_return step.next;
}

/// Fetches the newer lists of devices. What some devices missed was tried once with that: a list that does not verify,
/// or that nobody shows, holds nothing up.
Task<> Outbox::follow(QSet<UserId> newerManifests, QList<MessageId> missed)
{
    const auto core = m_core.shared_from_this();
    for (const UserId &user : newerManifests) {
        const Result<> refreshed = co_await core->directory().refresh(user);
        if (!refreshed && breaksConnection(refreshed.error().code()))
            co_return {};
    }
    if (missed.isEmpty())
        co_return {};
    co_return co_await answerOf(core->vault().run([missed](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            for (const MessageId &id : missed)
                TACET_TRY(vault.outbox().postpone(id, ErrorCode::NoDevices, QDateTime::currentDateTimeUtc()));
            return {};
        });
    }));
}

Task<> Outbox::startSessions(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->directory().ensureDevices(user));
    reached(CrashPoint::AfterDevicesPinned);
    TACET_CO_TRY_ASSIGN(const auto missing, co_await answerOf(core->vault().run([core, user](VaultSession &vault) {
                            PairwiseVault ratchets(vault, core->keys());
                            return devicesWithoutSession(ratchets, user);
                        })));
    for (const PeerDevice &device : missing)
        TACET_CO_TRY(co_await core->directory().startSession(device));
    co_return {};
}

QCoro::Task<> Outbox::scheduleNext()
{
    const auto core = m_core.shared_from_this();
    const auto next =
        co_await answerOf(core->vault().run([](VaultSession &vault) { return vault.outbox().nextAttemptAt(); }));
    if (!next || !*next || core->isClosed())
        co_return;
    const qint64 wait = QDateTime::currentDateTimeUtc().msecsTo(**next);
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(wait, 100)));
}

void Outbox::announce(const QList<Message> &messages)
{
    QSet<ChatId> chats;
    for (const Message &message : messages) {
        Q_EMIT m_core.messages().messageChanged(message);
        chats += message.chat;
    }
    for (const ChatId &chat : chats)
        m_core.chats().announce(chat);
}

Result<> Outbox::queueReadMarks(VaultSession &vault, ChatId chat, const ReadMark &mark)
{
    TACET_TRY_ASSIGN(const auto found, vault.chats().find(chat));
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    TACET_TRY_ASSIGN(const auto shown, vault.messages().incomingBetween(chat, mark.previous, mark.current, INT_MAX));
    return queueMarks(vault, m_core.account(), *found, ControlKind::Read, shown);
}

} // namespace tacet
