#pragma once
#include "models/domain/message.h"
#include "models/services/awaiting.h"
#include "models/services/outgoingbundle.h"
#include "models/vault/chatstore.h"
#include "models/vault/outboxstore.h"

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

Q_SIGNALS:
    /// Nothing is due any more.
    void drained();

private:
    struct Prepared;
    struct Sent;

    QCoro::Task<> work();
    Task<bool> round();
    QCoro::Task<> wakeAll();
    Task<QList<OutboxEntry>> prepare(QList<OutboxEntry> entries);
    Task<> startSessions(UserId user);
    Task<QList<Prepared>> encrypt(QList<OutboxEntry> entries);
    Task<QList<Sent>> send(QList<Prepared> prepared);
    Task<> finish(QList<Sent> sent);
    Task<> refuse(OutboxEntry entry, Error error);
    Task<> wakeRecipients(QSet<ChatId> chats);
    QCoro::Task<> scheduleNext();
    void announce(const QList<Message> &messages);

    AccountCore &m_core;
    QTimer m_timer;
    bool m_working = false;
    bool m_again = false;
};

} // namespace tacet
