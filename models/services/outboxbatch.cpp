#include "models/services/outboxbatch.h"

#include "models/backend/backendsession.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/failures.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace tacet {

namespace {

constexpr int kBatch = 100;
constexpr std::chrono::seconds kFirstWait{5};
constexpr std::chrono::seconds kLongestWait{600};
constexpr std::chrono::hours kUndecidedWait{1}; ///< a changed key: the person has to decide first
constexpr int kDoublings = 7;

enum class Verdict { Later, Undecided, Never };

Verdict verdictOn(ErrorCode code)
{
    if (isRefusedForGood(code))
        return Verdict::Never;
    return code == ErrorCode::IdentityChanged ? Verdict::Undecided : Verdict::Later;
}

/// The database has a message of this device under that id, with other bytes: it was sent before the vault
/// lost commits.
bool isThereAlready(const SentEntry &sent)
{
    return !sent.receipt && sent.entry.kind == OutboxKind::Message &&
           sent.receipt.error().code() == ErrorCode::Conflict;
}

std::chrono::seconds waitAfter(const OutboxEntry &entry, Verdict verdict)
{
    if (verdict == Verdict::Undecided)
        return kUndecidedWait;
    return std::min<std::chrono::seconds>(kFirstWait * (1LL << std::min(entry.attempts, kDoublings)), kLongestWait);
}

const QList<DeviceEnvelope> &envelopesOf(const OutgoingBundle &bundle)
{
    if (const auto *toGroup = std::get_if<OutgoingGroupControl>(&bundle))
        return toGroup->control.envelopes;
    if (const auto *control = std::get_if<OutgoingControl>(&bundle))
        return control->envelopes;
    if (const auto *again = std::get_if<OutgoingAgain>(&bundle))
        return again->envelopes;
    return std::get<OutgoingMessage>(bundle).envelopes;
}

QList<DeviceId> devicesOf(const OutgoingBundle &bundle)
{
    QList<DeviceId> devices;
    for (const DeviceEnvelope &envelope : envelopesOf(bundle))
        devices += envelope.device;
    return devices;
}

bool isQueued(const OutboxEntry &entry)
{
    return entry.stage == OutboxStage::Queued;
}

} // namespace

OutboxVault::OutboxVault(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
{
}

Result<OutboxBatch> OutboxVault::take(qint64 after, const QSet<UserId> &met)
{
    TACET_TRY_ASSIGN(const auto due, m_vault.outbox().due(QDateTime::currentDateTimeUtc(), kBatch, after));
    // What is encrypted already needs no transaction, and none is durable for nothing.
    if (m_vault.database().inTransaction() || std::ranges::none_of(due, isQueued))
        return prepare(due, met);
    return m_vault.transact([&] { return prepare(due, met); });
}

Result<OutboxBatch> OutboxVault::prepare(const QList<OutboxEntry> &due, const QSet<UserId> &met)
{
    PairwiseVault ratchets(m_vault, m_keys);
    OutboxBatch batch;
    QSet<UserId> known = met;
    QHash<ChatId, Error> held; ///< chats in which something has to be tried later: nothing overtakes it
    for (const OutboxEntry &entry : due) {
        batch.last = entry.position;
        if (isQueued(entry) && !batch.strangers.contains(entry.recipient))
            TACET_TRY(sortOut(ratchets, entry.recipient, known, batch));
        // Also what is encrypted waits behind it, so that a chat keeps its order.
        if (const auto stranger = batch.strangers.find(entry.recipient); stranger != batch.strangers.end()) {
            stranger->append(entry);
            continue;
        }
        if (const auto why = held.constFind(entry.chat); why != held.cend()) {
            batch.prepared += {.entry = entry, .bundle = std::unexpected(*why)};
            continue;
        }
        // What cannot be encrypted is refused by itself and holds nobody else up.
        auto bundle = isQueued(entry) ? encryptEntry(m_vault, ratchets, m_account, entry) : decodeBundle(entry.bundle);
        if (bundle && isQueued(entry))
            TACET_TRY(m_vault.outbox().setEncrypted(entry.id, encodeBundle(*bundle)));
        if (!bundle && !entry.chat.isNull() && !isRefusedForGood(bundle.error().code()))
            held.insert(entry.chat, bundle.error());
        batch.prepared += {.entry = entry, .bundle = std::move(bundle)};
    }
    TACET_TRY(ratchets.save());
    if (m_vault.database().inTransaction())
        reached(CrashPoint::BeforeEncryptCommit);
    return batch;
}

/// Puts somebody to the known ones or to the strangers.
Result<> OutboxVault::sortOut(PairwiseVault &ratchets, UserId recipient, QSet<UserId> &known, OutboxBatch &batch)
{
    if (known.contains(recipient))
        return {};
    TACET_TRY_ASSIGN(const bool isReady, isKnown(ratchets, recipient));
    if (isReady)
        known += recipient;
    else
        batch.strangers.insert(recipient, {});
    return {};
}

Result<bool> OutboxVault::isKnown(PairwiseVault &ratchets, UserId recipient)
{
    TACET_TRY_ASSIGN(const auto person, m_vault.peers().find(recipient));
    if (!person || person->trust == Trust::Changed)
        return false;
    TACET_TRY_ASSIGN(const auto devices, m_vault.peers().devices(recipient));
    if (devices.isEmpty())
        return false;
    TACET_TRY_ASSIGN(const auto missing, devicesWithoutSession(ratchets, recipient));
    return missing.isEmpty();
}

Result<OutboxStep> OutboxVault::advance(const QList<SentEntry> &sent, std::optional<qint64> after)
{
    if (sent.isEmpty()) {
        OutboxStep step;
        if (after) {
            TACET_TRY_ASSIGN(step.next, take(*after, {}));
        }
        return step;
    }
    return m_vault.transact([&]() -> Result<OutboxStep> {
        TACET_TRY_ASSIGN(OutboxStep step, settle(sent));
        if (after) {
            TACET_TRY_ASSIGN(step.next, take(*after, {}));
        }
        return step;
    });
}

Result<OutboxStep> OutboxVault::settle(const QList<SentEntry> &sent)
{
    OutboxStep step;
    QList<MessageId> stored;
    for (const SentEntry &one : sent) {
        if (!one.receipt && !isThereAlready(one)) {
            TACET_TRY_ASSIGN(const auto missed, MissedDevices::of(one.entry));
            if (missed)
                TACET_TRY(noteNewer(one.entry.recipient, *missed, step));
            TACET_TRY_ASSIGN(const auto failed, refuse(one.entry, one.receipt.error()));
            step.changed += failed;
            continue;
        }
        if (one.entry.kind == OutboxKind::Message)
            stored += one.entry.id;
        TACET_TRY(release(one, step));
    }
    TACET_TRY_ASSIGN(const auto advanced, m_vault.messages().advance(stored, DeliveryState::Sent));
    step.changed += advanced;
    return step;
}

/// Whether one of the two accounts has a newer device list than the pinned one; that is fetched after the step.
Result<bool> OutboxVault::noteNewer(UserId peer, const MissedDevices &seen, OutboxStep &step)
{
    bool isNewer = false;
    for (const auto &[user, version] :
         {std::pair(peer, seen.peerVersion), std::pair(m_account.user, seen.ownVersion)}) {
        TACET_TRY_ASSIGN(const auto pinned, m_vault.peers().manifest(user));
        if (!pinned || version <= pinned->version)
            continue;
        step.newerManifests += user;
        isNewer = true;
    }
    return isNewer;
}

/// The database has it: it goes, unless there are devices that it was not encrypted for.
Result<> OutboxVault::release(const SentEntry &one, OutboxStep &step)
{
    if (!one.receipt)
        return m_vault.outbox().removeAt(one.entry.position);
    MissedDevices seen{.ownVersion = one.receipt->ownManifestVersion,
                       .peerVersion = one.receipt->peerManifestVersion,
                       .served = one.served};
    TACET_TRY_ASSIGN(const bool isNewer, noteNewer(one.entry.recipient, seen, step));
    if (!isNewer || one.entry.kind != OutboxKind::Message)
        return m_vault.outbox().removeAt(one.entry.position);
    TACET_TRY_ASSIGN(const auto before, MissedDevices::of(one.entry));
    if (before)
        seen.served += before->served;
    step.missed += one.entry.id;
    return m_vault.outbox().setMissed(one.entry.position, seen.encode());
}

/// Postpones an entry, or gives it up and says so on the message.
Result<QList<Message>> OutboxVault::refuse(const OutboxEntry &entry, const Error &error)
{
    const Verdict verdict = verdictOn(error.code());
    if (verdict != Verdict::Never) {
        const auto again = QDateTime::currentDateTimeUtc().addDuration(waitAfter(entry, verdict));
        TACET_TRY(m_vault.outbox().postpone(entry.id, error.code(), again));
        return QList<Message>();
    }
    if (entry.kind == OutboxKind::Message && error.code() == ErrorCode::NotFound) {
        // A repeat of what a restored database does not have: it goes out as new.
        if (const Result<Message> returned = m_vault.messages().returnToQueue(entry.id)) {
            TACET_TRY(m_vault.outbox().setQueued(entry.id));
            return QList<Message>{*returned};
        }
    }
    TACET_TRY(m_vault.outbox().removeAt(entry.position));
    if (entry.kind != OutboxKind::Message)
        return QList<Message>();
    const Result<Message> failed = m_vault.messages().markFailed(entry.id, error.code());
    if (failed)
        return QList<Message>{*failed};
    // One that was sent before and could not go once more stays as it was.
    return failed.error().code() == ErrorCode::NotFound ? Result<QList<Message>>() : std::unexpected(failed.error());
}

Result<QList<SentEntry>> sendAndWake(BackendSession &db, const QList<PreparedEntry> &prepared)
{
    QList<OutgoingBundle> bundles;
    for (const PreparedEntry &one : prepared) {
        if (one.bundle)
            bundles += *one.bundle;
    }
    QList<SentEntry> sent;
    QSet<ChatId> chats;
    auto receipts = sendAll(db, bundles);
    for (const PreparedEntry &one : prepared) {
        const Result<SendReceipt> receipt =
            one.bundle ? receipts.takeFirst() : Result<SendReceipt>(std::unexpected(one.bundle.error()));
        if (one.bundle && !receipt && breaksConnection(receipt.error().code()))
            return std::unexpected(receipt.error());
        if (receipt && !one.entry.chat.isNull())
            chats += one.entry.chat;
        sent +=
            {.entry = one.entry, .receipt = receipt, .served = one.bundle ? devicesOf(*one.bundle) : QList<DeviceId>()};
    }
    reached(CrashPoint::AfterStore);
    // Who is not woken finds it at the next poll.
    for (const ChatId &chat : std::as_const(chats))
        std::ignore = db.wake().wake(chat);
    reached(CrashPoint::AfterWake);
    return sent;
}

} // namespace tacet
