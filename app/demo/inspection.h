#pragma once
#include "app/demo/actor.h"
#include "app/demo/plaintextsearch.h"

namespace tacet::demo {

/// Searches everything that a workspace and its accounts leave on disk for what was said.
class Inspection
{
public:
    explicit Inspection(const QStringList &texts)
        : m_search(texts)
    {
    }

    /// A pg_dump of the workspace that `owner` keeps; its database runs.
    Result<> searchDump(const Actor &owner);
    /// Stops the database, so that everything is on disk, and searches its data directory with the
    /// write-ahead log and the server's log.
    Result<> searchCluster(const Actor &owner);
    Result<> searchProfile(const Actor &actor);

    const PlaintextSearch &search() const { return m_search; }

private:
    PlaintextSearch m_search;
};

} // namespace tacet::demo
