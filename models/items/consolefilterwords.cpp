#include "models/items/consolefilterwords.h"

#include "models/items/consolewords.h"

#include <QCoreApplication>

namespace tacet {

namespace {

struct ConsoleFilterWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::ConsoleFilterWords)
};

} // namespace

QList<ConsoleMatch> consoleMatches(ConsoleKind kind)
{
    using enum ConsoleMatch;
    switch (kind) {
    case ConsoleKind::Text: return {Contains, StartsWith, Is, IsNot, IsEmpty, IsNotEmpty};
    case ConsoleKind::Id: return {Is, IsEmpty, IsNotEmpty};
    case ConsoleKind::Count:
    case ConsoleKind::Bytes:
    case ConsoleKind::Share: return {AtLeast, AtMost, Is, IsEmpty, IsNotEmpty};
    case ConsoleKind::Time: return {AtLeast, AtMost, IsEmpty, IsNotEmpty};
    case ConsoleKind::State: return {Is, IsNot};
    case ConsoleKind::Flag: return {Is};
    case ConsoleKind::Json: return {};
    }
    return {};
}

bool consoleMatchTakesValue(ConsoleMatch match)
{
    return match != ConsoleMatch::IsEmpty && match != ConsoleMatch::IsNotEmpty;
}

QString consoleMatchWords(ConsoleMatch match, ConsoleKind kind)
{
    const bool isTime = kind == ConsoleKind::Time;
    switch (match) {
    case ConsoleMatch::Is: return ConsoleFilterWords::tr("is");
    case ConsoleMatch::IsNot: return ConsoleFilterWords::tr("is not");
    case ConsoleMatch::Contains: return ConsoleFilterWords::tr("contains");
    case ConsoleMatch::StartsWith: return ConsoleFilterWords::tr("begins with");
    case ConsoleMatch::AtLeast: return isTime ? ConsoleFilterWords::tr("since") : ConsoleFilterWords::tr("at least");
    case ConsoleMatch::AtMost: return isTime ? ConsoleFilterWords::tr("until") : ConsoleFilterWords::tr("at most");
    case ConsoleMatch::IsEmpty: return isTime ? ConsoleFilterWords::tr("never") : ConsoleFilterWords::tr("is empty");
    case ConsoleMatch::IsNotEmpty:
        return isTime ? ConsoleFilterWords::tr("at any time") : ConsoleFilterWords::tr("is not empty");
    }
    return {};
}

QString consoleFilterWords(const ConsoleColumn &column, const ConsoleFilter &filter)
{
    const QString title = consoleTitle(column.name);
    const QString match = consoleMatchWords(filter.match, column.kind);
    if (!consoleMatchTakesValue(filter.match))
        return ConsoleFilterWords::tr("%1 %2", "a column and a condition: Last seen never").arg(title, match);
    const bool isWhole = column.kind == ConsoleKind::Id;
    const QString value = isWhole ? filter.value.toString() : consoleWords(column, filter.value);
    return ConsoleFilterWords::tr("%1 %2 %3", "a column, a condition and a value: State is Suspended")
        .arg(title, match, value);
}

} // namespace tacet
