#pragma once
#include "models/services/awaiting.h"
#include "models/services/senderkeyvault.h"
#include "models/vault/groupcontrolstore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace tacet {

class AccountCore;

/// Gives this device's Megolm sessions to the devices of groups, and asks theirs for what lacks here. A batch is
/// committed with its ratchets before it is sent, so that whoever dies in the middle goes on where it was. Devices
/// that cannot be written to now hold nobody up: they get the session later.
class SenderKeyService final : public QObject
{
    Q_OBJECT
public:
    explicit SenderKeyService(AccountCore &core);

    /// The group's next message can be written: there is a session, and everybody who can be reached has it. An
    /// error only if nothing can be sent now.
    Task<> makeReady(ChatId chat);
    /// Sends what was committed before, of one chat or of all.
    Task<> flush(std::optional<ChatId> chat = {});
    /// Asks for the sessions that messages wait for, each at most so often.
    Task<> askForKeys();
    /// Tries again whoever could not be reached a while ago.
    Task<> retryLate();
    /// Forgets what nobody asks for any more.
    Task<> prune();
    /// Somebody's devices changed: who has to have the sessions is looked at again before the next message.
    void distrust() { m_checked.clear(); }

private:
    struct Checked {
        QByteArray head;   ///< of the log at which all who could be reached had the session
        QDateTime retryAt; ///< UTC; not valid: all have it
    };

    Task<bool> isReady(ChatId chat);
    Task<> refreshMembers(ChatId chat);
    Task<> announce(ChatId chat, DistributionId distribution);
    Task<> meet(QList<UserId> unknown, QList<PeerDevice> devices);
    Task<> send(QList<QueuedControl> controls);
    QSet<UserId> restingUsers();

    AccountCore &m_core;
    QHash<ChatId, Checked> m_checked;
    QHash<UserId, QDateTime> m_resting; ///< who could not be met, and until when nobody tries
    QSet<DistributionId> m_announced;
    QSet<ChatId> m_unreached; ///< in which the database did not take something for somebody
};

} // namespace tacet
