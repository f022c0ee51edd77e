#pragma once
#include "tests/backend/attackcatalog.h"
#include "tests/backend/chatfit.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <random>

namespace tacet {

class RawSession;

/// Makes arguments for any function of the catalog: what names and bodies tell about ids, lengths, words and
/// ranges makes some calls succeed, and everything else in them is as odd as it can be. The same seed gives the
/// same calls on the same rows.
class CallGrammar
{
public:
    enum class Manners { Fair, Odd }; ///< Fair: as a client might call; Odd: nothing is spared

    CallGrammar(RawSession &superuser, const AttackCatalog &catalog, quint32 seed);

    /// SQL expressions, one per argument.
    QByteArrayList arguments(const AttackCatalog::Function &function, Manners manners);
    QByteArray call(const AttackCatalog::Function &function, Manners manners);
    /// Takes up ids that came to be since.
    void learnIds(RawSession &superuser);
    /// What most calls about a chat have to name.
    void learnChats(RawSession &superuser) { m_fit.learn(superuser); }
    /// From now on ids of these are taken more often than others: the caller's own, so that calls go further.
    void prefer(const QSet<QByteArray> &ids) { m_preferred = ids; }
    /// Ids that others use where an argument has this name; empty if none is known.
    QByteArrayList idsFor(const QByteArray &argument) const;
    const QByteArrayList &allIds() const { return m_allIds; }

    QByteArray freshId(qint64 shiftMilliseconds = 0) { return tacet::freshId(m_engine, shiftMilliseconds); }
    quint32 below(quint32 bound) { return bound == 0 ? 0 : quint32(m_engine() % bound); }
    bool chance(int percent) { return below(100) < quint32(percent); }
    const QByteArray &any(const QByteArrayList &list) { return list[qsizetype(below(quint32(list.size())))]; }

private:
    void learnWords(const QByteArray &source);
    QByteArray scalar(const AttackCatalog::Argument &argument, Manners manners);
    QByteArray array(const AttackCatalog::Argument &argument, Manners manners, quint32 size);
    QByteArray id(const QByteArray &name, Manners manners);
    QByteArray bytes(const QByteArray &name, Manners manners);
    QByteArray text(const QByteArray &name, Manners manners);
    QByteArray number(const QByteArray &name, const QByteArray &type, Manners manners);
    QByteArray other(const QByteArray &type);

    std::mt19937_64 m_engine;
    QHash<QByteArray, QByteArrayList> m_ids;    ///< by argument name, singular
    QHash<QByteArray, QList<qint64>> m_lengths; ///< of bytea and text
    QHash<QByteArray, QByteArrayList> m_words;  ///< values that constraints and bodies name
    QHash<QByteArray, QList<qint64>> m_numbers; ///< ends of ranges
    QByteArrayList m_allIds;
    ChatFit m_fit;
    QSet<QByteArray> m_preferred;
    QByteArrayList m_names; ///< usernames
};

} // namespace tacet
