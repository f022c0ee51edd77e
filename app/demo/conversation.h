#pragma once
#include "app/demo/actor.h"
#include "app/demo/ledger.h"

#include <functional>

namespace tacet::demo {

/// A short real conversation between two people, each a process of its own: live, with one of them away,
/// and across a restart of the database.
class Conversation
{
public:
    using Progress = std::function<void(const QString &)>;

    /// The references outlive it.
    Conversation(const Actor &alice, const Actor &bob, Ledger &ledger, Progress progress);

    /// Alice makes the workspace, Bob joins it.
    Result<> begin();
    /// Everything that is said.
    Result<> talk();

private:
    Result<> bobListens();
    Result<> bobIsAway();
    Result<> aliceListens();
    Result<> databaseRestarts();
    Result<> send(const Actor &from, const Actor &to, const QString &text);
    void note(const Actor &actor, const QList<QJsonObject> &events);

    const Actor &m_alice;
    const Actor &m_bob;
    Ledger &m_ledger;
    Progress m_progress;
};

} // namespace tacet::demo
