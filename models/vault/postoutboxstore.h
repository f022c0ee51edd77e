#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// The numbers stand in vaults.
enum class PostOutboxKind {
    Message = 1,
    MessageEdit = 2,
    MessageDeletion = 3,
    Thread = 4,
    ThreadEdit = 5,
    ThreadDeletion = 6,
    Reply = 7,
    ReplyEdit = 8,
    ReplyDeletion = 9,
};

/// Something to be done in a group or channel. It is removed once the database has it.
struct PostOutboxEntry {
    qint64 position = 0; ///< given by enqueue(); order within a chat
    PostOutboxKind kind = PostOutboxKind::Message;
    QUuid id = {}; ///< of the message, thread or reply
    ChatId chat = {};
    QByteArray content = {}; ///< what the kind needs beside what the vault has of it
    QByteArray sealed = {};  ///< what is sent, now and at every repeat; empty: not sealed yet
    qint64 epoch = 0;        ///< under which it was sealed
    int attempts = 0;
    QDateTime nextAttemptAt = {}; ///< UTC; not valid: at once
    std::optional<ErrorCode> lastError = {};
    QDateTime createdAt = {}; ///< UTC
};

/// What waits to be sent to groups and channels.
class PostOutboxStore
{
public:
    explicit PostOutboxStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Idempotent by kind and id. Its position.
    Result<qint64> enqueue(const PostOutboxEntry &entry);
    Result<std::optional<PostOutboxEntry>> find(PostOutboxKind kind, const QUuid &id);
    /// Entries behind position `after` that may be tried now, in order; none stands behind an earlier one of its
    /// chat that waits.
    Result<QList<PostOutboxEntry>> due(const QDateTime &now, int limit, qint64 after = 0);
    /// When the first of the waiting ones may be tried; nothing if the outbox is empty.
    Result<std::optional<QDateTime>> nextAttemptAt();
    Result<int> count();

    /// In the transaction that stores what sealing changed. NotFound, here and below.
    Result<> setSealed(qint64 position, const QByteArray &sealed, qint64 epoch);
    /// Drops it so that it is sealed anew: the epoch moved.
    Result<> setUnsealed(qint64 position);
    /// An attempt failed.
    Result<> postpone(qint64 position, ErrorCode why, const QDateTime &nextAttemptAt);
    /// Everything may be tried now (the connection came back).
    Result<> wakeAll(const QDateTime &now);
    /// It is in the database, or given up. No error if it is gone.
    Result<> remove(qint64 position);
    /// Whatever waits about one message, thread or reply.
    Result<> removeAll(const QUuid &id);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
