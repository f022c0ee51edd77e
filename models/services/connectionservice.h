#pragma once
#include "models/domain/connectionstate.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// Keeps the connection to the workspace's database: connects, listens, polls, reconnects with
/// doubling waits and jitter.
class ConnectionService final : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionService(AccountCore &core);
    ~ConnectionService() override;

    const ConnectionState &state() const { return m_state; }
    void start();
    /// Tries at once instead of at `retryAt`.
    void retryNow();

Q_SIGNALS:
    void stateChanged(const tacet::ConnectionState &state);

private:
    AccountCore &m_core;
    ConnectionState m_state;
};

} // namespace tacet
