#include "models/vault/inboxstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kInsert[] = "INSERT INTO inbox (key, stored_at, acknowledged) VALUES (:key, :stored_at, 0) "
                           "ON CONFLICT (key) DO NOTHING";
// A row that comes once more after its acknowledgement needs another one.
constexpr char kReopen[] = "UPDATE inbox SET acknowledged = 0 WHERE key = :key";
constexpr char kExists[] = "SELECT 1 FROM inbox WHERE key = :key";
constexpr char kSelectPending[] =
    "SELECT key FROM inbox INDEXED BY inbox_unacknowledged WHERE acknowledged = 0 ORDER BY position LIMIT :limit";
constexpr char kAcknowledge[] = "UPDATE inbox SET acknowledged = 1 WHERE key = :key";
constexpr char kPrune[] = "DELETE FROM inbox WHERE acknowledged = 1 AND stored_at < :before";

#define QUARANTINE_COLUMNS "key, sender, reason, envelope, received_at, attempts"
constexpr char kQuarantine[] = "INSERT INTO quarantine (" QUARANTINE_COLUMNS ") "
                               "VALUES (:key, :sender, :reason, :envelope, :received_at, :attempts) "
                               "ON CONFLICT (key) DO UPDATE SET reason = excluded.reason, attempts = attempts + 1";
constexpr char kSelectQuarantine[] = "SELECT " QUARANTINE_COLUMNS " FROM quarantine ORDER BY position LIMIT :limit";
constexpr char kSelectQuarantineOf[] =
    "SELECT " QUARANTINE_COLUMNS " FROM quarantine WHERE sender = :sender ORDER BY position LIMIT :limit";
constexpr char kRelease[] = "DELETE FROM quarantine WHERE key = :key";

QuarantinedEnvelope envelopeFrom(const QSqlQuery &row)
{
    return {.key = row.value(0).toByteArray(),
            .sender = idAt<DeviceId>(row, 1),
            .reason = ErrorCode(row.value(2).toInt()),
            .envelope = row.value(3).toByteArray(),
            .receivedAt = timeAt(row, 4),
            .attempts = row.value(5).toInt()};
}

} // namespace

Result<bool> InboxStore::markStored(const QByteArray &key, const QDateTime &now)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement insert(m_database, kInsert);
    TACET_TRY_ASSIGN(const int inserted, insert.bind(":key"_L1, key).bind(":stored_at"_L1, now).runAndCount());
    if (inserted == 0) {
        Statement reopen(m_database, kReopen);
        TACET_TRY(reopen.bind(":key"_L1, key).run());
    }
    TACET_TRY(transaction.commit());
    return inserted > 0;
}

Result<bool> InboxStore::isStored(const QByteArray &key)
{
    Statement select(m_database, kExists);
    TACET_TRY(select.bind(":key"_L1, key).run());
    return select.next();
}

Result<QList<QByteArray>> InboxStore::unacknowledged(int limit)
{
    Statement select(m_database, kSelectPending);
    return readAll(select.bind(":limit"_L1, limit), [](const QSqlQuery &row) { return row.value(0).toByteArray(); });
}

Result<> InboxStore::markAcknowledged(const QList<QByteArray> &keys)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const QByteArray &key : keys) {
        Statement update(m_database, kAcknowledge);
        TACET_TRY(update.bind(":key"_L1, key).run());
    }
    return transaction.commit();
}

Result<int> InboxStore::prune(const QDateTime &before)
{
    Statement remove(m_database, kPrune);
    return remove.bind(":before"_L1, before).runAndCount();
}

Result<> InboxStore::quarantine(const QuarantinedEnvelope &envelope)
{
    Statement insert(m_database, kQuarantine);
    return insert.bind(":key"_L1, envelope.key)
        .bind(":sender"_L1, envelope.sender)
        .bind(":reason"_L1, envelope.reason)
        .bind(":envelope"_L1, envelope.envelope)
        .bind(":received_at"_L1, envelope.receivedAt)
        .bind(":attempts"_L1, envelope.attempts)
        .run();
}

Result<QList<QuarantinedEnvelope>> InboxStore::quarantined(std::optional<DeviceId> sender, int limit)
{
    Statement select(m_database, sender ? kSelectQuarantineOf : kSelectQuarantine);
    if (sender)
        select.bind(":sender"_L1, *sender);
    return readAll(select.bind(":limit"_L1, limit), envelopeFrom);
}

Result<> InboxStore::release(const QByteArray &key)
{
    Statement remove(m_database, kRelease);
    return remove.bind(":key"_L1, key).run();
}

} // namespace tacet
