#pragma once
#include "models/backend/deliverystore.h"
#include "models/backend/prekeystore.h"

namespace tacet {

/// One row that waits for this device.
struct MailboxItem {
    qint64 mailboxId = 0; ///< acknowledge with it; rises with age
    qint16 kind = 0;      ///< 0: message; otherwise a control message's kind
    MessageId id;         ///< of the message, or of the control message
    ChatId chat;
    UserId senderUser;
    DeviceId senderDevice;
    DeviceEnvelope envelope;     ///< `device` is this device
    QByteArray encryptedContent; ///< of messages; empty if it was deleted
    QByteArray contentHash;
    QDateTime storedAt; ///< UTC, the database's clock
};

struct MailboxBatch {
    QList<MailboxItem> items;            ///< oldest first
    bool more = false;                   ///< there may be more: fetch again after acknowledging
    std::optional<PrekeyCounts> prekeys; ///< if they were to be counted, or a handshake came
};

/// Receiving: a queue per device, emptied by acknowledgement. Synchronous; belongs to the backend
/// executor's thread. Uses binary parameters.
class MailboxStore
{
public:
    explicit MailboxStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    enum class Prekeys { Count, Skip };

    /// At most `limit` (1 to 500) rows and about 8 MiB, without removing them.
    Result<MailboxBatch> fetch(int limit, Prekeys prekeys = Prekeys::Count);
    /// Removes rows of this device, at most 512 ids; unknown ids do not matter. Only call after what
    /// they held is committed to the vault.
    Result<> acknowledge(const QList<qint64> &mailboxIds);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
