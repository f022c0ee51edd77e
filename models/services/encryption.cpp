#include "models/services/encryption.h"

#include "crypto/payload/sealedcontent.h"
#include "models/backend/backendsession.h"
#include "models/services/bytes.h"
#include "models/services/messagebody.h"
#include "models/services/misseddevices.h"
#include "models/services/newid.h"
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"

#include <ranges>

namespace tacet {

namespace {

crypto::ContentPlace placeOf(const Message &message, DeviceId sender)
{
    return {.chat = idBytes(message.chat), .message = idBytes(message.id), .senderDevice = idBytes(sender)};
}

Result<QList<DeviceEnvelope>> envelopesFor(PairwiseVault &ratchets, const QList<PeerDevice> &devices,
                                           const QByteArray &plaintext)
{
    QList<DeviceEnvelope> envelopes;
    for (const PeerDevice &device : devices) {
        TACET_TRY_ASSIGN(const bool ready, ratchets.canEncrypt(device));
        if (!ready)
            continue;
        TACET_TRY_ASSIGN(const DeviceEnvelope envelope, ratchets.encrypt(device, plaintext));
        envelopes += envelope;
    }
    if (envelopes.isEmpty())
        return fail(ErrorCode::NoDevices);
    return envelopes;
}

Result<MessageBody> bodyFor(VaultSession &vault, const Account &account, const Message &message, UserId recipient)
{
    TACET_TRY_ASSIGN(const AuthorChain chain, vault.messages().authorChain(message.chat, account.device));
    TACET_TRY_ASSIGN(const auto ownManifest, vault.peers().manifest(account.user));
    TACET_TRY_ASSIGN(const auto peerManifest, vault.peers().manifest(recipient));
    MessageBody body;
    body.fromUser = account.user;
    body.fromDevice = account.device;
    body.toUser = recipient;
    body.chat = message.chat;
    body.id = message.id;
    body.sequence = chain.sequence + 1;
    body.previousHash = chain.lastHash;
    body.sentAt = message.sentAt;
    body.ownManifestVersion = ownManifest ? ownManifest->version : 1;
    body.peerManifestHash = peerManifest ? peerManifest->hash : QByteArray();
    body.text = message.text;
    return body;
}

Result<OutgoingBundle> encryptNew(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                  const Message &message, const QList<PeerDevice> &devices, UserId recipient)
{
    TACET_TRY_ASSIGN(const MessageBody body, bodyFor(vault, account, message, recipient));
    crypto::SystemRandom random;
    const auto sealed = crypto::sealContent(viewOf(body.encode()), placeOf(message, account.device), random);
    if (!sealed)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("the message could not be sealed"));
    OutgoingMessage out;
    out.id = message.id;
    out.chat = message.chat;
    out.encryptedContent = toByteArray(sealed->ciphertext);
    out.contentHash = toByteArray(sealed->capsule.hash);
    TACET_TRY_ASSIGN(out.envelopes, envelopesFor(ratchets, devices, toByteArray(sealed->capsule.encode())));
    TACET_TRY(
        vault.messages().seal(message.id, body.sequence, out.contentHash, toByteArray(sealed->capsule.key.view())));
    return out;
}

/// The recipient could not read it: the same body, its key once more.
Result<OutgoingBundle> encryptAgain(VaultSession &vault, PairwiseVault &ratchets, const Message &message,
                                    const QList<PeerDevice> &devices)
{
    TACET_TRY_ASSIGN(const QByteArray key, vault.messages().contentKey(message.id));
    TACET_TRY_ASSIGN(const QByteArray hash, vault.messages().contentHash(message.id));
    OutgoingAgain again;
    again.id = message.id;
    TACET_TRY_ASSIGN(again.envelopes, envelopesFor(ratchets, devices, key + hash));
    return again;
}

/// Whether the pinned lists of devices are those that the database had, or newer.
Result<bool> knowsDevices(VaultSession &vault, const Account &account, UserId recipient, const MissedDevices &missed)
{
    TACET_TRY_ASSIGN(const auto own, vault.peers().manifest(account.user));
    TACET_TRY_ASSIGN(const auto peer, vault.peers().manifest(recipient));
    return own && peer && own->version >= missed.ownVersion && peer->version >= missed.peerVersion;
}

/// For the devices that were not known when it was sent. Given up if the newer list of devices was looked for and is
/// not here.
Result<OutgoingBundle> encryptForMissed(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                        const OutboxEntry &entry, const Message &message, QList<PeerDevice> devices,
                                        const MissedDevices &missed)
{
    TACET_TRY_ASSIGN(const bool known, knowsDevices(vault, account, entry.recipient, missed));
    if (!known)
        return fail(entry.attempts == 0 ? ErrorCode::Timeout : ErrorCode::NoDevices,
                    QStringLiteral("the newest list of devices is not here"));
    devices.removeIf([&missed](const PeerDevice &device) { return missed.served.contains(device.id); });
    return encryptAgain(vault, ratchets, message, devices);
}

} // namespace

Result<QList<PeerDevice>> devicesWithoutSession(PairwiseVault &ratchets, UserId user)
{
    TACET_TRY_ASSIGN(const auto devices, ratchets.devicesFor(user));
    QList<PeerDevice> missing;
    for (const PeerDevice &device : devices) {
        TACET_TRY_ASSIGN(const bool ready, ratchets.canEncrypt(device));
        if (!ready)
            missing += device;
    }
    return missing;
}

Result<OutgoingBundle> encryptEntry(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                    const OutboxEntry &entry)
{
    TACET_TRY_ASSIGN(const auto devices, ratchets.devicesFor(entry.recipient));
    if (entry.kind != OutboxKind::Message) {
        TACET_TRY_ASSIGN(const ControlBody body, ControlBody::decode(entry.content));
        OutgoingControl control;
        control.id = entry.id;
        control.chat = entry.chat;
        control.kind = static_cast<qint16>(body.kind);
        TACET_TRY_ASSIGN(control.envelopes, envelopesFor(ratchets, devices, entry.content));
        TACET_TRY_ASSIGN(const auto chat, vault.chats().find(entry.chat));
        if (chat && chat->type != ChatType::Direct)
            return OutgoingGroupControl{std::move(control)};
        return control;
    }
    TACET_TRY_ASSIGN(const auto message, vault.messages().find(entry.id));
    if (!message)
        return fail(ErrorCode::NotFound, QStringLiteral("message"));
    if (message->state == DeliveryState::Queued)
        return encryptNew(vault, ratchets, account, *message, devices, entry.recipient);
    TACET_TRY_ASSIGN(const auto missed, MissedDevices::of(entry));
    return missed ? encryptForMissed(vault, ratchets, account, entry, *message, devices, *missed)
                  : encryptAgain(vault, ratchets, *message, devices);
}

Result<> queueMessage(VaultSession &vault, const Message &message, UserId recipient)
{
    OutboxEntry entry;
    entry.id = message.id;
    entry.kind = OutboxKind::Message;
    entry.chat = message.chat;
    entry.recipient = recipient;
    entry.createdAt = QDateTime::currentDateTimeUtc();
    entry.nextAttemptAt = entry.createdAt;
    return vault.outbox().enqueue(entry);
}

Result<> queueMarks(VaultSession &vault, const Account &account, const Chat &chat, ControlKind kind,
                    const QList<MessageId> &messages)
{
    for (qsizetype from = 0; from < messages.size(); from += ControlBody::kMaxMessages) {
        ControlBody body;
        body.kind = kind;
        body.fromUser = account.user;
        body.fromDevice = account.device;
        body.toUser = chat.peer.id;
        body.chat = chat.id;
        body.messages = messages.mid(from, ControlBody::kMaxMessages);
        TACET_TRY(queueControl(vault, body, OutboxKind::Receipt));
    }
    return {};
}

Result<> queueControl(VaultSession &vault, const ControlBody &body, OutboxKind kind)
{
    OutboxEntry entry;
    entry.id = newId<MessageId>();
    entry.kind = kind;
    entry.chat = body.chat;
    entry.recipient = body.toUser;
    entry.content = body.encode();
    entry.createdAt = QDateTime::currentDateTimeUtc();
    entry.nextAttemptAt = entry.createdAt;
    return vault.outbox().enqueue(entry);
}

bool isRefusedForGood(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Blocked:
    case ErrorCode::NotFound:
    case ErrorCode::NoDevices:
    case ErrorCode::QuotaExceeded:
    case ErrorCode::InvalidInput:
    case ErrorCode::Conflict: return true;
    default: return false;
    }
}

namespace {

/// Null for what goes out once more: it is in its place already.
ChatId chatOf(const OutgoingBundle &bundle)
{
    if (const auto *message = std::get_if<OutgoingMessage>(&bundle))
        return message->chat;
    if (const auto *control = std::get_if<OutgoingControl>(&bundle))
        return control->chat;
    return {};
}

/// One by one, in order within a chat.
class SingleSends
{
public:
    explicit SingleSends(BackendSession &db)
        : m_db(db)
    {
    }

    Result<SendReceipt> send(const OutgoingBundle &bundle)
    {
        const ChatId chat = chatOf(bundle);
        if (const auto held = m_held.constFind(chat); !chat.isNull() && held != m_held.cend())
            return std::unexpected(*held);
        auto receipt = sendNow(bundle);
        if (!receipt && !isRefusedForGood(receipt.error().code()))
            m_held.insert(chat, receipt.error());
        return receipt;
    }

    /// Nothing is held back, so a whole run may go at once.
    bool mayBatch() const { return m_held.isEmpty(); }

private:
    Result<SendReceipt> sendNow(const OutgoingBundle &bundle)
    {
        if (const auto *message = std::get_if<OutgoingMessage>(&bundle))
            return m_db.delivery().send(*message);
        if (const auto *control = std::get_if<OutgoingControl>(&bundle))
            return m_db.delivery().sendControl(*control);
        if (const auto *again = std::get_if<OutgoingAgain>(&bundle))
            return m_db.delivery().sendAgain(again->id, again->envelopes);
        TACET_TRY_ASSIGN(const auto stored,
                         m_db.groupKeys().sendControl(std::get<OutgoingGroupControl>(bundle).control));
        return SendReceipt{.state = stored.state, .dropped = stored.dropped};
    }

    BackendSession &m_db;
    QHash<ChatId, Error> m_held; ///< chats in which something has to be tried later, and why
};

/// Sends a run of one kind in one transaction; falls back to one by one.
template <class Kind, class Send>
void sendRun(SingleSends &singles, std::span<const OutgoingBundle> run, QList<Result<SendReceipt>> &receipts, Send send)
{
    std::vector<Kind> batch;
    batch.reserve(run.size());
    for (const OutgoingBundle &bundle : run)
        batch.push_back(std::get<Kind>(bundle));
    const Result<QList<SendReceipt>> sent = singles.mayBatch() ? send(batch) : fail(ErrorCode::Cancelled);
    for (size_t i = 0; i < run.size(); ++i)
        receipts += sent ? Result<SendReceipt>((*sent)[static_cast<qsizetype>(i)]) : singles.send(run[i]);
}

} // namespace

QList<Result<SendReceipt>> sendAll(BackendSession &db, const QList<OutgoingBundle> &bundles)
{
    QList<Result<SendReceipt>> receipts;
    SingleSends singles(db);
    const std::span<const OutgoingBundle> all(bundles.constData(), static_cast<size_t>(bundles.size()));
    for (size_t from = 0; from < all.size();) {
        size_t to = from + 1;
        while (to < all.size() && all[to].index() == all[from].index())
            ++to;
        const auto run = all.subspan(from, to - from);
        if (all[from].index() == 0)
            sendRun<OutgoingMessage>(singles, run, receipts, [&](const auto &batch) {
                return db.delivery().send(std::span<const OutgoingMessage>(batch));
            });
        else if (all[from].index() == 1)
            sendRun<OutgoingControl>(singles, run, receipts, [&](const auto &batch) {
                return db.delivery().sendControl(std::span<const OutgoingControl>(batch));
            });
        else
            for (const OutgoingBundle &bundle : run)
                receipts += singles.send(bundle);
        from = to;
    }
    return receipts;
}

} // namespace tacet
