#include "models/services/messagepost.h"

#include "crypto/epoch/sealedpost.h"
#include "crypto/group/outboundgroupsession.h"
#include "crypto/payload/padding.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/failures.h"
#include "models/services/groupmessagebody.h"
#include "models/services/groupreception.h"
#include "models/services/senderkeyvault.h"
#include "models/services/storedpostcodec.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"

#include <QCryptographicHash>

namespace tacet {

namespace {

PostAnswer answerFrom(const PostReceipt &receipt)
{
    return {.state = receipt.state, .storedAt = receipt.storedAt, .expiresAt = receipt.expiresAt};
}

Result<> checkStanding(VaultSession &vault, ChatId id)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(id));
    if (!chat)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    // Nobody knows yet what becomes of a chat whose log does not verify: its messages wait.
    if (chat->standing == ChatStanding::Halted)
        return fail(ErrorCode::TooSoon, QStringLiteral("the chat's log does not verify"));
    return chat->standing == ChatStanding::Member && chat->canSend ? Result<>() : fail(ErrorCode::Forbidden);
}

} // namespace

Result<SealedEntry> MessagePost::seal(VaultSession &vault, const PostOutboxEntry &entry)
{
    TACET_TRY(checkStanding(vault, entry.chat));
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(entry.chat));
    TACET_TRY_ASSIGN(const auto message, vault.messages().find(MessageId(entry.id)));
    TACET_TRY_ASSIGN(const auto state, vault.groups().find(entry.chat));
    if (!message || !chat || !state)
        return fail(ErrorCode::NotFound, QStringLiteral("message"));
    if (state->epoch < state->epochFloor)
        return fail(ErrorCode::TooSoon, QStringLiteral("the next epoch has not begun"));
    TACET_TRY(rewind(vault, entry));
    TACET_TRY_ASSIGN(const AuthorChain chain, vault.messages().authorChain(entry.chat, m_core.account().device));
    OutgoingPost post;
    post.id = message->id;
    post.chat = entry.chat;
    post.replyTo = message->replyTo.value_or(MessageId());
    post.seal = {
        .epoch = state->epoch, .authorSequence = chain.sequence + 1, .parentHash = chain.lastHash, .signature = {}};
    TACET_TRY_ASSIGN(const QByteArray body, bodyOf(vault, *state, *message, post));
    TACET_TRY(chat->type == ChatType::Group ? sealLive(vault, *state, body, post) : sealEpochPost(vault, body, post));
    post.contentHash = QCryptographicHash::hash(post.encryptedContent, QCryptographicHash::Sha256);
    TACET_TRY(vault.messages().seal(message->id, post.seal.authorSequence, post.contentHash, {}));
    return SealedEntry{.bytes = encodeOutgoing(post), .epoch = state->epoch};
}

/// What was sealed before and not taken leaves the author's chain; it keeps its place there.
Result<> MessagePost::rewind(VaultSession &vault, const PostOutboxEntry &entry)
{
    if (entry.sealed.isEmpty())
        return {};
    TACET_TRY_ASSIGN(const OutgoingPost former, decodeOutgoing(entry.sealed));
    const DeviceId own = m_core.account().device;
    TACET_TRY_ASSIGN(const AuthorChain chain, vault.messages().authorChain(entry.chat, own));
    if (chain.sequence < former.seal.authorSequence)
        return {};
    return vault.messages().rewindChain(
        entry.chat, own, {.sequence = former.seal.authorSequence - 1, .lastHash = former.seal.parentHash});
}

Result<QByteArray> MessagePost::bodyOf(VaultSession &vault, const GroupState &state, const Message &message,
                                       const OutgoingPost &post)
{
    const Account &account = m_core.account();
    TACET_TRY_ASSIGN(const auto manifest, vault.peers().manifest(account.user));
    GroupMessageBody body;
    body.chat = post.chat;
    body.id = post.id;
    body.author = account.user;
    body.authorDevice = account.device;
    body.sequence = post.seal.authorSequence;
    body.previousHash = post.seal.parentHash;
    body.sentAt = message.sentAt;
    body.manifestVersion = manifest ? manifest->version : 1;
    body.headSequence = state.logSequence;
    body.headHash = state.logHash;
    body.text = message.text;
    body.mentions = message.mentions;
    body.replyTo = message.replyTo;
    return body.encode();
}

Result<> MessagePost::sealLive(VaultSession &vault, const GroupState &state, const QByteArray &body, OutgoingPost &post)
{
    TACET_TRY_ASSIGN(const QByteArray freshAt,
                     SenderKeyVault(vault, m_core.keys(), m_core.account()).freshAt(post.chat));
    TACET_TRY_ASSIGN(auto record, vault.megolm().outbound(post.chat));
    if (!record || freshAt != state.logHash)
        return fail(ErrorCode::Cancelled, QStringLiteral("the session is used up"));
    auto session = crypto::OutboundGroupSession::deserialise(viewOf(record->session));
    if (!session)
        return fail(ErrorCode::Damaged, QStringLiteral("stored session of a group"));
    const auto sealed = session->encrypt(crypto::pad(viewOf(body)));
    if (!sealed)
        return fail(ErrorCode::InvalidInput, QStringLiteral("the message is too long"));
    post.distribution = record->distribution;
    post.encryptedContent = toByteArray(*sealed);
    record->session = toByteArray(session->serialise());
    record->messages = static_cast<int>(session->messages());
    return vault.megolm().saveOutbound(*record);
}

Result<> MessagePost::sealEpochPost(VaultSession &vault, const QByteArray &body, OutgoingPost &post)
{
    TACET_TRY_ASSIGN(const auto record, vault.epochKeys().find(post.chat, post.seal.epoch));
    if (!record)
        return fail(ErrorCode::TooSoon, QStringLiteral("the epoch's key is not here"));
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record->key));
    const Account &account = m_core.account();
    const auto address = messageAddress(post.chat, post.id, post.replyTo, account.user, account.device, post.seal);
    const auto key = crypto::EpochKey::fromBytes(address.epoch, bytes);
    TACET_TRY_ASSIGN(const auto commitment, fixedBytes<32>(record->commitment));
    crypto::PostText text;
    text.body.assign(viewOf(body).begin(), viewOf(body).end());
    crypto::SystemRandom random;
    const auto sealed = crypto::SealedPost::seal(text, address, key, {commitment}, m_core.keys().localDevice(), random);
    if (!sealed)
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("the post could not be sealed (%1)").arg(static_cast<int>(sealed.error())));
    post.encryptedContent = toByteArray(sealed->body);
    post.seal.signature = toByteArray(sealed->signature.view());
    return {};
}

/// All in one transaction; if one of them is refused, each by itself up to that one.
QList<Result<PostAnswer>> MessagePost::send(BackendSession &db, const QList<PostOutboxEntry> &entries)
{
    QList<Result<PostAnswer>> answers;
    std::vector<OutgoingPost> posts;
    for (const PostOutboxEntry &entry : entries) {
        auto post = decodeOutgoing(entry.sealed);
        if (!post)
            return {std::unexpected(post.error())};
        posts.push_back(*std::move(post));
    }
    if (posts.size() > 1) {
        const auto together = db.posts().post(std::span<const OutgoingPost>(posts));
        if (!together && breaksConnection(together.error().code()))
            return {std::unexpected(together.error())};
        for (const PostReceipt &receipt : together.value_or(QList<PostReceipt>()))
            answers += answerFrom(receipt);
        if (together)
            return answers;
    }
    QSet<ChatId> held;
    for (const OutgoingPost &post : posts) {
        answers += held.contains(post.chat) ? fail(ErrorCode::Cancelled) : sendOne(db, post);
        if (!answers.constLast() && breaksConnection(answers.constLast().error().code()))
            return {answers.constLast()};
        if (!answers.constLast())
            held += post.chat;
    }
    return answers;
}

Result<PostAnswer> MessagePost::sendOne(BackendSession &db, const OutgoingPost &post)
{
    const auto receipt = db.posts().post(post);
    if (receipt)
        return answerFrom(*receipt);
    if (receipt.error().code() != ErrorCode::Conflict)
        return std::unexpected(receipt.error());
    // Not the epoch, if it is there: it was sent with other bytes before the vault lost commits.
    TACET_TRY_ASSIGN(const auto there, db.posts().posts({post.id}));
    if (there.isEmpty() || there.constFirst().senderDevice != m_core.account().device ||
        there.constFirst().chat != post.chat)
        return std::unexpected(receipt.error());
    return PostAnswer{.state = StoredState::Repeat,
                      .storedAt = there.constFirst().storedAt,
                      .expiresAt = there.constFirst().expiresAt};
}

Result<Announcement> MessagePost::stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &answer)
{
    if (answer.expiresAt.isValid())
        TACET_TRY(vault.messages().setExpiry(MessageId(entry.id), answer.expiresAt));
    TACET_TRY_ASSIGN(const auto sent, vault.messages().advance({MessageId(entry.id)}, DeliveryState::Sent));
    return announcing(sent);
}

Result<Announcement> MessagePost::givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why)
{
    const Result<Message> failed = vault.messages().markFailed(MessageId(entry.id), why);
    if (failed)
        return announcing({*failed});
    // It is gone: it disappeared, or the chat was taken out of the list.
    return failed.error().code() == ErrorCode::NotFound ? Result<Announcement>(Announcement())
                                                        : std::unexpected(failed.error());
}

Announcement MessagePost::announcing(const QList<Message> &messages)
{
    return [core = &m_core, messages] {
        for (const Message &message : messages) {
            Q_EMIT core->messages().messageChanged(message);
            core->chats().announce(message.chat);
        }
    };
}

} // namespace tacet
