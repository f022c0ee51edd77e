#include "models/vault/threadrows.h"

using namespace Qt::StringLiterals;

namespace tacet {

Thread threadFrom(const QSqlQuery &row)
{
    return {.id = idAt<ThreadId>(row, 0),
            .chat = idAt<ChatId>(row, 1),
            .author = idAt<UserId>(row, 2),
            .authorName = row.value(3).toString(),
            .title = row.value(4).toString(),
            .body = row.value(5).toString(),
            .createdAt = timeAt(row, 6),
            .lastActivity = timeAt(row, 7),
            .replyCount = row.value(8).toInt(),
            .unread = row.value(9).toInt(),
            .isFollowed = row.value(10).toBool(),
            .isPinned = row.value(11).toBool(),
            .isOutgoing = row.value(12).toBool(),
            .state = DeliveryState(row.value(13).toInt()),
            .failure = errorCodeAt(row, 14)};
}

Reply replyFrom(const QSqlQuery &row)
{
    return {.id = idAt<ReplyId>(row, 0),
            .thread = idAt<ThreadId>(row, 1),
            .parent = optionalIdAt<ReplyId>(row, 2),
            .author = idAt<UserId>(row, 3),
            .authorName = row.value(4).toString(),
            .body = row.value(5).toString(),
            .createdAt = timeAt(row, 6),
            .position = row.value(7).toLongLong(),
            .isOutgoing = row.value(8).toBool(),
            .isDeleted = row.value(9).toBool(),
            .state = DeliveryState(row.value(10).toInt()),
            .failure = errorCodeAt(row, 11)};
}

PostSeal sealFrom(const QSqlQuery &row)
{
    return {.authorDevice = idAt<DeviceId>(row, 0),
            .authorSequence = row.value(1).toLongLong(),
            .contentHash = row.value(2).toByteArray(),
            .editNumber = row.value(3).toInt()};
}

Statement &bindSeal(Statement &statement, const PostSeal &seal)
{
    return statement.bind(":device"_L1, seal.authorDevice)
        .bind(":sequence"_L1, seal.authorSequence)
        .bind(":hash"_L1, seal.contentHash)
        .bind(":edit"_L1, seal.editNumber);
}

} // namespace tacet
