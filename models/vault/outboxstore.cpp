#include "models/vault/outboxstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define OUTBOX_COLUMNS                                                                                                 \
    "o.position, o.id, o.kind, o.chat_id, o.recipient, o.stage, o.content, o.bundle, o.attempts, o.next_attempt_at, "  \
    "o.last_error, o.created_at"
enum Column {
    PositionColumn,
    IdColumn,
    KindColumn,
    ChatColumn,
    RecipientColumn,
    StageColumn,
    ContentColumn,
    BundleColumn,
    AttemptsColumn,
    NextAttemptColumn,
    LastErrorColumn,
    CreatedColumn,
};
constexpr char kInsert[] =
    "INSERT INTO outbox (id, kind, chat_id, recipient, stage, content, bundle, attempts, next_attempt_at, "
    "last_error, created_at) VALUES (:id, :kind, :chat, :recipient, :stage, :content, :bundle, :attempts, "
    ":next_attempt_at, :last_error, :created_at) ON CONFLICT (id) DO NOTHING";
constexpr char kSelect[] = "SELECT " OUTBOX_COLUMNS " FROM outbox o WHERE o.id = :id";
constexpr char kSelectDue[] =
    "SELECT " OUTBOX_COLUMNS
    " FROM outbox o WHERE o.position > :after AND o.next_attempt_at <= :now AND NOT EXISTS (SELECT 1 FROM outbox e "
    "WHERE e.chat_id = o.chat_id AND e.position < o.position AND e.next_attempt_at > :later) "
    "ORDER BY o.position LIMIT :limit";
constexpr char kSelectNext[] = "SELECT next_attempt_at FROM outbox ORDER BY next_attempt_at LIMIT 1";
constexpr char kCount[] = "SELECT count(*) FROM outbox";
constexpr char kEncrypt[] = "UPDATE outbox SET stage = 2, bundle = :bundle WHERE id = :id AND stage = 1";
constexpr char kRequeue[] = "UPDATE outbox SET stage = 1, bundle = x'' WHERE id = :id";
constexpr char kMissed[] =
    "UPDATE outbox SET stage = 1, bundle = x'', chat_id = NULL, content = :content, attempts = 0, "
    "last_error = NULL WHERE position = :position";
constexpr char kPostpone[] = "UPDATE outbox SET attempts = attempts + 1, last_error = :why, "
                             "next_attempt_at = :next_attempt_at WHERE id = :id";
constexpr char kWake[] = "UPDATE outbox SET next_attempt_at = :now WHERE next_attempt_at > :later";
constexpr char kDeleteAt[] = "DELETE FROM outbox WHERE position = :position";
constexpr char kDelete[] = "DELETE FROM outbox WHERE id = :id";

static_assert(int(OutboxStage::Queued) == 1 && int(OutboxStage::Encrypted) == 2, "the numbers in the statements");

OutboxEntry entryFrom(const QSqlQuery &row)
{
    return {
        .position = row.value(PositionColumn).toLongLong(),
        .id = idAt<MessageId>(row, IdColumn),
        .kind = OutboxKind(row.value(KindColumn).toInt()),
        .chat = row.value(ChatColumn).isNull() ? ChatId() : idAt<ChatId>(row, ChatColumn),
        .recipient = idAt<UserId>(row, RecipientColumn),
        .stage = OutboxStage(row.value(StageColumn).toInt()),
        .content = row.value(ContentColumn).toByteArray(),
        .bundle = row.value(BundleColumn).toByteArray(),
        .attempts = row.value(AttemptsColumn).toInt(),
        .nextAttemptAt = timeAt(row, NextAttemptColumn),
        .lastError = errorCodeAt(row, LastErrorColumn),
        .createdAt = timeAt(row, CreatedColumn),
    };
}

} // namespace

Result<> OutboxStore::enqueue(const OutboxEntry &entry)
{
    // NULL: entries without a chat hold nobody up.
    const auto chat = entry.chat.isNull() ? std::nullopt : std::optional(entry.chat);
    Statement insert(m_database, kInsert);
    return insert.bind(":id"_L1, entry.id)
        .bind(":kind"_L1, entry.kind)
        .bind(":chat"_L1, chat)
        .bind(":recipient"_L1, entry.recipient)
        .bind(":stage"_L1, entry.stage)
        .bind(":content"_L1, entry.content)
        .bind(":bundle"_L1, entry.bundle)
        .bind(":attempts"_L1, entry.attempts)
        .bind(":next_attempt_at"_L1, entry.nextAttemptAt.isValid() ? entry.nextAttemptAt : entry.createdAt)
        .bind(":last_error"_L1, entry.lastError)
        .bind(":created_at"_L1, entry.createdAt)
        .run();
}

Result<std::optional<OutboxEntry>> OutboxStore::find(MessageId id)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":id"_L1, id), entryFrom);
}

Result<QList<OutboxEntry>> OutboxStore::due(const QDateTime &now, int limit, qint64 after)
{
    Statement select(m_database, kSelectDue);
    select.bind(":after"_L1, after).bind(":now"_L1, now).bind(":later"_L1, now).bind(":limit"_L1, limit);
    return readAll(select, entryFrom);
}

Result<std::optional<QDateTime>> OutboxStore::nextAttemptAt()
{
    Statement select(m_database, kSelectNext);
    return readOne(select, [](const QSqlQuery &row) { return timeAt(row, 0); });
}

Result<int> OutboxStore::count()
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted, readOne(select, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<> OutboxStore::setEncrypted(MessageId id, const QByteArray &bundle)
{
    {
        Statement update(m_database, kEncrypt);
        TACET_TRY_ASSIGN(const int changed, update.bind(":id"_L1, id).bind(":bundle"_L1, bundle).runAndCount());
        if (changed > 0)
            return {};
    }
    TACET_TRY_ASSIGN(const auto entry, find(id));
    return entry ? fail(ErrorCode::Conflict, u"it is encrypted already"_s) : fail(ErrorCode::NotFound);
}

Result<> OutboxStore::setQueued(MessageId id)
{
    Statement update(m_database, kRequeue);
    return changeOne(update.bind(":id"_L1, id));
}

Result<> OutboxStore::setMissed(qint64 position, const QByteArray &content)
{
    Statement update(m_database, kMissed);
    return changeOne(update.bind(":position"_L1, position).bind(":content"_L1, content));
}

Result<> OutboxStore::postpone(MessageId id, ErrorCode why, const QDateTime &nextAttemptAt)
{
    Statement update(m_database, kPostpone);
    return changeOne(update.bind(":id"_L1, id).bind(":why"_L1, why).bind(":next_attempt_at"_L1, nextAttemptAt));
}

Result<> OutboxStore::wakeAll(const QDateTime &now)
{
    Statement update(m_database, kWake);
    return update.bind(":now"_L1, now).bind(":later"_L1, now).run();
}

Result<> OutboxStore::remove(MessageId id)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":id"_L1, id).run();
}

Result<> OutboxStore::removeAt(qint64 position)
{
    Statement remove(m_database, kDeleteAt);
    return remove.bind(":position"_L1, position).run();
}

} // namespace tacet
