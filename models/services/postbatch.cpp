#include "models/services/postbatch.h"

#include "models/backend/backendsession.h"
#include "models/services/crashpoint.h"
#include "models/services/encryption.h"
#include "models/services/failures.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/vaultsession.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace tacet {

namespace {

constexpr int kBatch = 64;
constexpr std::chrono::seconds kFirstWait{1};
constexpr std::chrono::seconds kLongestWait{600};
constexpr int kDoublings = 9;
constexpr int kConflictsMax = 12; ///< of one entry: then it is no matter of the epoch

/// Not sealed, or not taken as it was sealed, or behind one in its chat that is sealed anew.
bool needsSeal(const PostOutboxEntry &entry, const QSet<ChatId> &resealed)
{
    return entry.sealed.isEmpty() || entry.lastError == ErrorCode::Conflict || resealed.contains(entry.chat);
}

} // namespace

PostVault::PostVault(VaultSession &vault, const PostKinds &kinds)
    : m_vault(vault)
    , m_kinds(kinds)
{
}

PostKind *PostVault::kindOf(const PostOutboxEntry &entry) const
{
    const auto found = m_kinds.find(entry.kind);
    return found == m_kinds.end() ? nullptr : found->second.get();
}

Result<QHash<ChatId, PostOutboxEntry>> PostVault::due(const QDateTime &now)
{
    TACET_TRY_ASSIGN(const auto entries, m_vault.postOutbox().due(now, kBatch));
    QHash<ChatId, PostOutboxEntry> firsts;
    for (const PostOutboxEntry &entry : entries) {
        if (!firsts.contains(entry.chat))
            firsts.insert(entry.chat, entry);
    }
    return firsts;
}

Result<QList<PostOutboxEntry>> PostVault::seal(const QSet<ChatId> &chats, const QDateTime &now,
                                               QList<SentPost> &refused)
{
    TACET_TRY_ASSIGN(const auto entries, m_vault.postOutbox().due(now, kBatch));
    QList<PostOutboxEntry> sealed;
    QSet<ChatId> held;
    QSet<ChatId> resealed;
    for (PostOutboxEntry entry : entries) {
        if (!chats.contains(entry.chat) || held.contains(entry.chat))
            continue;
        PostKind *const kind = kindOf(entry);
        if (needsSeal(entry, resealed)) {
            const auto made = kind ? kind->seal(m_vault, entry) : fail(ErrorCode::InvalidInput);
            if (!made) {
                held += entry.chat;
                if (made.error().code() != ErrorCode::Cancelled)
                    refused += {.entry = entry, .answer = std::unexpected(made.error())};
                continue;
            }
            if (!entry.sealed.isEmpty())
                resealed += entry.chat;
            entry.sealed = made->bytes;
            entry.epoch = made->epoch;
            TACET_TRY(m_vault.postOutbox().setSealed(entry.position, entry.sealed, entry.epoch));
        }
        sealed += entry;
    }
    return sealed;
}

Result<PostSettlement> PostVault::settle(const QList<SentPost> &sent, const QDateTime &now)
{
    PostSettlement settlement;
    for (const SentPost &one : sent) {
        PostKind *const kind = kindOf(one.entry);
        if (one.answer) {
            TACET_TRY_ASSIGN(const auto announcement, kind->stored(m_vault, one.entry, *one.answer));
            settlement.announcements += announcement;
            TACET_TRY(m_vault.postOutbox().remove(one.entry.position));
            continue;
        }
        const ErrorCode why = one.answer.error().code();
        const bool isEpoch = why == ErrorCode::Conflict && one.entry.attempts < kConflictsMax;
        if (isEpoch)
            settlement.moved += one.entry.chat;
        if (isEpoch || !isRefusedForGood(why)) {
            TACET_TRY(postpone(one.entry, why, now));
            continue;
        }
        TACET_TRY(m_vault.postOutbox().remove(one.entry.position));
        if (!kind)
            continue;
        TACET_TRY_ASSIGN(const auto announcement, kind->givenUp(m_vault, one.entry, why));
        settlement.announcements += announcement;
    }
    return settlement;
}

Result<> PostVault::postpone(const PostOutboxEntry &entry, ErrorCode why, const QDateTime &now)
{
    const auto wait =
        std::min<std::chrono::seconds>(kFirstWait * (1LL << std::min(entry.attempts, kDoublings)), kLongestWait);
    return m_vault.postOutbox().postpone(entry.position, why, now.addDuration(wait));
}

Result<QList<SentPost>> sendPosts(BackendSession &db, const PostKinds &kinds, const QList<PostOutboxEntry> &entries)
{
    QList<SentPost> sent;
    QSet<ChatId> held;
    QSet<ChatId> reachedChats;
    for (qsizetype from = 0; from < entries.size();) {
        QList<PostOutboxEntry> run;
        for (; from < entries.size() && (run.isEmpty() || entries[from].kind == run.constFirst().kind); ++from) {
            if (!held.contains(entries[from].chat))
                run += entries[from];
            else if (run.isEmpty())
                continue;
        }
        if (run.isEmpty())
            continue;
        const auto answers = kinds.at(run.constFirst().kind)->send(db, run);
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (!answers[i] && breaksConnection(answers[i].error().code()))
                return std::unexpected(answers[i].error());
            if (answers[i])
                reachedChats += run[i].chat;
            else
                held += run[i].chat;
            if (answers[i] || answers[i].error().code() != ErrorCode::Cancelled)
                sent += {.entry = run[i], .answer = answers[i]};
        }
    }
    reached(CrashPoint::AfterPost);
    // Who is not woken finds it at the next poll.
    for (const ChatId &chat : std::as_const(reachedChats))
        std::ignore = db.wake().wake(chat);
    return sent;
}

} // namespace tacet
