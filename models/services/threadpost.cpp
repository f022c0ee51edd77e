#include "models/services/threadpost.h"

#include "models/services/accountcore.h"
#include "models/services/failures.h"
#include "models/services/threadcodec.h"
#include "models/services/threadsealing.h"
#include "models/vault/replyvaultstore.h"

namespace tacet {

namespace {

PostAnswer answerFrom(const WritingReceipt &receipt)
{
    return {.state = receipt.state, .storedAt = receipt.createdAt, .expiresAt = {}};
}

/// Each by itself, up to the first refusal in its chat.
template <class Send>
QList<Result<PostAnswer>> sendEach(const QList<PostOutboxEntry> &entries, Send send)
{
    QList<Result<PostAnswer>> answers;
    QSet<ChatId> held;
    for (const PostOutboxEntry &entry : entries) {
        if (held.contains(entry.chat)) {
            answers += fail(ErrorCode::Cancelled);
            continue;
        }
        const Result<PostAnswer> answer = send(entry);
        if (!answer && breaksConnection(answer.error().code()))
            return {answer};
        if (!answer)
            held += entry.chat;
        answers += answer;
    }
    return answers;
}

/// What is not there any more needs no news: it was deleted here, or the chat was taken out of the list.
template <class Changed, class Announce>
Result<Announcement> announcing(const Result<Changed> &changed, Announce announce)
{
    if (changed)
        return Announcement([announce, value = *changed] { announce(value); });
    return changed.error().code() == ErrorCode::NotFound ? Result<Announcement>(Announcement())
                                                         : std::unexpected(changed.error());
}

} // namespace

Result<SealedEntry> ThreadPost::seal(VaultSession &vault, const PostOutboxEntry &entry)
{
    TACET_TRY_ASSIGN(const OutgoingThread thread, ThreadSealing(vault, m_core.keys(), m_core.account()).thread(entry));
    return SealedEntry{.bytes = encodeOutgoing(thread), .epoch = thread.seal.epoch};
}

QList<Result<PostAnswer>> ThreadPost::send(BackendSession &db, const QList<PostOutboxEntry> &entries)
{
    return sendEach(entries, [&db](const PostOutboxEntry &entry) -> Result<PostAnswer> {
        TACET_TRY_ASSIGN(const OutgoingThread thread, decodeOutgoingThread(entry.sealed));
        return db.threads().create(thread).transform(answerFrom);
    });
}

Result<Announcement> ThreadPost::stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &)
{
    return announcing(vault.threads().markSent(ThreadId(entry.id)),
                      [this](const Thread &thread) { Q_EMIT m_core.threads().threadChanged(thread); });
}

Result<Announcement> ThreadPost::givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why)
{
    return announcing(vault.threads().markFailed(ThreadId(entry.id), why),
                      [this](const Thread &thread) { Q_EMIT m_core.threads().threadChanged(thread); });
}

Result<SealedEntry> ReplyPost::seal(VaultSession &vault, const PostOutboxEntry &entry)
{
    TACET_TRY_ASSIGN(const OutgoingReply reply, ThreadSealing(vault, m_core.keys(), m_core.account()).reply(entry));
    return SealedEntry{.bytes = encodeOutgoing(reply), .epoch = reply.seal.epoch};
}

QList<Result<PostAnswer>> ReplyPost::send(BackendSession &db, const QList<PostOutboxEntry> &entries)
{
    return sendEach(entries, [&db](const PostOutboxEntry &entry) -> Result<PostAnswer> {
        TACET_TRY_ASSIGN(const OutgoingReply reply, decodeOutgoingReply(entry.sealed));
        return db.threads().reply(reply).transform(answerFrom);
    });
}

Result<Announcement> ReplyPost::stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &)
{
    return announcing(vault.replies().markSent(ReplyId(entry.id)),
                      [this](const Reply &reply) { Q_EMIT m_core.threads().replyChanged(reply); });
}

Result<Announcement> ReplyPost::givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why)
{
    return announcing(vault.replies().markFailed(ReplyId(entry.id), why),
                      [this](const Reply &reply) { Q_EMIT m_core.threads().replyChanged(reply); });
}

} // namespace tacet
