#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDate>
#include <QDateTime>
#include <QList>

#include <limits>

namespace tacet {

/// The numbers stand in vaults.
enum class MetricCategory { System = 1, Application = 2, Network = 3, Storage = 4 };

/// Something that was measured on this computer. Names, never content or people.
struct Measurement {
    qint64 position = 0; ///< given by record()
    QDateTime measuredAt;
    QString name; ///< "vault.vacuum"
    double value = 0;
    QString unit; ///< "ms"
    MetricCategory category = MetricCategory::Application;
    QString metadata = QStringLiteral("{}"); ///< JSON
};

struct DailyUsage {
    QDate day; ///< UTC
    QString metric;
    qint64 value = 0;

    friend bool operator==(const DailyUsage &, const DailyUsage &) = default;
};

/// Measurements and counts per day. They stay in the vault.
class VaultMetricsStore
{
public:
    static constexpr int kListMax = 1000;

    explicit VaultMetricsStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// InvalidInput for a number that is none (infinite, NaN) or an empty name.
    Result<> record(const Measurement &measurement);
    /// Of one name, newest first, older than position `before`.
    Result<QList<Measurement>> ofName(const QString &name, int limit,
                                      qint64 before = std::numeric_limits<qint64>::max());
    /// Those measured before. How many.
    Result<int> prune(const QDateTime &before);

    /// Adds to the day's number, which never goes below zero nor beyond what a number can hold.
    Result<> count(const QDate &day, const QString &metric, qint64 by = 1);
    /// By day, then by name.
    Result<QList<DailyUsage>> usage(const QDate &from, const QDate &to, int limit);
    Result<int> pruneUsage(const QDate &before);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
