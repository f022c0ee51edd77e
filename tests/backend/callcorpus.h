#pragma once
#include "tests/backend/attackcatalog.h"
#include "tests/backend/calldriver.h"
#include "tests/backend/callgrammar.h"

namespace tacet {

/// Calls that lead as far into each function as made-up arguments get, to change one argument of.
class CallCorpus
{
public:
    struct Example {
        AttackCatalog::Function function;
        QByteArrayList arguments;
        QByteArray state; ///< what the call was answered
        /// The call with argument `at` as another SQL expression.
        QByteArray with(qsizetype at, const QByteArray &expression) const;
    };

    /// Tries `tries` calls of each function as `role`, rolled back, and keeps up to `kept` of them: those that
    /// were done, then what was refused for the least shallow reason.
    static QList<Example> find(CallDriver &driver, CallGrammar &grammar, const QByteArray &role,
                               const QList<AttackCatalog::Function> &functions, int tries, int kept);
};

/// An id as the argument's type wants it: alone or in an array of one.
QByteArray idFor(const AttackCatalog::Argument &argument, const QByteArray &id);
bool takesIds(const AttackCatalog::Argument &argument);

} // namespace tacet
