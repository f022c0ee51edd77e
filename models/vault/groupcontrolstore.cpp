#include "models/vault/groupcontrolstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kInsert[] =
    "INSERT INTO group_controls (id, chat_id, distribution_id, bundle, attempts, next_attempt_at) "
    "VALUES (:id, :chat, :distribution, :bundle, :attempts, :next_attempt_at) ON CONFLICT (id) DO NOTHING";
#define CONTROL_COLUMNS "position, id, chat_id, distribution_id, bundle, attempts, next_attempt_at"
constexpr char kSelectDue[] = "SELECT " CONTROL_COLUMNS " FROM group_controls WHERE next_attempt_at <= :now "
                              "ORDER BY position LIMIT :limit";
constexpr char kSelectDueOfChat[] =
    "SELECT " CONTROL_COLUMNS " FROM group_controls WHERE chat_id = :chat AND next_attempt_at <= :now "
    "ORDER BY position LIMIT :limit";
constexpr char kCount[] = "SELECT count(*) FROM group_controls";
constexpr char kDelete[] = "DELETE FROM group_controls WHERE position = :position";
constexpr char kPostpone[] = "UPDATE group_controls SET attempts = attempts + 1, next_attempt_at = :next_attempt_at "
                             "WHERE position = :position";
constexpr char kInsertBegun[] =
    "INSERT INTO megolm_begun (distribution_id, chat_id, session, started_at, epoch) "
    "VALUES (:distribution, :chat, :session, :started_at, :epoch) ON CONFLICT (distribution_id) DO NOTHING";
constexpr char kSelectBegun[] = "SELECT distribution_id, chat_id, session, started_at, epoch FROM megolm_begun "
                                "WHERE distribution_id = :distribution";
constexpr char kPruneBegun[] = "DELETE FROM megolm_begun WHERE started_at < :older_than";
constexpr char kInsertHead[] = "INSERT INTO group_heads (chat_id, sequence, hash) VALUES (:chat, :sequence, :hash) "
                               "ON CONFLICT (chat_id, sequence) DO NOTHING";
constexpr char kSelectHead[] = "SELECT hash FROM group_heads WHERE chat_id = :chat AND sequence = :sequence";

QueuedControl controlFrom(const QSqlQuery &row)
{
    return {
        .position = row.value(0).toLongLong(),
        .id = idAt<MessageId>(row, 1),
        .chat = idAt<ChatId>(row, 2),
        .distribution = row.value(3).isNull() ? std::nullopt : std::optional(idAt<DistributionId>(row, 3)),
        .bundle = row.value(4).toByteArray(),
        .attempts = row.value(5).toInt(),
        .nextAttemptAt = timeAt(row, 6),
    };
}

BegunSession begunFrom(const QSqlQuery &row)
{
    return {.distribution = idAt<DistributionId>(row, 0),
            .chat = idAt<ChatId>(row, 1),
            .session = row.value(2).toByteArray(),
            .startedAt = timeAt(row, 3),
            .epoch = row.value(4).toLongLong()};
}

} // namespace

Result<> GroupControlStore::enqueue(const QueuedControl &control)
{
    Statement insert(m_database, kInsert);
    return insert.bind(":id"_L1, control.id)
        .bind(":chat"_L1, control.chat)
        .bind(":distribution"_L1, control.distribution)
        .bind(":bundle"_L1, control.bundle)
        .bind(":attempts"_L1, control.attempts)
        .bind(":next_attempt_at"_L1, control.nextAttemptAt)
        .run();
}

Result<QList<QueuedControl>> GroupControlStore::due(std::optional<ChatId> chat, const QDateTime &now, int limit)
{
    Statement select(m_database, chat ? kSelectDueOfChat : kSelectDue);
    if (chat)
        select.bind(":chat"_L1, *chat);
    select.bind(":now"_L1, now).bind(":limit"_L1, limit);
    return readAll(select, controlFrom);
}

Result<int> GroupControlStore::count()
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted, readOne(select, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<> GroupControlStore::remove(qint64 position)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":position"_L1, position).run();
}

Result<> GroupControlStore::postpone(qint64 position, const QDateTime &nextAttemptAt)
{
    Statement update(m_database, kPostpone);
    return changeOne(update.bind(":position"_L1, position).bind(":next_attempt_at"_L1, nextAttemptAt));
}

Result<> GroupControlStore::saveBegun(const BegunSession &session)
{
    Statement insert(m_database, kInsertBegun);
    return insert.bind(":distribution"_L1, session.distribution)
        .bind(":chat"_L1, session.chat)
        .bind(":session"_L1, session.session)
        .bind(":started_at"_L1, session.startedAt)
        .bind(":epoch"_L1, session.epoch)
        .run();
}

Result<std::optional<BegunSession>> GroupControlStore::begun(DistributionId distribution)
{
    Statement select(m_database, kSelectBegun);
    return readOne(select.bind(":distribution"_L1, distribution), begunFrom);
}

Result<> GroupControlStore::pruneBegun(const QDateTime &olderThan)
{
    Statement prune(m_database, kPruneBegun);
    return prune.bind(":older_than"_L1, olderThan).run();
}

Result<> GroupControlStore::pinHead(ChatId chat, qint64 sequence, const QByteArray &hash)
{
    {
        Statement insert(m_database, kInsertHead);
        TACET_TRY(insert.bind(":chat"_L1, chat).bind(":sequence"_L1, sequence).bind(":hash"_L1, hash).run());
    }
    Statement select(m_database, kSelectHead);
    TACET_TRY_ASSIGN(const auto pinned, readOne(select.bind(":chat"_L1, chat).bind(":sequence"_L1, sequence),
                                                [](const QSqlQuery &row) { return row.value(0).toByteArray(); }));
    return pinned == hash ? Result<>() : fail(ErrorCode::Conflict, u"the log has another hash there"_s);
}

} // namespace tacet
