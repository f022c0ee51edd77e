#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// An encrypted control message for devices of a group.
struct QueuedControl {
    qint64 position = 0; ///< given by enqueue()
    MessageId id;
    ChatId chat;
    std::optional<DistributionId> distribution; ///< of a sender key
    QByteArray bundle;                          ///< ciphertext to send
    int attempts = 0;
    QDateTime nextAttemptAt; ///< UTC
};

/// An own Megolm session as it was before its first message.
struct BegunSession {
    DistributionId distribution;
    ChatId chat;
    QByteArray session;
    QDateTime startedAt; ///< UTC
    qint64 epoch = 0;
};

/// What this device has to tell devices of groups, what it needs to repeat it, and the heads of their logs that
/// were seen.
class GroupControlStore
{
public:
    explicit GroupControlStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    Result<> enqueue(const QueuedControl &control);
    /// Of all chats, or of one, in order.
    Result<QList<QueuedControl>> due(std::optional<ChatId> chat, const QDateTime &now, int limit);
    Result<int> count();
    /// No error if it is gone.
    Result<> remove(qint64 position);
    /// NotFound.
    Result<> postpone(qint64 position, const QDateTime &nextAttemptAt);

    Result<> saveBegun(const BegunSession &session);
    Result<std::optional<BegunSession>> begun(DistributionId distribution);
    Result<> pruneBegun(const QDateTime &olderThan);

    /// The first hash that was seen stays. Conflict for another one: the log has two ends.
    Result<> pinHead(ChatId chat, qint64 sequence, const QByteArray &hash);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
