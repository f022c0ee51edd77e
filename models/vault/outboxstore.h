#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

enum class OutboxKind { Message = 1, Receipt = 2, Control = 3 };
enum class OutboxStage {
    Queued = 1,    ///< plaintext only: for messages in MessageStore, else in `content`
    Encrypted = 2, ///< `bundle` is what is sent, now and at every repeat
};

/// Something to be sent. It is removed once the database has it.
struct OutboxEntry {
    qint64 position = 0; ///< given by enqueue(); order within a chat
    MessageId id;        ///< of the message, or made for the receipt or control message
    OutboxKind kind = OutboxKind::Message;
    ChatId chat; ///< entries of one chat leave in order; null for control outside chats
    UserId recipient;
    OutboxStage stage = OutboxStage::Queued;
    QByteArray content; ///< plaintext of receipts and control messages; of messages who of the recipients has it
    QByteArray bundle;  ///< ciphertext to send
    int attempts = 0;
    QDateTime nextAttemptAt; ///< UTC
    std::optional<ErrorCode> lastError;
    QDateTime createdAt; ///< UTC
};

/// What waits to be sent.
class OutboxStore
{
public:
    explicit OutboxStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Idempotent by id.
    Result<> enqueue(const OutboxEntry &entry);
    Result<std::optional<OutboxEntry>> find(MessageId id);
    /// Entries behind position `after` that may be tried now, in order; none stands behind an earlier one of
    /// its chat that waits.
    Result<QList<OutboxEntry>> due(const QDateTime &now, int limit, qint64 after = 0);
    /// When the first of the waiting ones may be tried; nothing if the outbox is empty.
    Result<std::optional<QDateTime>> nextAttemptAt();
    Result<int> count();

    /// In the transaction that stores the advanced ratchet states. NotFound; Conflict if it is encrypted.
    Result<> setEncrypted(MessageId id, const QByteArray &bundle);
    /// Drops the ciphertext so that it is encrypted anew (the recipient's devices changed, or a
    /// session was repaired). NotFound.
    Result<> setQueued(MessageId id);
    /// It is in the database, but not all devices have it: it is encrypted anew, for those that `content` tells. Holds
    /// up nothing of its chat from now on. NotFound.
    Result<> setMissed(qint64 position, const QByteArray &content);
    /// An attempt failed. NotFound.
    Result<> postpone(MessageId id, ErrorCode why, const QDateTime &nextAttemptAt);
    /// Everything may be tried now (the connection came back).
    Result<> wakeAll(const QDateTime &now);
    /// It is in the database, or given up. No error if it is gone.
    Result<> remove(MessageId id);

    /// The same for this entry only, not for a later one with the same id.
    Result<> removeAt(qint64 position);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
