#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace tacet {

/// Things that can be had again: previews, pictures, answers. Each ends by itself, and together they stay
/// below a limit: what was used longest ago goes first.
class CacheStore
{
public:
    static constexpr qint64 kDefaultLimit = qint64{100} << 20; ///< bytes
    static constexpr qsizetype kEntryMax = qsizetype{8} << 20;
    static constexpr std::chrono::hours kDefaultLifetime{24};

    explicit CacheStore(VaultDatabase &database, qint64 limit = kDefaultLimit)
        : m_database(database)
        , m_limit(limit)
    {
    }

    /// Replaces what the key had. InvalidInput above kEntryMax or the limit, for an empty key or one of more
    /// than 255 characters.
    Result<> put(const QString &key, const QByteArray &value, const QDateTime &now,
                 std::chrono::seconds lifetime = kDefaultLifetime);
    /// Nothing once it has expired.
    Result<std::optional<QByteArray>> find(const QString &key, const QDateTime &now);
    Result<> remove(const QString &key);
    Result<> clear();
    /// Expired ones. How many.
    Result<int> prune(const QDateTime &now);
    /// Bytes of all values.
    Result<qint64> totalBytes();

private:
    Result<> makeRoom(const QString &kept);

    VaultDatabase &m_database;
    qint64 m_limit;
};

} // namespace tacet
