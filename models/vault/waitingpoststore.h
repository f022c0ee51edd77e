#pragma once
#include "models/domain/message.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

namespace tacet {

/// The numbers stand in vaults.
enum class WaitingKind { Message = 1, Thread = 2, Reply = 3 };

/// A post whose key has not come, as the database had it.
struct WaitingPost {
    qint64 position = 0; ///< given by save()
    WaitingKind kind = WaitingKind::Message;
    QUuid id = {}; ///< of the message, thread or reply
    ChatId chat = {};
    qint64 epoch = 0;
    std::optional<DistributionId> distribution = {}; ///< of live messages
    DeviceId sender = {};
    WaitingForKey waiting = {};
    int attempts = 0;     ///< how often the key was asked for
    QByteArray post = {}; ///< encoded by who will open it
};

/// A session that messages wait for.
struct WaitingSession {
    DistributionId distribution = {};
    DeviceId sender = {};

    friend bool operator==(const WaitingSession &, const WaitingSession &) = default;
    friend size_t qHash(const WaitingSession &session, size_t seed = 0)
    {
        return qHashMulti(seed, session.distribution, session.sender);
    }
};

/// Posts of groups and channels that cannot be opened yet, and what was asked for. The chat is in ChatStore.
class WaitingPostStore
{
public:
    explicit WaitingPostStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Idempotent by kind and id; a later version of the post replaces the earlier one, what was asked stays.
    Result<> save(const WaitingPost &post);
    Result<std::optional<WaitingPost>> find(WaitingKind kind, const QUuid &id);
    /// No error if it is gone.
    Result<> remove(WaitingKind kind, const QUuid &id);

    /// In the order in which they came, here and below.
    Result<QList<WaitingPost>> ofEpoch(ChatId chat, qint64 epoch, int limit);
    /// The same of one kind, behind position `after`.
    Result<QList<WaitingPost>> ofKind(WaitingKind kind, ChatId chat, qint64 epoch, qint64 after, int limit);
    Result<QList<WaitingPost>> ofSession(DistributionId distribution, DeviceId sender, int limit);
    /// Each once, in the order in which they were first waited for.
    Result<QList<WaitingSession>> sessions(ChatId chat);
    /// Never asked for, or not since `notSince`; nothing that is not shared.
    Result<QList<WaitingPost>> toAsk(const QDateTime &notSince, int limit);
    Result<int> count(ChatId chat);

    /// Its key was asked for: cause KeyAsked, one attempt more. EpochMissing stays the cause of what it was.
    Result<> markAsked(WaitingKind kind, const QUuid &id, const QDateTime &now);
    Result<> setCause(WaitingKind kind, const QUuid &id, WaitingCause cause);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
