#include "models/services/outbox.h"

#include "models/services/accountcore.h"
#include "models/services/controlbody.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/newid.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kBatch = 64;
constexpr std::chrono::seconds kFirstWait{5};
constexpr std::chrono::seconds kLongestWait{600};
constexpr std::chrono::hours kUndecidedWait{1}; ///< a changed key: the person has to decide first
constexpr int kDoublings = 7;

enum class Verdict { Later, Undecided, Never };

Verdict verdictOn(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Blocked:
    case ErrorCode::NotFound:
    case ErrorCode::NoDevices:
    case ErrorCode::QuotaExceeded:
    case ErrorCode::InvalidInput:
    case ErrorCode::Conflict: return Verdict::Never;
    case ErrorCode::IdentityChanged: return Verdict::Undecided;
    default: return Verdict::Later;
    }
}

bool breaksConnection(ErrorCode code)
{
    return code == ErrorCode::Offline || code == ErrorCode::Timeout || code == ErrorCode::NotOpen;
}

std::chrono::seconds waitAfter(const OutboxEntry &entry, Verdict verdict)
{
    if (verdict == Verdict::Undecided)
        return kUndecidedWait;
    return std::min<std::chrono::seconds>(kFirstWait * (1LL << std::min(entry.attempts, kDoublings)), kLongestWait);
}

} // namespace

/// An entry with the ciphertext that the vault holds for it, or why there is none.
struct Outbox::Prepared {
    OutboxEntry entry;
    Result<OutgoingBundle> bundle;
};

/// What became of an entry in the database.
struct Outbox::Sent {
    OutboxEntry entry;
    Result<SendReceipt> receipt;
};

Outbox::Outbox(AccountCore &core)
    : m_core(core)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Outbox::drain);
}

void Outbox::drain()
{
    if (m_working) {
        m_again = true;
        return;
    }
    if (m_core.connection().isOnline())
        work();
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

QCoro::Task<> Outbox::work()
{
    const auto core = m_core.shared_from_this();
    m_working = true;
    bool more = true;
    while (more && core->connection().isOnline()) {
        m_again = false;
        const Result<bool> sentSome = co_await round();
        if (!sentSome)
            core->connection().notice(sentSome.error());
        more = sentSome && (*sentSome || m_again);
    }
    m_working = false;
    co_await scheduleNext();
    Q_EMIT drained();
}

/// One batch through all steps. False if nothing was due.
Task<bool> Outbox::round()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto due, co_await answerOf(core->vault().run([](VaultSession &vault) {
                            return vault.outbox().due(QDateTime::currentDateTimeUtc(), kBatch);
                        })));
    if (due.isEmpty())
        co_return false;
    TACET_CO_TRY_ASSIGN(const auto ready, co_await prepare(due));
    if (ready.isEmpty())
        co_return true;
    TACET_CO_TRY_ASSIGN(auto prepared, co_await encrypt(ready));
    reached(CrashPoint::AfterEncryptCommit);
    TACET_CO_TRY_ASSIGN(auto sent, co_await send(std::move(prepared)));
    reached(CrashPoint::AfterStore);
    TACET_CO_TRY(co_await finish(std::move(sent)));
    co_return true;
}

/// Sees to it that every recipient's devices are known and have a session. Entries whose recipient
/// cannot be written to now are refused and left out.
Task<QList<OutboxEntry>> Outbox::prepare(QList<OutboxEntry> entries)
{
    const auto core = m_core.shared_from_this();
    QHash<UserId, std::optional<Error>> faults;
    QList<OutboxEntry> ready;
    for (const OutboxEntry &entry : entries) {
        if (entry.stage == OutboxStage::Encrypted) {
            ready += entry;
            continue;
        }
        if (!faults.contains(entry.recipient)) {
            const Result<> started = co_await startSessions(entry.recipient);
            if (!started && breaksConnection(started.error().code()))
                co_return std::unexpected(started.error());
            faults.insert(entry.recipient, started ? std::nullopt : std::optional(started.error()));
        }
        const auto &fault = faults[entry.recipient];
        if (!fault)
            ready += entry;
        else
            TACET_CO_TRY(co_await refuse(entry, *fault));
    }
    co_return ready;
}

Task<> Outbox::startSessions(UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->directory().ensureDevices(user));
    reached(CrashPoint::AfterDevicesPinned);
    TACET_CO_TRY_ASSIGN(const auto missing, co_await answerOf(core->vault().run([core, user](VaultSession &vault) {
                            return devicesWithoutSession(vault, core->keys(), user);
                        })));
    for (const PeerDevice &device : missing)
        TACET_CO_TRY(co_await core->directory().startSession(device));
    co_return {};
}

Task<QList<Outbox::Prepared>> Outbox::encrypt(QList<OutboxEntry> entries)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([core, entries](VaultSession &vault) {
        return vault.transact([&]() -> Result<QList<Prepared>> {
            PairwiseVault ratchets(vault, core->keys());
            QList<Prepared> prepared;
            for (const OutboxEntry &entry : entries) {
                const bool isStored = entry.stage == OutboxStage::Encrypted;
                // What cannot be encrypted is refused by itself and holds nobody else up.
                auto bundle =
                    isStored ? decodeBundle(entry.bundle) : encryptEntry(vault, ratchets, core->account(), entry);
                if (bundle && !isStored)
                    TACET_TRY(vault.outbox().setEncrypted(entry.id, encodeBundle(*bundle)));
                prepared += {.entry = entry, .bundle = std::move(bundle)};
            }
            TACET_TRY(ratchets.save());
            reached(CrashPoint::BeforeEncryptCommit);
            return prepared;
        });
    }));
}

Task<QList<Outbox::Sent>> Outbox::send(QList<Prepared> prepared)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->backend().run([prepared](BackendSession &db) -> Result<QList<Sent>> {
        QList<OutgoingBundle> bundles;
        for (const Prepared &one : prepared) {
            if (one.bundle)
                bundles += *one.bundle;
        }
        QList<Sent> sent;
        auto receipts = sendAll(db.delivery(), bundles);
        for (const Prepared &one : prepared) {
            const Result<SendReceipt> receipt =
                one.bundle ? receipts.takeFirst() : Result<SendReceipt>(std::unexpected(one.bundle.error()));
            if (one.bundle && !receipt && breaksConnection(receipt.error().code()))
                return std::unexpected(receipt.error());
            sent += {.entry = one.entry, .receipt = receipt};
        }
        return sent;
    }));
}

Task<> Outbox::finish(QList<Sent> sent)
{
    const auto core = m_core.shared_from_this();
    QList<OutboxEntry> stored;
    QSet<ChatId> chats;
    QHash<UserId, qint64> versions;
    for (const Sent &one : sent) {
        if (!one.receipt) {
            TACET_CO_TRY(co_await refuse(one.entry, one.receipt.error()));
            continue;
        }
        stored += one.entry;
        chats += one.entry.chat;
        versions[one.entry.recipient] = one.receipt->peerManifestVersion;
    }
    TACET_CO_TRY_ASSIGN(const auto changed, co_await answerOf(core->vault().run([stored](VaultSession &vault) {
                            return vault.transact([&]() -> Result<QList<Message>> {
                                QList<MessageId> messages;
                                for (const OutboxEntry &entry : stored) {
                                    if (entry.kind == OutboxKind::Message)
                                        messages += entry.id;
                                    TACET_TRY(vault.outbox().remove(entry.id));
                                }
                                return vault.messages().advance(messages, DeliveryState::Sent);
                            });
                        })));
    reached(CrashPoint::AfterSentCommit);
    announce(changed);
    TACET_CO_TRY(co_await wakeRecipients(chats));
    reached(CrashPoint::AfterWake);
    for (const auto &[user, version] : versions.asKeyValueRange())
        co_await core->directory().noteManifestVersion(user, version);
    co_return {};
}

/// Postpones an entry, or gives it up and says so on the message.
Task<> Outbox::refuse(OutboxEntry entry, Error error)
{
    const auto core = m_core.shared_from_this();
    const Verdict verdict = verdictOn(error.code());
    TACET_CO_TRY_ASSIGN(
        const auto failed, co_await answerOf(core->vault().run([entry, error, verdict](VaultSession &vault) {
            return vault.transact([&]() -> Result<QList<Message>> {
                if (verdict != Verdict::Never) {
                    const auto wait = waitAfter(entry, verdict);
                    TACET_TRY(vault.outbox().postpone(entry.id, error.code(),
                                                      QDateTime::currentDateTimeUtc().addDuration(wait)));
                    return QList<Message>();
                }
                TACET_TRY(vault.outbox().remove(entry.id));
                if (entry.kind != OutboxKind::Message)
                    return QList<Message>();
                TACET_TRY_ASSIGN(const Message message, vault.messages().markFailed(entry.id, error.code()));
                return QList<Message>{message};
            });
        })));
    announce(failed);
    co_return {};
}

/// A hint, after the commit and outside any transaction; nobody waits for it.
Task<> Outbox::wakeRecipients(QSet<ChatId> chats)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->backend().run([chats](BackendSession &db) -> Result<> {
        for (const ChatId &chat : chats) {
            if (!chat.isNull())
                TACET_TRY(db.wake().wake(chat));
        }
        return {};
    }));
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
