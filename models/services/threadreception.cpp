#include "models/services/threadreception.h"

#include "models/services/threadcodec.h"
#include "models/services/threadsealing.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/vaultsession.h"

#include <QTimeZone>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kRevealBatch = 500;

/// By the author's clock: it stands in the id, which is signed. Nobody writes in the future.
template <class IdType>
QDateTime writtenAt(IdType id)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(uuid7Milliseconds(id.uuid()), QTimeZone::UTC);
    return std::min(time, QDateTime::currentDateTimeUtc());
}

} // namespace

ThreadReception::ThreadReception(VaultSession &vault, const Account &account)
    : m_vault(vault)
    , m_account(account)
{
}

Result<> ThreadReception::take(const StoredThread &row)
{
    TACET_TRY_ASSIGN(const bool removed, m_vault.threads().wasRemoved(row.id));
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(row.chat));
    if (removed || !state)
        return {};
    TACET_TRY_ASSIGN(const auto known, m_vault.threads().find(row.id));
    const bool isElsewhere = known && known->chat != row.chat;
    if (row.deletedAt.isValid()) {
        if (isElsewhere)
            return {};
        TACET_TRY(m_vault.waiting().remove(WaitingKind::Thread, row.id.uuid()));
        TACET_TRY(m_vault.threads().remove(row.id, row.chat));
        if (known)
            m_outcome.gone.insert(row.id, row.chat);
        return {};
    }
    TACET_TRY_ASSIGN(const bool isDone, isOwnAndKnown(row));
    if (isDone)
        return {};
    const Row common = commonOf(row);
    const auto author = authorOf(row.author, row.authorDevice);
    if (!author)
        return isRefusal(author.error().code()) ? refuse(common, author.error()) : std::unexpected(author.error());
    const auto address = threadAddress(row.chat, row.id, author->user, row.authorDevice, row.seal, row.editNumber);
    TACET_TRY_ASSIGN(const auto read, open(common, *author, address));
    return read ? store(row, *author, *read) : Result<>();
}

Result<> ThreadReception::take(const StoredReply &row)
{
    TACET_TRY_ASSIGN(const auto chat, chatOf(row));
    if (!chat)
        return {};
    if (row.deletedAt.isValid())
        return erase(row);
    TACET_TRY_ASSIGN(const bool isDone, isOwnAndKnown(row));
    if (isDone)
        return {};
    const Row common = commonOf(row, *chat);
    const auto author = authorOf(row.author, row.authorDevice);
    if (!author)
        return isRefusal(author.error().code()) ? refuse(common, author.error()) : std::unexpected(author.error());
    const auto address =
        replyAddress(*chat, row.thread, row.id, row.parent, author->user, row.authorDevice, row.seal, row.editNumber);
    TACET_TRY_ASSIGN(const auto read, open(common, *author, address));
    return read ? store(row, *author, *read, *chat) : Result<>();
}

ThreadReception::Row ThreadReception::commonOf(const StoredThread &row)
{
    return {.kind = WaitingKind::Thread,
            .id = row.id.uuid(),
            .chat = row.chat,
            .device = row.authorDevice,
            .title = row.encryptedTitle,
            .body = row.encryptedBody,
            .seal = row.seal,
            .kept = encodeStored(row)};
}

ThreadReception::Row ThreadReception::commonOf(const StoredReply &row, ChatId chat)
{
    return {.kind = WaitingKind::Reply,
            .id = row.id.uuid(),
            .chat = chat,
            .device = row.authorDevice,
            .body = row.encryptedBody,
            .seal = row.seal,
            .kept = encodeStored(row)};
}

/// Of the thread, also while it waits for its key itself. Nothing for threads that are not to be seen.
Result<std::optional<ChatId>> ThreadReception::chatOf(const StoredReply &row)
{
    TACET_TRY_ASSIGN(const auto thread, m_vault.threads().find(row.thread));
    if (thread)
        return thread->chat;
    TACET_TRY_ASSIGN(const auto waiting, m_vault.waiting().find(WaitingKind::Thread, row.thread.uuid()));
    if (waiting)
        return waiting->chat;
    return std::nullopt;
}

/// What this device wrote is here already; that the database has it may have been missed.
Result<bool> ThreadReception::isOwnAndKnown(const StoredThread &row)
{
    if (row.authorDevice != m_account.device || row.editNumber > 0)
        return false;
    TACET_TRY_ASSIGN(const auto known, m_vault.threads().find(row.id));
    if (!known)
        return false;
    if (known->state != DeliveryState::Sent) {
        TACET_TRY(m_vault.threads().markSent(row.id));
        m_outcome.threads += row.id;
    }
    return true;
}

Result<bool> ThreadReception::isOwnAndKnown(const StoredReply &row)
{
    if (row.authorDevice != m_account.device || row.editNumber > 0)
        return false;
    TACET_TRY_ASSIGN(const auto known, m_vault.replies().find(row.id));
    if (!known)
        return false;
    if (known->state != DeliveryState::Sent && !known->isDeleted) {
        TACET_TRY_ASSIGN(const Reply sent, m_vault.replies().markSent(row.id));
        m_outcome.changed += sent;
    }
    return true;
}

/// Before this account came: history, which nobody has to be told of.
Result<bool> ThreadReception::isFromBefore(ChatId chat, const QDateTime &createdAt)
{
    TACET_TRY_ASSIGN(const auto own, m_vault.groups().member(chat, m_account.user));
    return own && createdAt < own->joinedAt;
}

Result<> ThreadReception::store(const StoredThread &row, const Author &author, const Opened &opened)
{
    NewThread thread;
    thread.thread.id = row.id;
    thread.thread.chat = row.chat;
    thread.thread.author = author.user;
    thread.thread.title = opened.title;
    thread.thread.body = opened.text.body;
    thread.thread.createdAt = writtenAt(row.id);
    thread.thread.isOutgoing = author.user == m_account.user;
    thread.thread.state = thread.thread.isOutgoing ? DeliveryState::Sent : DeliveryState::Received;
    thread.seal = opened.seal;
    const auto inserted = m_vault.threads().insert(thread);
    if (!inserted && inserted.error().code() == ErrorCode::Conflict)
        return refuse(commonOf(row), inserted.error());
    TACET_TRY(inserted);
    TACET_TRY(m_vault.waiting().remove(WaitingKind::Thread, row.id.uuid()));
    bool isChanged = inserted->isNew;
    if (!inserted->isNew) {
        TACET_TRY_ASSIGN(const auto revised,
                         m_vault.threads().revise(row.id, opened.title, opened.text.body, opened.seal));
        isChanged = revised.has_value();
    }
    TACET_TRY_ASSIGN(const bool isHistory, isFromBefore(row.chat, thread.thread.createdAt));
    if (inserted->isNew && isHistory)
        TACET_TRY(m_vault.threads().markRead(row.id, 0));
    if (isChanged)
        m_outcome.threads += row.id;
    return m_vault.threadChains().advance(row.chat, opened.seal);
}

Result<> ThreadReception::store(const StoredReply &row, const Author &author, const Opened &opened, ChatId chat)
{
    TACET_TRY_ASSIGN(const auto thread, m_vault.threads().find(row.thread));
    if (!thread)
        return wait(commonOf(row, chat));
    NewReply reply;
    reply.reply.id = row.id;
    reply.reply.thread = row.thread;
    if (!row.parent.isNull())
        reply.reply.parent = row.parent;
    reply.reply.author = author.user;
    reply.reply.body = opened.text.body;
    reply.reply.createdAt = writtenAt(row.id);
    reply.reply.isOutgoing = author.user == m_account.user;
    reply.reply.state = reply.reply.isOutgoing ? DeliveryState::Sent : DeliveryState::Received;
    reply.seal = opened.seal;
    const auto inserted = m_vault.replies().insert(reply);
    if (!inserted && inserted.error().code() == ErrorCode::Conflict)
        return refuse(commonOf(row, chat), inserted.error());
    TACET_TRY(inserted);
    TACET_TRY(m_vault.waiting().remove(WaitingKind::Reply, row.id.uuid()));
    if (inserted->isNew) {
        m_outcome.stored += inserted->reply;
        m_outcome.threads += row.thread;
    } else {
        TACET_TRY_ASSIGN(const auto revised, m_vault.replies().revise(row.id, opened.text.body, opened.seal));
        if (revised)
            m_outcome.changed += *revised;
    }
    TACET_TRY_ASSIGN(const bool isHistory, isFromBefore(chat, reply.reply.createdAt));
    if (inserted->isNew && isHistory)
        TACET_TRY(m_vault.threads().markRead(row.thread, inserted->reply.position));
    return m_vault.threadChains().advance(chat, opened.seal);
}

/// Nobody signs a deletion: who can change the database can as well keep things from being shown at all.
Result<> ThreadReception::erase(const StoredReply &row)
{
    TACET_TRY(m_vault.waiting().remove(WaitingKind::Reply, row.id.uuid()));
    TACET_TRY_ASSIGN(const auto known, m_vault.replies().find(row.id));
    if (known && known->thread != row.thread)
        return {};
    if (known) {
        TACET_TRY_ASSIGN(const auto erased, m_vault.replies().erase(row.id));
        if (erased) {
            m_outcome.changed += *erased;
            m_outcome.threads += row.thread;
        }
        return {};
    }
    TACET_TRY_ASSIGN(const auto thread, m_vault.threads().find(row.thread));
    if (!thread)
        return {};
    NewReply tombstone;
    tombstone.reply.id = row.id;
    tombstone.reply.thread = row.thread;
    if (!row.parent.isNull())
        tombstone.reply.parent = row.parent;
    tombstone.reply.author = row.author;
    tombstone.reply.createdAt = writtenAt(row.id);
    tombstone.reply.isDeleted = true;
    tombstone.seal.authorDevice = row.authorDevice;
    TACET_TRY_ASSIGN(const InsertedReply inserted, m_vault.replies().insert(tombstone));
    m_outcome.stored += inserted.reply;
    return {};
}

/// Threads first: replies belong into them.
Result<> ThreadReception::reveal(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto keys, m_vault.epochKeys().list(chat));
    for (const WaitingKind kind : {WaitingKind::Thread, WaitingKind::Reply}) {
        for (const EpochKeyRecord &key : keys) {
            qint64 position = 0;
            bool isLast = false;
            while (!isLast) {
                TACET_TRY_ASSIGN(const auto waiting,
                                 m_vault.waiting().ofKind(kind, chat, key.epoch, position, kRevealBatch));
                for (const WaitingPost &post : waiting) {
                    position = post.position;
                    if (kind == WaitingKind::Thread) {
                        TACET_TRY_ASSIGN(const StoredThread row, decodeStoredThread(post.post));
                        TACET_TRY(take(row));
                    } else {
                        TACET_TRY_ASSIGN(const StoredReply row, decodeStoredReply(post.post));
                        TACET_TRY(take(row));
                    }
                }
                isLast = waiting.size() < kRevealBatch;
            }
        }
    }
    return {};
}

} // namespace tacet
