#include "models/vault/vaultmetricsstore.h"

#include "models/vault/rows.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kInsert[] = "INSERT INTO performance_metrics (measured_at, name, value, unit, category, metadata) "
                           "VALUES (:measured_at, :name, :value, :unit, :category, :metadata)";
constexpr char kSelect[] = "SELECT m.position, m.measured_at, m.name, m.value, m.unit, m.category, m.metadata "
                           "FROM performance_metrics m WHERE m.name = :name AND m.position < :before "
                           "ORDER BY m.position DESC LIMIT :limit";
// Measurements are few and short-lived: this one may look at all of them.
constexpr char kPrune[] = "DELETE FROM performance_metrics WHERE measured_at < :before";
constexpr char kCount[] =
    "INSERT INTO usage_statistics (day, metric, value) VALUES (:day, :metric, max(0, :by)) "
    "ON CONFLICT (day, metric) DO UPDATE SET value = max(0, min(value, 9223372036854775807 - max(0, :by2)) + :by3)";
constexpr char kSelectUsage[] = "SELECT u.day, u.metric, u.value FROM usage_statistics u "
                                "WHERE u.day BETWEEN :from AND :to ORDER BY u.day, u.metric LIMIT :limit";
constexpr char kPruneUsage[] = "DELETE FROM usage_statistics WHERE day < :before";

Measurement measurementFrom(const QSqlQuery &row)
{
    return {.position = row.value(0).toLongLong(),
            .measuredAt = timeAt(row, 1),
            .name = row.value(2).toString(),
            .value = row.value(3).toDouble(),
            .unit = row.value(4).toString(),
            .category = MetricCategory(row.value(5).toInt()),
            .metadata = row.value(6).toString()};
}

qint64 dayNumber(const QDate &day)
{
    return QDate(1970, 1, 1).daysTo(day);
}

} // namespace

Result<> VaultMetricsStore::record(const Measurement &measurement)
{
    if (!std::isfinite(measurement.value) || measurement.name.isEmpty())
        return fail(ErrorCode::InvalidInput, u"a measurement"_s);
    Statement insert(m_database, kInsert);
    return insert.bind(":measured_at"_L1, measurement.measuredAt)
        .bind(":name"_L1, measurement.name)
        .bind(":value"_L1, measurement.value)
        .bind(":unit"_L1, measurement.unit)
        .bind(":category"_L1, measurement.category)
        .bind(":metadata"_L1, measurement.metadata)
        .run();
}

Result<QList<Measurement>> VaultMetricsStore::ofName(const QString &name, int limit, qint64 before)
{
    Statement select(m_database, kSelect);
    select.bind(":name"_L1, name).bind(":before"_L1, before).bind(":limit"_L1, qint64(std::min(limit, kListMax)));
    return readAll(select, measurementFrom);
}

Result<int> VaultMetricsStore::prune(const QDateTime &before)
{
    Statement remove(m_database, kPrune);
    return remove.bind(":before"_L1, before).runAndCount();
}

Result<> VaultMetricsStore::count(const QDate &day, const QString &metric, qint64 by)
{
    if (!day.isValid() || metric.isEmpty())
        return fail(ErrorCode::InvalidInput, u"a count of a day"_s);
    Statement upsert(m_database, kCount);
    return upsert.bind(":day"_L1, dayNumber(day))
        .bind(":metric"_L1, metric)
        .bind(":by"_L1, by)
        .bind(":by2"_L1, by)
        .bind(":by3"_L1, by)
        .run();
}

Result<QList<DailyUsage>> VaultMetricsStore::usage(const QDate &from, const QDate &to, int limit)
{
    Statement select(m_database, kSelectUsage);
    select.bind(":from"_L1, dayNumber(from)).bind(":to"_L1, dayNumber(to));
    return readAll(select.bind(":limit"_L1, qint64(std::min(limit, kListMax))), [](const QSqlQuery &row) {
        return DailyUsage{.day = QDate(1970, 1, 1).addDays(row.value(0).toLongLong()),
                          .metric = row.value(1).toString(),
                          .value = row.value(2).toLongLong()};
    });
}

Result<int> VaultMetricsStore::pruneUsage(const QDate &before)
{
    Statement remove(m_database, kPruneUsage);
    return remove.bind(":before"_L1, dayNumber(before)).runAndCount();
}

} // namespace tacet
