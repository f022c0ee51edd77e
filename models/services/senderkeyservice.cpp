#include "models/services/senderkeyservice.h"

#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/failures.h"
#include "models/vault/keyanswerstore.h"
#include "models/vault/megolmstore.h"

namespace tacet {

namespace {

constexpr int kControlsAtOnce = 16;
constexpr std::chrono::minutes kRest{10};
constexpr std::chrono::seconds kFirstWait{5};
constexpr int kDoublings = 6;
constexpr std::chrono::days kKeyMemory{90}; ///< how long an own session can be asked for

/// What became of a control message in the database.
struct SentControl {
    QueuedControl control;
    Result<GroupControlReceipt> receipt;
    QList<DeviceId> devices;
};

Result<QList<SentControl>> sendControls(BackendSession &db, const QList<QueuedControl> &controls)
{
    QList<SentControl> sent;
    for (const QueuedControl &control : controls) {
        TACET_TRY_ASSIGN(const OutgoingBundle bundle, decodeBundle(control.bundle));
        const auto *message = std::get_if<OutgoingControl>(&bundle);
        if (!message)
            return fail(ErrorCode::Damaged, QStringLiteral("stored group control"));
        SentControl one{.control = control, .receipt = db.groupKeys().sendControl(*message), .devices = {}};
        if (!one.receipt && breaksConnection(one.receipt.error().code()))
            return std::unexpected(one.receipt.error());
        for (const DeviceEnvelope &envelope : message->envelopes)
            one.devices += envelope.device;
        sent += one;
        reached(CrashPoint::AfterKeysSent);
    }
    return sent;
}

/// Whether everybody got what was for them, or it will be tried again.
Result<bool> settle(VaultSession &vault, SenderKeyVault &senderKeys, const SentControl &sent)
{
    if (!sent.receipt && !isRefusedForGood(sent.receipt.error().code())) {
        const auto wait = kFirstWait * (1LL << std::min(sent.control.attempts, kDoublings));
        TACET_TRY(
            vault.groupControls().postpone(sent.control.position, QDateTime::currentDateTimeUtc().addDuration(wait)));
        return true;
    }
    TACET_TRY(vault.groupControls().remove(sent.control.position));
    if (!sent.control.distribution)
        return true;
    QList<DeviceId> got;
    QList<DeviceId> missed;
    for (const DeviceId &device : sent.devices) {
        const bool isMissed =
            !sent.receipt || sent.receipt->dropped.contains(device) || sent.receipt->limited.contains(device);
        (isMissed ? missed : got) += device;
    }
    TACET_TRY(senderKeys.noteSent(*sent.control.distribution, got, missed));
    return missed.isEmpty();
}

} // namespace

SenderKeyService::SenderKeyService(AccountCore &core)
    : m_core(core)
{
}

/// Batch after batch, each to whom a session is there with; between them sessions are begun with the others.
Task<> SenderKeyService::makeReady(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const bool ready, co_await isReady(chat));
    if (ready)
        co_return co_await flush(chat);
    TACET_CO_TRY(co_await refreshMembers(chat));
    QSet<UserId> met = restingUsers();
    const bool someRest = !met.isEmpty();
    m_unreached.remove(chat);
    while (true) {
        TACET_CO_TRY_ASSIGN(const SenderKeyPlan plan, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                                return vault.transact([&] {
                                    return SenderKeyVault(vault, core->keys(), core->account()).plan(chat, met);
                                });
                            })));
        reached(CrashPoint::AfterKeysCommit);
        TACET_CO_TRY(co_await announce(chat, plan.distribution));
        TACET_CO_TRY_ASSIGN(const bool isDeposited, co_await core->sharedHistory().deposit(chat));
        TACET_CO_TRY(co_await flush(chat));
        if (plan.unknown.isEmpty() && plan.withoutSession.isEmpty() && !plan.isMore) {
            const bool isComplete = isDeposited && !someRest && restingUsers().isEmpty() && !m_unreached.contains(chat);
            m_checked.insert(
                chat, {.head = plan.head,
                       .retryAt = isComplete ? QDateTime() : QDateTime::currentDateTimeUtc().addDuration(kRest)});
            co_return {};
        }
        TACET_CO_TRY(co_await meet(plan.unknown, plan.withoutSession));
        for (const UserId &user : plan.unknown)
            met += user;
        for (const PeerDevice &device : plan.withoutSession)
            met += device.user;
    }
}

Task<bool> SenderKeyService::isReady(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const auto checked = m_checked.constFind(chat);
    if (checked == m_checked.cend() ||
        (checked->retryAt.isValid() && checked->retryAt <= QDateTime::currentDateTimeUtc()))
        co_return false;
    const QByteArray head = checked->head;
    TACET_CO_TRY_ASSIGN(const QByteArray fresh, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return SenderKeyVault(vault, core->keys(), core->account()).freshAt(chat);
                        })));
    co_return fresh == head;
}

/// A device that was taken from somebody must not get the next session.
Task<> SenderKeyService::refreshMembers(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto users, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return SenderKeyVault(vault, core->keys(), core->account()).toRefresh(chat);
                        })));
    for (const UserId &user : users) {
        const Result<> refreshed = co_await core->directory().refresh(user);
        if (!refreshed && breaksConnection(refreshed.error().code()))
            co_return refreshed;
    }
    co_return {};
}

/// The database hears of a session once in the run of the program.
Task<> SenderKeyService::announce(ChatId chat, DistributionId distribution)
{
    const auto core = m_core.shared_from_this();
    if (m_announced.contains(distribution))
        co_return {};
    const auto announced = co_await answerOf(core->backend().run(
        [chat, distribution](BackendSession &db) { return db.groupKeys().startSenderKey(chat, distribution); }));
    if (!announced)
        co_return std::unexpected(announced.error());
    m_announced += distribution;
    co_return {};
}

/// Learns devices and begins sessions. Who cannot be met rests for a while.
Task<> SenderKeyService::meet(QList<UserId> unknown, QList<PeerDevice> devices)
{
    const auto core = m_core.shared_from_this();
    const QDateTime rest = QDateTime::currentDateTimeUtc().addDuration(kRest);
    for (const UserId &user : unknown) {
        const Result<> known = co_await core->directory().ensureDevices(user);
        if (!known && breaksConnection(known.error().code()))
            co_return known;
        if (!known) {
            m_resting.insert(user, rest);
            continue;
        }
        TACET_CO_TRY_ASSIGN(const auto found, co_await answerOf(core->vault().run([user](VaultSession &vault) {
                                return vault.peers().devices(user);
                            })));
        devices += found;
    }
    TACET_CO_TRY_ASSIGN(const auto failed, co_await core->directory().startSessions(devices));
    for (const UserId &user : failed)
        m_resting.insert(user, rest);
    co_return {};
}

QSet<UserId> SenderKeyService::restingUsers()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_resting.removeIf([&](const auto &entry) { return entry.value() <= now; });
    return QSet<UserId>(m_resting.keyBegin(), m_resting.keyEnd());
}

Task<> SenderKeyService::flush(std::optional<ChatId> chat)
{
    const auto core = m_core.shared_from_this();
    while (true) {
        TACET_CO_TRY_ASSIGN(const auto due, co_await answerOf(core->vault().run([chat](VaultSession &vault) {
                                return vault.groupControls().due(chat, QDateTime::currentDateTimeUtc(),
                                                                 kControlsAtOnce);
                            })));
        if (due.isEmpty())
            co_return {};
        TACET_CO_TRY(co_await send(due));
    }
}

Task<> SenderKeyService::send(QList<QueuedControl> controls)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto sent, co_await answerOf(core->backend().run(
                                             [controls](BackendSession &db) { return sendControls(db, controls); })));
    TACET_CO_TRY_ASSIGN(const auto unreached, co_await answerOf(core->vault().run([core, sent](VaultSession &vault) {
                            return vault.transact([&]() -> Result<QSet<ChatId>> {
                                SenderKeyVault senderKeys(vault, core->keys(), core->account());
                                QSet<ChatId> chats;
                                for (const SentControl &one : sent) {
                                    TACET_TRY_ASSIGN(const bool isWhole, settle(vault, senderKeys, one));
                                    if (!isWhole)
                                        chats += one.control.chat;
                                }
                                return chats;
                            });
                        })));
    m_unreached += unreached;
    co_return {};
}

Task<> SenderKeyService::askForKeys()
{
    const auto core = m_core.shared_from_this();
    QSet<UserId> met = restingUsers();
    while (true) {
        TACET_CO_TRY_ASSIGN(const auto strangers, co_await answerOf(core->vault().run([core, met](VaultSession &vault) {
                                return vault.transact([&] {
                                    return SenderKeyVault(vault, core->keys(), core->account())
                                        .queueRequests(met, QDateTime::currentDateTimeUtc());
                                });
                            })));
        if (strangers.isEmpty())
            co_return co_await flush();
        TACET_CO_TRY(co_await meet({}, strangers));
        for (const PeerDevice &device : strangers)
            met += device.user;
    }
}

Task<> SenderKeyService::retryLate()
{
    const auto core = m_core.shared_from_this();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<ChatId> late;
    for (const auto &[chat, checked] : std::as_const(m_checked).asKeyValueRange()) {
        if (checked.retryAt.isValid() && checked.retryAt <= now)
            late += chat;
    }
    for (const ChatId &chat : late) {
        const Result<> ready = co_await makeReady(chat);
        if (!ready && breaksConnection(ready.error().code()))
            co_return ready;
        if (!ready)
            m_checked.remove(chat);
    }
    co_return {};
}

Task<> SenderKeyService::prune()
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            const QDateTime before = QDateTime::currentDateTimeUtc().addDuration(-kKeyMemory);
            TACET_TRY(vault.groupControls().pruneBegun(before));
            TACET_TRY(vault.megolm().pruneRecipients(before));
            TACET_TRY(vault.keyAnswers().prune(before));
            return {};
        });
    }));
}

} // namespace tacet
