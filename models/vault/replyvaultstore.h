#pragma once
#include "models/domain/result.h"
#include "models/domain/thread.h"
#include "models/vault/threadvaultstore.h"
#include "models/vault/vaultdatabase.h"

namespace tacet {

struct NewReply {
    Reply reply = {}; ///< `position` is given by insert()
    PostSeal seal = {};
};

struct InsertedReply {
    Reply reply = {};
    bool isNew = false; ///< false: it was there already and nothing changed
};

/// Replies in threads. They count in their thread, and in its chat if it is followed.
class ReplyVaultStore
{
public:
    explicit ReplyVaultStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// A deleted one only keeps its place and counts nowhere. An own one makes this account follow the thread.
    /// Idempotent by id; Conflict if another reply has it, NotFound without its thread.
    Result<InsertedReply> insert(const NewReply &reply);
    Result<std::optional<Reply>> find(ReplyId reply);
    Result<std::optional<PostSeal>> seal(ReplyId reply);
    /// By arrival, those behind position `after`.
    Result<QList<Reply>> list(ThreadId thread, qint64 after = 0, int limit = -1);

    /// A later version. Nothing if an equal or later one is there or it was deleted; NotFound.
    Result<std::optional<Reply>> revise(ReplyId reply, const QString &body, const PostSeal &seal);
    /// Leaves its place to what answers it. Nothing if it was deleted before; NotFound.
    Result<std::optional<Reply>> erase(ReplyId reply);

    /// NotFound, here and below.
    Result<> setSeal(ReplyId reply, const PostSeal &seal);
    /// From Queued or Failed to Sent.
    Result<Reply> markSent(ReplyId reply);
    /// From Queued to Failed.
    Result<Reply> markFailed(ReplyId reply, ErrorCode why);
    /// From Failed to Queued.
    Result<Reply> requeue(ReplyId reply);

private:
    VaultDatabase &m_database;
};

/// Where the chain of threads and replies of an author's device in a chat stands; each post names the one before.
struct ThreadChain {
    qint64 sequence = 0; ///< of the last post; 0 = none
    QByteArray lastHash = {};
};

class ThreadChainStore
{
public:
    explicit ThreadChainStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    Result<ThreadChain> find(ChatId chat, DeviceId authorDevice);
    /// Earlier posts do not move it back.
    Result<> advance(ChatId chat, const PostSeal &seal);
    /// What came behind was not taken and is sealed anew. Never moves forward.
    Result<> rewind(ChatId chat, DeviceId authorDevice, const ThreadChain &chain);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
