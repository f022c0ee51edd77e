#pragma once
#include "models/domain/consoletable.h"
#include "models/domain/result.h"

#include <functional>

class QObject;

namespace tacet {

/// Whoever answers the pages of the console. Every question is answered once, on the GUI thread and not before
/// the call has returned, unless its context is gone by then.
class ConsoleSource
{
public:
    ConsoleSource() = default;
    virtual ~ConsoleSource() = default;
    Q_DISABLE_COPY_MOVE(ConsoleSource)

    virtual void fetchPage(const ConsoleQuery &query, QObject *context,
                           std::function<void(const Result<ConsolePage> &)> take) = 0;
    /// How many rows there are, but not more than `most`.
    virtual void fetchCount(const ConsoleQuery &query, qint64 most, QObject *context,
                            std::function<void(const Result<qint64> &)> take) = 0;
};

} // namespace tacet
