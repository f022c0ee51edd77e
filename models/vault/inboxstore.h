#pragma once
#include "models/domain/error.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tacet {

/// An envelope that did not decrypt. Kept for a repaired session or a better program.
struct QuarantinedEnvelope {
    QByteArray key; ///< of the mailbox row
    DeviceId sender;
    ErrorCode reason = ErrorCode::CryptoFailed;
    QByteArray envelope;  ///< as it was fetched
    QDateTime receivedAt; ///< UTC
    int attempts = 1;
};

/// Which mailbox rows this vault has stored and still has to acknowledge, and what did not decrypt. A
/// row's key is the mailbox's id of it, opaque here.
class InboxStore
{
public:
    explicit InboxStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// In the transaction that stores what the row carried. False if it was stored before: then
    /// nothing else may be stored either, only acknowledged again.
    Result<bool> markStored(const QByteArray &key, const QDateTime &now);
    Result<bool> isStored(const QByteArray &key);
    /// Stored, not acknowledged; oldest first.
    Result<QList<QByteArray>> unacknowledged(int limit);
    Result<> markAcknowledged(const QList<QByteArray> &keys);
    /// Acknowledged ones stored before `before`. How many.
    Result<int> prune(const QDateTime &before);

    /// The same key again counts an attempt and replaces the reason.
    Result<> quarantine(const QuarantinedEnvelope &envelope);
    /// Oldest first, of one sender or of all.
    Result<QList<QuarantinedEnvelope>> quarantined(std::optional<DeviceId> sender, int limit);
    Result<> release(const QByteArray &key);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
