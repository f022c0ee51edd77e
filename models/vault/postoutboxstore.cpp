#include "models/vault/postoutboxstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define POST_COLUMNS                                                                                                   \
    "o.position, o.kind, o.id, o.chat_id, o.content, o.sealed, o.epoch, o.attempts, o.next_attempt_at, o.last_error, " \
    "o.created_at"
constexpr char kInsert[] =
    "INSERT INTO post_outbox (kind, id, chat_id, content, sealed, epoch, attempts, next_attempt_at, last_error, "
    "created_at) VALUES (:kind, :id, :chat, :content, :sealed, :epoch, :attempts, :next_attempt_at, :last_error, "
    ":created_at) ON CONFLICT (kind, id) DO NOTHING";
constexpr char kSelect[] = "SELECT " POST_COLUMNS " FROM post_outbox o WHERE o.kind = :kind AND o.id = :id";
constexpr char kSelectDue[] =
    "SELECT " POST_COLUMNS
    " FROM post_outbox o WHERE o.position > :after AND o.next_attempt_at <= :now AND NOT EXISTS (SELECT 1 "
    "FROM post_outbox e WHERE e.chat_id = o.chat_id AND e.position < o.position AND e.next_attempt_at > :later) "
    "ORDER BY o.position LIMIT :limit";
constexpr char kSelectNext[] = "SELECT next_attempt_at FROM post_outbox ORDER BY next_attempt_at LIMIT 1";
constexpr char kCount[] = "SELECT count(*) FROM post_outbox";
constexpr char kSeal[] = "UPDATE post_outbox SET sealed = :sealed, epoch = :epoch WHERE position = :position";
constexpr char kUnseal[] = "UPDATE post_outbox SET sealed = x'', epoch = 0 WHERE position = :position";
constexpr char kPostpone[] = "UPDATE post_outbox SET attempts = attempts + 1, last_error = :why, "
                             "next_attempt_at = :next_attempt_at WHERE position = :position";
constexpr char kWake[] = "UPDATE post_outbox SET next_attempt_at = :now WHERE next_attempt_at > :later";
constexpr char kDelete[] = "DELETE FROM post_outbox WHERE position = :position";
// A handful of kinds at most: each is looked up by its key.
constexpr char kDeleteAll[] = "DELETE FROM post_outbox WHERE kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9) AND id = :id";

static_assert(int(PostOutboxKind::Message) == 1 && int(PostOutboxKind::ReplyDeletion) == 9,
              "the numbers in the statements");

PostOutboxEntry entryFrom(const QSqlQuery &row)
{
    return {.position = row.value(0).toLongLong(),
            .kind = PostOutboxKind(row.value(1).toInt()),
            .id = QUuid::fromRfc4122(row.value(2).toByteArray()),
            .chat = idAt<ChatId>(row, 3),
            .content = row.value(4).toByteArray(),
            .sealed = row.value(5).toByteArray(),
            .epoch = row.value(6).toLongLong(),
            .attempts = row.value(7).toInt(),
            .nextAttemptAt = timeAt(row, 8),
            .lastError = errorCodeAt(row, 9),
            .createdAt = timeAt(row, 10)};
}

} // namespace

Result<qint64> PostOutboxStore::enqueue(const PostOutboxEntry &entry)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement insert(m_database, kInsert);
    TACET_TRY(insert.bind(":kind"_L1, entry.kind)
                  .bind(":id"_L1, entry.id.toRfc4122())
                  .bind(":chat"_L1, entry.chat)
                  .bind(":content"_L1, entry.content)
                  .bind(":sealed"_L1, entry.sealed)
                  .bind(":epoch"_L1, entry.epoch)
                  .bind(":attempts"_L1, entry.attempts)
                  .bind(":next_attempt_at"_L1, entry.nextAttemptAt.isValid() ? entry.nextAttemptAt : entry.createdAt)
                  .bind(":last_error"_L1, entry.lastError)
                  .bind(":created_at"_L1, entry.createdAt)
                  .run());
    TACET_TRY_ASSIGN(const auto stored, find(entry.kind, entry.id));
    TACET_TRY(transaction.commit());
    return stored ? Result<qint64>(stored->position) : fail(ErrorCode::Internal, u"an entry that is not there"_s);
}

Result<std::optional<PostOutboxEntry>> PostOutboxStore::find(PostOutboxKind kind, const QUuid &id)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":kind"_L1, kind).bind(":id"_L1, id.toRfc4122()), entryFrom);
}

Result<QList<PostOutboxEntry>> PostOutboxStore::due(const QDateTime &now, int limit, qint64 after)
{
    Statement select(m_database, kSelectDue);
    select.bind(":after"_L1, after).bind(":now"_L1, now).bind(":later"_L1, now).bind(":limit"_L1, limit);
    return readAll(select, entryFrom);
}

Result<std::optional<QDateTime>> PostOutboxStore::nextAttemptAt()
{
    Statement select(m_database, kSelectNext);
    return readOne(select, [](const QSqlQuery &row) { return timeAt(row, 0); });
}

Result<int> PostOutboxStore::count()
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted, readOne(select, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<> PostOutboxStore::setSealed(qint64 position, const QByteArray &sealed, qint64 epoch)
{
    Statement update(m_database, kSeal);
    return changeOne(update.bind(":sealed"_L1, sealed).bind(":epoch"_L1, epoch).bind(":position"_L1, position));
}

Result<> PostOutboxStore::setUnsealed(qint64 position)
{
    Statement update(m_database, kUnseal);
    return changeOne(update.bind(":position"_L1, position));
}

Result<> PostOutboxStore::postpone(qint64 position, ErrorCode why, const QDateTime &nextAttemptAt)
{
    Statement update(m_database, kPostpone);
    return changeOne(
        update.bind(":why"_L1, why).bind(":next_attempt_at"_L1, nextAttemptAt).bind(":position"_L1, position));
}

Result<> PostOutboxStore::wakeAll(const QDateTime &now)
{
    Statement update(m_database, kWake);
    return update.bind(":now"_L1, now).bind(":later"_L1, now).run();
}

Result<> PostOutboxStore::remove(qint64 position)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":position"_L1, position).run();
}

Result<> PostOutboxStore::removeAll(const QUuid &id)
{
    Statement remove(m_database, kDeleteAll);
    return remove.bind(":id"_L1, id.toRfc4122()).run();
}

} // namespace tacet
