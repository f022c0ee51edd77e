#pragma once
#include "models/services/awaiting.h"
#include "models/services/outboxbatch.h"
#include "models/vault/chatstore.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace tacet {

class AccountCore;
class VaultSession;

/// Sends what waits in the vault's outbox: encrypt and commit, then send, then note that it was sent
/// (docs/protocol.md, State rules). Everything in it survives being offline, killed or refused, and a
/// repeat changes nothing, because ids and ciphertext stay the same.
class Outbox final : public QObject
{
    Q_OBJECT
public:
    explicit Outbox(AccountCore &core);

    /// Sends what is due, in the background. Cheap to call often.
    void drain();
    /// The same after everything that was postponed has been made due.
    void wakeAndDrain();

    /// Queues marks for what `mark` newly covers. On the vault's thread, in the caller's transaction.
    Result<> queueReadMarks(VaultSession &vault, ChatId chat, const ReadMark &mark);

    /// Whether sendNow() would send at once: online, and nothing is being sent.
    bool isIdle() const;
    /// Sends a batch that was taken just now, and then what else is due.
    void sendNow(OutboxBatch batch);

Q_SIGNALS:
    /// Nothing is due any more.
    void drained();

private:
    QCoro::Task<> work(OutboxBatch first);
    QCoro::Task<> wakeAll();
    Task<bool> pass(OutboxBatch batch);
    Task<OutboxBatch> takeFirst();
    Task<OutboxBatch> advance(QList<SentEntry> sent, std::optional<qint64> after);
    Task<> follow(QSet<UserId> newerManifests, QList<MessageId> missed);
    Task<> startSessions(UserId user);
    QCoro::Task<> scheduleNext();
    void announce(const QList<Message> &messages);

    AccountCore &m_core;
    QTimer m_timer;
    bool m_working = false;
    bool m_again = false;
};

} // namespace tacet
