#pragma once
#include "models/domain/result.h"

#include <QString>

#include <optional>
#include <stdexcept>
#include <vector>

namespace tacet::bench {

/// One JSON line on standard output. `ratio` is value divided by the reference's value of the same run.
void report(const QString &name, double value, const QString &unit, std::optional<double> ratio,
            const QString &reference);

/// The value below which `share` (0 to 1) of all lie; 0 if there are none.
double quantile(std::vector<double> values, double share);

/// PSS of this process in MiB, from /proc/self/smaps_rollup.
double proportionalMemory();

/// The value, or std::runtime_error with the error's words: a benchmark that cannot be run ends.
template <class T>
T need(Result<T> result)
{
    if (!result)
        throw std::runtime_error((errorName(result.error().code()) + QLatin1StringView(": ") + result.error().detail() +
                                  QLatin1StringView(" ") + result.error().databaseText())
                                     .toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace tacet::bench
