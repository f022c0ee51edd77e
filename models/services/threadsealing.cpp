#include "models/services/threadsealing.h"

#include "models/services/bytes.h"
#include "models/services/threadcodec.h"
#include "models/services/threadtext.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/vaultsession.h"

namespace tacet {

namespace {

constexpr qsizetype kHashSize = 32;

crypto::PostAddress addressFor(crypto::PostKind kind, ChatId chat, UserId author, DeviceId device, const Seal &seal,
                               int editNumber)
{
    crypto::PostAddress address;
    address.kind = kind;
    address.epoch = {.chat = idBytes(chat), .epoch = static_cast<std::uint64_t>(seal.epoch)};
    address.editNumber = static_cast<std::uint32_t>(editNumber);
    address.author = addressOf(author, device);
    address.authorSequence = static_cast<std::uint64_t>(seal.authorSequence);
    if (const auto parent = fixedBytes<kHashSize>(seal.parentHash))
        address.parent = *parent;
    return address;
}

crypto::SecretBytes secretFrom(const QByteArray &bytes)
{
    const crypto::ByteView view = viewOf(bytes);
    return crypto::SecretBytes(view.begin(), view.end());
}

} // namespace

crypto::PostAddress threadAddress(ChatId chat, ThreadId thread, UserId author, DeviceId device, const Seal &seal,
                                  int editNumber)
{
    auto address = addressFor(crypto::PostKind::Thread, chat, author, device, seal, editNumber);
    address.id = idBytes(thread);
    address.thread = address.id;
    return address;
}

crypto::PostAddress replyAddress(ChatId chat, ThreadId thread, ReplyId reply, ReplyId parent, UserId author,
                                 DeviceId device, const Seal &seal, int editNumber)
{
    auto address = addressFor(crypto::PostKind::Reply, chat, author, device, seal, editNumber);
    address.id = idBytes(reply);
    address.thread = idBytes(thread);
    address.answers = idBytes(parent);
    return address;
}

Result<> demandMayPostThreads(VaultSession &vault, ChatId id)
{
    TACET_TRY_ASSIGN(const auto chat, vault.chats().find(id));
    TACET_TRY_ASSIGN(const auto state, vault.groups().find(id));
    if (!chat || !state)
        return fail(ErrorCode::NotFound, QStringLiteral("chat"));
    const bool isIn = chat->standing == ChatStanding::Member || chat->standing == ChatStanding::Halted;
    if (!isIn || !state->permissions.testFlag(Permission::PostThreads))
        return fail(ErrorCode::Forbidden, QStringLiteral("threads"));
    return {};
}

struct ThreadSealing::Ready {
    GroupState state;
    crypto::EpochKey key;
    crypto::EpochCommitment newest;
};

ThreadSealing::ThreadSealing(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
{
}

Result<OutgoingThread> ThreadSealing::thread(const PostOutboxEntry &entry)
{
    const ThreadId id(entry.id);
    TACET_TRY_ASSIGN(const auto thread, m_vault.threads().find(id));
    if (!thread)
        return fail(ErrorCode::NotFound, QStringLiteral("thread"));
    TACET_TRY_ASSIGN(const Ready made, ready(thread->chat));
    if (!entry.sealed.isEmpty()) {
        TACET_TRY_ASSIGN(const OutgoingThread former, decodeOutgoingThread(entry.sealed));
        TACET_TRY(rewind(thread->chat, former.seal));
    }
    OutgoingThread outgoing;
    outgoing.id = id;
    outgoing.chat = thread->chat;
    TACET_TRY_ASSIGN(outgoing.seal, place(made));
    const auto address = threadAddress(thread->chat, id, m_account.user, m_account.device, outgoing.seal, 0);
    TACET_TRY_ASSIGN(const auto post, seal(made, thread->title, thread->body, address));
    outgoing.encryptedTitle = toByteArray(post.title);
    outgoing.encryptedBody = toByteArray(post.body);
    outgoing.seal.signature = toByteArray(post.signature.view());
    TACET_TRY(m_vault.threads().setSeal(id, sealed(post, address)));
    TACET_TRY(m_vault.threadChains().advance(thread->chat, sealed(post, address)));
    return outgoing;
}

Result<OutgoingReply> ThreadSealing::reply(const PostOutboxEntry &entry)
{
    const ReplyId id(entry.id);
    TACET_TRY_ASSIGN(const auto reply, m_vault.replies().find(id));
    if (!reply || reply->isDeleted)
        return fail(ErrorCode::NotFound, QStringLiteral("reply"));
    TACET_TRY_ASSIGN(const Ready made, ready(entry.chat));
    if (!entry.sealed.isEmpty()) {
        TACET_TRY_ASSIGN(const OutgoingReply former, decodeOutgoingReply(entry.sealed));
        TACET_TRY(rewind(entry.chat, former.seal));
    }
    OutgoingReply outgoing;
    outgoing.id = id;
    outgoing.thread = reply->thread;
    outgoing.parent = reply->parent.value_or(ReplyId());
    TACET_TRY_ASSIGN(outgoing.seal, place(made));
    const auto address = replyAddress(entry.chat, reply->thread, id, outgoing.parent, m_account.user, m_account.device,
                                      outgoing.seal, 0);
    TACET_TRY_ASSIGN(const auto post, seal(made, {}, reply->body, address));
    outgoing.encryptedBody = toByteArray(post.body);
    outgoing.seal.signature = toByteArray(post.signature.view());
    TACET_TRY(m_vault.replies().setSeal(id, sealed(post, address)));
    TACET_TRY(m_vault.threadChains().advance(entry.chat, sealed(post, address)));
    return outgoing;
}

Result<ThreadSealing::Ready> ThreadSealing::ready(ChatId chat)
{
    TACET_TRY(demandMayPostThreads(m_vault, chat));
    TACET_TRY_ASSIGN(const auto listed, m_vault.chats().find(chat));
    // Nobody knows yet what becomes of a chat whose log does not verify: what is written there waits.
    if (listed->standing == ChatStanding::Halted)
        return fail(ErrorCode::TooSoon, QStringLiteral("the chat's log does not verify"));
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    if (state->epoch < state->epochFloor)
        return fail(ErrorCode::TooSoon, QStringLiteral("the next epoch has not begun"));
    TACET_TRY_ASSIGN(const auto record, m_vault.epochKeys().find(chat, state->epoch));
    if (!record)
        return fail(ErrorCode::TooSoon, QStringLiteral("the epoch's key is not here"));
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record->key));
    TACET_TRY_ASSIGN(const auto commitment, fixedBytes<kHashSize>(record->commitment));
    const crypto::EpochName name{.chat = idBytes(chat), .epoch = static_cast<std::uint64_t>(state->epoch)};
    return Ready{.state = *state, .key = crypto::EpochKey::fromBytes(name, bytes), .newest = {commitment}};
}

Result<> ThreadSealing::rewind(ChatId chat, const Seal &former)
{
    return m_vault.threadChains().rewind(chat, m_account.device,
                                         {.sequence = former.authorSequence - 1, .lastHash = former.parentHash});
}

Result<Seal> ThreadSealing::place(const Ready &ready)
{
    TACET_TRY_ASSIGN(const ThreadChain chain, m_vault.threadChains().find(ready.state.chat, m_account.device));
    return Seal{.epoch = ready.state.epoch, .authorSequence = chain.sequence + 1, .parentHash = chain.lastHash};
}

Result<crypto::SealedPost> ThreadSealing::seal(const Ready &ready, const QString &title, const QString &body,
                                               const crypto::PostAddress &address)
{
    const ThreadText text{.body = body, .headSequence = ready.state.logSequence, .headHash = ready.state.logHash};
    crypto::PostText plain;
    plain.title = secretFrom(title.toUtf8());
    plain.body = secretFrom(text.encode());
    crypto::SystemRandom random;
    auto post = crypto::SealedPost::seal(plain, address, ready.key, ready.newest, m_keys.localDevice(), random);
    if (!post)
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("the post could not be sealed (%1)").arg(static_cast<int>(post.error())));
    return *std::move(post);
}

PostSeal ThreadSealing::sealed(const crypto::SealedPost &post, const crypto::PostAddress &address) const
{
    return {.authorDevice = m_account.device,
            .authorSequence = static_cast<qint64>(address.authorSequence),
            .contentHash = toByteArray(post.hash(address)),
            .editNumber = static_cast<int>(address.editNumber)};
}

} // namespace tacet
