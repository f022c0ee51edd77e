#include "models/vault/cachestore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kUpsert[] =
    "INSERT INTO cache_entries (key, value, stored_at, used_at, expires_at) VALUES (:key, :value, :now, :used, :end) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value, stored_at = excluded.stored_at, "
    "used_at = excluded.used_at, expires_at = excluded.expires_at";
constexpr char kSelect[] = "SELECT c.value, c.used_at FROM cache_entries c WHERE c.key = :key AND c.expires_at > :now";
constexpr char kTouch[] = "UPDATE cache_entries SET used_at = :now WHERE key = :key";
constexpr char kDelete[] = "DELETE FROM cache_entries WHERE key = :key";
constexpr char kClear[] = "DELETE FROM cache_entries";
constexpr char kPrune[] = "DELETE FROM cache_entries WHERE expires_at <= :now";
constexpr char kSelectTotal[] = "SELECT bytes FROM cache_size WHERE id = 1";
constexpr char kSelectOldest[] = "SELECT c.key FROM cache_entries c WHERE c.key <> :kept ORDER BY c.used_at LIMIT 1";

constexpr qsizetype kLongestKey = 255;
/// How exactly the order of use is kept: not every look at an entry writes.
constexpr std::chrono::minutes kUseIsKeptTo{1};

struct Entry {
    QByteArray value;
    QDateTime usedAt;
};

} // namespace

Result<> CacheStore::put(const QString &key, const QByteArray &value, const QDateTime &now,
                         std::chrono::seconds lifetime)
{
    if (key.isEmpty() || key.size() > kLongestKey || value.size() > std::min<qint64>(kEntryMax, m_limit))
        return fail(ErrorCode::InvalidInput, u"the key or the size of an entry of the cache"_s);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement upsert(m_database, kUpsert);
    TACET_TRY(upsert.bind(":key"_L1, key)
                  .bind(":value"_L1, value)
                  .bind(":now"_L1, now)
                  .bind(":used"_L1, now)
                  .bind(":end"_L1, now.addDuration(lifetime))
                  .run());
    TACET_TRY(makeRoom(key));
    return transaction.commit();
}

Result<> CacheStore::makeRoom(const QString &kept)
{
    while (true) {
        TACET_TRY_ASSIGN(const qint64 bytes, totalBytes());
        if (bytes <= m_limit)
            return {};
        Statement oldest(m_database, kSelectOldest);
        TACET_TRY_ASSIGN(const auto key, readOne(oldest.bind(":kept"_L1, kept),
                                                 [](const QSqlQuery &row) { return row.value(0).toString(); }));
        if (!key)
            return fail(ErrorCode::Damaged, u"the size of the cache"_s);
        TACET_TRY(remove(*key));
    }
}

Result<std::optional<QByteArray>> CacheStore::find(const QString &key, const QDateTime &now)
{
    std::optional<Entry> entry;
    {
        Statement select(m_database, kSelect);
        TACET_TRY_ASSIGN(entry, readOne(select.bind(":key"_L1, key).bind(":now"_L1, now), [](const QSqlQuery &row) {
                             return Entry{.value = row.value(0).toByteArray(), .usedAt = timeAt(row, 1)};
                         }));
    }
    if (!entry)
        return std::nullopt;
    if (entry->usedAt.addDuration(kUseIsKeptTo) <= now) {
        Statement touch(m_database, kTouch);
        TACET_TRY(touch.bind(":now"_L1, now).bind(":key"_L1, key).run());
    }
    return std::move(entry->value);
}

Result<> CacheStore::remove(const QString &key)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":key"_L1, key).run();
}

Result<> CacheStore::clear()
{
    Statement clear(m_database, kClear);
    return clear.run();
}

Result<int> CacheStore::prune(const QDateTime &now)
{
    Statement remove(m_database, kPrune);
    return remove.bind(":now"_L1, now).runAndCount();
}

Result<qint64> CacheStore::totalBytes()
{
    Statement select(m_database, kSelectTotal);
    TACET_TRY_ASSIGN(const auto bytes, readOne(select, [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
    return bytes ? Result<qint64>(*bytes) : fail(ErrorCode::Damaged, u"the size of the cache"_s);
}

} // namespace tacet
