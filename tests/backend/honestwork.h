#pragma once
#include "tests/backend/tenantworld.h"

#include <QDeadlineTimer>
#include <QSet>
#include <QThread>

#include <atomic>
#include <chrono>

namespace tacet {

/// Two members who do nothing wrong: one sends to the other as fast as an eager person would, the other polls, takes
/// and acknowledges. On threads of their own, from the constructor until finish().
class HonestWork
{
public:
    struct Figures {
        qint64 sent = 0;
        qint64 failed = 0;   ///< sends, fetches and acknowledgements that were refused
        qint64 received = 0; ///< each message once
        qint64 twice = 0;
        std::chrono::microseconds p50{0}; ///< of one send, as the sender waits for it
        std::chrono::microseconds p99{0};
        std::chrono::microseconds worstDelivery{0}; ///< from the end of a send to its fetch
        QString firstError;

        bool allArrived() const { return failed == 0 && twice == 0 && received == sent && sent > 0; }
        QString text() const;
    };

    /// The members join `world`; their limits are lifted far enough.
    explicit HonestWork(TenantWorld &world, std::chrono::milliseconds pollEvery = std::chrono::milliseconds(10));
    ~HonestWork() { finish(); }
    Q_DISABLE_COPY_MOVE(HonestWork)

    /// Stops sending, lets everything arrive, and answers.
    Figures finish();
    qint64 sentSoFar() const { return m_sent; }

private:
    struct Sending {
        std::vector<qint64> microseconds;
        qint64 failed = 0;
        QString firstError;
    };
    struct Receiving {
        qint64 received = 0;
        qint64 twice = 0;
        qint64 failed = 0;
        qint64 worst = 0; ///< microseconds
        QString firstError;
    };

    void send();
    void receive();
    void take(DatabaseConnection &connection, QSet<MessageId> &seen);

    TenantWorld &m_world;
    const Member m_alice;
    const Member m_bob;
    const ChatId m_chat;
    const std::chrono::milliseconds m_pollEvery;
    std::atomic_bool m_stopSending = false;
    std::atomic_bool m_stopReceiving = false;
    std::atomic<qint64> m_sent = 0;
    Sending m_sending;
    Receiving m_receiving;
    std::unique_ptr<QThread> m_sender;
    std::unique_ptr<QThread> m_receiver;
};

} // namespace tacet
