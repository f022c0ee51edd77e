#include "models/vault/rows.h"

namespace tacet {

namespace {

enum PersonColumn { UserColumn, UsernameColumn, DisplayNameColumn, MasterKeyColumn, RelationColumn, TrustColumn };
enum MessageColumn {
    PositionColumn,
    IdColumn,
    ChatColumn,
    AuthorColumn,
    OutgoingColumn,
    SentAtColumn,
    StoredAtColumn,
    TextColumn,
    StateColumn,
    FailureColumn,
};

} // namespace

Person personFrom(const QSqlQuery &row, int first)
{
    return {
        .id = idAt<UserId>(row, first + UserColumn),
        .username = row.value(first + UsernameColumn).toString(),
        .displayName = row.value(first + DisplayNameColumn).toString(),
        .masterKey = row.value(first + MasterKeyColumn).toByteArray(),
        .relation = Relation(row.value(first + RelationColumn).toInt()),
        .trust = Trust(row.value(first + TrustColumn).toInt()),
    };
}

Message messageFrom(const QSqlQuery &row, int first)
{
    return {
        .id = idAt<MessageId>(row, first + IdColumn),
        .chat = idAt<ChatId>(row, first + ChatColumn),
        .author = idAt<UserId>(row, first + AuthorColumn),
        .outgoing = row.value(first + OutgoingColumn).toBool(),
        .position = row.value(first + PositionColumn).toLongLong(),
        .sentAt = timeAt(row, first + SentAtColumn),
        .storedAt = timeAt(row, first + StoredAtColumn),
        .text = row.value(first + TextColumn).toString(),
        .state = DeliveryState(row.value(first + StateColumn).toInt()),
        .failure = errorCodeAt(row, first + FailureColumn),
    };
}

Result<> changeOne(Statement &statement)
{
    TACET_TRY_ASSIGN(const int changed, statement.runAndCount());
    if (changed == 0)
        return fail(ErrorCode::NotFound);
    return {};
}

} // namespace tacet
