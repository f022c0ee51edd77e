#include "models/services/reception.h"

#include "crypto/payload/sealedcontent.h"
#include "models/services/bytes.h"
#include "models/services/encryption.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/messagebody.h"
#include "models/services/sessionrepair.h"
#include "models/vault/chatstore.h"
#include "models/vault/inboxstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/peerstore.h"

#include <QLoggingCategory>
#include <QtEndian>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

QByteArray envelopeForQuarantine(const MailboxItem &item)
{
    OutgoingControl kept{.id = item.id, .chat = item.chat, .kind = item.kind, .envelopes = {item.envelope}};
    return encodeBundle(kept);
}

std::unexpected<Error> mismatch(const char *what)
{
    return fail(ErrorCode::InvalidInput, QStringLiteral("%1 does not fit the row").arg(QLatin1StringView(what)));
}

/// What stands inside is compared with what the database says about it.
Result<> compare(const MessageBody &body, const MailboxItem &item, const Account &account)
{
    if (body.fromUser != item.senderUser || body.fromDevice != item.senderDevice)
        return mismatch("sender");
    const bool fromSelf = item.senderUser == account.user;
    if (!fromSelf && body.toUser != account.user)
        return mismatch("recipient");
    if (body.chat != item.chat || body.id != item.id)
        return mismatch("place");
    return {};
}

/// Errors of the vault end the batch; everything else is the envelope's own fault.
bool isVaultFault(ErrorCode code)
{
    return code == ErrorCode::Io || code == ErrorCode::DiskFull || code == ErrorCode::Damaged ||
           code == ErrorCode::AlreadyRunning || code == ErrorCode::Internal;
}

} // namespace

Reception::Reception(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
    , m_ratchets(vault, keys)
    , m_groups(vault, keys, account, m_ratchets)
{
}

QByteArray Reception::keyOf(const MailboxItem &item)
{
    QByteArray key(sizeof(qint64), '\0');
    qToBigEndian(item.mailboxId, key.data());
    return key + item.id.toBytes();
}

Result<> Reception::take(const MailboxItem &item)
{
    m_outcome.acknowledge += item.mailboxId;
    TACET_TRY_ASSIGN(const bool isNew, m_vault.inbox().markStored(keyOf(item), QDateTime::currentDateTimeUtc()));
    if (!isNew)
        return {};
    TACET_TRY_ASSIGN(const auto device, deviceOf(item));
    const Result<> taken =
        device && device->active && device->user == item.senderUser
            ? takeVerified(*device, item)
            : fail(ErrorCode::NotFound, QStringLiteral("sender device is not in the account's list"));
    if (taken || isVaultFault(taken.error().code()))
        return taken;
    return quarantine(item, taken.error());
}

Result<std::optional<PeerDevice>> Reception::deviceOf(const MailboxItem &item)
{
    if (const auto known = m_devices.constFind(item.senderDevice); known != m_devices.constEnd())
        return *known;
    TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(item.senderDevice));
    m_devices.insert(item.senderDevice, device);
    return device;
}

Result<> Reception::takeVerified(const PeerDevice &device, const MailboxItem &item)
{
    const auto opened = m_ratchets.decrypt(device, item.envelope);
    if (!opened)
        return opened.error().code() == ErrorCode::AlreadyExists ? takeRepeated(item) : std::unexpected(opened.error());
    if (opened->needsHeartbeat) {
        ControlBody heartbeat{.kind = ControlKind::Heartbeat,
                              .fromUser = m_account.user,
                              .fromDevice = m_account.device,
                              .toUser = item.senderUser,
                              .chat = item.chat,
                              .messages = {},
                              .proof = {}};
        TACET_TRY(queueControl(m_vault, heartbeat, OutboxKind::Control));
        m_outcome.queuedAnything = true;
    }
    if (isGroupControl(item.kind))
        return m_groups.take(device, item, opened->plaintext);
    return item.kind == 0 ? takeMessage(item, opened->plaintext) : takeControl(device, item, opened->plaintext);
}

/// Its key is used up: a repetition, unless the vault does not have what it carried.
Result<> Reception::takeRepeated(const MailboxItem &item)
{
    if (item.kind != 0)
        return {};
    TACET_TRY_ASSIGN(const auto message, m_vault.messages().find(item.id));
    if (message && message->chat == item.chat && message->author == item.senderUser)
        return {};
    return fail(ErrorCode::CryptoFailed, QStringLiteral("its key was used for something else"));
}

Result<> Reception::takeMessage(const MailboxItem &item, const QByteArray &plaintext)
{
    const auto capsule = crypto::ContentCapsule::decode(viewOf(plaintext));
    if (!capsule)
        return mismatch("key");
    const crypto::ContentPlace place{
        .chat = idBytes(item.chat), .message = idBytes(item.id), .senderDevice = idBytes(item.senderDevice)};
    const auto content = crypto::openContent(viewOf(item.encryptedContent), *capsule, place);
    if (!content)
        return mismatch("content");
    TACET_TRY_ASSIGN(const MessageBody body, MessageBody::decode(toByteArray(*content)));
    TACET_TRY(compare(body, item, m_account));
    TACET_TRY(ensureChat(item, body.toUser));
    TACET_TRY_ASSIGN(const AuthorChain chain, m_vault.messages().authorChain(item.chat, item.senderDevice));
    if (body.sequence != chain.sequence + 1 || body.previousHash != chain.lastHash)
        qCWarning(logServices) << "gap in an author's messages before" << item.id.toString();

    NewMessage message;
    message.message.id = item.id;
    message.message.chat = item.chat;
    message.message.author = item.senderUser;
    message.message.outgoing = item.senderUser == m_account.user;
    message.message.sentAt = body.sentAt;
    message.message.storedAt = QDateTime::currentDateTimeUtc();
    message.message.text = body.text;
    message.message.state = message.message.outgoing ? DeliveryState::Sent : DeliveryState::Received;
    message.authorDevice = item.senderDevice;
    message.authorSequence = body.sequence;
    message.contentHash = toByteArray(capsule->hash);
    message.contentKey = toByteArray(capsule->key.view());
    TACET_TRY_ASSIGN(const InsertedMessage inserted, m_vault.messages().insert(message));
    if (inserted.isNew)
        m_outcome.stored += inserted.message;
    m_readable += item.senderDevice;
    if (!inserted.message.outgoing)
        m_delivered[item.chat] += item.id;
    return {};
}

Result<> Reception::takeControl(const PeerDevice &device, const MailboxItem &item, const QByteArray &plaintext)
{
    TACET_TRY_ASSIGN(const ControlBody body, ControlBody::decode(plaintext));
    if (static_cast<qint16>(body.kind) != item.kind || body.fromUser != item.senderUser ||
        body.fromDevice != item.senderDevice || body.chat != item.chat)
        return mismatch("control message");
    if (body.toUser != m_account.user && item.senderUser != m_account.user)
        return mismatch("recipient");
    switch (body.kind) {
    case ControlKind::Delivered: return advance(item, body.messages, DeliveryState::Delivered);
    case ControlKind::Read: return advance(item, body.messages, DeliveryState::Read);
    case ControlKind::Heartbeat: return {};
    case ControlKind::Repair: {
        TACET_TRY_ASSIGN(const bool followed, followRepairRequest(m_vault, m_ratchets, m_account, device, item, body));
        m_outcome.queuedAnything = m_outcome.queuedAnything || followed;
        return {};
    }
    }
    return {};
}

/// Only messages that this account sent to the one who confirms them.
Result<QList<MessageId>> Reception::ownMessages(const MailboxItem &item, const QList<MessageId> &messages)
{
    TACET_TRY_ASSIGN(const auto chat, m_vault.chats().find(item.chat));
    QList<MessageId> own;
    if (!chat || chat->peer.id != item.senderUser)
        return own;
    for (const MessageId &id : messages) {
        TACET_TRY_ASSIGN(const auto message, m_vault.messages().find(id));
        if (message && message->outgoing && message->chat == item.chat)
            own += id;
    }
    return own;
}

Result<> Reception::advance(const MailboxItem &item, const QList<MessageId> &messages, DeliveryState state)
{
    TACET_TRY_ASSIGN(const auto own, ownMessages(item, messages));
    TACET_TRY_ASSIGN(const auto changed, m_vault.messages().advance(own, state));
    m_outcome.advanced += changed;
    return {};
}

Result<> Reception::ensureChat(const MailboxItem &item, UserId toUser)
{
    const bool fromSelf = item.senderUser == m_account.user;
    auto peer = m_peers.constFind(item.chat);
    if (peer == m_peers.constEnd()) {
        TACET_TRY_ASSIGN(const auto chat, m_vault.chats().find(item.chat));
        if (!chat && fromSelf)
            return fail(ErrorCode::NotFound, QStringLiteral("chat"));
        if (!chat) {
            TACET_TRY(m_vault.chats().saveDirect(item.chat, item.senderUser, item.storedAt));
            m_outcome.newChats += item.chat;
        }
        peer = m_peers.insert(item.chat, chat ? chat->peer.id : item.senderUser);
    }
    if (*peer != (fromSelf ? toUser : item.senderUser))
        return mismatch("chat");
    return {};
}

Result<> Reception::quarantine(const MailboxItem &item, const Error &error)
{
    qCWarning(logServices) << "quarantined" << item.id.toString() << "from device" << item.senderDevice.toString()
                           << error.detail();
    return m_vault.inbox().quarantine({.key = keyOf(item),
                                       .sender = item.senderDevice,
                                       .reason = error.code(),
                                       .envelope = envelopeForQuarantine(item),
                                       .receivedAt = QDateTime::currentDateTimeUtc()});
}

Result<ReceptionOutcome> Reception::finish()
{
    TACET_TRY(m_ratchets.save());
    for (const DeviceId &device : m_readable)
        TACET_TRY(releaseArrived(m_vault, device));
    for (const auto &[id, messages] : m_delivered.asKeyValueRange()) {
        TACET_TRY_ASSIGN(const auto chat, m_vault.chats().find(id));
        if (!chat)
            continue;
        TACET_TRY(queueMarks(m_vault, m_account, *chat, ControlKind::Delivered, messages));
        m_outcome.queuedAnything = true;
    }
    m_outcome.answeredGroups = m_groups.queuedAnything();
    m_outcome.groups = m_groups.finish();
    return std::move(m_outcome);
}

} // namespace tacet
