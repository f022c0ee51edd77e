#pragma once
#include "tests/backend/attackcatalog.h"
#include "tests/backend/calldriver.h"
#include "tests/backend/callgrammar.h"
#include "tests/backend/canaries.h"

#include <QHash>
#include <QMutex>
#include <QSet>

namespace tacet {

/// Many made-up calls by several roles over several connections at once, and what came of them.
class FuzzRun
{
public:
    struct Actor {
        QByteArray role;
        QList<AttackCatalog::Function> functions;
        const Canaries *canaries = nullptr; ///< what the role must not be told; null: anything goes
        QSet<QByteArray> preferred = {};    ///< ids to call with more often
        bool mayCall = true;                ///< whether the functions are the role's at all
    };

    FuzzRun(const WorkspaceAddress &address, const DatabaseLogin &superuser, const AttackCatalog &catalog);

    /// `calls` in all, on `connections` threads that share the actors out. `keep`: whether calls are committed.
    void run(const QList<Actor> &actors, qint64 calls, int connections, quint32 seed, CallDriver::Keep keep);

    qint64 calls() const { return m_calls; }
    qint64 leaks() const { return m_leaks; }
    /// Undocumented answers and leaks, the first few in full.
    const QByteArrayList &faults() const { return m_faults; }
    qint64 undocumented() const { return m_undocumented; }
    /// "00000: 12, SR001: 34"
    QByteArray states() const;
    /// Functions that no call has got through, though its caller may.
    QByteArrayList neverDone(const QList<AttackCatalog::Function> &functions) const;
    /// Calls that were done, some of each function.
    const QHash<QByteArray, QByteArrayList> &done() const { return m_done; }

private:
    struct Suspect {
        QByteArrayList words;
        QByteArray function;
        QByteArray what;
    };
    void settle();
    void work(const QList<Actor> &actors, qint64 calls, quint32 seed, CallDriver::Keep keep);
    void show(const QByteArray &kind, const QByteArray &fault);
    void note(const Actor &actor, const QByteArray &function, const QByteArray &call, const CallDriver::Answer &answer);

    const WorkspaceAddress m_address;
    const DatabaseLogin m_superuser;
    const AttackCatalog &m_catalog;
    QMutex m_mutex; ///< of everything below
    qint64 m_calls = 0;
    qint64 m_leaks = 0;
    qint64 m_undocumented = 0;
    QByteArrayList m_faults; ///< one of each kind
    QSet<QByteArray> m_shown;
    QSet<QByteArray> m_said; ///< canaries that attackers have used in calls that were done
    QList<Suspect> m_suspects;
    QHash<QByteArray, qint64> m_states;
    QHash<QByteArray, QByteArrayList> m_done;
};

} // namespace tacet
