#include "tests/bench/messaging/report.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tacet::bench {

namespace {

constexpr double kKibPerMib = 1024;

double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

} // namespace

void report(const QString &name, double value, const QString &unit, std::optional<double> ratio,
            const QString &reference)
{
    const QJsonObject line{{"name", name},
                           {"value", rounded(value)},
                           {"unit", unit},
                           {"ratio", ratio ? QJsonValue(rounded(*ratio)) : QJsonValue()},
                           {"reference", reference.isEmpty() ? QJsonValue() : QJsonValue(reference)}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(std::lround(share * last))];
}

double proportionalMemory()
{
    QFile rollup("/proc/self/smaps_rollup");
    if (!rollup.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : rollup.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / kKibPerMib;
    }
    return 0;
}

} // namespace tacet::bench
