#include "models/vault/waitingpoststore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define POST_COLUMNS                                                                                                   \
    "w.kind, w.id, w.chat_id, w.epoch, w.distribution_id, w.sender_device, w.cause, w.since, w.asked_at, w.attempts, " \
    "w.post, w.position"
constexpr char kSave[] =
    "INSERT INTO waiting_posts (kind, id, chat_id, epoch, distribution_id, sender_device, cause, since, asked_at, "
    "attempts, post) VALUES (:kind, :id, :chat, :epoch, :distribution, :sender, :cause, :since, :asked_at, :attempts, "
    ":post) ON CONFLICT (kind, id) DO UPDATE SET epoch = excluded.epoch, distribution_id = excluded.distribution_id, "
    "sender_device = excluded.sender_device, post = excluded.post";
constexpr char kSelect[] = "SELECT " POST_COLUMNS " FROM waiting_posts w WHERE w.kind = :kind AND w.id = :id";
constexpr char kDelete[] = "DELETE FROM waiting_posts WHERE kind = :kind AND id = :id";
constexpr char kSelectEpoch[] = "SELECT " POST_COLUMNS " FROM waiting_posts w WHERE w.chat_id = :chat "
                                "AND w.epoch = :epoch ORDER BY w.position LIMIT :limit";
constexpr char kSelectKind[] =
    "SELECT " POST_COLUMNS " FROM waiting_posts w WHERE w.chat_id = :chat AND w.epoch = :epoch AND w.kind = :kind "
    "AND w.position > :after ORDER BY w.position LIMIT :limit";
constexpr char kSelectSession[] =
    "SELECT " POST_COLUMNS
    " FROM waiting_posts w WHERE w.distribution_id = :distribution AND w.sender_device = :sender "
    "ORDER BY w.position LIMIT :limit";
constexpr char kSelectSessions[] =
    "SELECT w.distribution_id, w.sender_device FROM waiting_posts w WHERE w.chat_id = :chat "
    "AND w.distribution_id IS NOT NULL GROUP BY w.distribution_id, w.sender_device ORDER BY min(w.position)";
// Cause: 1 asked, 2 epoch missing, 3 not shared.
constexpr char kSelectToAsk[] = "SELECT " POST_COLUMNS " FROM waiting_posts w WHERE w.cause <> 3 "
                                "AND ifnull(w.asked_at, 0) <= :not_since ORDER BY w.position LIMIT :limit";
constexpr char kCount[] = "SELECT count(*) FROM waiting_posts WHERE chat_id = :chat";
constexpr char kMarkAsked[] =
    "UPDATE waiting_posts SET cause = CASE cause WHEN 2 THEN 2 ELSE 1 END, asked_at = :now, attempts = attempts + 1 "
    "WHERE kind = :kind AND id = :id";
constexpr char kSetCause[] = "UPDATE waiting_posts SET cause = :cause WHERE kind = :kind AND id = :id";

static_assert(int(WaitingCause::KeyAsked) == 1 && int(WaitingCause::EpochMissing) == 2 &&
                  int(WaitingCause::NotShared) == 3,
              "the numbers in the statements");

WaitingPost postFrom(const QSqlQuery &row)
{
    return {.position = row.value(11).toLongLong(),
            .kind = WaitingKind(row.value(0).toInt()),
            .id = QUuid::fromRfc4122(row.value(1).toByteArray()),
            .chat = idAt<ChatId>(row, 2),
            .epoch = row.value(3).toLongLong(),
            .distribution = optionalIdAt<DistributionId>(row, 4),
            .sender = idAt<DeviceId>(row, 5),
            .waiting = {.cause = WaitingCause(row.value(6).toInt()),
                        .since = timeAt(row, 7),
                        .askedAt = optionalTimeAt(row, 8)},
            .attempts = row.value(9).toInt(),
            .post = row.value(10).toByteArray()};
}

} // namespace

Result<> WaitingPostStore::save(const WaitingPost &post)
{
    Statement save(m_database, kSave);
    return save.bind(":kind"_L1, post.kind)
        .bind(":id"_L1, post.id.toRfc4122())
        .bind(":chat"_L1, post.chat)
        .bind(":epoch"_L1, post.epoch)
        .bind(":distribution"_L1, post.distribution)
        .bind(":sender"_L1, post.sender)
        .bind(":cause"_L1, post.waiting.cause)
        .bind(":since"_L1, post.waiting.since)
        .bind(":asked_at"_L1, post.waiting.askedAt)
        .bind(":attempts"_L1, post.attempts)
        .bind(":post"_L1, post.post)
        .run();
}

Result<std::optional<WaitingPost>> WaitingPostStore::find(WaitingKind kind, const QUuid &id)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":kind"_L1, kind).bind(":id"_L1, id.toRfc4122()), postFrom);
}

Result<> WaitingPostStore::remove(WaitingKind kind, const QUuid &id)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":kind"_L1, kind).bind(":id"_L1, id.toRfc4122()).run();
}

Result<QList<WaitingPost>> WaitingPostStore::ofEpoch(ChatId chat, qint64 epoch, int limit)
{
    Statement select(m_database, kSelectEpoch);
    return readAll(select.bind(":chat"_L1, chat).bind(":epoch"_L1, epoch).bind(":limit"_L1, limit), postFrom);
}

Result<QList<WaitingPost>> WaitingPostStore::ofKind(WaitingKind kind, ChatId chat, qint64 epoch, qint64 after,
                                                    int limit)
{
    Statement select(m_database, kSelectKind);
    select.bind(":kind"_L1, kind).bind(":chat"_L1, chat).bind(":epoch"_L1, epoch);
    return readAll(select.bind(":after"_L1, after).bind(":limit"_L1, limit), postFrom);
}

Result<QList<WaitingPost>> WaitingPostStore::ofSession(DistributionId distribution, DeviceId sender, int limit)
{
    Statement select(m_database, kSelectSession);
    select.bind(":distribution"_L1, distribution).bind(":sender"_L1, sender).bind(":limit"_L1, limit);
    return readAll(select, postFrom);
}

Result<QList<WaitingSession>> WaitingPostStore::sessions(ChatId chat)
{
    Statement select(m_database, kSelectSessions);
    return readAll(select.bind(":chat"_L1, chat), [](const QSqlQuery &row) {
        return WaitingSession{.distribution = idAt<DistributionId>(row, 0), .sender = idAt<DeviceId>(row, 1)};
    });
}

Result<QList<WaitingPost>> WaitingPostStore::toAsk(const QDateTime &notSince, int limit)
{
    Statement select(m_database, kSelectToAsk);
    return readAll(select.bind(":not_since"_L1, notSince).bind(":limit"_L1, limit), postFrom);
}

Result<int> WaitingPostStore::count(ChatId chat)
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted,
                     readOne(select.bind(":chat"_L1, chat), [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<> WaitingPostStore::markAsked(WaitingKind kind, const QUuid &id, const QDateTime &now)
{
    Statement update(m_database, kMarkAsked);
    return changeOne(update.bind(":now"_L1, now).bind(":kind"_L1, kind).bind(":id"_L1, id.toRfc4122()));
}

Result<> WaitingPostStore::setCause(WaitingKind kind, const QUuid &id, WaitingCause cause)
{
    Statement update(m_database, kSetCause);
    return changeOne(update.bind(":cause"_L1, cause).bind(":kind"_L1, kind).bind(":id"_L1, id.toRfc4122()));
}

} // namespace tacet
