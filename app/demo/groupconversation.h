#pragma once
#include "app/demo/actor.h"
#include "app/demo/ledger.h"

#include <functional>

namespace tacet::demo {

/// A group of three processes: made, talked in, with a thread; one member is removed and reads nothing after;
/// a newcomer by link reads what is written after, and writes. Every delivery is noted in the ledger.
class GroupConversation
{
public:
    using Progress = std::function<void(const QString &)>;

    /// The references outlive it. `alice` keeps the workspace, `bob` is in it.
    GroupConversation(const Actor &alice, const Actor &bob, const Actor &carol, const Actor &dave, Ledger &ledger,
                      Progress progress);

    Result<> run();

private:
    Result<> joinWorkspace(const Actor &actor, const QString &displayName);
    Result<> create();
    Result<> everybodyTalks();
    Result<> discuss();
    Result<> removeBob();
    Result<> daveComesByLink();

    /// `from` writes, everybody in `to` gets it.
    Result<> say(const Actor &from, const QList<const Actor *> &to, const QString &text);
    /// What waits for the actor. Conflict if any of it is not meant for it.
    Result<> listen(const Actor &actor);
    Result<> note(const Actor &actor, const QJsonObject &event);

    const Actor &m_alice;
    const Actor &m_bob;
    const Actor &m_carol;
    const Actor &m_dave;
    Ledger &m_ledger;
    Progress m_progress;
    QString m_group;
};

} // namespace tacet::demo
