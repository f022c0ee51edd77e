#include "models/services/sessionrepair.h"

#include "crypto/session/resetrequest.h"
#include "models/backend/mailboxstore.h"
#include "models/services/bytes.h"
#include "models/services/encryption.h"
#include "models/services/pairwisevault.h"
#include "models/vault/chatstore.h"
#include "models/vault/inboxstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/settingsstore.h"

#include <limits>

namespace tacet {

namespace {

constexpr std::chrono::hours kInterval{1};
constexpr std::chrono::hours kAskAgain{24};
constexpr std::chrono::hours kGiveUp{24 * 30};
constexpr int kQuarantineMax = 1000;
constexpr qsizetype kIdSize = 16;

/// What the quarantine says of one envelope.
struct Unread {
    QuarantinedEnvelope kept;
    MessageId id;
    ChatId chat;
    bool isMessage = false;
};

Result<Unread> unreadFrom(const QuarantinedEnvelope &kept)
{
    TACET_TRY_ASSIGN(const OutgoingBundle bundle, decodeBundle(kept.envelope));
    const auto *row = std::get_if<OutgoingControl>(&bundle);
    if (!row)
        return fail(ErrorCode::Damaged, QStringLiteral("quarantine"));
    return Unread{.kept = kept, .id = row->id, .chat = row->chat, .isMessage = row->kind == 0};
}

/// The wedged ones of a device, oldest first; what has no sense in it any more is left out.
Result<QList<Unread>> unreadOf(VaultSession &vault, DeviceId device, const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined(device, kQuarantineMax));
    QList<Unread> unread;
    for (const QuarantinedEnvelope &envelope : kept) {
        if (envelope.reason != ErrorCode::CryptoFailed || envelope.receivedAt.addDuration(kGiveUp) < now)
            continue;
        if (const auto one = unreadFrom(envelope))
            unread += *one;
    }
    return unread;
}

Result<ChatId> chatWith(VaultSession &vault, const PeerDevice &device, const QList<Unread> &unread)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().findDirect(device.user));
    return chat ? chat->id : unread.constFirst().chat;
}

Result<std::optional<RepairNeed>> needOf(VaultSession &vault, DeviceId id, const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto asked, vault.ratchets().lastRepair(id));
    if (asked && asked->addDuration(kInterval) > now)
        return std::nullopt;
    TACET_TRY_ASSIGN(const auto device, vault.peers().device(id));
    TACET_TRY_ASSIGN(const QList<Unread> unread, unreadOf(vault, id, now));
    if (!device || !device->active || unread.isEmpty())
        return std::nullopt;
    RepairNeed need{.device = *device, .chat = {}, .messages = {}, .newSession = false};
    for (const Unread &one : unread) {
        need.newSession = need.newSession || !asked || one.kept.receivedAt > *asked;
        if (one.isMessage && need.messages.size() < ControlBody::kMaxMessages)
            need.messages += one.id;
    }
    if (!need.newSession && asked->addDuration(kAskAgain) > now)
        return std::nullopt;
    TACET_TRY_ASSIGN(need.chat, chatWith(vault, *device, unread));
    return need;
}

QString followedSetting(DeviceId device)
{
    return QStringLiteral("repair/followed/") + device.toString();
}

/// Own messages of the chat among those that are named.
Result<> queueAgain(VaultSession &vault, ChatId chat, UserId peer, const QList<MessageId> &messages)
{
    for (const MessageId &id : messages) {
        TACET_TRY_ASSIGN(const auto message, vault.messages().find(id));
        if (!message || !message->outgoing || message->chat != chat)
            continue;
        TACET_TRY_ASSIGN(const auto waiting, vault.outbox().find(id));
        // It has arrived there, so the database has it, whatever this vault knows.
        if (waiting && waiting->stage == OutboxStage::Encrypted) {
            TACET_TRY(vault.messages().advance({id}, DeliveryState::Sent));
            TACET_TRY(vault.outbox().remove(id));
        }
        TACET_TRY(queueMessage(vault, *message, peer));
    }
    return {};
}

/// Delivered marks for the newest messages of the peer: earlier ones may be among what it could not read.
Result<> queueNewestMarks(VaultSession &vault, const Account &account, ChatId id)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(id));
    if (!chat)
        return {};
    TACET_TRY_ASSIGN(const MessagePage page,
                     vault.messages().page(id, std::numeric_limits<qint64>::max(), ControlBody::kMaxMessages));
    QList<MessageId> incoming;
    for (const Message &message : page.messages) {
        if (!message.outgoing)
            incoming += message.id;
    }
    return incoming.isEmpty() ? Result<>() : queueMarks(vault, account, *chat, ControlKind::Delivered, incoming);
}

} // namespace

Result<QList<RepairNeed>> repairsDue(VaultSession &vault, const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined(std::nullopt, kQuarantineMax));
    QList<RepairNeed> needs;
    QSet<DeviceId> seen;
    for (const QuarantinedEnvelope &envelope : kept) {
        if (seen.contains(envelope.sender))
            continue;
        seen += envelope.sender;
        TACET_TRY_ASSIGN(const auto need, needOf(vault, envelope.sender, now));
        if (need)
            needs += *need;
    }
    return needs;
}

Result<> noteRepair(VaultSession &vault, DeviceId device, const QDateTime &now)
{
    return vault.ratchets().setLastRepair(device, now);
}

Result<> queueRepairRequest(VaultSession &vault, const LocalKeys &keys, const RepairNeed &need, const QDateTime &now)
{
    const crypto::ResetRequest request{.from = keys.localDevice().address,
                                       .to = addressOf(need.device.user, need.device.id),
                                       .at = crypto::Timestamp(std::chrono::milliseconds(now.toMSecsSinceEpoch()))};
    ControlBody body;
    body.kind = ControlKind::Repair;
    body.fromUser = keys.user;
    body.fromDevice = keys.device;
    body.toUser = need.device.user;
    body.chat = need.chat;
    body.messages = need.messages;
    body.proof = toByteArray(request.sign(keys.identity));
    TACET_TRY(queueControl(vault, body, OutboxKind::Control));
    TACET_TRY(noteRepair(vault, need.device.id, now));
    TACET_TRY_ASSIGN(const QList<Unread> unread, unreadOf(vault, need.device.id, now));
    for (const Unread &one : unread) {
        if (!one.isMessage)
            TACET_TRY(vault.inbox().release(one.kept.key));
    }
    return {};
}

Result<bool> followRepairRequest(VaultSession &vault, PairwiseVault &ratchets, const Account &account,
                                 const PeerDevice &device, const MailboxItem &item, const ControlBody &body)
{
    TACET_TRY_ASSIGN(const auto identity, fixedBytes<32>(device.identityKey));
    TACET_TRY_ASSIGN(const auto followed, vault.settings().number(followedSetting(device.id)));
    const auto last = followed ? std::optional(crypto::Timestamp(std::chrono::milliseconds(*followed))) : std::nullopt;
    const auto request = crypto::ResetRequest::verify(viewOf(body.proof), crypto::Ed25519PublicKey::from(identity),
                                                      addressOf(device.user, device.id),
                                                      addressOf(account.user, account.device), last, cryptoNow());
    if (!request) {
        if (request.error() == crypto::ResetRequestError::Malformed ||
            request.error() == crypto::ResetRequestError::BadSignature)
            return fail(ErrorCode::InvalidInput, QStringLiteral("repair request"));
        return false;
    }
    TACET_TRY(vault.settings().setNumber(followedSetting(device.id), request->at.time_since_epoch().count()));
    // What the peer began with its request is what it reads; another session of ours it may not.
    TACET_TRY_ASSIGN(const bool isActive, ratchets.isActive(device, item.envelope.session));
    if (!isActive)
        TACET_TRY(ratchets.reset(device));
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(item.chat));
    if (!chat || chat->peer.id != item.senderUser)
        return true;
    TACET_TRY(queueAgain(vault, item.chat, item.senderUser, body.messages));
    TACET_TRY(queueNewestMarks(vault, account, item.chat));
    return true;
}

Result<> releaseArrived(VaultSession &vault, DeviceId device)
{
    TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined(device, kQuarantineMax));
    for (const QuarantinedEnvelope &envelope : kept) {
        const MessageId id(QUuid::fromRfc4122(envelope.key.last(kIdSize)));
        TACET_TRY_ASSIGN(const auto message, vault.messages().find(id));
        if (message)
            TACET_TRY(vault.inbox().release(envelope.key));
    }
    return {};
}

} // namespace tacet
