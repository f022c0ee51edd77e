#pragma once
#include "models/services/awaiting.h"
#include "models/services/postbatch.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tacet {

class AccountCore;

/// Sends what waits for groups and channels: make the keys ready, seal and commit, then send, then note that it was
/// sent (docs/protocol.md, State rules). Everything in it survives being offline, killed or refused. What is refused
/// because the epoch moved is sealed anew; slow mode and other passing refusals wait, and what follows in the same
/// chat waits behind them.
class PostOutbox final : public QObject
{
    Q_OBJECT
public:
    explicit PostOutbox(AccountCore &core);
    ~PostOutbox() override;

    /// Before the connection starts.
    void add(PostOutboxKind kind, std::unique_ptr<PostKind> how);

    /// Sends what is due, in the background. Cheap to call often.
    void drain();
    /// The same after everything that was postponed has been made due.
    void wakeAndDrain();
    bool isWorking() const { return m_working; }

Q_SIGNALS:
    /// Nothing is due any more.
    void drained();

private:
    QCoro::Task<> work();
    QCoro::Task<> wakeAll();
    Task<bool> pass();
    Task<QSet<ChatId>> makeReady(QHash<ChatId, PostOutboxEntry> firsts);
    Task<> settle(QList<SentPost> sent);
    QCoro::Task<> scheduleNext();

    AccountCore &m_core;
    PostKinds m_kinds;
    QTimer m_timer;
    bool m_working = false;
    bool m_again = false;
};

} // namespace tacet
