#include "models/services/groupreception.h"

#include "crypto/epoch/sealedpost.h"
#include "crypto/group/receivedgroupsession.h"
#include "crypto/payload/padding.h"
#include "models/domain/mentions.h"
#include "models/services/bytes.h"
#include "models/services/peerdevices.h"
#include "models/services/storedpostcodec.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupcontrolstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

constexpr int kRevealBatch = 500;
constexpr qsizetype kHashSize = 32;

std::unexpected<Error> refusal(const char *what)
{
    return fail(ErrorCode::CryptoFailed, QStringLiteral("%1 does not fit the row").arg(QLatin1StringView(what)));
}

/// Errors of the row itself; all others are the vault's.
bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::CryptoFailed || code == ErrorCode::InvalidInput || code == ErrorCode::SchemaTooNew;
}

Result<QByteArray> unpadded(crypto::SecretBytes padded)
{
    const auto text = crypto::unpad(std::move(padded));
    if (!text)
        return refusal("padding");
    return toByteArray(*text);
}

/// What the database says about it, and what stands inside.
Result<> compare(const GroupMessageBody &body, const StoredPost &row)
{
    if (body.chat != row.chat || body.id != row.id)
        return refusal("place");
    if (body.author != row.sender || body.authorDevice != row.senderDevice)
        return refusal("author");
    if (body.sequence != row.seal.authorSequence || body.previousHash != row.seal.parentHash)
        return refusal("order");
    if (body.replyTo.value_or(MessageId()) != row.replyTo)
        return refusal("answer");
    return {};
}

} // namespace

crypto::PostAddress messageAddress(ChatId chat, MessageId id, MessageId replyTo, UserId author, DeviceId device,
                                   const Seal &seal)
{
    crypto::PostAddress address;
    address.kind = crypto::PostKind::Message;
    address.epoch = {.chat = idBytes(chat), .epoch = static_cast<std::uint64_t>(seal.epoch)};
    address.id = idBytes(id);
    address.answers = idBytes(replyTo);
    address.author = addressOf(author, device);
    address.authorSequence = static_cast<std::uint64_t>(seal.authorSequence);
    if (const auto parent = fixedBytes<kHashSize>(seal.parentHash))
        address.parent = *parent;
    return address;
}

GroupReception::GroupReception(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
{
}

/// Nothing for direct chats, and for chats whose log this vault does not have.
Result<std::optional<GroupReception::Place>> GroupReception::placeOf(ChatId id)
{
    if (const auto known = m_places.constFind(id); known != m_places.cend())
        return *known;
    TACET_TRY_ASSIGN(const auto chat, m_vault.chats().find(id));
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(id));
    std::optional<Place> place;
    if (chat && chat->type != ChatType::Direct && state) {
        TACET_TRY_ASSIGN(const auto own, m_vault.groups().member(id, m_account.user));
        place = Place{.type = chat->type, .state = *state, .joinedAt = own ? own->joinedAt : QDateTime()};
    }
    m_places.insert(id, place);
    return place;
}

Result<> GroupReception::take(const StoredPost &row)
{
    TACET_TRY_ASSIGN(const auto place, placeOf(row.chat));
    if (!place)
        return {};
    const bool isOver = row.expiresAt.isValid() && row.expiresAt <= QDateTime::currentDateTimeUtc();
    if (row.deletedAt.isValid() || row.isHidden || isOver)
        return removeLocally(row);
    TACET_TRY_ASSIGN(const auto known, m_vault.messages().find(row.id));
    if (known && (known->kind != MessageKind::Waiting || known->chat != row.chat))
        return {};
    if (row.sender.isNull() || row.senderDevice == m_account.device)
        return {};
    return open(*place, row);
}

Result<> GroupReception::removeLocally(const StoredPost &row)
{
    TACET_TRY(m_vault.waiting().remove(WaitingKind::Message, row.id.uuid()));
    TACET_TRY_ASSIGN(const auto known, m_vault.messages().find(row.id));
    if (!known || known->chat != row.chat)
        return {};
    TACET_TRY_ASSIGN(const auto erased, m_vault.messages().erase({row.id}));
    m_outcome.erased += erased;
    return {};
}

Result<> GroupReception::open(const Place &place, const StoredPost &row)
{
    const auto opened = decrypt(place, row);
    if (!opened)
        return isRefusal(opened.error().code()) ? refuse(row, opened.error()) : std::unexpected(opened.error());
    if (opened->waits)
        return keepWaiting(row, *opened->waits);
    const auto body = GroupMessageBody::decode(opened->plaintext);
    if (!body)
        return refuse(row, body.error());
    for (const Result<> &checked : {compare(*body, row), checkAuthor(place, row, *body), checkHead(place, *body)}) {
        if (!checked)
            return isRefusal(checked.error().code()) ? refuse(row, checked.error()) : checked;
    }
    // Not before all of it fits: another's row must not take the index of the message that it shows.
    if (opened->session)
        TACET_TRY(m_vault.megolm().saveInbound(*opened->session));
    return store(row, *body);
}

Result<GroupReception::Opened> GroupReception::decrypt(const Place &place, const StoredPost &row)
{
    if (QCryptographicHash::hash(row.encryptedContent, QCryptographicHash::Sha256) != row.contentHash)
        return refusal("content");
    const bool isLive = !row.distribution.isNull();
    if (isLive != (place.type == ChatType::Group) || isLive != row.seal.signature.isEmpty())
        return refusal("type");
    return isLive ? decryptLive(place, row) : decryptEpochPost(place, row);
}

Result<GroupReception::Opened> GroupReception::decryptLive(const Place &place, const StoredPost &row)
{
    TACET_TRY_ASSIGN(auto record, m_vault.megolm().inbound(row.distribution, row.senderDevice));
    const bool isFromBefore = place.joinedAt.isValid() && row.storedAt < place.joinedAt;
    const Opened waiting{.waits = isFromBefore ? WaitingCause::NotShared : WaitingCause::KeyNotArrived};
    if (!record)
        return waiting;
    auto session = crypto::ReceivedGroupSession::deserialise(viewOf(record->session));
    if (!session)
        return fail(ErrorCode::Damaged, QStringLiteral("stored session of a group"));
    const crypto::GroupSessionOwner claimed{.chat = idBytes(row.chat),
                                            .sender = addressOf(row.sender, row.senderDevice)};
    auto plaintext = session->open(claimed, idBytes(row.id), viewOf(row.encryptedContent));
    if (!plaintext && plaintext.error() == crypto::GroupDecryptError::UnknownIndex)
        return waiting;
    if (!plaintext)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("session (%1)").arg(static_cast<int>(plaintext.error())));
    record->session = toByteArray(session->serialise());
    TACET_TRY_ASSIGN(QByteArray text, unpadded(std::move(plaintext->bytes)));
    return Opened{.plaintext = std::move(text), .session = std::move(record)};
}

Result<GroupReception::Opened> GroupReception::decryptEpochPost(const Place &, const StoredPost &row)
{
    TACET_TRY_ASSIGN(const auto record, m_vault.epochKeys().find(row.chat, row.seal.epoch));
    if (!record)
        return Opened{.waits = WaitingCause::EpochMissing};
    TACET_TRY_ASSIGN(const auto person, m_vault.peers().find(row.sender));
    TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(row.senderDevice));
    if (!person || !device || device->user != row.sender)
        return refusal("device");
    TACET_TRY_ASSIGN(const auto author, verifiedDevice(*device, person->masterKey));
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record->key));
    TACET_TRY_ASSIGN(const auto signature, fixedBytes<crypto::kSignatureSize>(row.seal.signature));
    const auto address = messageAddress(row.chat, row.id, row.replyTo, row.sender, row.senderDevice, row.seal);
    const auto content = viewOf(row.encryptedContent);
    const crypto::SealedPost post{.title = {},
                                  .body = crypto::Bytes(content.begin(), content.end()),
                                  .signature = crypto::Signature::from(signature)};
    const auto text = post.open(address, crypto::EpochKey::fromBytes(address.epoch, bytes), author);
    if (!text)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("epoch post (%1)").arg(static_cast<int>(text.error())));
    return Opened{.plaintext = toByteArray(text->body)};
}

/// A member by the log. Somebody who is none any more cannot have seen the log's present end.
Result<> GroupReception::checkAuthor(const Place &place, const StoredPost &row, const GroupMessageBody &body)
{
    TACET_TRY_ASSIGN(const auto member, m_vault.groups().member(row.chat, row.sender));
    if (!member || member->isRemoved)
        return body.headSequence < place.state.logSequence ? Result<>() : refusal("membership");
    return body.headSequence >= member->joinedSequence ? Result<>() : refusal("membership");
}

/// Everybody sees the same log: the same hash at the same place, whoever says it.
Result<> GroupReception::checkHead(const Place &place, const GroupMessageBody &body)
{
    auto &heads = m_vault.groupControls();
    Result<> pinned = heads.pinHead(body.chat, place.state.logSequence, place.state.logHash);
    if (pinned)
        pinned = heads.pinHead(body.chat, body.headSequence, body.headHash);
    const bool isFork = !pinned && pinned.error().code() == ErrorCode::Conflict;
    if (!isFork)
        return pinned;
    TACET_TRY(m_vault.chats().setStanding(body.chat, ChatStanding::Halted));
    m_outcome.halted += body.chat;
    return refusal("log");
}

Result<> GroupReception::keepWaiting(const StoredPost &row, WaitingCause cause)
{
    m_outcome.isWaiting = m_outcome.isWaiting || cause == WaitingCause::KeyNotArrived;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TACET_TRY_ASSIGN(const auto known, m_vault.waiting().find(WaitingKind::Message, row.id.uuid()));
    if (known)
        return known->waiting.cause == cause || cause != WaitingCause::NotShared
                   ? Result<>()
                   : m_vault.waiting().setCause(WaitingKind::Message, row.id.uuid(), cause);
    WaitingPost post;
    post.kind = WaitingKind::Message;
    post.id = row.id.uuid();
    post.chat = row.chat;
    post.epoch = row.seal.epoch;
    if (!row.distribution.isNull())
        post.distribution = row.distribution;
    post.sender = row.senderDevice;
    post.waiting = {.cause = cause, .since = now, .askedAt = {}};
    post.post = encodePost(row);
    NewMessage message;
    message.message.id = row.id;
    message.message.chat = row.chat;
    message.message.author = row.sender;
    message.message.outgoing = row.sender == m_account.user;
    message.message.sentAt = row.storedAt;
    message.message.storedAt = now;
    message.message.kind = MessageKind::Waiting;
    message.message.waiting = post.waiting;
    message.message.state = message.message.outgoing ? DeliveryState::Sent : DeliveryState::Received;
    message.authorDevice = row.senderDevice;
    message.authorSequence = row.seal.authorSequence;
    message.contentHash = row.contentHash;
    TACET_TRY(m_vault.waiting().save(post));
    TACET_TRY_ASSIGN(const InsertedMessage inserted, m_vault.messages().insert(message));
    if (inserted.isNew)
        m_outcome.stored += inserted.message;
    return {};
}

Result<> GroupReception::store(const StoredPost &row, const GroupMessageBody &body)
{
    TACET_TRY_ASSIGN(const auto own, m_vault.groups().member(row.chat, m_account.user));
    NewMessage message;
    message.message.id = row.id;
    message.message.chat = row.chat;
    message.message.author = row.sender;
    message.message.outgoing = row.sender == m_account.user;
    message.message.sentAt = body.sentAt;
    message.message.storedAt = QDateTime::currentDateTimeUtc();
    message.message.text = body.text;
    message.message.mentions = body.mentions;
    message.message.mentionsMe =
        !message.message.outgoing &&
        mentionsReader(body.mentions, {.user = m_account.user, .role = own ? own->role : RoleId()});
    message.message.replyTo = body.replyTo;
    if (row.expiresAt.isValid())
        message.message.expiresAt = row.expiresAt;
    message.message.state = message.message.outgoing ? DeliveryState::Sent : DeliveryState::Received;
    message.authorDevice = row.senderDevice;
    message.authorSequence = body.sequence;
    message.contentHash = row.contentHash;
    TACET_TRY_ASSIGN(const AuthorChain chain, m_vault.messages().authorChain(row.chat, row.senderDevice));
    if (body.sequence == chain.sequence + 1 && body.previousHash != chain.lastHash)
        qCWarning(logServices) << "gap in an author's messages before" << row.id.toString();

    TACET_TRY_ASSIGN(const auto waiting, m_vault.waiting().find(WaitingKind::Message, row.id.uuid()));
    if (waiting) {
        TACET_TRY_ASSIGN(const Message revealed, m_vault.messages().reveal(message));
        TACET_TRY(m_vault.waiting().remove(WaitingKind::Message, row.id.uuid()));
        m_outcome.changed += revealed;
        return {};
    }
    TACET_TRY_ASSIGN(const InsertedMessage inserted, m_vault.messages().insert(message));
    if (inserted.isNew)
        m_outcome.stored += inserted.message;
    return {};
}

Result<> GroupReception::refuse(const StoredPost &row, const Error &why)
{
    qCWarning(logServices) << "refused a message of a group" << row.id.toString() << "of device"
                           << row.senderDevice.toString() << why.detail();
    m_outcome.refused.insert(row.id, row.chat);
    return {};
}

Result<> GroupReception::revealSession(DistributionId distribution, DeviceId sender)
{
    TACET_TRY_ASSIGN(const auto waiting, m_vault.waiting().ofSession(distribution, sender, kRevealBatch));
    return reveal(waiting);
}

Result<> GroupReception::revealEpochs(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto place, placeOf(chat));
    if (!place || place->type != ChatType::Channel)
        return {};
    TACET_TRY_ASSIGN(const auto keys, m_vault.epochKeys().list(chat));
    for (const EpochKeyRecord &key : keys) {
        qsizetype left = 0;
        do {
            const qsizetype before = m_outcome.changed.size();
            TACET_TRY_ASSIGN(const auto waiting, m_vault.waiting().ofEpoch(chat, key.epoch, kRevealBatch));
            TACET_TRY(reveal(waiting));
            left = m_outcome.changed.size() > before ? waiting.size() : 0;
        } while (left == kRevealBatch);
    }
    return {};
}

Result<> GroupReception::reveal(const QList<WaitingPost> &waiting)
{
    for (const WaitingPost &post : waiting) {
        if (post.kind != WaitingKind::Message)
            continue;
        TACET_TRY_ASSIGN(const StoredPost row, decodePost(post.post));
        TACET_TRY(take(row));
    }
    return {};
}

} // namespace tacet
