#pragma once
#include "models/backend/storedstate.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QList>

namespace tacet {

class DatabaseConnection;

/// A device that signed operations of a log. Nothing of it is verified here.
struct LogSigner {
    DeviceId device;
    UserId user;
    QByteArray masterKey; ///< of the account, 32 bytes
    QByteArray certificate;
    QByteArray certificateSignature;
    bool isActive = true; ///< false: removed since, or the account was deleted
};

/// A member whose account was deleted, which nobody signs.
struct DepartedMember {
    UserId user;
    qint64 after = 0; ///< the log's last operation before
};

/// A Megolm session at its first message, sealed under the chat's key of that epoch.
struct SessionDeposit {
    DistributionId distribution;
    DeviceId device; ///< whose session it is
    qint64 epoch = 0;
    QByteArray sealedSession; ///< 64 to 1,024 bytes
};

/// What members who come later need of the time before: whose keys a log was signed with, and sessions that were
/// deposited for them. Synchronous; belongs to the backend executor's thread. NotFound for who is no member.
class GroupHistoryStore
{
public:
    explicit GroupHistoryStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Of the `limit` (at most 500) operations after `since`, each device once.
    Result<QList<LogSigner>> signers(ChatId chat, qint64 since, int limit);
    /// In the order of ids, at most 500.
    Result<QList<DepartedMember>> departed(ChatId chat, UserId after, int limit);

    /// Of the session that this device sends with now. Conflict: the chat does not share its past, or another session
    /// lies there.
    Result<StoredState> deposit(ChatId chat, const SessionDeposit &session);
    /// At most 100 at once; those whose epoch this account is shown.
    Result<QList<SessionDeposit>> deposits(ChatId chat, const QList<DistributionId> &sessions);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
