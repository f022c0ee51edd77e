#pragma once
#include "models/services/awaiting.h"
#include "models/vault/waitingpoststore.h"

#include <QHash>
#include <QSet>

namespace tacet {

class AccountCore;
enum class DepositVerdict;
struct SessionDeposit;

/// What groups share of their past with those who come later: this device's sessions are deposited, sealed under the
/// epoch's key, before anything is written with them, and deposits of others are opened where messages wait for them.
/// Lives on its owner's thread.
class SharedHistory
{
public:
    explicit SharedHistory(AccountCore &core)
        : m_core(core)
    {
    }

    /// The group's present session lies in the database, if it is to be shared. False if the database does not take it
    /// now, as where the group's policy has changed and this device has not read that yet.
    Task<bool> deposit(ChatId chat);
    /// Opens what waits for sessions that were deposited. Each is asked for once, and again when the policy changes or
    /// more epoch keys are here.
    Task<> open(ChatId chat);

private:
    struct Asked {
        QByteArray means;
        QSet<WaitingSession> sessions;
    };

    Task<> take(ChatId chat, QSet<WaitingSession> asked, QList<SessionDeposit> deposits);
    Task<DepositVerdict> takeOne(ChatId chat, SessionDeposit deposit);

    AccountCore &m_core;
    QHash<ChatId, Asked> m_asked;
};

} // namespace tacet
