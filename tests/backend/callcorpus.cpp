#include "tests/backend/callcorpus.h"

namespace tacet {

namespace {

// Refusals of arguments come first, those of rows later.
int depth(const QByteArray &state)
{
    if (state == "00000")
        return 3;
    return state == "SR002" ? 0 : (state == "SR001" ? 1 : 2);
}

} // namespace

QByteArray CallCorpus::Example::with(qsizetype at, const QByteArray &expression) const
{
    QByteArrayList changed = arguments;
    changed[at] = expression;
    return callOf(function, changed);
}

QList<CallCorpus::Example> CallCorpus::find(CallDriver &driver, CallGrammar &grammar, const QByteArray &role,
                                            const QList<AttackCatalog::Function> &functions, int tries, int kept)
{
    QList<Example> found;
    for (const AttackCatalog::Function &function : functions) {
        if (function.arguments.isEmpty())
            continue;
        QList<Example> all;
        QByteArrayList calls;
        for (int nth = 0; nth < tries; ++nth) {
            const QByteArrayList arguments = grammar.arguments(function, CallGrammar::Manners::Fair);
            all += Example{.function = function, .arguments = arguments, .state = {}};
            calls += callOf(function, arguments);
        }
        const auto answers = driver.drive(role, calls, CallDriver::Keep::No);
        for (qsizetype nth = 0; nth < all.size(); ++nth)
            all[nth].state = answers[nth].state;
        std::ranges::stable_sort(all,
                                 [](const Example &a, const Example &b) { return depth(a.state) > depth(b.state); });
        found += all.first(std::min<qsizetype>(kept, all.size()));
    }
    return found;
}

QByteArray idFor(const AttackCatalog::Argument &argument, const QByteArray &id)
{
    const QByteArray one = '\'' + id + "'::" + argument.element();
    return argument.isArray() ? "ARRAY[" + one + ']' : one;
}

bool takesIds(const AttackCatalog::Argument &argument)
{
    return argument.element().endsWith(".uuid");
}

} // namespace tacet
