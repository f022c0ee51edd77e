#pragma once
#include "models/backend/sessionstore.h"
#include "models/domain/connectionstate.h"
#include "models/services/awaiting.h"
#include "models/services/inbox.h"

#include <QObject>
#include <QTimer>

namespace tacet {

class AccountCore;

/// Keeps the connection to the workspace's database: connects, listens, polls, reconnects with
/// doubling waits and jitter. A notification is a hint; the poll finds what it missed.
class ConnectionService final : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionService(AccountCore &core);

    const ConnectionState &state() const { return m_state; }
    /// Begins to connect, and goes on until stop().
    void start();
    /// Tries at once instead of at `retryAt`.
    void retryNow();
    void stop();
    bool isOnline() const
    {
        return m_state.kind == ConnectionState::Kind::Online || m_state.kind == ConnectionState::Kind::Syncing;
    }
    /// A service's call failed: reconnects if the error says that the connection is gone.
    void notice(const Error &error);

Q_SIGNALS:
    void stateChanged(const tacet::ConnectionState &state);

private:
    QCoro::Task<> run();
    Task<> signIn();
    Task<> openSession();
    Task<> checkHello(const Hello &hello);
    Task<bool> wasRestored(QUuid incarnation);
    Task<> takeDeviceState(qint64 databaseCounter, bool restored);
    Task<> recover(QUuid incarnation, bool restored);
    Task<> synchronise(const Hello &hello);
    Task<> learnOfGroups();
    QCoro::Task<> poll(Inbox::Occasion occasion);
    void schedulePoll();
    void lose(const Error &error);
    void enter(ConnectionState state);

    AccountCore &m_core;
    ConnectionState m_state;
    QTimer m_retry;
    QTimer m_poll;
    int m_failures = 0;
    int m_generation = 0; ///< of the connection; what an older one says is not heard
    bool m_running = false;
    bool m_stopped = false;
};

} // namespace tacet
