#pragma once
#include "models/backend/prekeystore.h"
#include "models/domain/account.h"

#include <QDateTime>

namespace tacet {

/// The database's answer to a device that has just signed in.
struct Hello {
    WorkspaceId workspace;
    QString workspaceName;
    QUuid incarnation; ///< changes when the database was restored from a backup
    int schemaVersion = 0;
    UserId user;
    DeviceId device;
    QString username;
    QString displayName;
    WorkspaceRole role = WorkspaceRole::Member;
    QDateTime serverTime; ///< UTC
    qint64 deviceCounter = 0;
    qint64 manifestVersion = 0; ///< of the own account, newest
    PrekeyCounts prekeys;
};

enum class SyncPhase { Idle, Syncing, Error };

/// Signing in, the device-state counter of protocol.md section 9, and the device's sync state.
/// Synchronous; belongs to the backend executor's thread.
class SessionStore
{
public:
    explicit SessionStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// NotFound if the signed-in role is no active device (removed, or the enrolment role).
    Result<Hello> hello(int clientSchemaVersion);
    /// Moves the counter from `from` to `from + 1`. The vault commits (from + 1, nonce) first; the same
    /// call again answers the same. Conflict: the vault was copied or restored. `nonce`: 16 bytes.
    Result<qint64> advanceCounter(qint64 from, const QByteArray &nonce);
    /// What the console may show about this device: when it synchronised and how much waits in its outbox.
    Result<> reportSync(SyncPhase phase, int pendingOutgoing);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
